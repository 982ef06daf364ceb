import { LONGEST_FRAMES_WITHOUT_TIMES, LONGEST_MS, type LookHere } from '#shared/contrast/lookHere.ts'

export const AID_WORDS = 'An aid to look, not a finding'

/** Frames of the run from 0. */
export function placeWords({ firstFrame, lastFrame }: LookHere, timesMs: readonly number[]): string {
  const frames = firstFrame === lastFrame ? `frame ${String(firstFrame + 1)}` : `frames ${String(firstFrame + 1)} to ${String(lastFrame + 1)}`
  const at = timesMs[firstFrame]
  return `Something narrow came and went in ${frames}${at === undefined ? '' : `, at ${(at / 1000).toFixed(1)} s`}`
}

/** Beside many places: which of them the picture shows, and what else looks like them. */
export const manyWords = (rings: number): string => `The picture shows the ${String(rings)} strongest of each frame. Where something moves, its edges come and go as well.`

/** What is said where nothing is pointed out: what was searched, and what that is worth. */
export const nothingWords = (frames: number, isTimed: boolean): string =>
  `Searched: frames 1 to ${String(frames)}, for lines that come and go within ${isTimed ? `${String(LONGEST_MS / 1000)} s` : `${String(LONGEST_FRAMES_WITHOUT_TIMES)} frames`}. Nothing is pointed out. This does not mean that there is none: what passes between two frames, runs along the beam or stays is not found. Watch the run.`
