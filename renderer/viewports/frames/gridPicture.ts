import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { FrameSlot } from '#renderer/workers/framePlan.ts'
import { buildGreyLut, lookUp, lookUpFloats, type DisplayVoi, type GreyLut, type StoredValues } from './displayLut.ts'

export type SmallPicture = { readonly columns: number; readonly rows: number; readonly samples: 1 | 3; readonly pixels: Uint8Array }

/** Every so many pixels of a frame, so that neither side is longer than asked. */
export function takeSparse(values: StoredValues, slot: FrameSlot, longestPx: number): { readonly columns: number; readonly rows: number; readonly values: StoredValues } {
  const step = Math.max(1, Math.ceil(Math.max(slot.columns, slot.rows) / longestPx))
  const [columns, rows] = [Math.ceil(slot.columns / step), Math.ceil(slot.rows / step)]
  const sparse = values.slice(0, columns * rows * slot.samples)
  let to = 0
  for (let row = 0; row < slot.rows; row += step) {
    for (let column = 0; column < slot.columns; column += step) {
      const from = slot.offset + (row * slot.columns + column) * slot.samples
      for (let sample = 0; sample < slot.samples; sample++) sparse[to++] = values[from + sample] ?? 0
    }
  }
  return { columns, rows, values: sparse }
}

/** Makes small pictures of the frames of one image object; the table is kept from one to the next. */
export function createSmallPictures(): (values: StoredValues, slot: FrameSlot, image: ImageDescription, voi: DisplayVoi, inverted: boolean, longestPx: number) => SmallPicture {
  const kept: { key: string; image: ImageDescription | null; lut: GreyLut | null } = { key: '', image: null, lut: null }
  return (values, slot, image, voi, inverted, longestPx) => {
    const { columns, rows, values: sparse } = takeSparse(values, slot, longestPx)
    if (slot.samples === 3) return { columns, rows, samples: 3, pixels: Uint8Array.from(sparse) }
    const pixels = new Uint8Array(columns * rows)
    if (sparse instanceof Float32Array) {
      lookUpFloats(sparse, image, voi, inverted, pixels)
      return { columns, rows, samples: 1, pixels }
    }
    const key = JSON.stringify([voi, inverted])
    if (kept.key !== key || kept.image !== image) Object.assign(kept, { key, image, lut: buildGreyLut(sparse, image, voi, inverted) })
    if (kept.lut !== null) lookUp(sparse, kept.lut, pixels)
    return { columns, rows, samples: 1, pixels }
  }
}
