import { create } from 'zustand'
import { editCase, tellReceipt } from '#renderer/features/case/index.ts'
import { comparableVolume, useViewing, volumeAnalysis, type Blend } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { moveRigidly } from '#shared/imageAnalysis/rigidTransform.ts'
import type { Registration } from '#shared/imageAnalysis/registerRigid.ts'
import { correctionFrom, type Correction } from '#shared/planning/correction.ts'
import { needleDeviation, type Deviation } from '#shared/planning/deviation.ts'
import type { ActualNeedle, VolumePlan } from '#shared/planning/needlePlan.ts'
import type { AcceptedRegistration } from '#shared/planning/planningMarks.ts'
import { identityMatrix, matrixOf, type ScanRelation } from '#shared/planning/scanRelation.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { ok, type Result } from '#shared/result.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { clearanceRows, type ClearanceRow } from '../clearances.ts'

type Looking = {
  /** Being registered, 0 to 1; null when nothing is. */
  readonly progress: number | null
  /** Found, not yet accepted: it belongs to these two series. */
  readonly found: { readonly from: string; readonly to: string; readonly registration: Registration } | null
  /** How much of the other scan is laid over this one while it is judged. */
  readonly share: number
  /** A hand-marked point that waits for the other one. */
  readonly half: { readonly planId: string; readonly seriesUid: string; readonly hubSide: PatientPoint | null; readonly tip: PatientPoint | null } | null
}
export const useCheck = create<Looking>(() => ({ progress: null, found: null, share: 0.5, half: null }))

const tuple = ([x, y, z]: PatientPoint): [number, number, number] => [x, y, z]
const newest = (document: CaseDocument, planId: string): VolumePlan | null => {
  const plan = document.plans.find((each) => each.planId === planId)
  return plan?.kind === 'volume' ? plan : null
}

/** Registers the scan of the plan to the scan that is shown; nothing counts before a person has accepted it. */
export async function registerScans(plan: VolumePlan, planSeries: SeriesDescription, shown: SeriesDescription): Promise<void> {
  const [analysis, moving] = [volumeAnalysis(shown), comparableVolume(planSeries)]
  if (analysis === null || moving === null || plan.targetLpsMm === null) return tellReceipt('The images of both scans have to be here first. Wait a moment and try again.')
  useCheck.setState({ progress: 0, found: null })
  const answer = await analysis.ask('register', { moving, focusLpsMm: plan.targetLpsMm }, (progress) => { useCheck.setState({ progress }) })
  useCheck.setState({ progress: null })
  if (answer === null) return
  if (!answer.ok) return tellReceipt(answer.error.message)
  useCheck.setState({ found: { from: plan.seriesUid, to: shown.summary.seriesUid, registration: answer.value } })
}

export function keepRelation(step: string, relation: Omit<AcceptedRegistration, 'acceptedAtIso'>): void {
  useCheck.setState({ found: null })
  void editCase(step, (document) => ({ ...document, planning: { ...document.planning, registrations: [...document.planning.registrations, { ...relation, matrix: [...relation.matrix], acceptedAtIso: new Date().toISOString() }] } }))
}

export const acceptFound = (by: string): void => {
  const { found } = useCheck.getState()
  if (found !== null) keepRelation('registration accepted', { fromSeriesUid: found.from, toSeriesUid: found.to, matrix: matrixOf(found.registration.fixedFromMoving), acceptedBy: by, basis: 'registered' })
}

export const sayNotMoved = (from: string, to: string, by: string): void => { keepRelation('said that the head has not moved', { fromSeriesUid: from, toSeriesUid: to, matrix: [...identityMatrix], acceptedBy: by, basis: 'stated' }) }

const keepActual = (step: string, planId: string, actualNeedle: ActualNeedle): void => {
  useCheck.setState({ half: null })
  void editCase(step, (document) => {
    const plan = newest(document, planId)
    // What is found on a check scan changes no plan: its acceptance and acknowledgements stay.
    return plan === null ? document : { ...document, plans: document.plans.map((each) => (each.planId === planId ? { ...plan, actualNeedle } : each)) }
  })
}

