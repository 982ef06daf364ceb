import type { AttenuationScale, StoredPixels } from './attenuation.ts'
import { averageAttenuation, shiftPlane, subtractMask, subtractPlanes } from './subtraction.ts'

export type SubtractionFrames = {
  /** Frames from 0; several are averaged (Contrast Frame Averaging). */
  readonly contrastFrames: readonly number[]
  readonly maskFrames: readonly number[]
  readonly shiftPx: readonly [row: number, column: number]
}

export type Subtractor = {
  /** Fills and returns `target`, which may be a buffer from before. */
  readonly subtract: (frames: SubtractionFrames, target: Float32Array) => Float32Array
}

/**
 * Subtracts frame after frame of one run, keeping the averaged and the shifted mask: while a run plays only one look-up
 * and one difference a pixel are left to do.
 *
 * @units   attenuation, as the scale gives it; contrast positive
 * @source  PS3.3 C.7.6.10; see subtraction.ts
 */
export function createSubtractor(columns: number, rows: number, scale: AttenuationScale, pixelsOf: (frame: number) => StoredPixels): Subtractor {
  const length = columns * rows
  const averaged = { key: '', plane: new Float32Array(0) }
  const shifted = { key: '', plane: new Float32Array(0) }
  let contrast = new Float32Array(0)

  const averagedMask = (frames: readonly number[]): Float32Array => {
    const key = frames.join(',')
    if (averaged.key !== key || averaged.plane.length !== length) {
      if (averaged.plane.length !== length) averaged.plane = new Float32Array(length)
      averageAttenuation(frames.map(pixelsOf), scale, averaged.plane)
      averaged.key = key
    }
    return averaged.plane
  }
  const maskFor = ({ maskFrames, shiftPx }: SubtractionFrames): Float32Array => {
    const mask = averagedMask(maskFrames)
    if (shiftPx[0] === 0 && shiftPx[1] === 0) return mask
    const key = `${averaged.key}@${shiftPx.join(',')}`
    if (shifted.key !== key || shifted.plane.length !== length) {
      if (shifted.plane.length !== length) shifted.plane = new Float32Array(length)
      shiftPlane(mask, columns, rows, shiftPx, shifted.plane)
      shifted.key = key
    }
    return shifted.plane
  }
  return {
    subtract(frames, target) {
      const mask = maskFor(frames)
      const [only] = frames.contrastFrames
      if (frames.contrastFrames.length === 1 && only !== undefined) return subtractMask(pixelsOf(only), mask, scale, target)
      if (contrast.length !== length) contrast = new Float32Array(length)
      return subtractPlanes(averageAttenuation(frames.contrastFrames.map(pixelsOf), scale, contrast), mask, target)
    },
  }
}
