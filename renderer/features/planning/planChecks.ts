import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { midlineX } from '#shared/planning/mirrorPlan.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { planProblems, type PlanProblem } from '#shared/planning/planProblems.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { structureClearance } from '#shared/planning/structureClearance.ts'
import { placeInBand } from '#shared/planning/targetBand.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { bandOf, jointLineOf } from './marks/markEdits.ts'

/** Inside as it is drawn, whatever the drawing is worth. */
function holds(structure: PlannedStructure): (point: PatientPoint) => boolean {
  return (point) => {
    const state = structureClearance([point, point], 0, { ...structure, uncertaintyMm: 0 }, [])
    return state.kind === 'assessed' && state.distanceMm < 0
  }
}

/** What is wrong with a plan beside everything that is marked on its series. */
export function problemsOf(plan: VolumePlan, series: SeriesDescription | null, { planning, study: { side } }: CaseDocument, structures: readonly PlannedStructure[]): readonly PlanProblem[] {
  const midline = midlineX(planning.landmarks.filter(({ seriesUid }) => seriesUid === plan.seriesUid))
  const { band } = bandOf(jointLineOf(planning, { seriesUid: plan.seriesUid, side }))
  return planProblems({
    entryLpsMm: plan.entryLpsMm, targetLpsMm: plan.targetLpsMm, needle: plan.needle, side,
    volume: series?.summary.seriesUid === plan.seriesUid ? series.summary.volume : null,
    midlineXMm: midline.ok ? midline.value : null,
    targetInBand: band === null || plan.targetLpsMm === null ? null : placeInBand(plan.targetLpsMm, band).inBand,
    structures: structures.map((structure) => ({ name: structure.name, holds: holds(structure) })),
  })
}
