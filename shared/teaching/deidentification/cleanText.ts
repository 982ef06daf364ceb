import { textOf, type DataElement } from './dataSet.ts'
import type { Place, Walk } from './deidentifyContext.ts'
import { dateBefore, dateTimeBefore, isTime, unidentifyingAge } from './dates.ts'
import { linesOf, textLine } from './freeText.ts'
import { namesSomebody } from './names.ts'
import { dummyText, nameOf, noteTaken, withdraw } from './withdraw.ts'

const placeWords = (walk: Walk, element: DataElement, place: Place): string => [place.words, nameOf(walk, element.tag)].filter((word) => word !== '').join(', ')

/** Characters that a value may have; what a person wrote instead may be longer. @source PS3.5 6.2 */
const longest: Readonly<Record<string, number>> = { CS: 16, LO: 64, LT: 10_240, SH: 16, ST: 1024 }

/** What a person wrote for a coded string, in the letters that one may have. @source PS3.5 6.2 CS */
const asCode = (words: string): string => words.toUpperCase().replaceAll(/[^A-Z0-9 _]+/g, '_')

/** Prose: line by line what a person has let through, the rest goes. */
export function reviewText(walk: Walk, element: DataElement, place: Place): DataElement | null {
  if (element.value.kind !== 'text') return withdraw(walk, element, place)
  const path = [...place.path, element.tag].join('/')
  const where = placeWords(walk, element, place)
  const kept = element.value.texts.map((text) => linesOf(text).flatMap((words) => {
    const trimmed = words.replaceAll('\0', '').trim()
    if (trimmed === '') return []
    const line = textLine(where, path, trimmed)
    walk.gathered.lines.push(line)
    const decided = place.isDummy ? null : walk.context.decide(line)
    if (decided !== trimmed) walk.gathered.taken.push({ of: nameOf(walk, element.tag), kind: 'text', value: trimmed })
    if (decided === null) return []
    const written = element.vr === 'CS' ? asCode(decided) : decided
    walk.gathered.keptLines.push(written)
    return [written]
  }).join('\r\n').slice(0, longest[element.vr]))
  const texts = kept.filter((text) => text !== '')
  if (texts.length === 0) return element.value.texts.every((text) => text.trim() === '') ? element : withdrawQuietly(walk, element, place)
  return { ...element, value: { kind: 'text', texts } }
}

/** What was said line by line is not said again as a whole. */
function withdrawQuietly(walk: Walk, element: DataElement, place: Place): DataElement | null {
  const before = walk.gathered.taken.length
  const left = withdraw(walk, element, place)
  walk.gathered.taken.length = before
  return left
}

/** A value that stays as it is, unless it holds a name after all or isn't of its VR. */
export function keepText(walk: Walk, element: DataElement, place: Place): DataElement | null {
  const { value, vr, tag } = element
  if (value.kind !== 'text') return element
  const isStray = (text: string): boolean => !isOfVr(vr, text) || namesSomebody(text, walk.context.names)
  const stray = value.texts.filter(isStray)
  walk.gathered.allowed.push(...value.texts.filter((text) => !isStray(text)).map((text) => text.trim()))
  if (stray.length === 0) return element
  if (tag === '00700002') return layerName(walk, element)
  if (stray.length === value.texts.length) return withdraw(walk, element, place)
  // Values have their places: the others stay where they are.
  noteTaken(walk, { ...element, value: { kind: 'text', texts: stray } })
  return { ...element, value: { kind: 'text', texts: value.texts.map((text) => (isStray(text) ? dummyText(vr) : text)) } }
}

/** Layers are referred to by their name: one that names somebody gets another that is the same everywhere in the case. */
function layerName(walk: Walk, element: DataElement): DataElement {
  noteTaken(walk, element)
  const texts = element.value.kind === 'text' ? element.value.texts.map((text) => `LAYER_${textLine('', '', text.trim()).textId.slice(0, 8).toUpperCase()}`) : []
  return { ...element, value: { kind: 'text', texts } }
}

/** @source PS3.5 6.2 */
function isOfVr(vr: string, text: string): boolean {
  const plain = text.replaceAll('\0', '').trim()
  if (plain === '') return true
  if (vr === 'CS') return /^[A-Z0-9 _]{1,16}$/.test(plain)
  if (vr === 'DS') return /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(plain)
  if (vr === 'IS') return /^[+-]?\d{1,12}$/.test(plain)
  return true
}

/** Dates go back by the days of the case; times stay, as the option with modified dates allows. */
export function shiftDates(walk: Walk, element: DataElement, place: Place): DataElement | null {
  const { value, vr, tag } = element
  if (value.kind !== 'text') return withdraw(walk, element, place)
  const { daysBack } = walk.context
  const shift = vr === 'DA' ? dateBefore : vr === 'DT' ? dateTimeBefore : (text: string) => (vr === 'TM' ? isTime(text) : /^[+-]\d{4}$/.test(text)) ? text : null
  const texts = value.texts.map((text) => text.replaceAll('\0', '').trim()).map((text) => (text === '' ? '' : shift(text, daysBack)))
  const shifted = texts.flatMap((text) => text ?? [])
  if (shifted.length < texts.length) return withdraw(walk, element, place)
  if (vr === 'DA' || vr === 'DT') for (const text of value.texts) if (text.trim() !== '') walk.gathered.taken.push({ of: nameOf(walk, tag), kind: 'date', value: text.trim() })
  walk.gathered.allowed.push(...shifted)
  return { ...element, value: { kind: 'text', texts: shifted } }
}

export function keepAges(walk: Walk, element: DataElement, place: Place): DataElement | null {
  if (element.value.kind !== 'text') return withdraw(walk, element, place)
  const ages = element.value.texts.map((text) => (text.trim() === '' ? '' : unidentifyingAge(text)))
  const known = ages.flatMap((age) => age ?? [])
  if (known.length < ages.length) return withdraw(walk, element, place)
  walk.gathered.allowed.push(...known)
  return { ...element, value: { kind: 'text', texts: known } }
}

/** 90 years in the units that an age is measured in; others are too short for it. @source PS3.16 CID 7456 Units of Measure for Age */
const ninetyYears: Readonly<Record<string, number>> = { a: 90, mo: 1080, wk: 4696, d: 32_873 }

/** The age of a report's subject, with the same limit. */
export function keepMeasuredAge(walk: Walk, element: DataElement, place: Place): DataElement | null {
  const unit = place.siblings.find(({ tag }) => tag === '004008EA')?.value
  const limit = ninetyYears[(unit?.kind === 'items' ? textOf(unit.items[0] ?? [], '00080100') : null) ?? ''] ?? Number.POSITIVE_INFINITY
  if (element.value.kind !== 'text' || !walk.context.options.keepPatientCharacteristics) return withdraw(walk, element, place)
  return keepText(walk, { ...element, value: { kind: 'text', texts: element.value.texts.map((text) => (Number(text) > limit ? String(limit) : text)) } }, place)
}
