import { create } from 'zustand'
import { editCase, tellReceipt } from '#renderer/features/case/index.ts'
import { useViewing, type ActualEnd, type MarkChange, type MarkLayer, type MarkName } from '#renderer/viewports/index.ts'
import type { SideWord } from '#shared/dicom/identity.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { NeedlePlan, VolumePlan } from '#shared/planning/needlePlan.ts'
import type { JointLine, LandmarkKind, PlanningMarks } from '#shared/planning/planningMarks.ts'
import { targetBand, type TargetBand } from '#shared/planning/targetBand.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

export const markWords: Readonly<Record<MarkName, string>> = { jointMedial: 'medial end of the joint line', jointLateral: 'lateral end of the joint line', midline: 'Midline', inion: 'Inion', gridMarker: 'Grid marker' }

/** What the next click with the Mark tool puts down. */
export const usePlacing = create<{ readonly next: MarkName | null }>(() => ({ next: null }))

export function beginMark(name: MarkName): void {
  usePlacing.setState({ next: name })
  useViewing.getState().setActiveTool('mark')
}

export function endMarking(): void {
  usePlacing.setState({ next: null })
  useViewing.getState().setActiveTool('path')
}

export type Place = { readonly seriesUid: string; readonly side: SideWord | null }
const tuple = ([x, y, z]: PatientPoint): [number, number, number] => [x, y, z]

export const jointLineOf = ({ jointLines }: PlanningMarks, { seriesUid, side }: Place): JointLine | null => jointLines.find((line) => line.seriesUid === seriesUid && line.side === side) ?? null

/** A document with one mark put down; a mark of the same name on the same series moves. */
export function withMark(document: CaseDocument, { seriesUid, side }: Place, name: MarkName, point: PatientPoint): CaseDocument {
  const { planning } = document
  if (name !== 'jointMedial' && name !== 'jointLateral') {
    const others = planning.landmarks.filter((each) => each.seriesUid !== seriesUid || each.kind !== name)
    return withAcceptanceAsked({ ...document, planning: { ...planning, landmarks: [...others, { seriesUid, kind: name, pointLpsMm: tuple(point) }] } }, seriesUid)
  }
  if (side === null) return document
  const line = jointLineOf(planning, { seriesUid, side }) ?? { seriesUid, side, medialLpsMm: null, lateralLpsMm: null }
  const changed = name === 'jointMedial' ? { ...line, medialLpsMm: tuple(point) } : { ...line, lateralLpsMm: tuple(point) }
  const jointLines = [...planning.jointLines.filter((each) => each.seriesUid !== seriesUid || each.side !== side), changed]
  return withBandAsked({ ...document, planning: { ...planning, jointLines } }, seriesUid)
}

const isOn = (plan: NeedlePlan, seriesUid: string): plan is VolumePlan => plan.kind === 'volume' && plan.seriesUid === seriesUid

/** Another joint line is another band: whether the target lies in it is asked again. */
const withBandAsked = (document: CaseDocument, seriesUid: string): CaseDocument => withAcceptanceAsked({
  ...document, plans: document.plans.map((plan) => (isOn(plan, seriesUid) && plan.outsideBandKnown !== undefined ? { ...plan, outsideBandKnown: null } : plan)),
}, seriesUid)

/** Marks tell the side and the place on the skin: a plan that was accepted beside other marks is open again. */
function withAcceptanceAsked(document: CaseDocument, seriesUid: string): CaseDocument {
  const accepted = document.plans.find(({ planId }) => planId === document.planAccepted?.planId)
  return accepted !== undefined && isOn(accepted, seriesUid) ? { ...document, planAccepted: null } : document
}

export const withoutLandmark = (document: CaseDocument, seriesUid: string, kind: LandmarkKind): CaseDocument => withAcceptanceAsked({
  ...document, planning: { ...document.planning, landmarks: document.planning.landmarks.filter((each) => each.seriesUid !== seriesUid || each.kind !== kind) },
}, seriesUid)

export const removeLandmark = (seriesUid: string, kind: LandmarkKind): void => { void editCase(`${markWords[kind]} removed`, (document) => withoutLandmark(document, seriesUid, kind)) }

/** Puts down what waits to be marked; after the medial end of a joint line its lateral end waits. */
function placeMark(place: Place, point: PatientPoint): void {
  const { next } = usePlacing.getState()
  if (next === null) return
  void editCase(`${markWords[next]} marked`, (document) => withMark(document, place, next, point))
  if (next === 'jointMedial') usePlacing.setState({ next: 'jointLateral' })
  else endMarking()
}

type Band = { readonly band: TargetBand | null; readonly why: string | null; readonly isTurned: boolean }

/** The band of the series and side, or why there is none yet. */
export function bandOf(line: JointLine | null): Band {
  if (line === null || line.medialLpsMm === null || line.lateralLpsMm === null) return { band: null, why: null, isTurned: false }
  const band = targetBand(line.medialLpsMm, line.lateralLpsMm, line.side)
  return band.ok ? { band: band.value, why: null, isTurned: false } : { band: null, why: band.error.message, isTurned: band.error.code === 'JOINT_LINE_TURNED_ROUND' }
}

type Beside = Pick<MarkLayer['shown'], 'ways' | 'actual'> & Pick<MarkLayer, 'blend'> & { readonly onActual: MarkChange<ActualEnd>; readonly onMark: MarkChange<MarkName> }

/** What the planes draw, what a click with the Mark tool does, and what a drag. */
export function markLayer(planning: PlanningMarks, place: Place, { ways, actual, blend, onActual, onMark }: Beside): MarkLayer {
  const line = jointLineOf(planning, place)
  return {
    shown: {
      ways,
      actual,
      joint: line === null ? null : { medial: line.medialLpsMm, lateral: line.lateralLpsMm, hasBand: bandOf(line).band !== null },
      landmarks: planning.landmarks.filter(({ seriesUid }) => seriesUid === place.seriesUid).map(({ kind, pointLpsMm }) => ({ kind, name: markWords[kind], point: pointLpsMm })),
    },
    blend,
    onDrag: (handle, point, phase) => {
      if (handle === 'hubSide' || handle === 'tip') onActual(handle, point, phase)
      else onMark(handle, point, phase)
    },
    onPlace: (point) => { placeMark(place, point) },
  }
}

/** For those who work by keys: the crosshair is the pointer. */
export function markAtCrosshair(place: Place): void {
  const at = useViewing.getState().perSeries[place.seriesUid]?.crosshairLpsMm ?? null
  if (at === null) return tellReceipt('Put the crosshair there first.')
  placeMark(place, at)
}
