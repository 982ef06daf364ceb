import { create } from 'zustand'
import { editCase, tellReceipt, useSession, writeTime } from '#renderer/features/case/index.ts'
import { comparableVolume, useViewing, volumeAnalysis, type Blend } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { FoundNeedle } from '#shared/imageAnalysis/findNeedle.ts'
import { moveRigidly } from '#shared/imageAnalysis/rigidTransform.ts'
import type { Registration } from '#shared/imageAnalysis/registerRigid.ts'
import type { ActualNeedle, VolumePlan } from '#shared/planning/needlePlan.ts'
import type { AcceptedRegistration } from '#shared/planning/planningMarks.ts'
import { identityMatrix, matrixOf, type ScanRelation } from '#shared/planning/scanRelation.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { planColours, withPlan } from '../planEdits.ts'
import { planOn, tuple } from './checkFigures.ts'

type Place = { readonly planId: string; readonly seriesUid: string }
type Looking = {
  /** Being registered, 0 to 1; null when nothing is. */
  readonly progress: number | null
  /** Found, not yet accepted: it belongs to these two series. */
  readonly found: { readonly from: string; readonly to: string; readonly registration: Registration } | null
  /** These two series are to be compared again, although somebody has answered. */
  readonly again: { readonly from: string; readonly to: string } | null
  /** How much of the other scan is laid over this one while it is judged. */
  readonly share: number
  /** A hand-marked point that waits for the other one. */
  readonly half: Place & { readonly hubSide: PatientPoint | null; readonly tip: PatientPoint | null } | null
  /** The needle while an end of it is dragged. */
  readonly live: Place & { readonly hubSide: PatientPoint | null; readonly tip: PatientPoint | null } | null
  /** Where the needle is being looked for; one search at a time. */
  readonly searching: Place | null
  /** Why the last search found no needle that it could stand for. */
  readonly missed: Place & { readonly message: string } | null
}
export const useCheck = create<Looking>(() => ({ progress: null, found: null, again: null, share: 0.5, half: null, live: null, searching: null, missed: null }))

/** What belongs to this plan on this scan. */
export const here = <T extends Place>(one: T | null, planId: string, seriesUid: string): T | null => (one !== null && one.planId === planId && one.seriesUid === seriesUid ? one : null)

const newest = (document: CaseDocument, planId: string): VolumePlan | null => {
  const plan = document.plans.find((each) => each.planId === planId)
  return plan?.kind === 'volume' ? plan : null
}

const registering: { stop: AbortController | null } = { stop: null }

/** Registers the scan of the plan to the scan that is shown; nothing counts before a person has accepted it. */
export async function registerScans(plan: Pick<VolumePlan, 'seriesUid' | 'targetLpsMm'>, planSeries: SeriesDescription, shown: SeriesDescription): Promise<void> {
  const [analysis, moving] = [volumeAnalysis(shown), comparableVolume(planSeries)]
  if (analysis === null || moving === null || plan.targetLpsMm === null) return tellReceipt('The images of both scans have to be here first. Wait a moment and try again.')
  const stop = new AbortController()
  registering.stop = stop
  useCheck.setState({ progress: 0, found: null })
  const answer = await analysis.ask('register', { moving, focusLpsMm: plan.targetLpsMm }, (progress) => { if (!stop.signal.aborted) useCheck.setState({ progress }) }, stop.signal)
  useCheck.setState({ progress: null })
  if (answer === null) return
  if (!answer.ok) return tellReceipt(answer.error.message)
  useCheck.setState({ found: { from: plan.seriesUid, to: shown.summary.seriesUid, registration: answer.value }, share: 0.5 })
}
export const cancelRegistration = (): void => { registering.stop?.abort() }

function keepRelation(step: string, relation: Omit<AcceptedRegistration, 'acceptedAtIso'>): void {
  useCheck.setState({ found: null, again: null })
  void editCase(step, (document) => ({ ...document, planning: { ...document.planning, registrations: [...document.planning.registrations, { ...relation, matrix: [...relation.matrix], acceptedAtIso: new Date().toISOString() }] } }))
}

export const acceptFound = (by: string): void => {
  const { found } = useCheck.getState()
  if (found === null) return
  const { fixedFromMoving, disagreement } = found.registration
  keepRelation('registration accepted', { fromSeriesUid: found.from, toSeriesUid: found.to, matrix: matrixOf(fixedFromMoving), acceptedBy: by, basis: 'registered', repeatsWithinMm: disagreement.mm })
}
export function refuseFound(): void {
  useCheck.setState({ found: null, again: null })
  tellReceipt('Refused: the scans stay apart. Compare again, or plan again on this scan.')
}

