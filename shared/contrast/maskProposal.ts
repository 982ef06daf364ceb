import type { DisplayShutter } from '#shared/dicom/imageDescription.ts'
import type { AttenuationScale, StoredPixels } from './attenuation.ts'
import { isInsideShutter } from './shutterArea.ts'

export type MaskProposal = {
  /** From 0 within the run. */
  readonly maskFrames: readonly number[]
  /** The first frame in which something new is seen; null when nothing changes. */
  readonly onsetFrame: number | null
  /** Frames before the onset at which the picture moved as a whole. */
  readonly movedAtFrames: readonly number[]
}

/** Small enough that the first drop at the needle's tip is not lost in its block. */
const BLOCK_PX = 8
const MAX_MASK_FRAMES = 8
/** A block must leave the mean of the frames before it by so many standard deviations: thousands of blocks are asked. */
const CHANGE_IN_NOISE = 6.5
/** Lower quartile of the absolute difference of two values, over their standard deviation. */
const QUARTILE_OF_DIFFERENCE = 0.4506
const NEAR_BLOCKS = 2
/** Rounding of the sums, for runs without any noise. */
const SMALLEST_CHANGE = 1e-6
/** Contrast only darkens. Where nearly as many blocks become lighter, the patient has moved. */
const MOVED_SHARE = 0.3
const FEWEST_MOVED_BLOCKS = 4
/** A mask of fewer frames than this after a movement is worse than the frames before the movement, moved onto it. */
const FEWEST_AFTER_MOVEMENT = 3
/** The first contrast hides below the noise: the frame before the onset is left out where so many others remain. */
const FEWEST_WITHOUT_LAST = 3

/**
 * Proposes the mask: the frames right before the first contrast, at most eight, so that noise is averaged; from the last
 * movement of the patient on, so that motion is not.
 *
 * @units   frames from 0
 * @source  none; a proposal, shown as one
 * @limits  a run that begins with contrast has no frame before it and gets frame 0; a movement that lightens hardly
 *          anything counts as the onset
 */
export function proposeMask(
  frames: readonly StoredPixels[], columns: number, rows: number, scale: AttenuationScale, shutter: DisplayShutter | null,
): MaskProposal {
  const blocks = openBlocks(columns, rows, shutter)
  const means = frames.map((frame) => blocks.map((block) => meanOfBlock(frame, columns, block, scale)))
  const noise = noiseOfBlocks(means, blocks)
  const movedAtFrames: number[] = []
  let onsetFrame: number | null = null
  for (let frame = 1; frame < means.length && onsetFrame === null; frame += 1) {
    const change = changedBlocks(means, movedAtFrames.at(-1) ?? 0, frame, noise)
    if (change.darker + change.lighter === 0) continue
    if (change.lighter >= FEWEST_MOVED_BLOCKS && change.lighter >= MOVED_SHARE * change.darker) movedAtFrames.push(frame)
    else onsetFrame = frame
  }
  return { maskFrames: quietFrames(frames.length, onsetFrame, movedAtFrames), onsetFrame, movedAtFrames }
}

/** The last frames of the stretch before the onset, or of the longest stretch where that one is very short. */
function quietFrames(count: number, onsetFrame: number | null, movedAtFrames: readonly number[]): readonly number[] {
  const bounds = [0, ...movedAtFrames, onsetFrame ?? count]
  const stretches = bounds.slice(1).map((end, index) => ({ start: bounds[index] ?? 0, end }))
  const length = ({ start, end }: { readonly start: number; readonly end: number }): number => end - start
  const last = stretches.at(-1) ?? { start: 0, end: 1 }
  const longest = stretches.reduce((best, one) => (length(one) >= length(best) ? one : best), last)
  const chosen = length(last) >= FEWEST_AFTER_MOVEMENT ? last : longest
  // Without an onset any frame will do, and the first ones are the surest to be without contrast.
  const end = chosen.end === onsetFrame && length(chosen) > FEWEST_WITHOUT_LAST ? chosen.end - 1 : chosen.end
  const start = onsetFrame === null ? chosen.start : Math.max(chosen.start, end - MAX_MASK_FRAMES)
  return Array.from({ length: Math.min(end - start, MAX_MASK_FRAMES) }, (_, index) => start + index)
}

