import { useEffect } from 'react'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { useSeriesList, useSession } from '#renderer/features/session/index.ts'
import { useContrastView, type Slot } from './contrastView.ts'
import { RunView } from './RunView.tsx'
import './contrast.css'

/** X-ray pictures, and what C-arms send instead: series that are looked at frame by frame. */
export const isProjectionSeries = ({ kind, modality }: SeriesSummary): boolean => (kind === 'cine' || kind === 'stills') && modality !== 'CT' && modality !== 'MR'

export function useProjectionSeries(): readonly SeriesSummary[] {
  const caseId = useSession((state) => state.snapshot?.caseId)
  const { data } = useSeriesList(caseId)
  return (data ?? []).filter(isProjectionSeries)
}

export function ContrastWork() {
  const series = useProjectionSeries()
  useFirstChoice(series)
  if (series.length === 0) {
    return <main className="work"><div className="empty-state"><b>No runs yet</b><span>New X-ray runs appear here by themselves. Import them in Cases.</span></div></main>
  }
  const slots: readonly Slot[] = series.length > 1 ? ['first', 'second'] : ['first']
  return (
    <main className={slots.length === 2 ? 'work conw' : 'work conw one'}>
      {slots.map((slot) => <RunView key={slot} slot={slot} choices={series} />)}
    </main>
  )
}

/** Something to look at when the stage opens: the longest run, and beside it the next series. The operator picks others. */
function useFirstChoice(series: readonly SeriesSummary[]): void {
  const runs = useContrastView((state) => state.runs)
  const setRun = useContrastView((state) => state.setRun)
  useEffect(() => {
    const known = (seriesUid: string | undefined) => series.some((one) => one.seriesUid === seriesUid)
    const byLength = [...series].sort((a, b) => b.frames - a.frames)
    const [longest, next] = byLength
    if (longest !== undefined && !known(runs.first?.seriesUid)) setRun('first', { seriesUid: longest.seriesUid, run: 0 })
    if (next !== undefined && !known(runs.second?.seriesUid)) setRun('second', { seriesUid: next.seriesUid, run: 0 })
  }, [series, runs, setRun])
}
