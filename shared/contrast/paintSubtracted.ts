import type { AttenuationScale, StoredPixels } from './attenuation.ts'
import type { Window } from './autoWindow.ts'

/** Stored values, or attenuation where frames were averaged. */
export type ContrastPixels = StoredPixels | Float32Array

export type SubtractedPicture = {
  readonly contrast: ContrastPixels
  /** Lies where the frame lies. */
  readonly mask: Float32Array
  readonly scale: AttenuationScale
  readonly window: Window
  /** How much of the mask is left behind the difference, and the window that the anatomy has of its own. */
  readonly landmark: { readonly share: number; readonly window: Window } | null
  readonly inverted: boolean
}

/**
 * Subtracts and windows in one go, into greys: what has come into the beam is dark, as contrast is on the native picture.
 *
 * @frame   imageIndex of the frame
 * @units   window in attenuation; target 0 to 255
 * @source  the values are those of subtractMask; no change is the middle grey of a window about 0
 */
export function paintSubtracted({ contrast, mask, scale, window, landmark, inverted }: SubtractedPicture, target: Uint8ClampedArray): Uint8ClampedArray {
  const sign = inverted ? 1 : -1
  const perUnit = (sign * 255) / window.width
  const perLandmark = landmark === null ? 0 : (sign * landmark.share * 255) / landmark.window.width
  const base = 127.5 - perUnit * window.centre - perLandmark * (landmark?.window.centre ?? 0)
  paint(contrast, mask, scale, base, perUnit, perLandmark - perUnit, target)
  return target
}

/** One loop a type: a loop that meets several kinds of array runs many times slower. */
function paint(contrast: ContrastPixels, mask: Float32Array, { table, indexMask }: AttenuationScale, base: number, perUnit: number, perMask: number, target: Uint8ClampedArray): void {
  const length = target.length
  if (contrast instanceof Uint16Array) {
    for (let at = 0; at < length; at += 1) target[at] = base + perUnit * (table[(contrast[at] ?? 0) & indexMask] ?? NaN) + perMask * (mask[at] ?? NaN)
  } else if (contrast instanceof Uint8Array) {
    for (let at = 0; at < length; at += 1) target[at] = base + perUnit * (table[(contrast[at] ?? 0) & indexMask] ?? NaN) + perMask * (mask[at] ?? NaN)
  } else if (contrast instanceof Float32Array) {
    for (let at = 0; at < length; at += 1) target[at] = base + perUnit * (contrast[at] ?? NaN) + perMask * (mask[at] ?? NaN)
  } else {
    for (let at = 0; at < length; at += 1) target[at] = base + perUnit * (table[(contrast[at] ?? 0) & indexMask] ?? NaN) + perMask * (mask[at] ?? NaN)
  }
}
