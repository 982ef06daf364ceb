import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { relateViews, sidesOfPair, type Readings, type RelateFault, type SidesState } from '#shared/projection/pairGeometry.ts'
import { readView, type ViewReading } from '#shared/projection/readView.ts'
import type { PairSlot, TwoViews } from '#shared/projection/twoViews.ts'
import type { PairedPoint, RunPlace, ViewPair } from '#shared/projection/viewPair.ts'
import { err, type Result } from '#shared/result.ts'

const nothing: ViewReading = { primaryDeg: null, secondaryDeg: null, sidMm: null, sodMm: null, magnification: null, table: null, gaps: [], unusable: [], geometry: null }

/** What the header says of one frame of a run; of its first where the frame is of another run. */
export function readingOf(described: readonly SeriesDescription[], place: RunPlace | null, frame: number | null): ViewReading {
  const series = described.find(({ summary }) => summary.seriesUid === place?.seriesUid)
  const part = place === null ? undefined : series?.runs[place.run]
  const image = part === undefined ? undefined : series?.images[part.image]
  if (part === undefined || image === undefined) return nothing
  const inRun = frame === null || frame < part.firstFrame || frame >= part.firstFrame + part.frames ? 0 : frame - part.firstFrame
  return readView(image, inRun)
}

type Frames = Readonly<Record<PairSlot, number | null>>
export const framesOf = (point: Pick<PairedPoint, 'first' | 'second'>): Frames => ({ first: point.first?.frame ?? null, second: point.second?.frame ?? null })

const readingsOf = (described: readonly SeriesDescription[], pair: Pick<ViewPair, PairSlot>, frames: Frames): Readings => ({
  first: readingOf(described, pair.first, frames.first), second: readingOf(described, pair.second, frames.second),
})

/** How two frames of a pair lie to each other; a run whose C-arm moved has another geometry at each frame. */
export function viewsAt(described: readonly SeriesDescription[], pair: ViewPair, frames: Frames): Result<TwoViews, RelateFault> {
  const isRead = [pair.first, pair.second].every(({ seriesUid }) => described.some(({ summary }) => summary.seriesUid === seriesUid))
  return isRead ? relateViews(pair, readingsOf(described, pair, frames)) : err('GEOMETRY_UNKNOWN', 'The geometry is not known: a series is still being read.')
}

/** Whether LEFT and front of a place may be named. */
export function sidesAt(described: readonly SeriesDescription[], pair: ViewPair, study: CaseDocument['study']): SidesState {
  const said = (slot: PairSlot) => ({ left: study.projectionLeft[pair[slot].seriesUid] ?? null, anterior: study.projectionAnterior[pair[slot].seriesUid] ?? null })
  return sidesOfPair(pair, readingsOf(described, pair, { first: null, second: null }), { first: said('first'), second: said('second') })
}
