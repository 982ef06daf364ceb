import { useEffect, type ComponentProps, type ReactNode } from 'react'
import { isPlanStale, useOperator, writeDecimal, type ScreenProps } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import { useLooking } from '#renderer/features/fluoroscopy/index.ts'
import { SeriesStrip, useShownSeries } from '#renderer/features/series/index.ts'
import { useViewing, type DrawnExpert, type DrawnStructure, type MarkLayer, type PlanChange, type StructureLayer } from '#renderer/viewports/index.ts'
import { changePlanOnSkin } from './entryOnSkin.ts'
import { choosePlan, shownPlans, useLivePlan } from './planEdits.ts'
import { dragMark, useShownDocument } from './marks/liveMark.ts'
import { endMarking, markLayer } from './marks/markEdits.ts'
import { showPlanLayout } from './planLayout.ts'
import { PlanPanel } from './PlanPanel.tsx'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { CarriedTag } from './check/OtherScanWords.tsx'
import { StaleTag } from './check/StaleNotice.tsx'
import { useStaleReasons } from './check/useStaleReasons.ts'
import { useCheckLayer } from './check/useCheckLayer.ts'
import { PlanViews } from './PlanViews.tsx'
import { blockingProblems } from './planTodo.ts'
import { changeStructure, chooseStructure, kindOf, shownStructures, tagOf, useOutlining } from './structureEdits.ts'
import { useWaysIn, useWaysMap } from './waysIn/useWaysIn.ts'
import { brushOn, usePainting } from './painting/paintEdits.ts'
import { clearanceRows, type ClearanceRow } from './clearances.ts'

type PlanFacts = ComponentProps<typeof PlanPanel>
/** What is laid over a path that was handed in; nothing of it can be changed then. */
export type HandedIn = {
  readonly experts: readonly DrawnExpert[]; readonly structures: readonly PlannedStructure[]; readonly joint: MarkLayer['shown']['joint']
  /** Which path is which, over the first view. */
  readonly legend?: ReactNode
  readonly isOwnHidden?: boolean
  /** In place of the view of progress. */
  readonly beside?: ReactNode
}
type PlanWorkProps = ScreenProps & { readonly panel: (facts: PlanFacts) => ReactNode; readonly handedIn?: HandedIn | null }

export const PlanScreen = ({ tools }: ScreenProps) => <PlanWork tools={tools} panel={facts => <PlanPanel {...facts} />} />

