import type { ShiftPx } from './motionShift.ts'
import { blurPlane } from './planeFilters.ts'
import { subtractionAt, type RunAlignment, type RunPixels } from './runAlignment.ts'
import { averageAttenuation, shiftPlane } from './subtraction.ts'
import type { SubtractionFrames } from './subtractor.ts'

/** What a moved mask leaves is not told from contrast until it is so many times as dense. */
export const ABOVE_RESIDUE = 2
/** A shift is known to so much of a pixel. */
const SHIFT_KNOWN_TO_PX = 0.1
/** The mask's own noise has slopes: they are none of the patient's. */
const BLUR_PX = 0.7

/**
 * What a mask moved by parts of a pixel may be wrong by: at a steep narrow shape, the needle above all, interpolation and the
 * last tenth of a pixel leave a stripe that looks like contrast.
 *
 * @frame   imageIndex of the mask
 * @units   attenuation; shifts in pixels [row, column]
 * @source  error of linear interpolation, f (1 − f) / 2 times the second difference along each axis, and a tenth of a pixel
 *          times the slope
 * @returns null where no frame needs its mask moved: nothing is left then
 */
export function shiftResidue(mask: Float32Array, columns: number, rows: number, shiftsPx: readonly ShiftPx[]): Float32Array | null {
  if (shiftsPx.every(([down, across]) => down === 0 && across === 0)) return null
  const ofRows = worstShare(shiftsPx.map(([down]) => down))
  const ofColumns = worstShare(shiftsPx.map(([, across]) => across))
  const smooth = blurPlane(mask, columns, rows, BLUR_PX, new Float32Array(mask.length), new Float32Array(mask.length))
  const residue = new Float32Array(mask.length)
  for (let row = 1; row < rows - 1; row += 1) {
    for (let column = 1; column < columns - 1; column += 1) {
      const at = row * columns + column
      const [left, right, above, below] = [smooth[at - 1] ?? NaN, smooth[at + 1] ?? NaN, smooth[at - columns] ?? NaN, smooth[at + columns] ?? NaN]
      const twice = 2 * (smooth[at] ?? NaN)
      residue[at] = ofColumns * Math.abs(left + right - twice) + ofRows * Math.abs(above + below - twice) + (SHIFT_KNOWN_TO_PX / 2) * Math.hypot(right - left, below - above)
    }
  }
  return residue
}

/**
 * What the moved mask may be wrong by on a subtracted frame, or on the peak picture of the run; where boxes were moved by
 * themselves, their shifts count everywhere.
 *
 * @frame   imageIndex of the frame; of the mask for the peak
 * @units   attenuation; frames from 0 within the run
 * @source  see shiftResidue
 * @returns null where no mask was moved
 */
export function residueOf(run: RunPixels, alignment: Pick<RunAlignment, 'maskFrames' | 'shiftsPx' | 'recipes'>, of: number | 'peak'): Float32Array | null {
  const hows = (of === 'peak' ? run.frames.map((_, frame) => subtractionAt(alignment, frame)) : [subtractionAt(alignment, of)]).filter((how): how is SubtractionFrames => how !== null)
  const [first] = hows
  if (first === undefined) return null
  const mask = averageAttenuation(first.maskFrames.map((frame) => run.frames[frame] ?? new Uint16Array(0)), run.scale)
  const residue = shiftResidue(mask, run.columns, run.rows, hows.flatMap(({ shiftPx, regions = [] }) => [shiftPx, ...regions.map((region) => region.shiftPx)]))
  return residue === null || of === 'peak' ? residue : shiftPlane(residue, run.columns, run.rows, first.shiftPx, mask)
}

/** f (1 − f) / 2 of the shift that lies farthest from a whole pixel. */
const worstShare = (shifts: readonly number[]): number => shifts.reduce((most, shift) => {
  const part = shift - Math.floor(shift)
  return Math.max(most, (part * (1 - part)) / 2)
}, 0)
