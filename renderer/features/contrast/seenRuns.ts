import type { FrameMode } from '#renderer/viewports/index.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from './contrastView.ts'
import { viewWords, type ListedRun, type ViewWord } from '#renderer/features/fluoroscopy/index.ts'

type Contrast = CaseDocument['contrast']

/** First time in either way of showing; null = not seen to the end. */
export function seenAtIso({ seenToEnd }: Contrast, key: string): string | null {
  const seen = seenToEnd[key]
  return seen === undefined ? null : [seen.native, seen.subtracted].filter((at) => at !== null).toSorted()[0] ?? null
}

/** Notes that a run was seen to its end; the first time stays. What was decided on it stays too. */
export const markSeen = ({ seriesUid, run }: RunChoice, mode: Extract<FrameMode, 'native' | 'subtracted'>, atIso: string) => (document: CaseDocument): CaseDocument => {
  const key = runKey(seriesUid, run)
  const before = document.contrast.seenToEnd[key] ?? { native: null, subtracted: null }
  return { ...document, contrast: { ...document.contrast, seenToEnd: { ...document.contrast.seenToEnd, [key]: { ...before, [mode]: before[mode] ?? atIso } } } }
}

export type LateralState = 'seen' | 'notSeen' | 'missing'
export function lateralState(contrast: Contrast, runs: readonly ListedRun[]): LateralState {
  const laterals = runs.filter((run) => run.view === 'lateral')
  if (laterals.length === 0) return 'missing'
  return laterals.some((run) => seenAtIso(contrast, run.key) !== null) ? 'seen' : 'notSeen'
}

export type SeenRow = { readonly words: string; readonly atIso: string | null }

/** What was seen to its end, and of what is wanted, what was not. */
export function seenRows(contrast: Contrast, runs: readonly ListedRun[]): readonly SeenRow[] {
  const subtracted = runs.flatMap((run) => contrast.seenToEnd[run.key]?.subtracted ?? []).toSorted()[0] ?? null
  return [
    ...rowsOf('ap', contrast, runs),
    ...rowsOf('lateral', contrast, runs),
    ...runs.filter((run) => run.view === null && seenAtIso(contrast, run.key) !== null).map((run) => ({ words: `Run ${String(run.number)} to the end, view not stated`, atIso: seenAtIso(contrast, run.key) })),
    { words: 'Subtracted run', atIso: subtracted },
  ]
}

function rowsOf(view: ViewWord, contrast: Contrast, runs: readonly ListedRun[]): readonly SeenRow[] {
  const ofView = runs.filter((run) => run.view === view)
  const seen = ofView.filter((run) => seenAtIso(contrast, run.key) !== null)
  if (seen.length === 0) return [{ words: `${viewWords[view]} run to the end`, atIso: null }]
  return seen.map((run) => ({ words: `${viewWords[view]} run${ofView.length > 1 ? ` ${String(run.number)}` : ''} to the end`, atIso: seenAtIso(contrast, run.key) }))
}
