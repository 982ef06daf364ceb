import { useMemo } from 'react'
import { useCaseDocument, useCaseSeries, useSeriesDescriptions, useSession } from '#renderer/features/case/index.ts'
import { isProjectionSeries, keepRun, useLooking, useRuns, type ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import type { FluoroscopyMarks } from '#shared/fluoroscopy/fluoroscopyMarks.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { proposePair, type PairCandidate, type ProposedPair } from '#shared/projection/proposePair.ts'
import { readView } from '#shared/projection/readView.ts'
import type { PairSlot } from '#shared/projection/twoViews.ts'
import type { RunPlace, ViewPair } from '#shared/projection/viewPair.ts'
import { pairOf, slotOf, withHeld } from './pairEdits.ts'
import { isSameRun, placeKeyOf, usePairState, type ChosenViews } from './pairState.ts'

/** What was marked on the projections, with what is in the hand. */
export function useShownMarks(): FluoroscopyMarks {
  const { fluoroscopy } = useCaseDocument()
  const held = usePairState((state) => state.held)
  return useMemo(() => withHeld(fluoroscopy, held), [fluoroscopy, held])
}

/** The runs of the case that can be paired. */
export function usePairRuns(): { readonly runs: readonly ListedRun[]; readonly described: readonly SeriesDescription[]; readonly allRead: boolean } {
  const caseId = useSession((state) => state.caseId)
  const { series } = useCaseSeries(caseId)
  const projections = useMemo(() => series.filter(isProjectionSeries), [series])
  const described = useSeriesDescriptions(projections.map(({ seriesUid }) => seriesUid))
  const { runs, allRead } = useRuns(projections)
  return { runs, described, allRead }
}

const candidate = (series: SeriesDescription, run: number): PairCandidate => {
  const part = series.runs[run]
  const image = part === undefined ? undefined : series.images[part.image]
  const reading = image === undefined ? null : readView(image, 0)
  const angles = reading === null || reading.primaryDeg === null || reading.secondaryDeg === null ? null : { primaryDeg: reading.primaryDeg, secondaryDeg: reading.secondaryDeg }
  return { seriesUid: series.summary.seriesUid, run, angles, takenAt: image?.acquiredAt ?? series.summary.acquiredAt }
}

export type ShownPair = {
  readonly chosen: ChosenViews
  readonly pair: ViewPair | null
  readonly proposal: ProposedPair | null
  readonly runs: readonly ListedRun[]
  readonly described: readonly SeriesDescription[]
}

/** What the two views show: what was chosen, else the pair made last of the shown run, else what is proposed for it. */
export function useShownPair(shownUid: string | null): ShownPair {
  const { runs, described } = usePairRuns()
  const { pairs } = useShownMarks()
  const chosen = usePairState((state) => state.chosen)
  const shownRun = useLooking((state) => state.runs[shownUid ?? ''] ?? 0)
  return useMemo(() => {
    const shown: RunPlace | null = shownUid === null ? null : { seriesUid: shownUid, run: shownRun }
    const proposal = proposePair(described.flatMap((series) => series.runs.map((_, run) => candidate(series, run))), shown)
    const isOfShown = chosen !== null && [chosen.first, chosen.second].some((place) => place?.seriesUid === shownUid)
    const views = chosen !== null && isOfShown ? chosen : defaultViews(pairs, proposal, runs, shown)
    const pair = pairOf(pairs, views)
    return { chosen: pair === null ? views : { first: pair.first, second: pair.second }, pair, proposal, runs, described }
  }, [described, runs, pairs, chosen, shownUid, shownRun])
}

function defaultViews(pairs: readonly ViewPair[], proposal: ProposedPair | null, runs: readonly ListedRun[], shown: RunPlace | null): ChosenViews {
  const made = shown === null ? undefined : pairs.findLast((pair) => slotOf(pair, shown) !== null)
  if (made !== undefined) return { first: made.first, second: made.second }
  const isOfShown = shown !== null && proposal !== null && [proposal.first, proposal.second].some((run) => isSameRun(run, shown))
  if (proposal !== null && (shown === null || isOfShown)) return { first: placeOf(proposal.first), second: placeOf(proposal.second) }
  const first = runs.find((run) => isSameRun(run, shown)) ?? runs[0] ?? null
  const second = runs.find((run) => run !== first && run.seriesUid === first?.seriesUid) ?? runs.find((run) => run !== first) ?? null
  return { first: first === null ? null : placeOf(first), second: second === null ? null : placeOf(second) }
}

const placeOf = ({ seriesUid, run }: RunPlace): RunPlace => ({ seriesUid, run })

/** Shows a run in one of the two views. */
export function showInSlot(shown: ChosenViews, slot: PairSlot, place: RunPlace): void {
  keepRun(placeKeyOf(slot, place.seriesUid), place.run)
  activateSlot(slot, { ...shown, [slot]: placeOf(place) }, place.seriesUid)
}

/** The view that is worked in: its series is the one that the panel speaks of. */
export function activateSlot(slot: PairSlot, chosen: ChosenViews, seriesUid: string): void {
  const { caseId } = useSession.getState()
  const now = usePairState.getState()
  if (now.active !== slot || now.chosen === null || !isSameRun(now.chosen.first, chosen.first) || !isSameRun(now.chosen.second, chosen.second)) usePairState.setState({ active: slot, chosen })
  if (caseId !== null && useLooking.getState().shownSeries[caseId] !== seriesUid) useLooking.setState((state) => ({ shownSeries: { ...state.shownSeries, [caseId]: seriesUid } }))
}

/** The pair that a run belongs to, wherever it is shown, and which of its views it is. */
export function pairOfRun(pairs: readonly ViewPair[], chosen: ChosenViews | null, place: RunPlace): { readonly pair: ViewPair; readonly slot: PairSlot } | null {
  const preferred = chosen === null ? null : pairOf(pairs, chosen)
  const pair = preferred !== null && slotOf(preferred, place) !== null ? preferred : pairs.findLast((each) => slotOf(each, place) !== null) ?? null
  const slot = pair === null ? null : slotOf(pair, place)
  return pair === null || slot === null ? null : { pair, slot }
}
