import { useEffect } from 'react'
import { useCaseSeries, useSession, type ScreenProps } from '#renderer/features/case/index.ts'
import { isProjectionSeries, useInStep, useLooking, useRuns, type ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { useContrastPage } from './contrastPage.ts'
import { ContrastPanel } from './ContrastPanel.tsx'
import { CtViews } from './ct/CtViews.tsx'
import { proposedPick, useCtLooking } from './ct/ctPick.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { showInSlot, useContrastView, viewIdOf, type Slot } from './contrastView.ts'
import { ctScans } from './evidence.ts'
import { firstChoice } from './runList.ts'
import { RunView } from './RunView.tsx'
import './contrast.css'

export function ContrastScreen({ tools }: ScreenProps) {
  const caseId = useSession((state) => state.caseId)
  const { series: all, loading } = useCaseSeries(caseId)
  const series = all.filter(isProjectionSeries)
  const { runs, allRead } = useRuns(series)
  const scans = ctScans(all)
  const page = useContrastPage((state) => state.page) ?? (series.length === 0 && scans.length > 1 ? 'ct' : 'runs')
  useFirstChoice(runs, allRead)
  const active = useContrastView((state) => state.active)
  useInStep(bothViews, viewIdOf(active))
  const enlarged = useLooking((state) => state.enlarged)
  const slots: readonly Slot[] = runs.length > 1 ? ['first', 'second'] : ['first']
  const alone = slots.find((slot) => viewIdOf(slot) === enlarged)
  const shown = alone === undefined ? slots : [alone]
  return (
    <>
      {page === 'ct'
        ? <CtWork scans={scans} />
        : series.length === 0
        ? <main className="work" data-region="work"><div className="empty"><p>{loading ? 'Reading the series.' : 'No runs yet. New runs appear here by themselves.'}</p></div></main>
        : <main className={shown.length === 2 ? 'work conw' : 'work conw one'} data-region="work">{shown.map((slot) => <RunView key={slot} slot={slot} runs={runs} />)}</main>}
      {tools}
      <ContrastPanel slots={slots} runs={runs} page={page} scans={scans} />
    </>
  )
}

function CtWork({ scans }: { readonly scans: readonly SeriesSummary[] }) {
  const pick = useCtLooking((state) => state.pick) ?? proposedPick(scans)
  return <main className="work ctw" data-region="work">{pick === null ? <div className="empty"><p>Two CT scans of the joint are needed: one before contrast, one after.</p></div> : <CtViews pick={pick} />}</main>
}

const bothViews = [viewIdOf('first'), viewIdOf('second')] as const

/** Something to look at when the stage opens; the operator picks others. */
function useFirstChoice(runs: readonly ListedRun[], allRead: boolean): void {
  const shown = useContrastView((state) => state.series)
  useEffect(() => {
    if (!allRead) return
    const isHere = (seriesUid: string | null) => runs.some((run) => run.seriesUid === seriesUid)
    const { first, second } = firstChoice(runs)
    if (first !== null && !isHere(shown.first)) showInSlot('first', first)
    if (second !== null && !isHere(shown.second)) showInSlot('second', second)
  }, [runs, allRead, shown])
}
