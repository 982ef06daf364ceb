import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { SeriesFrame } from '#shared/dicom/seriesDescription.ts'
import type { FrameSlot } from '#renderer/workers/framePlan.ts'
import type { ShownImage } from '../engine/frameImages.ts'
import { buildGreyLut, lookUp, lookUpFloats, type DisplayVoi, type GreyLut, type StoredValues } from './displayLut.ts'
import { rowSize } from './pictureParts.ts'

/** Turns stored values into the eight-bit picture that is shown; tables and buffers are kept between frames. */
export type FrameBaker = {
  native(slot: FrameSlot, image: ImageDescription, frame: SeriesFrame | undefined, values: StoredValues, voi: DisplayVoi, inverted: boolean): ShownImage
}

export function createFrameBaker(): FrameBaker {
  const kept: { key: string; image: ImageDescription | null; lut: GreyLut | null; buffer: Uint8Array } = { key: '', image: null, lut: null, buffer: new Uint8Array(0) }
  const buffer = (length: number): Uint8Array => {
    if (kept.buffer.length !== length) kept.buffer = new Uint8Array(length)
    return kept.buffer
  }
  return {
    native(slot, image, frame, values, voi, inverted) {
      const part = values.subarray(slot.offset, slot.offset + slot.length)
      const into = buffer(slot.length)
      if (slot.samples === 3) into.set(part)
      else if (part instanceof Float32Array) lookUpFloats(part, image, voi, inverted, into)
      else {
        const key = JSON.stringify([voi, inverted, part.constructor.name])
        if (kept.lut === null || kept.key !== key || kept.image !== image) Object.assign(kept, { key, image, lut: buildGreyLut(part, image, voi, inverted) })
        if (kept.lut !== null) lookUp(part, kept.lut, into)
      }
      return shownImage(slot, image, frame, into)
    },
  }
}

/** Eight bits of a frame as a picture of its shape. */
export const shownImage = (slot: FrameSlot, image: ImageDescription, frame: SeriesFrame | undefined, pixels: Uint8Array): ShownImage => ({
  columns: slot.columns, rows: slot.rows, samples: slot.samples === 3 ? 3 : 1, pixels, columnSize: 1, rowSize: rowSize(image, frame),
})
