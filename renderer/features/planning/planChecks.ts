import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { midlineX } from '#shared/planning/mirrorPlan.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { TargetSide } from '#shared/planning/pairedStructures.ts'
import { isSideChecked, planProblems, type PlanProblem, type ProblemInput } from '#shared/planning/planProblems.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { structureClearance } from '#shared/planning/structureClearance.ts'
import { placeInBand } from '#shared/planning/targetBand.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { bandOf, jointLineOf } from './marks/markEdits.ts'

type Marked = Pick<CaseDocument, 'planning' | 'study'>

/** Inside as it is drawn, whatever the drawing is worth. */
function holds(structure: PlannedStructure): (point: PatientPoint) => boolean {
  return (point) => {
    const state = structureClearance([point, point], 0, { ...structure, uncertaintyMm: 0 }, [])
    return state.kind === 'assessed' && state.distanceMm < 0
  }
}

/** What tells the side of a plan's target on its own series. */
export function targetSideOf({ targetLpsMm, seriesUid }: Pick<VolumePlan, 'targetLpsMm' | 'seriesUid'>, { planning, study: { side } }: Marked): TargetSide {
  const midline = midlineX(planning.landmarks.filter((each) => each.seriesUid === seriesUid))
  return { targetLpsMm, side, midlineXMm: midline.ok ? midline.value : null }
}

type SideInput = Pick<ProblemInput, 'targetLpsMm' | 'side' | 'midlineXMm' | 'targetInBand' | 'isJointLineTurned'>

function sideInputOf(plan: VolumePlan, document: Marked): SideInput {
  const { band, isTurned } = bandOf(jointLineOf(document.planning, { seriesUid: plan.seriesUid, side: document.study.side }))
  return { ...targetSideOf(plan, document), targetInBand: band === null || plan.targetLpsMm === null ? null : placeInBand(plan.targetLpsMm, band).inBand, isJointLineTurned: isTurned }
}

/** What is wrong with a plan beside everything that is marked on its series. */
export function problemsOf(plan: VolumePlan, series: SeriesDescription | null, document: Marked, structures: readonly PlannedStructure[]): readonly PlanProblem[] {
  return planProblems({
    ...sideInputOf(plan, document), entryLpsMm: plan.entryLpsMm, needle: plan.needle,
    volume: series?.summary.seriesUid === plan.seriesUid ? series.summary.volume : null,
    structures: structures.map((structure) => ({ name: structure.name, holds: holds(structure) })),
  })
}

/** That nothing speaks of the target's side, in words; null where something does, and before there is a target. */
export const sideUncheckedWords = (plan: VolumePlan, document: Marked): string | null => (isSideChecked(sideInputOf(plan, document)) === false ? 'Side of the target: not checked, no midline is marked' : null)

/** A plan with a problem that stops it counts as accepted nowhere, also where its case was saved before the problem was looked for. */
export function isAcceptanceStopped(document: CaseDocument): boolean {
  const plan = document.plans.find(({ planId }) => planId === document.planAccepted?.planId)
  if (plan?.kind !== 'volume') return false
  return problemsOf(plan, null, document, document.planning.structures.filter(({ seriesUid }) => seriesUid === plan.seriesUid)).some(({ level }) => level === 'stop')
}
