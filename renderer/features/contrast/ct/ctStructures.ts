import type { AskedStructure } from '#shared/contrast/ctDistances.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { midlineX } from '#shared/planning/mirrorPlan.ts'
import { movedPainted } from '#shared/planning/painted.ts'
import { missingKinds, type MissingKind, type TargetSide } from '#shared/planning/pairedStructures.ts'
import { relationOf, type ScanRelation } from '#shared/planning/scanRelation.ts'
import type { PlannedStructure, StructureShape } from '#shared/planning/structure.ts'
import { measurableBody } from '#shared/planning/structureClearance.ts'
import { structureKinds } from '#shared/planning/structureKinds.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

/** What contrast must not be near to: said to be not assessed where nobody drew it. */
const ASKED = ['thecalSac', 'cord', 'vertebralArtery'] as const

const nameOf = ({ kind, side }: MissingKind<(typeof ASKED)[number]>): string => `${structureKinds.find((each) => each.kind === kind)?.name ?? kind}${side === null ? '' : `, ${side}`}`
const tuple = ([x, y, z]: PatientPoint): [number, number, number] => [x, y, z]
const moved = (shape: StructureShape, { move }: ScanRelation): StructureShape =>
  shape.form === 'painted' ? movedPainted(shape, move) : { form: 'tube', points: shape.points.map((each) => ({ ...each, pointLpsMm: tuple(move(each.pointLpsMm)) })) }

export type StructureOn = { readonly structure: PlannedStructure; readonly there: { readonly shape: StructureShape; readonly repeatsWithinMm: number | null } | null }

/** The structures of the case where they lie on this scan; nowhere while nobody has said how the scans lie to each other. */
export const structuresOn = ({ planning }: Pick<CaseDocument, 'planning'>, seriesUid: string): readonly StructureOn[] => planning.structures.map((structure) => {
  const relation = relationOf(planning.registrations, structure.seriesUid, seriesUid)
  return { structure, there: relation === null ? null : { shape: moved(structure.shape, relation), repeatsWithinMm: relation.repeatsWithinMm } }
})

/** As much of a case as says what is drawn, and which side is meant. */
export type AskedOf = Pick<CaseDocument, 'plans' | 'planning' | 'planAccepted' | 'activePlanId' | 'study'>

/** The same as questions: every drawing, and what should have been drawn. */
export function askedStructures(document: AskedOf, seriesUid: string): readonly AskedStructure[] {
  const all = structuresOn(document, seriesUid)
  return [
    ...all.map(({ structure: { kind, name, uncertaintyMm }, there }): AskedStructure => {
      if (there === null) return { kind, name, notAssessed: 'Not assessed: drawn on a scan whose position against this one is not known.' }
      return uncertaintyMm === null ? { kind, name, notAssessed: 'Not assessed: say how exact the drawing is.' } : { kind, name, ...there, uncertaintyMm }
    }),
    ...missingKinds(ASKED, all.map(({ structure: { kind }, there }) => ({ kind, body: there === null ? null : measurableBody(there.shape) })), targetSideOn(document, seriesUid))
      .map((each): AskedStructure => ({ kind: each.kind, name: nameOf(each), notAssessed: `Not assessed: ${each.why}.` })),
  ]
}

/** What tells the side of the target on this scan; without a plan whose scan is related to it, any drawing counts. */
function targetSideOn({ plans, planning, planAccepted, activePlanId, study: { side } }: AskedOf, seriesUid: string): TargetSide {
  const plan = plans.find(({ planId }) => planId === planAccepted?.planId) ?? plans.find(({ planId }) => planId === activePlanId)
  const relation = plan?.kind === 'volume' ? relationOf(planning.registrations, plan.seriesUid, seriesUid) : null
  if (plan?.kind !== 'volume' || plan.targetLpsMm === null || relation === null) return { targetLpsMm: null, side, midlineXMm: null }
  const midline = midlineX(planning.landmarks.filter((each) => each.seriesUid === plan.seriesUid).map((each) => ({ ...each, pointLpsMm: tuple(relation.move(each.pointLpsMm)) })))
  return { targetLpsMm: relation.move(plan.targetLpsMm), side, midlineXMm: midline.ok ? midline.value : null }
}

/** Needles that were marked on either scan, where they lie on the later one. */
export function needlesOn({ plans, planning }: Pick<CaseDocument, 'plans' | 'planning'>, seriesUids: readonly string[], seriesUid: string): readonly (readonly [PatientPoint, PatientPoint])[] {
  return plans.flatMap((plan) => {
    const needle = plan.kind === 'volume' ? plan.actualNeedle ?? null : null
    const relation = needle === null || !seriesUids.includes(needle.seriesUid) ? null : relationOf(planning.registrations, needle.seriesUid, seriesUid)
    return needle === null || relation === null ? [] : [[relation.move(needle.hubSideLpsMm), relation.move(needle.tipLpsMm)] as const]
  })
}

export type CtFocus = { readonly point: PatientPoint; readonly words: string }

/** Around which place is looked: what was said, else the tip, else the target, else the crosshair, else what was measured before. Null: nothing is known. */
export function focusOn(document: CaseDocument, seriesUid: string, said: PatientPoint | null, crosshair: PatientPoint | null): CtFocus | null {
  if (said !== null) return { point: said, words: 'the place that was set' }
  const { plans, planning, planAccepted } = document
  for (const plan of plans) if (plan.kind === 'volume' && plan.actualNeedle?.seriesUid === seriesUid) return { point: plan.actualNeedle.tipLpsMm, words: 'the needle tip' }
  for (const plan of plans.toSorted((a, b) => Number(b.planId === planAccepted?.planId) - Number(a.planId === planAccepted?.planId))) {
    const relation = plan.kind === 'volume' && plan.targetLpsMm !== null ? relationOf(planning.registrations, plan.seriesUid, seriesUid) : null
    if (relation !== null && plan.kind === 'volume' && plan.targetLpsMm !== null) return { point: relation.move(plan.targetLpsMm), words: `the target of ${plan.name}` }
  }
  if (crosshair !== null) return { point: crosshair, words: 'the crosshair' }
  const measured = document.contrast.ct?.figures
  return measured?.afterSeriesUid === seriesUid ? { point: measured.focusLpsMm, words: 'the place that was measured' } : null
}
