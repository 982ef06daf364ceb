import { createResidueSearch, MOST_FINDS, readWholeObject } from '#electron/services/teaching/deidentify/index.ts'
import type { Job } from '#electron/services/teaching/job.ts'
import { textOf, type DataSet } from '#shared/teaching/deidentification/dataSet.ts'
import { checkNames, type PixelBox, type ReleaseCheck, type Residue, type ReviewedText } from '#shared/teaching/deidentification/findings.ts'
import type { IdentityWords } from '#shared/teaching/deidentification/identityWords.ts'
import { holdsName, type NameWords } from '#shared/teaching/deidentification/names.ts'
import type { DeidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import { ownUids, referencesOf, uidsIn } from '#shared/teaching/deidentification/references.ts'
import type { StagedFile, Staging } from './staging.ts'

export type CheckedParts = {
  readonly options: DeidentifyOptions
  readonly boxes: readonly PixelBox[]
  readonly texts: readonly ReviewedText[]
  readonly names: NameWords
  readonly words: IdentityWords
  readonly patient: { readonly name: string; readonly id: string }
  /** Series that an object says text is burned into, of the originals. */
  readonly statedBurned: ReadonlySet<string>
  /** How a series of the originals is called on the screen: run 2. */
  readonly nameOfSeries: (seriesUid: string) => string
  readonly face: readonly { readonly words: string; readonly isHidden: boolean }[]
  readonly pictureProblems: readonly string[]
  readonly leftOut: readonly string[]
  readonly files: readonly StagedFile[]
  /** What the UIDs of the originals, their series, studies and frames of reference are in the copy. */
  readonly uids: ReadonlySet<string>
  readonly sheetPages: number
  /** Objects of the copy whose pictures are on the sheet, by their SOP Instance UID. */
  readonly shownOnSheet: ReadonlySet<string>
  readonly isScripted: boolean
}
export type CheckedCopy = { readonly checks: readonly ReleaseCheck[]; readonly residues: readonly Residue[]; readonly passed: boolean }

type Outcome = Omit<ReleaseCheck, 'name'>
const passed = (words: string): Outcome => ({ state: 'passed', words })
const failed = (words: string): Outcome => ({ state: 'failed', words: words.slice(0, 2000) })
const notNeeded = (words: string): Outcome => ({ state: 'notNeeded', words })

/** Looks through everything that was built, without knowing how it was made. */
export async function checkCopy(parts: CheckedParts, staging: Staging, job: Job): Promise<CheckedCopy> {
  const search = createResidueSearch(parts.words)
  const residues: Residue[] = []
  const seen = newSeen()
  for (const [index, file] of parts.files.entries()) {
    job.tell('checks', index, parts.files.length)
    const bytes = await staging.read(file.path)
    residues.push(...search.find({ path: file.path, bytes }))
    if (!file.path.includes('.')) lookAt(seen, file.path, bytes, parts)
    else if (file.path.endsWith('.json')) for (const [uid] of new TextDecoder().decode(bytes).matchAll(/\d+(?:\.\d+)+/g)) if (parts.uids.has(uid)) seen.references.add(uid)
  }
  job.tell('checks', parts.files.length, parts.files.length)
  const inLines = findInLines(parts)
  residues.push(...inLines.filter(({ ordinary }) => ordinary))
  const outcomes: Readonly<Record<ReleaseCheck['name'], Outcome>> = {
    tags: seen.badTags.length === 0 ? passed(`${String(seen.objects)} objects name ${parts.patient.name} and nobody else, by the Basic Profile and the options chosen.`) : failed(`An object does not say that its identity was removed: ${seen.badTags[0] ?? ''}. Build the copy again; if it stays, leave its series out.`),
    privateTags: seen.privateTags === 0 ? passed('No private attribute is in the copy.') : parts.options.keepSafePrivate ? passed(`${String(seen.privateTags)} private attributes of the list that is known to name nobody stay.`) : failed('Private attributes are in the copy. Leave the series out.'),
    freeText: freeText(parts, inLines.find(({ ordinary }) => !ordinary) ?? null),
    burnedInText: burnedInText(parts),
    overlays: seen.overlays === 0 ? passed('No overlay is in the copy.') : failed('An overlay is in the copy. Leave its series out, then check again.'),
    face: face(parts),
    uids: uids(seen, residues),
    fileNames: parts.files.every(({ path }) => /^[A-Z0-9_/]+(\.[A-Z0-9]+)?$|^content\.json$/.test(path)) ? passed('File names are numbers alone.') : failed('A file has a name that is not a number.'),
    thumbnails: seen.icons === 0 ? passed('No small picture of an original is in an object.') : failed('A small picture of the original is in an object. Leave its series out.'),
    documents: parts.leftOut.length === 0 ? passed('Nothing had to be left out.') : passed(`Left out, because it could not be cleaned for certain: ${parts.leftOut.join(' ')}`.slice(0, 2000)),
    residualIdentity: residualIdentity(residues, parts),
    pictureSheet: pictureSheet(seen, parts),
  }
  const checks = checkNames.map((name): ReleaseCheck => ({ name, ...outcomes[name] }))
  // What names somebody comes first: a list that is cut loses nothing of it.
  return { checks, residues: residues.toSorted((a, b) => Number(a.ordinary) - Number(b.ordinary)).slice(0, 1000), passed: checks.every(({ state }) => state !== 'failed') }
}

type Seen = { objects: number; badTags: string[]; privateTags: number; overlays: number; icons: number; readonly unseen: string[]; readonly present: Set<string>; readonly references: Set<string> }
const newSeen = (): Seen => ({ objects: 0, badTags: [], privateTags: 0, overlays: 0, icons: 0, unseen: [], present: new Set(), references: new Set() })

function lookAt(seen: Seen, path: string, bytes: Uint8Array, { patient, shownOnSheet, uids }: CheckedParts): void {
  const whole = readWholeObject(bytes)
  seen.objects += 1
  if (!whole.ok) {
    seen.badTags.push(path)
    return
  }
  const { dataSet } = whole.value
  if (textOf(dataSet, '00100010') !== patient.name || textOf(dataSet, '00100020') !== patient.id || textOf(dataSet, '00120062') !== 'YES') seen.badTags.push(path)
  for (const uid of ownUids(dataSet)) seen.present.add(uid)
  for (const uid of [...referencesOf(dataSet), ...uidsIn(dataSet).filter((one) => uids.has(one))]) seen.references.add(uid)
  countOdd(seen, dataSet)
  const isShown = shownOnSheet.has(textOf(dataSet, '00080018') ?? '')
  if (pixelPlaces(dataSet).some((place) => !isShown || place !== SHOWN_PIXELS)) seen.unseen.push(path)
}

/** The only pixels of an object that the sheet shows. */
const SHOWN_PIXELS = '7FE00010'
/** Where an object has pixels, at any depth; what a sequence holds by the sequence's tag. */
const pixelPlaces = (dataSet: DataSet): readonly string[] => dataSet.flatMap(({ tag, value }) => (
  value.kind === 'items' ? (value.items.some((item) => pixelPlaces(item).length > 0) ? [tag] : []) : tag.startsWith('7FE0') ? [tag] : []))

function countOdd(seen: Seen, dataSet: DataSet): void {
  for (const { tag, value } of dataSet) {
    if (Number.parseInt(tag.slice(3, 4), 16) % 2 === 1) seen.privateTags += 1
    if (/^60[01]/.test(tag)) seen.overlays += 1
    if (tag === '00880200') seen.icons += 1
    if (value.kind === 'items') for (const item of value.items) countOdd(seen, item)
  }
}

/** Lines that a person let through or wrote are looked through too, each once: an ordinary word that is a name is accepted where it was read. */
function findInLines({ texts, words }: CheckedParts): readonly Residue[] {
  const search = createResidueSearch({ ...words, readLines: [] })
  return texts.flatMap(({ decision, words: line, replacement, place }) => {
    const left = decision === 'keep' ? line : decision === 'replace' ? replacement : ''
    return left === '' ? [] : search.find({ path: '', bytes: new TextEncoder().encode(left) }).map((found) => ({ ...found, file: `${LINE}${place}` }))
  })
}

const LINE = 'a line that stays, '

function freeText({ texts, isScripted }: CheckedParts, naming: Residue | null): Outcome {
  if (naming !== null) return failed(`${naming.of} is in ${naming.file}. Replace or remove the line, then check again.`)
  const open = texts.filter(({ decision }) => decision === 'open').length
  if (open === 0) return passed(texts.length === 0 ? 'There is no free text.' : `${String(texts.length)} lines of text were read by a person, ${String(texts.filter(({ decision }) => decision === 'remove').length)} are removed.`)
  if (isScripted) return passed(`${String(open)} lines of text were removed, because nobody has read them.`)
  return failed(`${String(open)} ${open === 1 ? 'line of text has' : 'lines of text have'} not been read. Keep, replace or remove each, then check again.`)
}

function burnedInText({ boxes, options, names, statedBurned, nameOfSeries, pictureProblems, files, isScripted }: CheckedParts): Outcome {
  if (pictureProblems.length > 0) return failed(`The pictures could not be looked through for text: ${pictureProblems[0] ?? ''}`)
  const covered = boxes.filter(({ state }) => state !== 'dismissed')
  const [first] = covered
  if (!options.cleanPixelData && first !== undefined) return failed(`Text is burned into ${placeOf(first, nameOfSeries)}. Cover it, then check again.`)
  const naming = boxes.find((box) => box.state === 'dismissed' && box.words !== '' && holdsName(box.words, names))
  if (naming !== undefined) return failed(`Text in ${placeOf(naming, nameOfSeries)} holds a word of the original's identity, and its box was dismissed. Cover it, then check again.`)
  const bare = [...statedBurned].find((seriesUid) => !covered.some((box) => box.seriesUid === seriesUid))
  if (bare !== undefined) return failed(`The header of ${nameOfSeries(bare)} says that text is burned into its pictures, and nothing is covered there. Draw a box over it, then check again.`)
  const keyImages = files.filter(({ path }) => path.startsWith('PICT/')).length
  const read = keyImages === 0 ? '' : ` What could be read in ${String(keyImages)} key ${keyImages === 1 ? 'image' : 'images'} is no name of the original and no line that was taken away.`
  if (isScripted && !options.cleanPixelData) return { state: 'toDo', words: `Nothing has looked for text in the images: this copy was asked for without it. Look at every page of the picture sheet before it is used.${read}` }
  return passed(`${covered.length === 0 ? 'No text was found in the images.' : `${String(covered.length)} ${covered.length === 1 ? 'box is' : 'boxes are'} blacked out in the stored pixels.`}${read}`)
}

function placeOf({ seriesUid, frames }: PixelBox, nameOfSeries: CheckedParts['nameOfSeries']): string {
  const name = nameOfSeries(seriesUid)
  return frames === null ? name : frames[0] === frames[1] ? `${name}, frame ${String(frames[0] + 1)}` : `${name}, frames ${String(frames[0] + 1)} to ${String(frames[1] + 1)}`
}

function face({ face: faces }: CheckedParts): Outcome {
  const shown = faces.find(({ isHidden }) => !isHidden)
  if (shown === undefined) return faces.length === 0 ? notNeeded('There are no pictures.') : passed([...new Set(faces.map(({ words }) => words))].join(' ').slice(0, 2000))
  return failed(shown.words)
}

function uids({ present, references }: Seen, residues: readonly Residue[]): Outcome {
  const dangling = [...references].filter((uid) => !present.has(uid)).length
  if (residues.some(({ of }) => /UID$/.test(of))) return failed('A UID of the original is in the copy.')
  return dangling === 0 ? passed(`Every reference meets what it names in the copy: an object, a series, a study or a frame of reference (${String(references.size)}).`) : failed(`${String(dangling)} ${dangling === 1 ? 'reference leads' : 'references lead'} to objects, series, studies or frames of reference that are not in the copy. Take their series too, or leave out what refers to them.`)
}

function pictureSheet({ unseen }: Seen, { isScripted, sheetPages }: CheckedParts): Outcome {
  const [first] = unseen
  if (first !== undefined) return failed(`${unseen.length === 1 ? 'An object has' : `${String(unseen.length)} objects have`} pixels that are on no page of the picture sheet, so nobody would look at them: ${first}. Leave its series out, then check again.`)
  if (isScripted) return { state: 'toDo', words: 'Nobody has looked at the picture sheet. Look at it before the copy is used.' }
  return sheetPages === 0 ? notNeeded('There are no pictures.') : { state: 'toDo', words: `Look at every page of the picture sheet: ${String(sheetPages)} pages.` }
}

/** A name that is an ordinary word as well blocks nothing by itself, and passes by nothing but a person's look. */
function residualIdentity(residues: readonly Residue[], { words, files, isScripted }: CheckedParts): Outcome {
  const telling = residues.filter(({ ordinary }) => !ordinary)
  if (telling.length > 0) return failed(residueWords(telling))
  if (residues.length === 0) return passed(`${String(words.words.length)} words of the original were looked for in every byte of ${String(files.length)} files. None is there.`)
  if (isScripted) return failed(`${residueWords(residues)} It is an ordinary word too, and only a person can tell: make this copy in the app, where it is looked at.`)
  if (residues.length >= MOST_FINDS) return failed(`${residueWords(residues)} These are more places than anybody looks at.`)
  return { state: 'toDo', words: ordinaryWords(residues.length) }
}

export const ordinaryWords = (places: number): string => `${String(places)} ${places === 1 ? 'place holds' : 'places hold'} an ordinary word that is a name in the original as well. Look at each, then say that nobody is named there.`

/** Where, and from which attribute; the word itself is not repeated. */
function residueWords(residues: readonly Residue[]): string {
  const places = [...new Set(residues.map(({ file, of }) => `${of} in ${file}`))]
  return `${String(residues.length)} ${residues.length === 1 ? 'place holds' : 'places hold'} a word of the original: ${places.slice(0, 5).join(', ')}${places.length > 5 ? ` and ${String(places.length - 5)} more` : ''}. Remove or cover it, then check again.`
}
