import { useCaseDocument } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { slowWords } from '#shared/contrast/runPace.ts'
import { answersOf } from './runEdits.ts'
import { paceOfRun } from './runRate.ts'

/** What has to be said of a run that is too slow to show that no artery filled. */
export function useSlowWords({ series, run }: Pick<Run, 'series' | 'run'>): string | null {
  const { maskFrames } = answersOf(useCaseDocument(), { seriesUid: series.summary.seriesUid, run })
  return slowWords(paceOfRun(series, run, maskFrames))
}
