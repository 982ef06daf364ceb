import { needOf } from './attributeTypes.ts'
import { emptyValue, type DataElement, type ElementValue } from './dataSet.ts'
import type { Place, TakenValue, Walk } from './deidentifyContext.ts'
import { mappedUid } from './identityKey.ts'
import { rowOf } from './profileActions.ts'

const dummyTexts: Readonly<Record<string, string>> = {
  AS: '000Y', DA: '19000101', DS: '0', DT: '19000101000000', IS: '0', TM: '000000', UR: 'urn:removed',
}
/** What stands for a value that has to be there and must say nothing. */
export const dummyText = (vr: string): string => dummyTexts[vr] ?? 'REMOVED'

const widths: Readonly<Record<string, number>> = { AT: 4, FD: 8, FL: 4, OD: 8, OF: 4, OL: 4, OV: 8, SL: 4, SV: 8, UL: 4, UV: 8 }

const dummyValue = (vr: string): ElementValue =>
  vr === 'SQ' ? { kind: 'items', items: [[]] } : vr in widths || ['OB', 'OW', 'SS', 'US', 'UN'].includes(vr)
    ? { kind: 'bytes', bytes: new Uint8Array(widths[vr] ?? 2) } : { kind: 'text', texts: [dummyText(vr)] }

export const nameOf = (walk: Walk, tag: string): string => rowOf(tag)?.tag === 'private' ? 'private attribute' : walk.context.dictionary(tag)?.name ?? rowOf(tag)?.name ?? tag

const kindOf = (vr: string): TakenValue['kind'] => vr === 'UI' ? 'uid' : ['DA', 'DT', 'TM'].includes(vr) ? 'date' : ['DS', 'IS', 'AS'].includes(vr) ? 'number' : ['LT', 'ST', 'UT', 'UC'].includes(vr) ? 'text' : vr === 'PN' ? 'name' : 'label'

const printable = /[\p{L}\p{N}][\p{L}\p{N}\p{P}\p{Zs}^=]{3,}/gu

/** Notes every value of an element as taken away, whatever it is inside of. */
export function noteTaken(walk: Walk, element: DataElement): void {
  const of = nameOf(walk, element.tag)
  const { value, vr } = element
  if (value.kind === 'items') for (const inner of value.items.flat()) noteTaken(walk, inner)
  else if (value.kind === 'text') {
    for (const text of value.texts) {
      const trimmed = text.replaceAll('\0', '').trim()
      if (trimmed === '') continue
      if (vr === 'UI' && mappedUid(walk.context.key, element.tag, trimmed) === trimmed) continue
      walk.gathered.taken.push({ of, kind: kindOf(vr), value: trimmed })
    }
  } else if (value.kind === 'bytes' && !element.tag.startsWith('7FE0') && ['OB', 'UN', 'OW'].includes(vr) && value.bytes.length <= 1 << 16) {
    // Text in bytes that nobody can read as text: what looks like words in them. In pixels it would be chance.
    for (const [run] of String.fromCharCode(...value.bytes.subarray(0, 8192)).matchAll(printable)) if (/[A-Za-z]{3}|\d{5}/.test(run)) walk.gathered.taken.push({ of, kind: 'text', value: run.trim() })
  }
}

export const needAt = (place: Place, tag: string): ReturnType<typeof needOf> => needOf(tag, place.family, place.path.length > 0)

/** Takes a value away, and leaves as much of the attribute as the object needs. */
export function withdraw(walk: Walk, element: DataElement, place: Place): DataElement | null {
  const need = needAt(place, element.tag)
  return need === 'filled' ? dummy(walk, element, place) : need === 'present' ? emptied(walk, element) : removed(walk, element)
}

export function removed(walk: Walk, element: DataElement): null {
  noteTaken(walk, element)
  return null
}

export function emptied(walk: Walk, element: DataElement): DataElement {
  noteTaken(walk, element)
  return { ...element, value: emptyValue(element.vr) }
}

/** A sequence keeps its shape and loses every word in it. */
export function dummy(walk: Walk, element: DataElement, place: Place): DataElement {
  const { value, vr, tag } = element
  if (value.kind === 'items') {
    const items = value.items.map((item) => walk.cleanItem(item, { ...place, isDummy: true }, element))
    return { ...element, value: { kind: 'items', items } }
  }
  if (vr === 'UI' && value.kind === 'text') return mapUids(walk, element)
  noteTaken(walk, element)
  const filler = dummyValue(vr)
  if (filler.kind === 'text') walk.gathered.allowed.push(...filler.texts)
  // A person's name that was never stated stays unstated.
  return tag === '0040A123' || !isEmpty(value) ? { ...element, value: filler } : element
}

const isEmpty = (value: ElementValue): boolean => value.kind === 'text' ? value.texts.every((text) => text.trim() === '') : value.kind === 'bytes' && value.bytes.length === 0

export function mapUids(walk: Walk, element: DataElement): DataElement {
  if (element.value.kind !== 'text') return element
  const texts = element.value.texts.map((text) => {
    const uid = text.replaceAll('\0', '').trim()
    const mapped = mappedUid(walk.context.key, element.tag, uid)
    if (mapped !== uid) walk.gathered.taken.push({ of: nameOf(walk, element.tag), kind: 'uid', value: uid })
    walk.gathered.allowed.push(mapped)
    return mapped
  })
  return { ...element, value: { kind: 'text', texts } }
}
