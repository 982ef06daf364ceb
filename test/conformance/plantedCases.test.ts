import { execFile, spawnSync } from 'node:child_process'
import { createHash, randomUUID } from 'node:crypto'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readInstalledCodec, readInstalledTextModel, sourcePixelWorkerUrl } from '#electron/hosts/sourceTree.ts'
import { openDatabase } from '#electron/services/storage/database.ts'
import { stagingRoot } from '#electron/services/teaching/build/staging.ts'
import { darkestValue } from '#electron/services/teaching/pixels/clean/darkest.ts'
import { pixelSeriesOfFiles } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import { createPixelWork } from '#electron/services/teaching/pixels/thread/createPixelWork.ts'
import { keyOfCopy } from '#electron/services/teaching/secret.ts'
import { writtenFormats } from '#shared/contract/areas/teaching.ts'
import type { IdentityKey } from '#shared/teaching/deidentification/identityKey.ts'
import { completeNote } from '#test/builders/completeNote.ts'
import { keyPicture } from '#test/builders/keyPicture.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'
import { plantedCase, type PlantedCase } from '#test/builders/plantedObjects.ts'
import type { PlantedLine } from '#test/builders/plantedPictures.ts'
import { buildKeyImage } from '#test/builders/record.ts'
import { greyPage, isOnPage, type GreyPage } from '#test/builders/sheetLook.ts'
import { statedUids, strayReferences, unmetUids } from '#test/builders/statedUids.ts'
import { filesBelow, openTeachingBench, readingEnds, releaseDraft, twoAccounts, type PreparedCase, type TeachingBench } from '#test/builders/teaching.ts'
import { createWordLook, unpackedBytes } from '#test/builders/wordsInBytes.ts'

/** Of fifteen data sets each. Every fourth has a record, so that its own objects and papers are searched as well. */
const CASES = 14
const hasRecord = (seed: number): boolean => seed % 4 === 0
const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined
const IN_RECORD = ['ZqCaption', 'ZqIndication', 'ZqOperator'] as const
/** Less of the letters uncovered is an edge of a stroke. */
const WHOLE = 0.98

type Released = { readonly seed: number; readonly planted: PlantedCase; readonly key: IdentityKey; readonly directory: string; readonly remarks: readonly string[]; readonly sheet: readonly string[] }

let bench: TeachingBench
let released: readonly Released[] = []
beforeAll(async () => {
  bench = await openTeachingBench({}, undefined, createPixelWork({ pixelWorkerUrl: sourcePixelWorkerUrl, readCodec: readInstalledCodec, readTextModel: readInstalledTextModel }))
  const accounts = await twoAccounts(bench)
  const made: Released[] = []
  for (let seed = 0; seed < CASES; seed += 1) made.push(await releasePlanted(seed, accounts))
  released = made
}, 600_000)
afterAll(async () => bench.remove())

async function addRecord(seed: number, { objects }: PlantedCase): Promise<string> {
  const of = (name: string) => Object.fromEntries(statedUids(objects.find((one) => one.name.startsWith(name))?.bytes ?? new Uint8Array(0)).filter(({ isOwn }) => isOwn).map(({ tag, uid }) => [tag, uid]))
  const { '0020000E': seriesUid = '', '0020000D': studyUid = '', '00080018': sopInstanceUid = '' } = of('ct1')
  const { recordId } = await bench.must('record.create', { seriesUid, side: 'LEFT', level: 'C1-2', actor: `Dr ${IN_RECORD[2]}` })
  const file = path.join(bench.directory, `key${String(seed)}.png`)
  await writeFile(file, keyPicture(120, 100))
  await bench.must('record.append', { recordId, actor: `Dr ${IN_RECORD[2]}`, event: { ...buildKeyImage({ path: file }), keyImageId: randomUUID(), studyUid, seriesUid, sopInstanceUid, frame: 0, caption: `${IN_RECORD[0]} saw it`, title: 'Path A, axial' } })
  await bench.must('record.append', { recordId, actor: `Dr ${IN_RECORD[2]}`, event: { kind: 'noteWritten', note: { section: 'order', content: { ...completeNote.order, indication: `Pain, says ${IN_RECORD[1]}` } } } })
  return recordId
}

