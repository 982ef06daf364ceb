import type { AttenuationScale, StoredPixels } from './attenuation.ts'
import type { Window } from './autoWindow.ts'
import { rowsOfShift, shiftedAt, type RowShift } from './subtraction.ts'

/** Stored values, or attenuation where frames were averaged. */
export type ContrastPixels = StoredPixels | Float32Array

/** From stored value to what it adds to the grey; kept while the window stays. */
export type ToneTable = { readonly indexMask: number; of(base: number, perUnit: number): Float32Array }

/**
 * The look-up of a subtraction for the greys of one run.
 *
 * @units   greys 0 to 255 out, by attenuation as the scale gives it
 */
export function createToneTable({ table, indexMask }: AttenuationScale): ToneTable {
  const kept = { base: NaN, perUnit: NaN, tones: new Float32Array(table.length) }
  return {
    indexMask,
    of(base, perUnit) {
      if (kept.base === base && kept.perUnit === perUnit) return kept.tones
      for (let index = 0; index < table.length; index += 1) kept.tones[index] = base + perUnit * (table[index] ?? NaN)
      Object.assign(kept, { base, perUnit })
      return kept.tones
    },
  }
}

export type SubtractedPicture = {
  readonly contrast: ContrastPixels
  readonly mask: Float32Array
  /** How the mask is still to be moved, where the frame holds 16 bits; null: it lies where the frame lies. */
  readonly shift: RowShift | null
  readonly tones: ToneTable
  readonly window: Window
  /** How much of the mask is left behind the difference, and the window that the anatomy has of its own. */
  readonly landmark: { readonly share: number; readonly window: Window } | null
  readonly inverted: boolean
}

/** A fraction cut off after it was added is a rounded grey. */
const ROUNDED = 0.5

/**
 * Subtracts and windows in one go, into greys: what has come into the beam is dark, as contrast is on the native picture.
 *
 * @frame   imageIndex of the frame
 * @units   window in attenuation; target 0 to 255
 * @source  the values are those of subtractMask; no change is the middle grey of a window about 0
 */
export function paintSubtracted({ contrast, mask, shift, tones, window, landmark, inverted }: SubtractedPicture, target: Uint8Array): Uint8Array {
  const sign = inverted ? 1 : -1
  const perUnit = (sign * 255) / window.width
  const perLandmark = landmark === null ? 0 : (sign * landmark.share * 255) / landmark.window.width
  const base = 127.5 - perUnit * window.centre - perLandmark * (landmark?.window.centre ?? 0) + ROUNDED
  const perMask = perLandmark - perUnit
  if (contrast instanceof Float32Array) paintAverage(contrast, mask, base, perUnit, perMask, target)
  else {
    const table = tones.of(base, perUnit)
    if (shift === null || !(contrast instanceof Uint16Array)) paint(contrast, mask, table, tones.indexMask, perMask, target)
    else for (let row = 0; row < shift.rows; row += 1) paintRow(contrast, mask, shift, row, table, tones.indexMask, perMask, target)
  }
  return target
}

/** Moves a row of the mask and paints it in one go: the moved mask is never written down. */
function paintRow(contrast: Uint16Array, mask: Float32Array, shift: RowShift, row: number, tones: Float32Array, indexMask: number, perMask: number, target: Uint8Array): void {
  const { columns, wholeColumn, partRow, partColumn, firstInner, lastInner } = shift
  const [upper, lower] = rowsOfShift(shift, row)
  const start = row * columns
  const paintEdge = (column: number): void => { target[start + column] = clamped((tones[(contrast[start + column] ?? 0) & indexMask] ?? NaN) + perMask * shiftedAt(mask, shift, row, column)) }
  for (let column = 0; column < firstInner; column += 1) paintEdge(column)
  const [ofUpper, ofLower] = [perMask * (1 - partRow), perMask * partRow]
  const first = firstInner + wholeColumn
  let left = (mask[upper + first] ?? NaN) * ofUpper + (mask[lower + first] ?? NaN) * ofLower
  for (let column = firstInner, next = first + 1; column < lastInner; column += 1, next += 1) {
    const right = (mask[upper + next] ?? NaN) * ofUpper + (mask[lower + next] ?? NaN) * ofLower
    target[start + column] = clamped((tones[(contrast[start + column] ?? 0) & indexMask] ?? NaN) + left + (right - left) * partColumn)
    left = right
  }
  for (let column = lastInner; column < columns; column += 1) paintEdge(column)
}

/** One loop a type: a loop that meets several kinds of array runs many times slower. */
function paint(contrast: StoredPixels, mask: Float32Array, tones: Float32Array, indexMask: number, perMask: number, target: Uint8Array): void {
  const length = target.length
  if (contrast instanceof Uint16Array) {
    for (let at = 0; at < length; at += 1) target[at] = clamped((tones[(contrast[at] ?? 0) & indexMask] ?? NaN) + perMask * (mask[at] ?? NaN))
  } else if (contrast instanceof Uint8Array) {
    for (let at = 0; at < length; at += 1) target[at] = clamped((tones[(contrast[at] ?? 0) & indexMask] ?? NaN) + perMask * (mask[at] ?? NaN))
  } else {
    for (let at = 0; at < length; at += 1) target[at] = clamped((tones[(contrast[at] ?? 0) & indexMask] ?? NaN) + perMask * (mask[at] ?? NaN))
  }
}

function paintAverage(contrast: Float32Array, mask: Float32Array, base: number, perUnit: number, perMask: number, target: Uint8Array): void {
  for (let at = 0; at < target.length; at += 1) target[at] = clamped(base + perUnit * (contrast[at] ?? NaN) + perMask * (mask[at] ?? NaN))
}

/** Compared by hand: a store that clamps by itself takes a third longer. */
const clamped = (grey: number): number => (grey < 0 ? 0 : grey > 255 ? 255 : grey)
