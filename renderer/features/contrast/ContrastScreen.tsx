import { useCaseDocument, useCaseSeries, useSeriesDescription, useSession } from '#renderer/features/case/index.ts'
import { useLooking, useRun, type Run } from '#renderer/features/fluoroscopy/index.ts'
import { Panel } from '#renderer/ui/index.ts'
import type { SeriesDescription, SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { ContrastPanel } from './ContrastPanel.tsx'
import { useContrastViews } from './contrastViews.ts'
import { ContrastWork } from './ContrastWork.tsx'

/** Runs first: a single still shows contrast, but not its flow. */
const fits = (series: SeriesSummary): boolean => series.kind === 'cine' || (series.kind === 'stills' && series.frames > 0)

export function ContrastScreen() {
  const caseId = useSession(state => state.caseId) ?? ''
  const { series } = useCaseSeries(caseId)
  const assessed = useCaseDocument().contrast.seriesUid
  const { chosen } = useContrastViews()
  const lookedAt = useLooking(state => state.shownSeries[caseId])
  const runs = series.filter(fits).toSorted((a, b) => Number(b.kind === 'cine') - Number(a.kind === 'cine') || b.frames - a.frames)
  const pick = (uid: string | null | undefined): string | null => runs.find(run => run.seriesUid === uid)?.seriesUid ?? null
  const firstUid = pick(chosen[`${caseId}/first`]) ?? pick(assessed) ?? pick(lookedAt) ?? runs[0]?.seriesUid ?? null
  const secondUid = pick(chosen[`${caseId}/second`])
  const first = useSeriesDescription(firstUid)
  const second = useSeriesDescription(secondUid)
  if (first.series === null) {
    return (
      <>
        <main className="work" data-region="work"><div className="empty"><p>{first.fault ?? (firstUid === null ? 'No runs yet. Import a run of this patient under Cases.' : 'Reading the run.')}</p></div></main>
        <Panel title="Contrast"><p className="sec sub">Nothing to judge yet.</p></Panel>
      </>
    )
  }
  return second.series === null
    ? <OneRun key={firstUid} first={first.series} runs={runs} />
    : <TwoRuns key={`${firstUid ?? ''} ${secondUid ?? ''}`} first={first.series} second={second.series} runs={runs} />
}

type Shown = { readonly series: SeriesDescription; readonly run: Run }
function OneRun({ first, runs }: { readonly first: SeriesDescription; readonly runs: readonly SeriesSummary[] }) {
  const shown: Shown = { series: first, run: useRun(first) }
  return <Whole first={shown} second={null} runs={runs} />
}
function TwoRuns({ first, second, runs }: { readonly first: SeriesDescription; readonly second: SeriesDescription; readonly runs: readonly SeriesSummary[] }) {
  return <Whole first={{ series: first, run: useRun(first) }} second={{ series: second, run: useRun(second) }} runs={runs} />
}
function Whole({ first, second, runs }: { readonly first: Shown; readonly second: Shown | null; readonly runs: readonly SeriesSummary[] }) {
  return (
    <>
      <ContrastWork first={first} second={second} runs={runs} />
      <ContrastPanel first={first} hasSecondView={second !== null} />
    </>
  )
}