/** The way of every case: taken in, looked through, read by a person, built, looked at, released by a second one and written in every form. */
async function releasePlanted(seed: number, accounts: PreparedCase['accounts']): Promise<Released> {
  const planted = await plantedCase(seed)
  const folder = path.join(bench.directory, `in${String(seed)}`)
  await mkdir(folder)
  for (const { name, bytes } of [...planted.objects, ...planted.documents]) await writeFile(path.join(folder, `${name}.dcm`), bytes)
  const { series, refused } = await bench.must('library.import', { paths: [folder], storage: 'inPlace' })
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
  const recordId = hasRecord(seed) ? await addRecord(seed, planted) : undefined
  const { draftId } = await bench.must('teaching.begin', { seriesUids: series.map(({ seriesUid }) => seriesUid), ...(recordId !== undefined && { recordId }) })
  await readingEnds(bench, draftId)
  const draft = await bench.must('teaching.draft', { draftId })
  const read = await bench.must('teaching.edit', { draftId, baseVersion: draft.version, step: 'Read', change: { kind: 'texts', decisions: draft.document.texts.map(({ textId }, at) => (at % 5 === 0 ? { textId, decision: 'replace', replacement: 'Seen, twice.' } : { textId, decision: 'remove', replacement: '' })) } })
  await bench.must('teaching.edit', { draftId, baseVersion: read.version, step: 'Text', change: { kind: 'caseText', text: { ...draft.document.text, title: 'Neck pain', history: 'For a year.', findings: 'Joint reached.', teachingPoints: ['Look twice.'] } } })
  const check = await bench.must('teaching.check', { draftId })
  if (check.contentSha256 === null) throw new Error(`case ${String(seed)}: ${JSON.stringify(check.checks.filter(({ state }) => state === 'failed'))}`)
  const { contentSha256, sheetPages, remarks } = check
  if (check.residues.length > 0) await bench.must('teaching.acceptWords', { draftId, contentSha256, by: 'Dr First' })
  const sheet = path.join(bench.directory, `sheet${String(seed)}`)
  await cp(path.join(stagingRoot(bench.dataDirectory), draftId, 'SHEET'), sheet, { recursive: true })
  const { teachingCaseId } = await releaseDraft(bench, { draftId, contentSha256, accounts }, sheetPages)
  const directory = path.join(bench.directory, `out${String(seed)}`)
  for (const format of writtenFormats) await bench.must('teaching.write', { teachingCaseIds: [teachingCaseId], format, audience: 'educator', by: accounts.second, directory: path.join(directory, format) })
  const database = openDatabase(path.join(bench.dataDirectory, 'axis.db'))
  const key = keyOfCopy(database, `${teachingCaseId}/1`)
  database.close()
  return { seed, planted, key, directory, remarks, sheet: await filesBelow(sheet) }
}

function plantedWords({ seed, planted: { person, objects, documents, originalUids, documentUids } }: Released): readonly string[] {
  const inPixels = objects.flatMap(({ picture }) => picture?.lines.map(({ words }) => words) ?? [])
  return [...[...objects, ...documents].flatMap(({ planted, inStream }) => [...planted, ...inStream]), ...inPixels, ...person.reads, person.id, person.physician, person.institution, person.birthDate, ...originalUids, ...documentUids, '20260102', '2026-01-02', ...(hasRecord(seed) ? IN_RECORD : [])]
}
/** The name as its character set has it, part by part. */
const writtenNames = ({ planted: { person: { name } } }: Released): readonly Uint8Array[] => Buffer.from(name).toString('latin1').split(/[\^=]/).map((part) => Buffer.from(part, 'latin1'))
const lookOf = (one: Released) => createWordLook(plantedWords(one), writtenNames(one))
const objectsOf = async (one: Released, format: 'dicom' | 'tce' = 'dicom'): Promise<readonly Buffer[]> => (await Promise.all((await filesBelow(path.join(one.directory, format))).map((file) => readFile(file)))).filter((bytes) => bytes.toString('latin1', 128, 132) === 'DICM')
const isDirectory = (bytes: Buffer): boolean => bytes.subarray(0, 400).includes('1.2.840.10008.1.3.10')

