import { useEffect } from 'react'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { useCaseSeries, useSession } from '#renderer/features/case/index.ts'
import { useLooking } from '#renderer/features/fluoroscopy/index.ts'
import { ContrastPanel } from './ContrastPanel.tsx'
import { showInSlot, useContrastView, viewIdOf, type Slot } from './contrastView.ts'
import { RunView } from './RunView.tsx'
import './contrast.css'

/** X-ray pictures, and what C-arms send instead: series that are looked at frame by frame. */
const isProjection = ({ kind, modality }: SeriesSummary): boolean => (kind === 'cine' || kind === 'stills') && modality !== 'CT' && modality !== 'MR'

export function ContrastScreen() {
  const caseId = useSession((state) => state.caseId)
  const { series: all, loading } = useCaseSeries(caseId)
  const series = all.filter(isProjection)
  useFirstChoice(series)
  const enlarged = useLooking((state) => state.enlarged)
  const slots: readonly Slot[] = series.length > 1 ? ['first', 'second'] : ['first']
  const alone = slots.find((slot) => viewIdOf(slot) === enlarged)
  const shown = alone === undefined ? slots : [alone]
  return (
    <>
      {series.length === 0
        ? <main className="work" data-region="work"><div className="empty"><p>{loading ? 'Reading the series.' : 'No runs yet. New runs appear here by themselves.'}</p></div></main>
        : <main className={shown.length === 2 ? 'work conw' : 'work conw one'} data-region="work">{shown.map((slot) => <RunView key={slot} slot={slot} choices={series} />)}</main>}
      <ContrastPanel hasSecondView={slots.length === 2} />
    </>
  )
}

/** Something to look at when the stage opens: the longest run, and beside it the next series. The operator picks others. */
function useFirstChoice(series: readonly SeriesSummary[]): void {
  const shown = useContrastView((state) => state.series)
  useEffect(() => {
    const isHere = (seriesUid: string | null) => series.some((one) => one.seriesUid === seriesUid)
    const [longest, next] = series.toSorted((a, b) => b.frames - a.frames)
    if (longest !== undefined && !isHere(shown.first)) showInSlot('first', longest.seriesUid)
    if (next !== undefined && !isHere(shown.second)) showInSlot('second', next.seriesUid)
  }, [series, shown])
}
