import type { DisplayShutter } from '#shared/dicom/imageDescription.ts'
import type { AttenuationScale, StoredPixels } from './attenuation.ts'
import { isInsideShutter } from './shutterArea.ts'

export type OpenArea = {
  /** 1 where a pixel may be measured: open, not at an end of its scale, and away from the edge of what is. */
  readonly usable: Uint8Array
  /** Pixels of the picture that are closed by a shutter or hold nothing but the end of the scale, their margin not counted. */
  readonly closed: Uint8Array
  readonly usableCount: number
}

const MARGIN_PX = 6

/**
 * Where a run can be measured: inside its shutter, away from its edges, and where the detector was neither empty nor
 * full on a first frame. The edge of a collimator stays where it is while the patient moves, and would hold a motion
 * search in place.
 *
 * @frame   imageIndex
 * @source  PS3.3 C.7.6.11 Display Shutter
 */
export function findOpenArea(frame: StoredPixels, columns: number, rows: number, scale: AttenuationScale, shutter: DisplayShutter | null, marginPx = MARGIN_PX): OpenArea {
  const closed = new Uint8Array(columns * rows)
  const ends = endsOfScale(frame, scale)
  for (let row = 0, at = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1, at += 1) {
      const value = frame[at] ?? NaN
      if (value === ends.low || value === ends.high || !isInsideShutter(shutter, column, row)) closed[at] = 1
    }
  }
  const usable = awayFrom(closed, columns, rows, marginPx)
  return { usable, closed, usableCount: usable.reduce((sum, one) => sum + one, 0) }
}

/** The least and greatest stored values that occur, where at least a thousandth of the picture has them: a plateau, not a dark spot. */
function endsOfScale(frame: StoredPixels, scale: AttenuationScale): { readonly low: number | null; readonly high: number | null } {
  const counts = new Uint32Array(scale.indexMask + 1)
  let low = Infinity
  let high = -Infinity
  for (const value of frame) {
    const at = value & scale.indexMask
    counts[at] = (counts[at] ?? 0) + 1
    if (value < low) low = value
    if (value > high) high = value
  }
  const isPlateau = (value: number, beside: number): boolean => {
    const here = counts[value & scale.indexMask] ?? 0
    return here > frame.length / 1000 && here > 8 * (counts[beside & scale.indexMask] ?? 0)
  }
  return { low: isPlateau(low, low + 1) ? low : null, high: isPlateau(high, high - 1) ? high : null }
}

/** Pixels that have no closed pixel and no edge of the picture within a square of the margin. */
function awayFrom(closed: Uint8Array, columns: number, rows: number, marginPx: number): Uint8Array {
  const wide = new Uint8Array(closed.length)
  for (let row = 0; row < rows; row += 1) {
    let last = -1
    for (let column = 0; column < columns; column += 1) {
      if (closed[row * columns + column] === 1) last = column
      if (column - last <= marginPx) wide[row * columns + column] = 1
    }
    let next = columns
    for (let column = columns - 1; column >= 0; column -= 1) {
      if (closed[row * columns + column] === 1) next = column
      if (next - column <= marginPx) wide[row * columns + column] = 1
    }
  }
  const usable = new Uint8Array(closed.length)
  for (let column = 0; column < columns; column += 1) {
    let last = -1
    for (let row = 0; row < rows; row += 1) {
      if (wide[row * columns + column] === 1) last = row
      if (row - last > marginPx) usable[row * columns + column] = 1
    }
    let next = rows
    for (let row = rows - 1; row >= 0; row -= 1) {
      if (wide[row * columns + column] === 1) next = row
      if (next - row <= marginPx) usable[row * columns + column] = 0
    }
  }
  return usable
}
