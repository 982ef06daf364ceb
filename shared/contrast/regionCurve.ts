import type { StoredPixels } from './attenuation.ts'
import type { ShiftPx } from './motionShift.ts'
import { meanOverMoved, type RegionPixels } from './regionMean.ts'
import { subtractionAt, type HandShifts, type Progress, type RunPixels } from './runAlignment.ts'
import { createSubtractor, partOf, type SubtractionFrames } from './subtractor.ts'

/** Between pixels two of them are asked. */
const MARGIN_PX = 2
const FRAMES_A_STEP = 8

/**
 * How opaque a region is in every frame, in steps: the mean of the subtraction, mask and region laid over the patient where he
 * has moved. Only the part of the pictures around the region is subtracted.
 *
 * @frame   imageIndex of the mask; shifts [row, column] in the sense of Mask Sub-pixel Shift (0028,6114), none = he lay still
 * @units   attenuation
 * @returns NaN in every frame for a region without pixels, and in frames that are not subtracted
 */
export function* regionCurveSteps(run: RunPixels, alignment: HandShifts, region: RegionPixels): Generator<Progress, number[]> {
  const { shiftsPx } = alignment
  const howOf = run.frames.map((_, frame) => subtractionAt(alignment, frame))
  const box = boxAround(region, shiftsPx, howOf)
  if (box === null) return run.frames.map(() => NaN)
  const inBox: RegionPixels = { columns: box.columns, rows: box.rows, indexes: region.indexes.map((at) => (Math.floor(at / region.columns) - box.top) * box.columns + (at % region.columns) - box.left) }
  const frames = run.frames.map((frame) => cut(frame, run.columns, box))
  const subtractor = createSubtractor(box.columns, box.rows, run.scale, (frame) => frames[frame] ?? new Uint16Array(box.columns * box.rows))
  const plane = new Float32Array(box.columns * box.rows)
  const values: number[] = []
  for (let frame = 0; frame < frames.length; frame += 1) {
    const shiftPx = shiftsPx[frame] ?? [0, 0]
    const how = howOf[frame] ?? null
    values.push(how === null ? NaN : meanOverMoved(subtractor.subtract(partOf(how, box.left, box.top), plane), inBox, shiftPx))
    if (frame % FRAMES_A_STEP === 0) yield (frame + 1) / frames.length
  }
  return values
}

type Box = { readonly left: number; readonly top: number; readonly columns: number; readonly rows: number }

function boxAround(region: RegionPixels, shiftsPx: readonly ShiftPx[], howOf: readonly (SubtractionFrames | null)[]): Box | null {
  if (region.indexes.length === 0) return null
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity
  for (const at of region.indexes) {
    const column = at % region.columns, row = Math.floor(at / region.columns)
    left = Math.min(left, column)
    right = Math.max(right, column)
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
  }
  // The region moves with the patient, and the mask within it once more.
  const most = (shifts: readonly ShiftPx[], axis: 0 | 1): number => Math.ceil(shifts.reduce((far, shift) => Math.max(far, Math.abs(shift[axis])), 0))
  const ofMask = howOf.flatMap((how) => (how === null ? [] : [how.shiftPx, ...(how.regions ?? []).map(({ shiftPx }) => shiftPx)]))
  const reach = (axis: 0 | 1): number => most(shiftsPx, axis) + most(ofMask, axis) + MARGIN_PX
  const [firstColumn, firstRow] = [Math.max(0, left - reach(1)), Math.max(0, top - reach(0))]
  return { left: firstColumn, top: firstRow, columns: Math.min(region.columns, right + reach(1) + 1) - firstColumn, rows: Math.min(region.rows, bottom + reach(0) + 1) - firstRow }
}

function cut(frame: StoredPixels, columns: number, box: Box): StoredPixels {
  const part = frame.slice(0, box.columns * box.rows)
  for (let row = 0; row < box.rows; row += 1) {
    const start = (box.top + row) * columns + box.left
    part.set(frame.subarray(start, start + box.columns), row * box.columns)
  }
  return part
}