/** Looks for the needle near the planned path, where that lies on this scan. */
export async function findActual(plan: VolumePlan, relation: ScanRelation, shown: SeriesDescription): Promise<void> {
  const analysis = volumeAnalysis(shown)
  if (analysis === null || plan.entryLpsMm === null || plan.targetLpsMm === null) return tellReceipt('The images have to be here first, and the plan needs entry and target.')
  const found = await analysis.ask('needle', { kind: 'path', entryLpsMm: relation.move(plan.entryLpsMm), targetLpsMm: relation.move(plan.targetLpsMm) })
  if (found === null) return
  if (!found.ok) return tellReceipt(found.error.message)
  const { tipLpsMm, outerEndLpsMm, confidence, notes } = found.value
  keepActual('needle found', plan.planId, { seriesUid: shown.summary.seriesUid, hubSideLpsMm: tuple(outerEndLpsMm), tipLpsMm: tuple(tipLpsMm) })
  useViewing.getState().setSeriesViewing(shown.summary.seriesUid, { crosshairLpsMm: tipLpsMm })
  tellReceipt(confidence < SURE ? `Not sure (${(confidence * 100).toFixed(0)} of 100). Check the tip and the shaft, or mark them by hand.` : ['Needle found. Check its tip in all planes', ...notes.map(({ message }) => message)].join('. '))
}
/** Below this the finder itself says that a hand should mark the needle. */
const SURE = 0.5

/** Marks one end of the needle at the crosshair; both ends make a needle. */
export function markActual(plan: VolumePlan, seriesUid: string, end: 'hubSide' | 'tip'): void {
  const at = useViewing.getState().perSeries[seriesUid]?.crosshairLpsMm ?? null
  if (at === null) return tellReceipt('Put the crosshair there first (key X).')
  const { half } = useCheck.getState()
  const known = half !== null && half.planId === plan.planId && half.seriesUid === seriesUid ? half
    : { planId: plan.planId, seriesUid, hubSide: plan.actualNeedle?.seriesUid === seriesUid ? plan.actualNeedle.hubSideLpsMm : null, tip: plan.actualNeedle?.seriesUid === seriesUid ? plan.actualNeedle.tipLpsMm : null }
  const next = { ...known, [end]: at }
  if (next.hubSide === null || next.tip === null) return useCheck.setState({ half: next })
  keepActual(end === 'tip' ? 'tip marked' : 'shaft marked', plan.planId, { seriesUid, hubSideLpsMm: tuple(next.hubSide), tipLpsMm: tuple(next.tip) })
}

/** The plan as it lies on another scan. */
export const planOn = (plan: VolumePlan, relation: ScanRelation, seriesUid: string): VolumePlan => ({
  ...plan, seriesUid, entryLpsMm: plan.entryLpsMm === null ? null : tuple(relation.move(plan.entryLpsMm)), targetLpsMm: plan.targetLpsMm === null ? null : tuple(relation.move(plan.targetLpsMm)),
})

const structureOn = (structure: PlannedStructure, { move }: ScanRelation): PlannedStructure => (structure.shape.form !== 'tube' ? structure
  : { ...structure, shape: { form: 'tube', points: structure.shape.points.map((each) => ({ ...each, pointLpsMm: tuple(move(each.pointLpsMm)) })) } })

export type CheckFigures = { readonly deviation: Deviation; readonly correction: Result<Correction, { readonly code: string; readonly message: string }>; readonly clearances: readonly ClearanceRow[] }

/**
 * The actual needle beside its plan, on the scan that shows it.
 *
 * @frame   patientLps of the check scan
 * @units   mm, degrees
 */
export function checkFigures(plan: VolumePlan, relation: ScanRelation, structures: readonly PlannedStructure[], margins: CaseDocument['planning']['margins']): Result<CheckFigures, { readonly code: string; readonly message: string }> | null {
  const { actualNeedle } = plan
  if (actualNeedle === null || actualNeedle === undefined || plan.entryLpsMm === null || plan.targetLpsMm === null) return null
  const target = relation.move(plan.targetLpsMm)
  const actual = { hubSide: actualNeedle.hubSideLpsMm, tip: actualNeedle.tipLpsMm }
  const deviation = needleDeviation([relation.move(plan.entryLpsMm), target], actual)
  if (!deviation.ok) return deviation
  const asPlan: VolumePlan = { ...plan, entryLpsMm: actualNeedle.hubSideLpsMm, targetLpsMm: actualNeedle.tipLpsMm }
  return ok({ deviation: deviation.value, correction: correctionFrom(actual, target), clearances: clearanceRows(asPlan, structures.filter(({ seriesUid }) => seriesUid === plan.seriesUid).map((each) => structureOn(each, relation)), margins) })
}

/** The scan of the plan, laid over the one shown while a registration is judged. */
export function blendOf(planSeries: SeriesDescription | null, shownUid: string, { found, share }: Looking): Blend | null {
  if (found === null || found.to !== shownUid || planSeries?.summary.seriesUid !== found.from || share === 0) return null
  const volume = comparableVolume(planSeries)
  return volume === null ? null : { volume, share, toOther: (point) => moveRigidly(found.registration.movingFromFixed, point) }
}