/** Views and tools of planning, beside whatever panel. */
export function PlanWork({ tools, panel, handedIn = null }: PlanWorkProps) {
  const document = useShownDocument()
  const operator = useOperator() ?? ''
  const live = useLivePlan(state => state.plan)
  const shown = useShownSeries()
  const frame = useLooking(state => state.frames[shown.shownUid ?? ''] ?? 0)
  const plans = shownPlans(document, live)
  const ofSeries = plans.filter(plan => plan.seriesUid === shown.shownUid)
  const drawnPlans = handedIn?.isOwnHidden === true ? [] : ofSeries
  const active = ofSeries.find(plan => plan.planId === (live?.planId ?? document.activePlanId)) ?? null
  const { series } = shown
  const stale = useStaleReasons(active, shown.all)
  const outlining = useOutlining()
  const structures = handedIn?.structures ?? shownStructures(document, outlining.live, shown.shownUid)
  const painting = usePainting()
  const drawnNow = structures.find(({ id }) => id === outlining.chosenId) ?? null
  const rows: readonly ClearanceRow[] = active?.kind === 'volume' ? clearanceRows(active, structures, document.planning.margins) : structures.map(structure => ({ structure, state: { kind: 'notAssessed', why: 'There is no path yet.' } }))
  const check = useCheckLayer(series)
  const layer: StructureLayer = {
    shown: [...rows.map(({ structure, state }) => drawn(structure, state.kind === 'assessed' ? `${writeDecimal(state.distanceMm)} mm` : null)), ...carriedOver(check, structures)],
    chosenId: drawnNow?.id ?? null,
    newRadiusMm: kindOf(drawnNow?.kind ?? 'other').radiusMm, onChange: changeStructure, brush: series === null || drawnNow === null ? null : brushOn(series, drawnNow, painting),
  }
  // A change on a series that cannot carry a plan is not taken; the panel says why.
  const change: PlanChange = (drawn, step, phase) => {
    const plan = drawn.kind === 'volume' && operator !== '' && !document.plans.some(each => each.planId === drawn.planId) ? { ...drawn, madeBy: operator } : drawn
    if (handedIn === null && series !== null && blockingProblems(series).length === 0) void changePlanOnSkin(series, document.plans.find(each => each.planId === plan.planId), plan, step, phase)
  }
  const ways = useWaysIn(series, active, structures, document)
  const isMapShown = useWaysMap(state => state.isShown)
  const waysShown = isMapShown && ways.ways !== null ? { positions: ways.ways.skin.positions, map: ways.ways.map, isOld: ways.isOld } : null
  const marksOf = (seriesUid: string): MarkLayer => {
    const place = { seriesUid, side: document.study.side }
    const layer = markLayer(document.planning, place, { ways: waysShown, actual: check.actual, blend: check.blend, onActual: check.onActual, onMark: dragMark(place) })
    return handedIn === null ? layer : { ...layer, shown: { ...layer.shown, joint: handedIn.joint, experts: handedIn.experts } }
  }
  useCommands({ 'layout-planes': { run: () => { showPlanLayout('planes') } }, 'layout-needle': { run: () => { showPlanLayout('needle') } }, 'layout-bone': { run: () => { showPlanLayout('bone') } } })
  useNextPath(ofSeries.map(plan => plan.planId), active?.planId ?? null)
  useEffect(() => { useOutlining.setState({ operator }) }, [operator])
  useEffect(() => {
    useViewing.getState().setActiveTool('path')
    return () => {
      chooseStructure(null)
      endMarking()
      useViewing.getState().setActiveTool('crosshair')
    }
  }, [])
  return (
    <>
      <main className="work studyw" data-region="work">
        {shown.series === null && <div className="empty views"><p>{shown.fault ?? 'Reading the series.'}</p></div>}
        {shown.series !== null && (
          <PlanViews
            series={shown.series} plans={[...drawnPlans, ...(check.other?.carried === null || check.other === null ? [] : [check.other.carried.plan])]} active={active} other={check.other} onPlanChange={change} structures={layer} marks={marksOf(shown.series.summary.seriesUid)}
            beside={handedIn?.beside}
            tags={<>{handedIn?.legend}<StaleTag isSide={isPlanStale(document)} reasons={stale} />{(active?.kind !== 'volume' || active.entryLpsMm === null || active.targetLpsMm === null) && <CarriedTag other={check.other} />}</>}
          />
        )}
        {shown.caseId !== null && (handedIn === null || shown.all.length > 1) && <SeriesStrip caseId={shown.caseId} series={shown.all} shownUid={shown.shownUid} />}
      </main>
      {tools}
      {panel({ series: shown.series, frame, plans: ofSeries, active, rows, ways, stale, other: check.other })}
    </>
  )
}

const drawn = (structure: PlannedStructure, figure: string | null): DrawnStructure => ({
  structureId: structure.id, kind: structure.kind, name: structure.name, tag: tagOf(structure), points: structure.shape.form === 'tube' ? structure.shape.points : [], painted: structure.shape.form === 'painted' ? structure.shape : null, figure,
})
/** What is drawn on this scan too is shown as it was drawn here. */
const carriedOver = ({ structures, other }: Pick<ReturnType<typeof useCheckLayer>, 'structures' | 'other'>, own: readonly PlannedStructure[]): readonly DrawnStructure[] => structures
  .filter(({ kind, name }) => !own.some(each => each.kind === kind && each.name === name))
  .map(structure => ({ ...drawn(structure, null), name: `${structure.name}, ${other?.madeAt ?? 'other scan'}` }))

/** Chooses the next path of the series. */
function useNextPath(planIds: readonly string[], activeId: string | null): void {
  const next = planIds[(planIds.indexOf(activeId ?? '') + 1) % planIds.length]
  useCommands({ 'next-path': { run: () => { if (next !== undefined) choosePlan(next) }, reason: next === undefined || next === activeId ? 'There is no other path' : null } })
}
