import { frameCalibration, type FrameCalibration } from '#renderer/viewports/index.ts'
import type { FluoroscopicNeedle } from '#shared/fluoroscopy/fluoroscopyMarks.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { evaluatePath, type PathFigures } from '#shared/planning/evaluatePlan.ts'
import { needleDeviation, type Deviation } from '#shared/planning/deviation.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { moveRigidly } from '#shared/imageAnalysis/rigidTransform.ts'
import { alignToCt, type Alignment, type CommonPoint } from '#shared/projection/commonPoints.ts'
import { barrelCheck, imageDeviation, type BarrelCheck, type ImageDeviation } from '#shared/projection/imageNeedle.ts'
import { placeOfPoint } from '#shared/projection/pairGeometry.ts'
import { needleInSpace, type MarkedNeedle, type SpaceNeedle } from '#shared/projection/spaceNeedle.ts'
import type { PairSlot } from '#shared/projection/twoViews.ts'
import type { RunPlace, ViewPair } from '#shared/projection/viewPair.ts'
import { vectorAdd, vectorScale } from '#shared/geometry/vectors.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { roleWords } from '../pair/pairEdits.ts'
import { framesOf, viewsAt } from '../pair/pairViewsOf.ts'
import { ctPlanOf, outerDiameterOn, planOn } from './needleChoice.ts'
import { needleAt } from './needleEdits.ts'

/** A size at the detector is larger than the patient's by an unknown part: a needle is not drawn or judged by it. */
const patientMm = ({ unit, badge, perColumn }: FrameCalibration): number | null => (unit === 'mm' && !badge.text.startsWith('DET') ? perColumn : null)

export type ViewFigures = {
  readonly needle: FluoroscopicNeedle | null
  readonly planName: string | null
  readonly deviation: ImageDeviation | null
  readonly barrel: BarrelCheck | null
  readonly calibration: FrameCalibration
}

/** How the needle lies on one picture: against the path that was planned on it, and along the beam. */
export function viewFigures(document: CaseDocument, series: SeriesDescription, place: RunPlace, frame: number): ViewFigures {
  const needle = needleAt(document.fluoroscopy.needles, { seriesUid: place.seriesUid, frame })
  const plan = planOn(document, series, place.run)
  const calibration = frameCalibration(series, frame, document.fluoroscopy.calibrations)
  const ends = needle === null || needle.hubPx === null || needle.tipPx === null ? null : { hub: needle.hubPx, tip: needle.tipPx }
  const path = plan === null || plan.entryPx === null || plan.targetPx === null ? null : { entry: plan.entryPx, target: plan.targetPx }
  return {
    needle, calibration, planName: path === null ? null : plan?.name ?? null,
    deviation: ends === null || path === null ? null : imageDeviation(path, ends, calibration),
    barrel: ends === null ? null : barrelCheck(ends, outerDiameterOn(document, series, place.run), patientMm(calibration)),
  }
}

type Found = { readonly marked: MarkedNeedle; readonly frame: number }

/** The needle of one view: as marked with the Shaft tool on the shown frame, else as two paired points. */
function needleOf(document: CaseDocument, pair: ViewPair, slot: PairSlot, frame: number): Found | null {
  const needle = needleAt(document.fluoroscopy.needles, { seriesUid: pair[slot].seriesUid, frame })
  if (needle !== null && needle.hubPx !== null && needle.tipPx !== null) return { marked: { tip: needle.tipPx, hub: needle.hubPx }, frame }
  const [tip, hub] = (['needleTip', 'needleHub'] as const).map((role) => pair.points.find((point) => point.role === role)?.[slot] ?? null)
  return tip === null || hub === null || tip === undefined || hub === undefined ? null : { marked: { tip: tip.pointPx, hub: hub.pointPx }, frame: tip.frame }
}

export type SpaceFigures = { readonly needle: SpaceNeedle; readonly path: PathFigures | null }

/** The needle in space from both views; null while it is not marked in both. */
export function spaceFigures(document: CaseDocument, described: readonly SeriesDescription[], pair: ViewPair, frames: Readonly<Record<PairSlot, number>>): Result<SpaceFigures, Fault> | null {
  const [first, second] = [needleOf(document, pair, 'first', frames.first), needleOf(document, pair, 'second', frames.second)]
  if (first === null || second === null) return null
  const views = viewsAt(described, pair, { first: first.frame, second: second.frame })
  if (!views.ok) return views
  const needle = needleInSpace(views.value, first.marked, second.marked)
  if (!needle.ok) return needle
  const path = evaluatePath(hubSideOf(needle.value), needle.value.tip.pointMm)
  return ok({ needle: needle.value, path: path.ok ? path.value : null })
}

/** As far from the tip as a spinal needle reaches: only the direction counts. */
const SHAFT_MM = 60
const hubSideOf = ({ tip, towardsHub }: SpaceNeedle) => vectorAdd(tip.pointMm, vectorScale(towardsHub, SHAFT_MM))

export type CtFigures = { readonly planName: string; readonly angleDeg: number; readonly offset: Result<{ readonly deviation: Deviation; readonly alignment: Alignment; readonly names: readonly string[] }, Fault> }

/** The needle against the path planned on CT. The angle needs no common point; the offset does. */
export function ctFigures(document: CaseDocument, described: readonly SeriesDescription[], pair: ViewPair, needle: SpaceNeedle): Result<CtFigures, Fault> | null {
  const plan = ctPlanOf(document)
  if (plan === null || plan.entryLpsMm === null || plan.targetLpsMm === null) return null
  const path = [plan.entryLpsMm, plan.targetLpsMm] as const
  const ends = { hubSide: hubSideOf(needle), tip: needle.tip.pointMm }
  const common = commonPoints(document, described, pair, plan.seriesUid, plan.targetLpsMm)
  const alignment = alignToCt(common)
  const moved = alignment.ok ? { hubSide: moveRigidly(alignment.value.transform, ends.hubSide), tip: moveRigidly(alignment.value.transform, ends.tip) } : ends
  const deviation = needleDeviation(path, moved)
  if (!deviation.ok) return deviation
  return ok({
    planName: plan.name, angleDeg: deviation.value.angleDeg,
    offset: alignment.ok ? ok({ deviation: deviation.value, alignment: alignment.value, names: common.map(({ name }) => name) }) : err(alignment.error.code, alignment.error.message),
  })
}

/** Places that are marked in both views and on the CT of the plan. */
function commonPoints(document: CaseDocument, described: readonly SeriesDescription[], pair: ViewPair, ctSeriesUid: string, targetLpsMm: readonly [number, number, number]): readonly CommonPoint[] {
  const line = document.planning.jointLines.find(({ seriesUid, side }) => seriesUid === ctSeriesUid && side === document.study.side)
  const onCt = { target: targetLpsMm, jointMedial: line?.medialLpsMm ?? null, jointLateral: line?.lateralLpsMm ?? null } as const
  return (['target', 'jointMedial', 'jointLateral'] as const).flatMap((role): readonly CommonPoint[] => {
    const point = pair.points.find((each) => each.role === role)
    const ctLpsMm = onCt[role]
    if (point === undefined || ctLpsMm === null) return []
    const views = viewsAt(described, pair, framesOf(point))
    const placed = views.ok ? placeOfPoint(views.value, point) : null
    return placed?.ok === true ? [{ name: roleWords[role], xrayMm: placed.value.pointMm, ctLpsMm }] : []
  })
}
