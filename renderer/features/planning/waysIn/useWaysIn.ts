import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { useSeriesPixels, volumeAnalysis } from '#renderer/viewports/index.ts'
import type { WaysIn, WaysSearch } from '#renderer/workers/volumeAnalysisMessages.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { marginFor } from '#shared/planning/margins.ts'
import { needleOuterRadiusMm } from '#shared/planning/needleGauge.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import type { PlanningMarks } from '#shared/planning/planningMarks.ts'
import { LEAST_RESERVE_MM } from '#shared/planning/planProblems.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { missingIn } from '#shared/planning/structureClearance.ts'
import { missingKinds } from '../clearances.ts'
import { usePlanPage } from '../planPages.tsx'

/** Whether the map lies over the planes. */
export const useWaysMap = create<{ readonly isShown: boolean }>(() => ({ isShown: false }))

/** What a needle to the plan's target must keep clear of; null without a target, or a needle whose width is known. */
export function searchOf(plan: NeedlePlan | null, structures: readonly PlannedStructure[], margins: PlanningMarks['margins']): WaysSearch | null {
  if (plan?.kind !== 'volume' || plan.targetLpsMm === null || plan.needle === null) return null
  const needleRadiusMm = needleOuterRadiusMm(plan.needle.gauge)
  if (needleRadiusMm === null) return null
  const assessed = structures.flatMap(({ id, name, kind, shape, uncertaintyMm }) => (uncertaintyMm !== null && missingIn({ shape, uncertaintyMm }) === null
    ? [{ id, name, shape, uncertaintyMm, margin: marginFor(kind, margins) }] : []))
  return {
    target: plan.targetLpsMm, reachMm: plan.needle.lengthMm - LEAST_RESERVE_MM, needleRadiusMm,
    structures: assessed, notAssessed: missingKinds(structures).length + structures.length - assessed.length,
  }
}

export type WaysState = { readonly search: WaysSearch | null; readonly ways: WaysIn | null; readonly fault: string | null; readonly isOld: boolean; readonly hasArtery: boolean }
type Answer = { readonly key: string; readonly seriesUid: string; readonly ways: WaysIn | null; readonly fault: string | null }

/** The ways in to the plan's target: made anew after each change, the old ones meanwhile shown as old. */
export function useWaysIn(series: SeriesDescription | null, plan: NeedlePlan | null, structures: readonly PlannedStructure[], margins: PlanningMarks['margins']): WaysState {
  const isOpen = usePlanPage(state => state.page === 'waysIn')
  const isShown = useWaysMap(state => state.isShown)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const seriesUid = series?.summary.seriesUid ?? ''
  const { loaded, total } = useSeriesPixels(seriesUid)
  const isComplete = total > 0 && loaded === total
  const search = isOpen || isShown ? searchOf(plan, structures, margins) : null
  const key = search === null ? '' : JSON.stringify(search)
  useEffect(() => {
    if (series === null || key === '' || !isComplete) return
    const analysis = volumeAnalysis(series)
    if (analysis === null) return
    let wanted = true
    // One question at a time: a drag asks again only when the answer before is there or a frame has passed.
    const frame = requestAnimationFrame(() => {
      performance.mark('axis-guide:ways-asked')
      void analysis.ask('waysIn', JSON.parse(key) as WaysSearch).then(found => {
        if (!wanted || found === null) return
        performance.measure('axis-guide:ways-in', 'axis-guide:ways-asked')
        setAnswer(found.ok ? { key, seriesUid, ways: found.value, fault: null } : { key, seriesUid, ways: null, fault: found.error.message })
      })
    })
    return () => {
      wanted = false
      cancelAnimationFrame(frame)
    }
  }, [series, seriesUid, key, isComplete])
  const known = answer?.seriesUid === seriesUid && search !== null ? answer : null
  return { search, ways: known?.ways ?? null, fault: known?.key === key ? known.fault : null, isOld: known?.key !== key, hasArtery: structures.some(({ id, kind }) => kind === 'vertebralArtery' && search?.structures.some((each) => each.id === id) === true) }
}