export const sayNotMoved = (from: string, to: string, by: string): void => { keepRelation('said that the head has not moved', { fromSeriesUid: from, toSeriesUid: to, matrix: [...identityMatrix], acceptedBy: by, basis: 'stated' }) }

/** Of the plan as it is now: what is drawn may be a press behind. */
function actualOf(planId: string): { readonly needle: ActualNeedle | null } | null {
  const { document } = useSession.getState()
  const plan = document === null ? null : newest(document, planId)
  return plan === null ? null : { needle: plan.actualNeedle ?? null }
}

/** Kept with the frame of reference of its scan: in a report a place is told by nothing else. */
function keepActual(step: string, planId: string, { summary }: SeriesDescription, marks: Omit<ActualNeedle, 'frameOfReferenceUid' | 'seriesUid'>): void {
  const actualNeedle: ActualNeedle = { ...marks, seriesUid: summary.seriesUid, frameOfReferenceUid: summary.volume?.frameOfReferenceUid ?? null }
  useCheck.setState({ half: null, live: null, missed: null })
  void editCase(step, (document) => {
    const plan = newest(document, planId)
    // What is found on a check scan changes no plan: its acceptance and acknowledgements stay.
    return plan === null ? document : { ...document, plans: document.plans.map((each) => (each.planId === planId ? { ...plan, actualNeedle } : each)) }
  })
}

/** Below this the finder itself says that a hand should mark the needle. */
const SURE = 0.5
/** No reason to doubt the tip; clearances reach beyond the shaft that is seen. */
const HARMLESS = new Set<FoundNeedle['notes'][number]['code']>(['SHAFT_LEAVES_SCAN'])

/** What speaks against a needle that was found; undefined when nothing does. */
export function doubtOf({ confidence, notes }: Pick<FoundNeedle, 'confidence' | 'notes'>): string | undefined {
  const reasons = [...(confidence < SURE ? [`The search is not sure (${(confidence * 100).toFixed(0)} of 100).`] : []), ...notes.flatMap(({ code, message }) => (HARMLESS.has(code) ? [] : [message]))]
  return reasons.length === 0 ? undefined : reasons.join(' ')
}

/** Looks for the needle near the planned path, where that lies on this scan. */
export async function findActual(plan: VolumePlan, relation: ScanRelation, shown: SeriesDescription): Promise<void> {
  const { seriesUid } = shown.summary
  if (useCheck.getState().searching !== null) return
  const analysis = volumeAnalysis(shown)
  if (analysis === null || plan.entryLpsMm === null || plan.targetLpsMm === null) return tellReceipt('The images have to be here first, and the plan needs entry and target.')
  const { caseId } = useSession.getState()
  /** What a hand has marked so far; null where the plan is not here any more. */
  const marked = (): string | null => {
    const now = useSession.getState().caseId === caseId ? actualOf(plan.planId) : null
    return now === null ? null : JSON.stringify([now.needle, here(useCheck.getState().half, plan.planId, seriesUid)])
  }
  const asked = marked()
  useCheck.setState({ searching: { planId: plan.planId, seriesUid }, missed: null })
  const found = await analysis.ask('needle', { kind: 'path', entryLpsMm: relation.move(plan.entryLpsMm), targetLpsMm: relation.move(plan.targetLpsMm) })
    .finally(() => { useCheck.setState({ searching: null }) })
  if (found === null || marked() === null) return
  if (marked() !== asked) return tellReceipt('A needle was marked by hand during the search. It stays; what the search found was left out.')
  if (!found.ok) return useCheck.setState({ missed: { planId: plan.planId, seriesUid, message: found.error.message } })
  const { tipLpsMm, outerEndLpsMm } = found.value
  const doubt = doubtOf(found.value)
  keepActual('needle found', plan.planId, shown, { hubSideLpsMm: tuple(outerEndLpsMm), tipLpsMm: tuple(tipLpsMm), ...(doubt === undefined ? {} : { doubt }) })
  useViewing.getState().setSeriesViewing(seriesUid, { crosshairLpsMm: tipLpsMm })
  tellReceipt('Needle found. Check its tip in all planes.')
}

