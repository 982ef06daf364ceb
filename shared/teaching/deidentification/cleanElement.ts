import { isTextVr, type DataElement } from './dataSet.ts'
import type { Place, Walk } from './deidentifyContext.ts'
import { keepAges, keepMeasuredAge, keepText, reviewText, shiftDates } from './cleanText.ts'
import { actionOf, rowOf } from './profileActions.ts'
import { codedText, neverLeaves, pictureData, publicSchemes, technicalText } from './safeAttributes.ts'
import { isSafePrivate } from './safePrivate.ts'
import { dummy, emptied, mapUids, needAt, removed, withdraw } from './withdraw.ts'

/** @source PS3.16 DCM 121033 Subject Age */
const SUBJECT_AGE = '121033'
const isDateVr = (vr: string): boolean => vr === 'DA' || vr === 'DT' || vr === 'TM'
const proseVrs = new Set(['LO', 'SH', 'ST', 'LT', 'UT', 'UC'])
const bulkVrs = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'UN'])
/** Coded strings that people type: a label of content, not one of a list of terms. */
const typedCodes = new Set(['00700080'])

/** One attribute of the original as it stands in the copy; null where it doesn't. */
export function cleanElement(walk: Walk, element: DataElement, place: Place): DataElement | null {
  const { tag } = element
  const group = Number.parseInt(tag.slice(0, 4), 16)
  if (group < 8 || tag.endsWith('0000') || neverLeaves.has(tag) || isPictureNobodySees(tag, place)) return removed(walk, element)
  if (group % 2 === 1) return walk.context.options.keepSafePrivate && isSafePrivate(element, place.siblings) ? keep(walk, element, place) : removed(walk, element)
  // An overlay or curve goes with everything that describes it.
  if (/^(50|60)[01]/.test(tag)) return removed(walk, element)
  const row = rowOf(tag)
  if (row === null) return cleanUnlisted(walk, element, place)
  return act(walk, element, place, actionOf(row, walk.columns, needAt(place, tag)))
}

/** Pixels inside a sequence, floating values and what describes compressed frames: nothing here finds text or a face in them. */
const isPictureNobodySees = (tag: string, { path }: Place): boolean => tag.startsWith('7FE0') && (tag !== '7FE00010' || path.length > 0)

function act(walk: Walk, element: DataElement, place: Place, action: ReturnType<typeof actionOf>): DataElement | null {
  switch (action) {
    case 'X': return withdrawIfNeeded(walk, element, place)
    case 'Z': return needAt(place, element.tag) === 'filled' ? dummy(walk, element, place) : emptied(walk, element)
    case 'D': return dummy(walk, element, place)
    case 'U': return element.value.kind === 'items' ? cleanItems(walk, element, place) : mapUids(walk, element)
    case 'K': return keep(walk, element, place)
    case 'C': return clean(walk, element, place)
  }
}

/** X is taken at its word, except where the object would be none without the attribute. */
const withdrawIfNeeded = (walk: Walk, element: DataElement, place: Place): DataElement | null =>
  place.path.length > 0 ? removed(walk, element) : withdraw(walk, element, place)

function keep(walk: Walk, element: DataElement, place: Place): DataElement | null {
  if (element.value.kind === 'items') return cleanItems(walk, element, place)
  if (place.isDummy) return dummy(walk, element, place)
  return element.vr === 'AS' ? keepAges(walk, element, place) : keepText(walk, element, place)
}

function clean(walk: Walk, element: DataElement, place: Place): DataElement | null {
  const { value, vr, tag } = element
  if (value.kind === 'items') return cleanItems(walk, element, place)
  if (isDateVr(vr) || tag === '00080201') return shiftDates(walk, element, place)
  return proseVrs.has(vr) ? reviewText(walk, element, place) : withdraw(walk, element, place)
}

function cleanItems(walk: Walk, element: DataElement, place: Place): DataElement {
  const items = element.value.kind === 'items' ? element.value.items : []
  return { ...element, value: { kind: 'items', items: items.map((item) => walk.cleanItem(item, place, element)) } }
}

/** The table says nothing of it: what is known to be technical stays, prose is read by a person, the rest goes. */
function cleanUnlisted(walk: Walk, element: DataElement, place: Place): DataElement | null {
  const { tag, vr, value } = element
  if (walk.context.dictionary(tag) === null) return removed(walk, element)
  if (value.kind === 'items') return cleanItems(walk, element, place)
  if (value.kind === 'fragments') return element
  if (vr === 'UI') return mapUids(walk, element)
  if (isDateVr(vr)) return unlistedDate(walk, element, place)
  if (place.isDummy && isTextVr(vr) && vr !== 'CS') return dummy(walk, element, place)
  if (vr === 'PN' || vr === 'AE' || vr === 'UR') return withdraw(walk, element, place)
  if (vr === 'AS') return walk.context.options.keepPatientCharacteristics ? keepAges(walk, element, place) : withdraw(walk, element, place)
  if (proseVrs.has(vr) || typedCodes.has(tag)) {
    const isPublicCode = codedText.has(tag) && place.scheme !== null && publicSchemes.has(place.scheme)
    const isPrivateScheme = tag === '00080102' && /^99[A-Z0-9_-]{1,14}$/i.test(place.scheme ?? '')
    return technicalText.has(tag) || isPublicCode || isPrivateScheme ? keepText(walk, element, place) : reviewText(walk, element, place)
  }
  if (tag === '0040A30A' && place.concept === SUBJECT_AGE) return keepMeasuredAge(walk, element, place)
  if (isTextVr(vr)) return keepText(walk, element, place)
  if (bulkVrs.has(vr) && !pictureData.has(tag)) return withdraw(walk, element, place)
  return element
}

function unlistedDate(walk: Walk, element: DataElement, place: Place): DataElement | null {
  const { dates } = walk.context.options
  if (dates === 'full') return keepText(walk, element, place)
  return dates === 'shifted' ? shiftDates(walk, element, place) : withdraw(walk, element, place)
}

