import type { FrameMode } from '#renderer/viewports/index.ts'
import type { ContrastLook } from '#shared/contrast/assessment.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from './contrastView.ts'
import { viewWords, type ListedRun } from '#renderer/features/fluoroscopy/index.ts'

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

/** The runs of the injection that is asked about: those of earlier ones have their decision. */
export const runsNow = ({ earlierRuns }: Contrast, runs: readonly ListedRun[]): readonly ListedRun[] => runs.filter(({ key }) => !earlierRuns.includes(key))

export type LateralState = 'seen' | 'notSeen' | 'missing'
export function lateralState(contrast: Contrast, runs: readonly ListedRun[]): LateralState {
  const laterals = runsNow(contrast, runs).filter((run) => run.view === 'lateral')
  if (laterals.length === 0) return 'missing'
  return laterals.some((run) => seenAtIso(contrast, run.key) !== null) ? 'seen' : 'notSeen'
}

const looksAt = (contrast: Contrast, { key }: ListedRun): Readonly<Record<Exclude<ContrastLook['what'], 'lateral'>, string | null>> => ({
  native: contrast.seenToEnd[key]?.native ?? null, subtracted: contrast.seenToEnd[key]?.subtracted ?? null,
  peak: contrast.peakSeen[key] ?? null, faint: contrast.faintSeen[key] ?? null,
})

/** The run that the decision rests on: the one with frames marked, else the one that was looked at most, else the newest run that is no single picture. */
export function decidedRun(contrast: Contrast, runs: readonly ListedRun[]): ListedRun | null {
  const rank = (run: ListedRun): number => (
    ((contrast.runs[run.key]?.seenFrames.length ?? 0) > 0 ? 1000 : 0) + 10 * Object.values(looksAt(contrast, run)).filter((at) => at !== null).length + (run.frames > 1 ? 1 : 0)
  )
  return runsNow(contrast, runs).filter((run) => run.view !== 'lateral').toSorted((a, b) => rank(b) - rank(a) || b.number - a.number)[0] ?? null
}

export type SeenRow = { readonly what: ContrastLook['what']; readonly words: string; readonly atIso: string | null; /** Where it can be looked at; null: there is no such run. */ readonly run: ListedRun | null }

/** What is wanted, in the order in which it is looked at, and when it was: the app notes it, nobody ticks it. */
export function seenRows(contrast: Contrast, runs: readonly ListedRun[]): readonly SeenRow[] {
  const run = decidedRun(contrast, runs)
  const looks = run === null ? { native: null, subtracted: null, peak: null, faint: null } : looksAt(contrast, run)
  const laterals = runsNow(contrast, runs).filter(({ view }) => view === 'lateral')
  const seen = laterals.find(({ key }) => seenAtIso(contrast, key) !== null)
  const number = run !== null && runs.length > 2 ? ` ${String(run.number)}` : ''
  return [
    { what: 'native', words: `${run === null || run.view === null ? (run === null ? 'AP run' : 'Run') : `${viewWords[run.view]} run`}${number} to the end`, atIso: looks.native, run },
    { what: 'subtracted', words: 'Subtracted run', atIso: looks.subtracted, run },
    { what: 'peak', words: 'Peak picture', atIso: looks.peak, run },
    { what: 'faint', words: 'Faint-flow window', atIso: looks.faint, run },
    { what: 'lateral', words: 'Lateral run to the end', atIso: seen === undefined ? null : seenAtIso(contrast, seen.key), run: seen ?? laterals.toSorted((a, b) => b.frames - a.frames || b.number - a.number)[0] ?? null },
  ]
}

/** The same as the record keeps it. */
export const looksOf = (contrast: Contrast, runs: readonly ListedRun[]): ContrastLook[] =>
  seenRows(contrast, runs).flatMap(({ what, atIso, run }) => (atIso === null || run === null ? [] : [{ what, seriesUid: run.seriesUid, run: run.run, atIso }]))
