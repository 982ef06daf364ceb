import { autoWindow } from '#shared/contrast/autoWindow.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { modalityValue } from '#shared/dicom/modalityLut.ts'
import type { StoredFrame } from '#shared/measurement/regionStatistics.ts'
import { greyOf, headerVoi, type DisplayVoi } from './displayLut.ts'

/** A part of an image: middle, and how many columns and rows of the image it is wide and high. */
export type CropBox = { readonly centre: readonly [column: number, row: number]; readonly columns: number; readonly rows: number }

function voiOf(frame: StoredFrame, image: ImageDescription): DisplayVoi | null {
  const header = headerVoi(image)
  if (header !== null) return header
  const stored = autoWindow(frame.values, frame.columns, frame.rows, image.shutter)
  if (stored === null) return null
  const [a, b] = [modalityValue(image.modalityLut, stored.centre - stored.width / 2), modalityValue(image.modalityLut, stored.centre + stored.width / 2)]
  return { kind: 'window', window: { centre: (a + b) / 2, width: Math.max(Math.abs(b - a), 1e-6) } }
}

/** A small picture of a part of a frame, as RGBA; black beyond the image. */
export function cropPicture(frame: StoredFrame, image: ImageDescription, box: CropBox, [width, height]: readonly [number, number]): Uint8ClampedArray<ArrayBuffer> {
  const pixels = new Uint8ClampedArray(width * height * 4)
  const voi = frame.samples === 1 ? voiOf(frame, image) : null
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const column = Math.round(box.centre[0] + ((x + 0.5) / width - 0.5) * box.columns)
      const row = Math.round(box.centre[1] + ((y + 0.5) / height - 0.5) * box.rows)
      const to = (y * width + x) * 4
      pixels[to + 3] = 255
      if (column < 0 || row < 0 || column >= frame.columns || row >= frame.rows) continue
      const from = (row * frame.columns + column) * frame.samples
      const stored = frame.values[from]
      const grey = voi === null || stored === undefined ? null : greyOf(stored, image, voi, false)
      for (let sample = 0; sample < 3; sample++) pixels[to + sample] = grey ?? frame.values[from + Math.min(sample, frame.samples - 1)] ?? 0
    }
  }
  return pixels
}
