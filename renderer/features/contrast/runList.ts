import { writeTime } from '#renderer/features/case/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from './contrastView.ts'
import { viewOfAngles, viewWords, type ViewWord } from '#shared/projection/viewWord.ts'

/** One run of the case, numbered in the order in which the runs were taken. */
export type ListedRun = RunChoice & {
  readonly key: string
  readonly number: number
  /** "Run 3 of 4, 10:12". */
  readonly name: string
  /** The series' own words and the number of frames. */
  readonly detail: string
  readonly frames: number
  readonly view: ViewWord | null
  /** False where the angles have settled it. */
  readonly viewIsAsked: boolean
}

type Described = Pick<SeriesDescription, 'images' | 'runs'> & { readonly summary: Pick<SeriesDescription['summary'], 'seriesUid' | 'modality' | 'description' | 'acquiredAt'> }

/** All runs of the projection series, oldest first; those without a time come last, in the order of the library. */
export function listRuns(series: readonly Described[], viewOf: CaseDocument['contrast']['viewOf']): readonly ListedRun[] {
  const found = series.flatMap(({ summary, images, runs }) => runs.map((part, run) => {
    const image = images[part.image]
    const key = runKey(summary.seriesUid, run)
    const said = viewOfAngles(image?.positioner ?? null)
    return {
      seriesUid: summary.seriesUid, run, key, frames: part.frames, takenAt: image?.acquiredAt ?? summary.acquiredAt, view: said ?? viewOf[key] ?? null, viewIsAsked: said === null,
      detail: `${summary.modality} ${summary.description === '' ? 'without a description' : summary.description}, ${String(part.frames)} ${part.frames === 1 ? 'image' : 'frames'}`,
    }
  }))
  const inTime = found.toSorted((a, b) => (a.takenAt ?? '9999').localeCompare(b.takenAt ?? '9999'))
  return inTime.map(({ takenAt, ...run }, at) => ({
    ...run, number: at + 1, name: `Run ${String(at + 1)} of ${String(inTime.length)}${takenAt === null ? '' : `, ${writeTime(takenAt)}`}`,
  }))
}

/** "AP", "Lateral", or "View 1" while nobody has said. */
export const viewTitle = (run: ListedRun | undefined, slot: 'first' | 'second'): string =>
  run === undefined || run.view === null ? (slot === 'first' ? 'View 1' : 'View 2') : viewWords[run.view]

/** Something to look at when the stage opens: the longest run that is not a lateral, beside it the longest lateral or the next. */
export function firstChoice(runs: readonly ListedRun[]): { readonly first: ListedRun | null; readonly second: ListedRun | null } {
  const byLength = runs.toSorted((a, b) => b.frames - a.frames)
  const first = byLength.find(run => run.view === 'ap') ?? byLength.find(run => run.view !== 'lateral') ?? byLength[0] ?? null
  const others = byLength.filter(run => run !== first)
  return { first, second: others.find(run => run.view === 'lateral') ?? others[0] ?? null }
}
