import type { Run } from './useRun.ts'

type Where = Pick<Run, 'firstFrame' | 'lastFrame'> & { readonly cine: Pick<Run['cine'], 'timing'> }

/** "frame 41 of 96, 2.7 s"; a run without times has no seconds. */
export function frameOfRunWords({ firstFrame, lastFrame, cine: { timing } }: Where, frame: number): string {
  const atMs = timing.frameTimesMs[frame - firstFrame]
  return `frame ${String(frame - firstFrame + 1)} of ${String(lastFrame - firstFrame + 1)}${atMs === undefined ? '' : `, ${(atMs / 1000).toFixed(1)} s`}`
}
