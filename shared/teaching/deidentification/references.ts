import type { DataElement, DataSet } from './dataSet.ts'
import { textsOf } from './dataSet.ts'

const REFERENCED_INSTANCE = '00081155'
/** What an object is and what it belongs to: itself, its series, its study, its frame of reference. */
const OWN = new Set(['00080018', '0020000D', '0020000E', '00200052'])
/** Lists without which the item that holds them refers to nothing. @source PS3.3 10.3 and C.12.3, Type 1: instances of a series, series of a study */
const NEEDED_LISTS = new Set(['0008114A', '00081115', '00081199'])

/** UIDs of a case: those that its originals, their series, studies and frames of reference have, and which of them are in the copy. */
export type CaseUids = { readonly originals: ReadonlySet<string>; readonly present: ReadonlySet<string> }

/** The UIDs by which an object, its series, its study and its frame of reference can be referred to. */
export const ownUids = (dataSet: DataSet): readonly string[] => [...OWN].flatMap((tag) => textsOf(dataSet, tag))

const uidTexts = ({ vr, value }: DataElement): readonly string[] => (vr === 'UI' && value.kind === 'text' ? value.texts.map((text) => text.trim()).filter((text) => text !== '') : [])

/** Every object that a data set refers to, by SOP Instance UID, at any depth. @source PS3.3 10.8 SOP Instance Reference Macro */
export const referencesOf = (dataSet: DataSet): readonly string[] => dataSet.flatMap((element) => (
  element.value.kind === 'items' ? element.value.items.flatMap(referencesOf) : element.tag === REFERENCED_INSTANCE ? uidTexts(element) : []))

/** Every UID that stands in a data set besides its own, at any depth. Those of classes and of other hospitals are among them. */
export const uidsIn = (dataSet: DataSet, own: ReadonlySet<string> = OWN): readonly string[] => dataSet.flatMap((element) => (
  element.value.kind === 'items' ? element.value.items.flatMap((item) => uidsIn(item, new Set())) : own.has(element.tag) ? [] : uidTexts(element)))

/** A UID of the case that meets nothing in the copy: what it named was left out or cut away. */
const isLost = (uid: string, { originals, present }: CaseUids): boolean => originals.has(uid) && !present.has(uid)

/**
 * What leads nowhere: references to objects that are not in the copy, whosever they are, and any other UID of the case whose series,
 * study, frame of reference or object is not in it. A UID that was nobody's in the case is somebody else's and meets nothing anywhere.
 */
export const lostUids = (dataSet: DataSet, uids: CaseUids): readonly string[] => [...new Set([
  ...referencesOf(dataSet).filter((uid) => !uids.present.has(uid)), ...uidsIn(dataSet).filter((uid) => isLost(uid, uids)),
])]

/** An image without its references to what is not in the copy; a list that is empty by that is left out, and what needs the list. */
export function withoutAbsent(dataSet: DataSet, uids: CaseUids, own: ReadonlySet<string> = OWN): DataSet {
  return dataSet.flatMap((element): DataElement[] => {
    const { tag, value } = element
    if (value.kind !== 'items') return !own.has(tag) && uidTexts(element).some((uid) => isLost(uid, uids)) ? [] : [element]
    const items = value.items.flatMap((item): DataSet[] => {
      if (item.some((one) => refersToAbsent(one, uids))) return []
      const left = withoutAbsent(item, uids, new Set())
      const lacksList = item.some((one) => NEEDED_LISTS.has(one.tag) && !left.some((kept) => kept.tag === one.tag))
      return lacksList ? [] : [left]
    })
    return items.length === 0 && value.items.length > 0 ? [] : [{ ...element, value: { kind: 'items', items } }]
  })
}

const refersToAbsent = (element: DataElement, uids: CaseUids): boolean => uidTexts(element).some((uid) => (element.tag === REFERENCED_INSTANCE ? !uids.present.has(uid) : isLost(uid, uids)))
