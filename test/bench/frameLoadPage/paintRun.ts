import { buildAttenuationScale } from '#shared/contrast/attenuation.ts'
import { createSubtractor, type Subtractor } from '#shared/contrast/subtractor.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'

/** A run to subtract; the frames lie in memory that page and worker share, as those of the app do, and so does the picture. */
export type PaintedRun = { readonly image: ImageDescription; readonly frames: readonly Uint16Array[]; readonly greys: Uint8Array }
export type PaintOrder = { readonly run: PaintedRun } | { readonly frame: number; readonly shiftPx: readonly [number, number] }
export type Painted = { readonly paintMs: number }

const MASK = [0, 1, 2, 3]
const LOOK = { window: { centre: 0, width: 1 }, landmark: 0, inverted: false }

export function openRun({ image, frames }: PaintedRun): Subtractor {
  const scale = buildAttenuationScale(image)
  if (!scale.ok) throw new Error(scale.error.message)
  return createSubtractor(image.columns, image.rows, scale.value, frame => frames[frame] ?? new Uint16Array(0))
}

export function paintOne(subtractor: Subtractor, frame: number, shiftPx: readonly [number, number], greys: Uint8Array): Painted {
  const startedAt = performance.now()
  subtractor.paint({ contrastFrames: [frame], maskFrames: MASK, shiftPx }, LOOK, greys)
  return { paintMs: performance.now() - startedAt }
}