describe(`${String(CASES * 15)} data sets with an identity in every place, built, released and written in every form`, () => {
  it('are more than 200, and the search finds what was planted in each', () => {
    const silent = released.flatMap((one) => {
      const look = lookOf(one)
      return [...one.planted.objects, ...one.planted.documents].flatMap(({ name, bytes, planted, inStream }) => {
        const found = new Set(unpackedBytes(bytes).flatMap(look))
        return [...planted, ...inStream].filter((word) => !found.has(word)).map((word) => `${String(one.seed)} ${name} ${word}`)
      })
    })
    expect(silent).toEqual([])
    expect(released.reduce((sum, { planted: { objects, documents } }) => sum + objects.length + documents.length, 0)).toBeGreaterThanOrEqual(200)
  })

  it('leave no planted string in any output byte, unpacked and inflated, in no page of the sheet and in no file name', async () => {
    const left: string[] = []
    let files = 0
    for (const one of released) {
      const written = await filesBelow(one.directory)
      files += written.length
      left.push(...await leftIn(one, one.directory, written), ...await leftIn(one, one.directory, one.sheet))
    }
    expect(left).toEqual([])
    expect(files).toBeGreaterThan(CASES * 40)
  }, 120_000)

  it('leave none by the one call of a script either, nor a UID that leads nowhere', async () => {
    for (const one of released.slice(1, 3)) {
      const directory = path.join(bench.directory, `script${String(one.seed)}`)
      const { files, report } = await bench.must('teaching.export', { paths: [path.join(bench.directory, `in${String(one.seed)}`)], directory })
      const written = files.map((file) => file.path)
      expect(await leftIn(one, directory, written)).toEqual([])
      expect(report.checks.filter(({ state }) => state === 'failed')).toEqual([])
      expect(new Set(files.map(({ kind }) => kind))).toEqual(new Set(['DICOM', 'PNG', 'DICOMDIR', 'JSON']))
      const objects = (await Promise.all(files.filter(({ kind }) => kind === 'DICOM').map(async (file) => readFile(file.path))))
      expect([objects.length, unmetUids(objects).length, strayReferences(objects)]).toEqual([one.planted.objects.length, one.planted.outside.staying.length, []])
    }
  }, 120_000)

  it('have every object but the PDF and what refers to it, and say so', async () => {
    for (const one of released) {
      const own = new Set((await objectsOf(one)).flatMap((bytes) => statedUids(bytes).filter(({ isOwn }) => isOwn).map(({ uid }) => uid)))
      expect(one.planted.objects.filter(({ sopInstanceUid }) => !own.has(one.key.uidOf(sopInstanceUid))).map(({ name }) => name)).toEqual([])
      expect(one.planted.documents.filter(({ sopInstanceUid }) => own.has(one.key.uidOf(sopInstanceUid)))).toEqual([])
      expect(one.remarks).toEqual(expect.arrayContaining([expect.stringContaining('PDF document inside a DICOM object'), expect.stringContaining('It refers to images that are not in the case')]))
    }
  })

  it.each(['dicom', 'tce'] as const)('have no UID that leads nowhere, and every reference says of what series and study it is: %s', async (format) => {
    for (const one of released) {
      const objects = (await objectsOf(one, format)).filter((bytes) => !isDirectory(bytes))
      const stated = new Set(objects.flatMap((bytes) => statedUids(bytes).filter(({ isOwn }) => !isOwn).map(({ tag, uid }) => `${tag} ${uid}`)))
      expect(one.planted.references.filter(({ tag, uid }) => !stated.has(`${tag} ${one.key.uidOf(uid)}`))).toEqual([])
      expect(unmetUids(objects)).toEqual(one.planted.outside.staying.map((uid) => one.key.uidOf(uid)).sort())
      expect(strayReferences(objects)).toEqual([])
    }
  })

  it('have at least 98 % of what is burned in covered whole in the stored pixels, and the rest whole on the picture sheet', async () => {
    const bySize = new Map<number, { made: number; found: number }>()
    const unseen: string[] = []
    for (const one of released) for (const { line, share, part } of await linesLeft(one)) {
      const tally = bySize.get(line.height) ?? { made: 0, found: 0 }
      bySize.set(line.height, tally)
      tally.made += 1
      if (share >= WHOLE) tally.found += 1
      else if (!(await Promise.all(one.sheet.map(async (page) => isOnPage(greyPage(await readFile(page)), part)))).some((isSeen) => isSeen)) unseen.push(`${String(one.seed)} ${String(line.height)} px ${line.words}`)
    }
    const [made, found] = [...bySize.values()].reduce(([a, b], one) => [a + one.made, b + one.found], [0, 0])
    expect([bySize.size, made]).toEqual([8, CASES * 8])
    expect(found / made, JSON.stringify([...bySize])).toBeGreaterThanOrEqual(0.98)
    expect(unseen).toEqual([])
  }, 120_000)

  it.skipIf(!has('dciodvfy'))('have no error for dciodvfy, directories and what a record left among them', async () => {
    const run = promisify(execFile)
    const files = (await Promise.all(released.map(async ({ directory }) => filesBelow(path.join(directory, 'tce'))))).flat()
    const faults: string[] = []
    const check = async (file: string): Promise<void> => {
      const { stdout, stderr } = await run('dciodvfy', [file]).catch((failed: { readonly stdout: string; readonly stderr: string }) => failed)
      faults.push(...`${stdout}${stderr}`.split('\n').filter((line) => line.startsWith('Error')).map((line) => `${path.relative(bench.directory, file)}: ${line}`))
    }
    for (let at = 0; at < files.length; at += 4) await Promise.all(files.slice(at, at + 4).map(check))
    expect(faults).toEqual([])
    expect(files.length).toBeGreaterThan(200)
  }, 120_000)
})