type Block = readonly [column: number, row: number]

function openBlocks(columns: number, rows: number, shutter: DisplayShutter | null): readonly Block[] {
  const blocks: Block[] = []
  for (let row = 0; row + BLOCK_PX <= rows; row += BLOCK_PX) {
    for (let column = 0; column + BLOCK_PX <= columns; column += BLOCK_PX) {
      const corners: readonly Block[] = [[column, row], [column + BLOCK_PX - 1, row], [column, row + BLOCK_PX - 1], [column + BLOCK_PX - 1, row + BLOCK_PX - 1]]
      if (corners.every(([x, y]) => isInsideShutter(shutter, x, y))) blocks.push([column, row])
    }
  }
  return blocks
}

function meanOfBlock(frame: StoredPixels, columns: number, [left, top]: Block, { table, indexMask }: AttenuationScale): number {
  let sum = 0
  for (let row = top; row < top + BLOCK_PX; row += 1) {
    for (let column = left; column < left + BLOCK_PX; column += 1) sum += table[(frame[row * columns + column] ?? 0) & indexMask] ?? 0
  }
  return sum / (BLOCK_PX * BLOCK_PX)
}

/**
 * Standard deviation of each block from its smaller changes from frame to frame, at least that of the typical block:
 * contrast that fills or washes out slowly is in many steps of a block, though hardly in three quarters of them.
 */
function noiseOfBlocks(means: readonly (readonly number[])[], blocks: readonly Block[]): readonly number[] {
  const own = blocks.map((_, block) => quantile(means.slice(1).map((now, frame) => Math.abs((now[block] ?? 0) - (means[frame]?.[block] ?? 0))), 0.25) / QUARTILE_OF_DIFFERENCE)
  const typical = median(own)
  const byPlace = new Map(blocks.map(([column, row], block) => [`${column},${row}`, own[block] ?? 0]))
  // A few dozen differences tell the noise of one block badly; its neighbours lie behind much the same bone.
  return blocks.map(([column, row], block) => {
    const near: number[] = []
    for (let down = -NEAR_BLOCKS; down <= NEAR_BLOCKS; down += 1) for (let across = -NEAR_BLOCKS; across <= NEAR_BLOCKS; across += 1) near.push(byPlace.get(`${column + across * BLOCK_PX},${row + down * BLOCK_PX}`) ?? 0)
    return Math.max(own[block] ?? 0, median(near.filter((noise) => noise > 0)), typical)
  })
}

function quantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort()
  return sorted[Math.floor(share * sorted.length)] ?? 0
}

const median = (values: readonly number[]): number => quantile(values, 0.5)

/** How many blocks became darker and lighter against the frames from `start` on, a change of the whole picture taken off: exposure. */
function changedBlocks(means: readonly (readonly number[])[], start: number, frame: number, noise: readonly number[]): { readonly darker: number; readonly lighter: number } {
  const count = Math.min(frame - start, MAX_MASK_FRAMES)
  const departures = (means[frame] ?? []).map((mean, block) => {
    let before = 0
    for (let back = 1; back <= count; back += 1) before += means[frame - back]?.[block] ?? mean
    return mean - before / count
  })
  const common = median(departures)
  let darker = 0
  let lighter = 0
  for (const [block, departure] of departures.entries()) {
    const own = departure - common
    if (!(Math.abs(own) > CHANGE_IN_NOISE * (noise[block] ?? 0) * Math.sqrt(1 + 1 / count) && Math.abs(own) > SMALLEST_CHANGE)) continue
    if (own > 0) darker += 1
    else lighter += 1
  }
  return { darker, lighter }
}
