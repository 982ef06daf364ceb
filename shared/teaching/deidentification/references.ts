import type { DataElement, DataSet } from './dataSet.ts'
import { textOf } from './dataSet.ts'

const REFERENCED_INSTANCE = '00081155'

/** Every object that a data set refers to, by SOP Instance UID, at any depth. @source PS3.3 10.8 SOP Instance Reference Macro */
export function referencesOf(dataSet: DataSet): readonly string[] {
  return dataSet.flatMap(({ tag, value }) => {
    if (value.kind === 'items') return value.items.flatMap(referencesOf)
    return tag === REFERENCED_INSTANCE && value.kind === 'text' ? value.texts.map((text) => text.trim()).filter((text) => text !== '') : []
  })
}

/** An image without its references to objects that are not in the copy; a list that is empty by that is left out. */
export function withoutAbsent(dataSet: DataSet, isPresent: (sopInstanceUid: string) => boolean): DataSet {
  return dataSet.flatMap((element): DataElement[] => {
    if (element.value.kind !== 'items') return [element]
    const items = element.value.items.filter((item) => {
      const uid = textOf(item, REFERENCED_INSTANCE)
      return uid === null || isPresent(uid)
    }).map((item) => withoutAbsent(item, isPresent))
    return items.length === 0 && element.value.items.length > 0 ? [] : [{ ...element, value: { kind: 'items', items } }]
  })
}
