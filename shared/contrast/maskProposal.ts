import type { DisplayShutter } from '#shared/dicom/imageDescription.ts'
import type { AttenuationScale, StoredPixels } from './attenuation.ts'
import { isInsideShutter } from './shutterArea.ts'

export type MaskProposal = {
  /** From 0 within the run. */
  readonly maskFrames: readonly number[]
  /** The first frame in which something new is seen; null when nothing changes. */
  readonly onsetFrame: number | null
}

const BLOCK_PX = 16
const MAX_MASK_FRAMES = 8
/** A block must leave the spread of the frames before it by this factor: quantum noise of block means stays far below. */
const CHANGE_FACTOR = 6
/** Rounding of the sums, for runs without any noise. */
const SMALLEST_CHANGE = 1e-6

/**
 * Proposes the mask: the frames right before the first change, at most eight, so that noise is averaged and motion is
 * not.
 *
 * @units   frames from 0
 * @source  none; a proposal, shown as one
 * @limits  motion counts as change as well; a run that begins with contrast has no frame before it and gets frame 0
 */
export function proposeMask(
  frames: readonly StoredPixels[], columns: number, rows: number, scale: AttenuationScale, shutter: DisplayShutter | null,
): MaskProposal {
  const blocks = openBlocks(columns, rows, shutter)
  const means = frames.map((frame) => blocks.map((block) => meanOfBlock(frame, columns, block, scale)))
  const noise = noiseOfBlocks(means)
  let onsetFrame: number | null = null
  for (let frame = 1; frame < means.length && onsetFrame === null; frame += 1) {
    if (departs(means, frame, noise)) onsetFrame = frame
  }
  const end = onsetFrame ?? frames.length
  const start = Math.max(0, end - MAX_MASK_FRAMES)
  const first = onsetFrame === null ? 0 : start
  const last = onsetFrame === null ? Math.min(frames.length, MAX_MASK_FRAMES) : end
  return { maskFrames: Array.from({ length: last - first }, (_, index) => first + index), onsetFrame }
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
 * The median change of each block from frame to frame, at least that of the typical block: most steps of a block see
 * no contrast, and behind bone or teeth a block is noisier than elsewhere.
 */
function noiseOfBlocks(means: readonly (readonly number[])[]): readonly number[] {
  const blocks = (means[0] ?? []).map((_, block) => median(means.slice(1).map((now, frame) => Math.abs((now[block] ?? 0) - (means[frame]?.[block] ?? 0)))))
  const typical = median(blocks)
  return blocks.map((noise) => Math.max(noise, typical))
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? 0
}

function departs(means: readonly (readonly number[])[], frame: number, noise: readonly number[]): boolean {
  const count = Math.min(frame, MAX_MASK_FRAMES)
  const now = means[frame] ?? []
  return now.some((mean, block) => {
    let before = 0
    for (let back = 1; back <= count; back += 1) before += means[frame - back]?.[block] ?? mean
    const departure = Math.abs(mean - before / count)
    return departure > CHANGE_FACTOR * (noise[block] ?? 0) && departure > SMALLEST_CHANGE
  })
}
