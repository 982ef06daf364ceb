import { averageFrames, movementBetween } from '#shared/imageProcessing/averageFrames.ts'
import type { FrameSlot } from '#renderer/workers/framePlan.ts'
import type { HeldPixels } from '../seriesPixels.ts'

export type FrameRange = readonly [first: number, last: number]

/** Means of frames of a series; the one that was made last is kept. */
export type FrameAverager = {
  /** Null while a frame is missing, of another size, or in colour. */
  mean(range: FrameRange): { readonly values: Float32Array; readonly slot: FrameSlot } | null
  /** See `movementBetween`; null where nothing can be compared. */
  movement(range: FrameRange): number | null
}

export const framesOf = ([first, last]: FrameRange): readonly number[] => Array.from({ length: last - first + 1 }, (_, at) => first + at)

export function createFrameAverager(pixels: Pick<HeldPixels, 'values' | 'slots' | 'frameState'>): FrameAverager {
  const kept: { key: string; values: Float32Array; movement: number | null; movementKey: string } = { key: '', values: new Float32Array(0), movement: null, movementKey: '' }
  const parts = (range: FrameRange): { readonly frames: readonly ArrayLike<number>[]; readonly slot: FrameSlot } | null => {
    const slots = framesOf(range).map(frame => (pixels.frameState(frame) === 'here' ? pixels.slots[frame] : undefined))
    const [slot] = slots
    if (slot === undefined || slot.samples !== 1) return null
    const fitting = slots.flatMap(each => (each !== undefined && each.samples === 1 && each.columns === slot.columns && each.rows === slot.rows ? [pixels.values.subarray(each.offset, each.offset + each.length)] : []))
    return fitting.length === slots.length ? { frames: fitting, slot } : null
  }
  return {
    mean(range) {
      const known = parts(range)
      if (known === null) return null
      const { frames, slot } = known
      if (kept.key !== range.join()) {
        if (kept.values.length !== slot.length) kept.values = new Float32Array(slot.length)
        averageFrames(frames, kept.values)
        kept.key = range.join()
      }
      return { values: kept.values, slot: { ...slot, offset: 0 } }
    },
    movement(range) {
      if (kept.movementKey !== range.join()) {
        const known = parts(range)
        if (known === null) return null
        Object.assign(kept, { movementKey: range.join(), movement: movementBetween(known.frames, known.slot.columns, known.slot.rows) })
      }
      return kept.movement
    },
  }
}
