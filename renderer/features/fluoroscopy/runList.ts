import { writeTime } from '#renderer/features/case/index.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { runKey, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RunPlace } from '#shared/projection/viewPair.ts'
import { viewOfAngles, type ViewWord } from './projectionView.ts'

/** One run of the case, numbered in the order in which the runs were taken. */
export type ListedRun = RunPlace & {
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

/** X-ray pictures, and what C-arms send instead: series that are looked at frame by frame. */
export const isProjectionSeries = ({ kind, modality }: Pick<SeriesSummary, 'kind' | 'modality'>): boolean => (kind === 'cine' || kind === 'stills') && modality !== 'CT' && modality !== 'MR'
