import type { DisplayShutter } from '#shared/dicom/imageDescription.ts'
import type { AttenuationScale, StoredPixels } from './attenuation.ts'
import { autoWindow, type Window } from './autoWindow.ts'
import { createToneTable, paintSubtracted } from './paintSubtracted.ts'
import { shiftByRegions, type RegionalShift } from './regionalShift.ts'
import { averageAttenuation, rowShift, shiftPlane, subtractMask, subtractPlanes } from './subtraction.ts'

export type SubtractionFrames = {
  /** Frames from 0; several are averaged (Contrast Frame Averaging). */
  readonly contrastFrames: readonly number[]
  readonly maskFrames: readonly number[]
  readonly shiftPx: readonly [row: number, column: number]
  readonly regions?: readonly RegionalShift[]
}

export type SubtractedLook = {
  readonly window: Window
  /** How much of the anatomy is left behind the difference, 0 to 1. */
  readonly landmark: number
  readonly inverted: boolean
}

export type Subtractor = {
  /** Fills and returns `target`, which may be a buffer from before. */
  readonly subtract: (frames: SubtractionFrames, target: Float32Array) => Float32Array
  /** The same through a window, as greys; see paintSubtracted.ts. */
  readonly paint: (frames: SubtractionFrames, look: SubtractedLook, target: Uint8Array) => Uint8Array
}

/**
 * The same subtraction asked of a part of the picture.
 *
 * @frame   imageIndex; the part begins at column `left`, row `top`
 * @units   pixels
 */
export const partOf = (frames: SubtractionFrames, left: number, top: number): SubtractionFrames =>
  (frames.regions === undefined ? frames : { ...frames, regions: frames.regions.map(({ vertices, shiftPx }) => ({ vertices: vertices.map(([column, row]) => [column - left, row - top] as const), shiftPx })) })

/**
 * Subtracts frame after frame of one run, keeping the averaged and the shifted mask: while a run plays only one look-up
 * and one difference a pixel are left to do. A shift that is painted for the first time is made row by row as it is painted, as
 * under a hand that moves the mask; one that comes again is kept.
 *
 * @units   attenuation, as the scale gives it; contrast positive
 * @source  PS3.3 C.7.6.10; see subtraction.ts
 */
export function createSubtractor(columns: number, rows: number, scale: AttenuationScale, pixelsOf: (frame: number) => StoredPixels, shutter: DisplayShutter | null = null): Subtractor {
  const length = columns * rows
  const tones = createToneTable(scale)
  const averaged = { key: '', plane: new Float32Array(0) }
  const anatomy: { key: string; window: Window | null } = { key: '', window: null }
  const shifted = { key: '', plane: new Float32Array(0) }
  let contrast = new Float32Array(0)
  let paintedOnce = ''

  const averagedMask = (frames: readonly number[]): Float32Array => {
    const key = frames.join(',')
    if (averaged.key !== key || averaged.plane.length !== length) {
      if (averaged.plane.length !== length) averaged.plane = new Float32Array(length)
      averageAttenuation(frames.map(pixelsOf), scale, averaged.plane)
      averaged.key = key
    }
    return averaged.plane
  }
  const shiftKey = (shiftPx: SubtractionFrames['shiftPx'], regions: readonly RegionalShift[]): string => JSON.stringify([averaged.key, shiftPx, regions])
  /** Whether the whole mask lies by a shift that is neither kept nor was painted before. */
  const isNewShift = ({ shiftPx, regions = [] }: SubtractionFrames): boolean => {
    if ((shiftPx[0] === 0 && shiftPx[1] === 0) || regions.length > 0) return false
    const key = shiftKey(shiftPx, regions)
    if (key === shifted.key || key === paintedOnce) return false
    paintedOnce = key
    return true
  }
  const shiftedMask = (mask: Float32Array, { shiftPx, regions = [] }: SubtractionFrames): Float32Array => {
    if (shiftPx[0] === 0 && shiftPx[1] === 0 && regions.length === 0) return mask
    const key = shiftKey(shiftPx, regions)
    if (shifted.key !== key || shifted.plane.length !== length) {
      if (shifted.plane.length !== length) shifted.plane = new Float32Array(length)
      if (regions.length === 0) shiftPlane(mask, columns, rows, shiftPx, shifted.plane)
      else shiftByRegions(mask, columns, rows, shiftPx, regions, shifted.plane)
      shifted.key = key
    }
    return shifted.plane
  }
  /** Of the open part of the mask as a picture by itself; equal values everywhere leave nothing to see behind the difference. */
  const anatomyWindow = (mask: Float32Array): Window | null => {
    if (anatomy.key !== averaged.key) Object.assign(anatomy, { key: averaged.key, window: autoWindow(mask, columns, rows, shutter) })
    return anatomy.window
  }
  const contrastOf = (frames: readonly number[]): StoredPixels | Float32Array => {
    const [only] = frames
    if (frames.length === 1 && only !== undefined) return pixelsOf(only)
    if (contrast.length !== length) contrast = new Float32Array(length)
    return averageAttenuation(frames.map(pixelsOf), scale, contrast)
  }
  return {
    subtract(frames, target) {
      const mask = shiftedMask(averagedMask(frames.maskFrames), frames)
      const from = contrastOf(frames.contrastFrames)
      return from instanceof Float32Array ? subtractPlanes(from, mask, target) : subtractMask(from, mask, scale, target)
    },
    paint(frames, { window, landmark, inverted }, target) {
      const mask = averagedMask(frames.maskFrames)
      const behind = landmark > 0 ? anatomyWindow(mask) : null
      const contrastPixels = contrastOf(frames.contrastFrames)
      const isNew = contrastPixels instanceof Uint16Array && isNewShift(frames)
      return paintSubtracted({
        contrast: contrastPixels, tones,
        mask: isNew ? mask : shiftedMask(mask, frames), shift: isNew ? rowShift(columns, rows, frames.shiftPx) : null,
        window, landmark: behind === null ? null : { share: landmark, window: behind }, inverted,
      }, target)
    },
  }
}