/** Planted words in files below a folder, in their names and in what is packed in them. The same picture leaves in several forms: it is looked through once. */
async function leftIn(one: Released, folder: string, files: readonly string[]): Promise<readonly string[]> {
  const look = lookOf(one)
  const seen = new Set<string>()
  const isNew = (bytes: Uint8Array): boolean => {
    const hash = createHash('sha1').update(bytes).digest('hex')
    return !seen.has(hash) && seen.add(hash).has(hash)
  }
  const left: string[] = []
  for (const file of files) {
    const place = path.relative(folder, file)
    for (const bytes of [Buffer.from(place), ...unpackedBytes(await readFile(file))].filter(isNew)) left.push(...look(bytes).map((word) => `${String(one.seed)} ${place}: ${word}`))
  }
  return left
}

/** What became of every burned-in line in the copies: how much of its letters is covered, in the frame where least is, and that place of the frame. */
async function linesLeft({ planted, key, directory }: Released): Promise<readonly { readonly line: PlantedLine; readonly share: number; readonly part: GreyPage }[]> {
  const { series, close } = pixelSeriesOfFiles(await filesBelow(path.join(directory, 'dicom')))
  const decoder = createNodeDecoder()
  const lines: { line: PlantedLine; share: number; part: GreyPage }[] = []
  for (const { sopInstanceUid, picture } of planted.objects) for (const line of picture?.lines ?? []) {
    const copy = series.flatMap(({ objects }) => objects).find((object) => object.sopInstanceUid === key.uidOf(sopInstanceUid))
    if (copy === undefined) throw new Error('A picture has no copy.')
    const frames = await Promise.all(line.frames.map(async (frame) => {
      const decoded = await decoder.decode(await copy.frameBytes(frame) ?? new Uint8Array(0), copy.image)
      if (!decoded.ok) throw new Error(decoded.error.message)
      const black = darkestValue(copy.image, decoded.value.photometricInterpretation)
      const { pixels, columns } = decoded.value
      const valueAt = (place: number): number => pixels[((line.row + Math.floor(place / line.lettering.columns)) * columns + line.column + (place % line.lettering.columns)) * black.length] ?? NaN
      const grey = Float32Array.from(line.lettering.coverage, (_, place) => valueAt(place))
      const seen = [...line.lettering.coverage.keys()].filter((place) => (line.lettering.coverage[place] ?? 0) >= 0.25)
      return { line, share: seen.filter((place) => grey[place] === black[0]).length / seen.length, part: { columns: line.lettering.columns, rows: line.lettering.rows, grey } }
    }))
    const [least] = frames.sort((a, b) => a.share - b.share)
    if (least !== undefined) lines.push(least)
  }
  await close()
  return lines
}