type End = 'hubSide' | 'tip'
const endWords: Readonly<Record<End, string>> = { hubSide: 'shaft', tip: 'tip' }
type Ends = { readonly hubSide: PatientPoint | null; readonly tip: PatientPoint | null }
/** Both ends as they are known now; null where the plan is not here any more. */
function endsOf(planId: string, seriesUid: string): Ends | null {
  const now = actualOf(planId)
  if (now === null) return null
  return here(useCheck.getState().half, planId, seriesUid) ?? (now.needle?.seriesUid === seriesUid ? { hubSide: now.needle.hubSideLpsMm, tip: now.needle.tipLpsMm } : { hubSide: null, tip: null })
}

function putEnd(planId: string, series: SeriesDescription, end: End, at: PatientPoint, done: string): void {
  const { seriesUid } = series.summary
  const known = endsOf(planId, seriesUid)
  if (known === null) return
  const hubSide = end === 'hubSide' ? at : known.hubSide
  const tip = end === 'tip' ? at : known.tip
  if (hubSide === null || tip === null) return useCheck.setState({ half: { planId, seriesUid, hubSide, tip }, live: null, missed: null })
  keepActual(`${endWords[end]} ${done}`, planId, series, { hubSideLpsMm: tuple(hubSide), tipLpsMm: tuple(tip) })
}

/** Marks one end of the needle at the crosshair; both ends make a needle. */
export function markActual({ planId }: VolumePlan, series: SeriesDescription, end: End): void {
  const at = useViewing.getState().perSeries[series.summary.seriesUid]?.crosshairLpsMm ?? null
  if (at === null) return tellReceipt('Put the crosshair there first (key X).')
  putEnd(planId, series, end, at, 'marked')
}

/** An end of the needle is dragged in a plane: drawn while it moves, kept when it is let go. */
export function dragActual({ planId }: VolumePlan, { summary: { seriesUid } }: SeriesDescription, end: End, at: PatientPoint | null): void {
  const known = at === null ? null : endsOf(planId, seriesUid)
  useCheck.setState({ live: at === null || known === null ? null : { planId, seriesUid, hubSide: end === 'hubSide' ? at : known.hubSide, tip: end === 'tip' ? at : known.tip } })
}
export const dropActual = ({ planId }: VolumePlan, series: SeriesDescription, end: End, at: PatientPoint): void => { putEnd(planId, series, end, at, 'moved') }

/** A person has looked at a needle that the search was not sure of. */
export function confirmActual({ planId }: VolumePlan, series: SeriesDescription): void {
  const needle = actualOf(planId)?.needle ?? null
  if (needle === null || needle.seriesUid !== series.summary.seriesUid) return
  keepActual('needle confirmed', planId, series, { hubSideLpsMm: needle.hubSideLpsMm, tipLpsMm: needle.tipLpsMm })
}

/** A new path where this one lies on the scan that is shown; nothing of its acceptance goes with it. */
export function takeOver(plan: VolumePlan, relation: ScanRelation, shown: SeriesDescription, madeBy: string): void {
  const { seriesUid, volume, acquiredAt } = shown.summary
  const { name } = plan
  void editCase(`${name} taken over`, (document) => {
    const made: VolumePlan = {
      ...planOn(plan, relation, seriesUid), planId: crypto.randomUUID(), name: `${name.slice(0, 40)}, ${acquiredAt === null ? 'taken over' : `on ${writeTime(acquiredAt)}`}`, frameOfReferenceUid: volume?.frameOfReferenceUid ?? null,
      colour: planColours[document.plans.length % planColours.length] ?? planColours[0], acknowledgedCautions: [], outsideBandKnown: null, shortReserveKnown: null, actualNeedle: null, madeBy,
    }
    return { ...withPlan(document, made), activePlanId: made.planId }
  })
}

/** The scan of the plan, laid over the one shown while a registration is judged. */
export function blendOf(planSeries: SeriesDescription | null, shownUid: string, { found, share }: Pick<Looking, 'found' | 'share'>): Blend | null {
  if (found === null || found.to !== shownUid || planSeries?.summary.seriesUid !== found.from || share === 0) return null
  const volume = comparableVolume(planSeries)
  const { acquiredAt } = planSeries.summary
  return volume === null ? null : { volume, share, words: `Scan${acquiredAt === null ? '' : ` of ${writeTime(acquiredAt)}`} in amber, ${(share * 100).toFixed(0)} %`, toOther: (point) => moveRigidly(found.registration.movingFromFixed, point) }
}
