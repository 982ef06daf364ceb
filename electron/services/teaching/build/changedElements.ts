import type { ChangedAttribute, CleanedPixels } from '#electron/services/teaching/pixels/cleanedPixels.ts'
import { joined } from '#electron/services/teaching/formats/dicomDirectory.ts'
import type { DataElement, DataSet } from '#shared/teaching/deidentification/dataSet.ts'

const uncompressed = new Set(['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.2', '1.2.840.10008.1.2.1.99'])
export const isCompressed = (transferSyntaxUid: string): boolean => !uncompressed.has(transferSyntaxUid)

/** Pixel data and what its header says of it, as they take the place of the original's. */
export function changedElements({ frames, transferSyntaxUid, image, set }: CleanedPixels): readonly DataElement[] {
  const vr = image.pixel.bitsAllocated > 8 ? 'OW' : 'OB'
  const pixels: DataElement = isCompressed(transferSyntaxUid)
    // The offset table may be empty (PS3.5 A.4).
    ? { tag: '7FE00010', vr: 'OB', value: { kind: 'fragments', fragments: [new Uint8Array(0), ...frames.map(evenLength)] } }
    : { tag: '7FE00010', vr, value: { kind: 'bytes', bytes: evenLength(frames.length === 1 && frames[0] !== undefined ? frames[0] : joined(frames)) } }
  return [...set.map(elementOf), pixels]
}

const evenLength = (bytes: Uint8Array): Uint8Array => (bytes.length % 2 === 0 ? bytes : joined([bytes, new Uint8Array(1)]))

function elementOf(changed: ChangedAttribute): DataElement {
  const tag = changed.tag.toUpperCase()
  if (changed.vr === 'SQ') return { tag, vr: 'SQ', value: { kind: 'items', items: changed.items.map((item) => item.map(elementOf)) } }
  if (changed.vr !== 'US' && changed.vr !== 'SS') return { tag, vr: changed.vr, value: { kind: 'text', texts: changed.values.map(String) } }
  const view = new DataView(new ArrayBuffer(2 * changed.values.length))
  changed.values.forEach((value, index) => { view.setInt16(2 * index, Number(value), true) })
  return { tag, vr: changed.vr, value: { kind: 'bytes', bytes: new Uint8Array(view.buffer) } }
}

/** The data set without what the pixels' part said must go; "60xx" stands for every overlay group. */
export function withoutTags(dataSet: DataSet, remove: readonly string[]): DataSet {
  const exact = new Set(remove.map((tag) => tag.toUpperCase()))
  const overlays = remove.some((tag) => tag.toLowerCase().startsWith('60xx'))
  return dataSet.filter(({ tag }) => !exact.has(tag) && !(overlays && /^60[01][0-9A-F]/.test(tag)))
}
