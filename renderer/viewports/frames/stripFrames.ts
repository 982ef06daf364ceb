const COUNT = 12

/** Frames spread evenly over a run, first and last among them. */
export function stripFrames(firstFrame: number, frames: number, count = COUNT): readonly number[] {
  const shown = Math.min(count, frames)
  return Array.from({ length: shown }, (_, at) => firstFrame + Math.round((at * (frames - 1)) / Math.max(1, shown - 1)))
}
