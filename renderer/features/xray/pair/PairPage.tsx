import { useCaseDocument } from '#renderer/features/case/index.ts'
import { useLooking, viewWords, type ListedRun } from '#renderer/features/fluoroscopy/index.ts'
import { Section } from '#renderer/ui/index.ts'
import type { PairSlot } from '#shared/projection/twoViews.ts'
import type { RunPlace } from '#shared/projection/viewPair.ts'
import { NeedleOnViews, type NeedleView } from '../needle/NeedleOnViews.tsx'
import { TrueViewTicks } from '../trueView/TrueViewTicks.tsx'
import { BetweenSection } from './BetweenSection.tsx'
import { CArmSection } from './CArmSection.tsx'
import { PairSection } from './PairSection.tsx'
import { isSameRun, placeKeyOf } from './pairState.ts'
import { readingOf, sidesAt } from './pairViewsOf.ts'
import { PointsSection } from './PointsSection.tsx'
import { useShownMarks, useShownPair } from './usePair.ts'
import '../xray.css'

const slots: readonly PairSlot[] = ['first', 'second']

/** What two views of the joint tell together, and what each of them must be. */
export function PairPage({ shownUid }: { readonly shownUid: string }) {
  const saved = useCaseDocument()
  const marks = useShownMarks()
  const document = { ...saved, fluoroscopy: marks }
  const shown = useShownPair(shownUid)
  const frames = useLooking((state) => state.frames)
  const { chosen, pair, described, runs } = shown
  const names = { first: nameOf(runs, chosen.first, 'View 1'), second: nameOf(runs, chosen.second, 'View 2') }
  const sidesState = pair === null ? 'notSaid' : sidesAt(described, pair, document.study)
  const views = slots.flatMap((slot): readonly NeedleView[] => {
    const place = chosen[slot]
    const series = described.find(({ summary }) => summary.seriesUid === place?.seriesUid)
    const part = place === null ? undefined : series?.runs[place.run]
    if (place === null || series === undefined || part === undefined) return []
    const kept = frames[placeKeyOf(slot, place.seriesUid)] ?? part.firstFrame
    return [{ slot, name: names[slot], place, series, frame: kept >= part.firstFrame && kept < part.firstFrame + part.frames ? kept : part.firstFrame }]
  })
  const frameOf = (slot: PairSlot): number | null => views.find((view) => view.slot === slot)?.frame ?? null
  const judged = views.filter(({ place }, at) => views.findIndex((other) => isSameRun(other.place, place)) === at)
  const carm = <CArmSection readings={{ first: readingOf(described, chosen.first, frameOf('first')), second: readingOf(described, chosen.second, frameOf('second')) }} names={names} />
  return (
    <>
      <PairSection shown={shown} names={names} />
      {pair === null && carm}
      {pair !== null && <BetweenSection pair={pair} sidesState={sidesState} />}
      {pair !== null && <PointsSection pair={pair} described={described} sidesState={sidesState} names={names} />}
      <NeedleOnViews document={document} views={views} described={described} pair={pair} sidesState={sidesState} />
      <Section title="Is it a true view?">
        {judged.map(({ slot, place, series, name }) => <TrueViewTicks key={slot} place={place} name={name} view={runs.find((run) => isSameRun(run, place))?.view ?? null} columns={series.images[series.runs[place.run]?.image ?? -1]?.columns ?? series.summary.columns ?? Number.NaN} />)}
      </Section>
      {pair !== null && carm}
    </>
  )
}

/** "AP" and "Lateral"; a run of unknown view by its number. */
function nameOf(runs: readonly ListedRun[], place: RunPlace | null, otherwise: string): string {
  const run = runs.find((each) => isSameRun(each, place))
  return run === undefined ? otherwise : run.view === null ? `Run ${String(run.number)}` : viewWords[run.view]
}
