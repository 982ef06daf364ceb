import { useEffect, useState } from 'react'
import { create } from 'zustand'
import { useSeriesPixels, volumeAnalysis } from '#renderer/viewports/index.ts'
import type { WaysIn, WaysSearch } from '#renderer/workers/volumeAnalysisMessages.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { marginFor } from '#shared/planning/margins.ts'
import { needleOuterRadiusMm } from '#shared/planning/needleGauge.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import { LEAST_RESERVE_MM } from '#shared/planning/planProblems.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { measurableBody, missingIn } from '#shared/planning/structureClearance.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { missingOf } from '../clearances.ts'
import { targetSideOf } from '../planChecks.ts'
import { usePlanPage } from '../planPages.tsx'

/** Whether the map lies over the planes. */
export const useWaysMap = create<{ readonly isShown: boolean }>(() => ({ isShown: false }))

type Marked = Pick<CaseDocument, 'planning' | 'study'>
/** Of a drawing whose uncertainty nobody has said only this is known: a way that meets it is none. */
const MET_ONLY = { stopMm: 0, cautionMm: 0 }

/** What a needle to the plan's target must keep clear of; null without a target, or a needle whose width is known. */
export function searchOf(plan: NeedlePlan | null, structures: readonly PlannedStructure[], document: Marked): WaysSearch | null {
  if (plan?.kind !== 'volume' || plan.targetLpsMm === null || plan.needle === null) return null
  const needleRadiusMm = needleOuterRadiusMm(plan.needle.gauge)
  if (needleRadiusMm === null) return null
  const kept = structures.filter(({ shape }) => measurableBody(shape) !== null)
  return {
    target: plan.targetLpsMm, reachMm: plan.needle.lengthMm - LEAST_RESERVE_MM, needleRadiusMm,
    structures: kept.map(({ id, name, kind, shape, uncertaintyMm }) => (uncertaintyMm === null ? { id, name, shape, uncertaintyMm: 0, margin: MET_ONLY } : { id, name, shape, uncertaintyMm, margin: marginFor(kind, document.planning.margins) })),
    notAssessed: missingOf(structures, targetSideOf(plan, document)).length + structures.length - kept.filter(({ uncertaintyMm }) => uncertaintyMm !== null).length,
  }
}

export type WaysState = { readonly search: WaysSearch | null; readonly ways: WaysIn | null; readonly fault: string | null; readonly isOld: boolean; readonly hasArtery: boolean }
type Answer = { readonly key: string; readonly seriesUid: string; readonly ways: WaysIn | null; readonly fault: string | null }

/** The ways in to the plan's target: made anew after each change, the old ones meanwhile shown as old. */
export function useWaysIn(series: SeriesDescription | null, plan: NeedlePlan | null, structures: readonly PlannedStructure[], document: Marked): WaysState {
  const isOpen = usePlanPage(state => state.page === 'waysIn')
  const isShown = useWaysMap(state => state.isShown)
  const [answer, setAnswer] = useState<Answer | null>(null)
  const seriesUid = series?.summary.seriesUid ?? ''
  const { loaded, total } = useSeriesPixels(seriesUid)
  const isComplete = total > 0 && loaded === total
  const search = isOpen || isShown ? searchOf(plan, structures, document) : null
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
  return { search, ways: known?.ways ?? null, fault: known?.key === key ? known.fault : null, isOld: known?.key !== key, hasArtery: search !== null && hasArtery(plan, structures, document) }
}

/** Without an artery that is drawn on the target's side, and said how exactly, no way in is proposed. */
export function hasArtery(plan: NeedlePlan | null, structures: readonly PlannedStructure[], document: Marked): boolean {
  const assessed = structures.filter((each) => missingIn(each) === null)
  return plan?.kind === 'volume' && !missingOf(assessed, targetSideOf(plan, document)).some(({ kind }) => kind === 'vertebralArtery')
}
