import type { ContentItem } from '#shared/dicom/contentItem.ts'
import { needleDeviation } from '#shared/planning/deviation.ts'
import { evaluatePath } from '#shared/planning/evaluatePlan.ts'
import type { ActualNeedle, VolumePlan } from '#shared/planning/needlePlan.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { measureCodes, unitCodes } from './codes.ts'
import { inSpace, measured, words } from './contentItems.ts'
import { jointSite, measurementGroup } from './measurementGroup.ts'
import { privateCodes } from './privateCodes.ts'
import type { ReportInput } from './reportInput.ts'

type Found = { readonly plan: VolumePlan; readonly needle: ActualNeedle; readonly atIso: string }

/** The needle of each plan as it was last found or marked on a check scan. */
export function needleGroups(input: ReportInput): readonly ContentItem[] {
  const { record, deriveUid } = input
  return foundNeedles(record).map(({ plan, needle, atIso }) => measurementGroup(
    { trackingIdentifier: `${plan.name}, needle`, trackingUid: deriveUid(`plan/${plan.planId}/needle`), finding: privateCodes.needleFound, site: jointSite(record.side), atIso },
    [...angles(needle), ...deviation(plan, needle), ...places(plan, needle), ...words(privateCodes.needleDoubt, needle.doubt ?? '')],
  ))
}

/** Plans as they were accepted and as they stood with each key image, in the order of time: the last word on a needle counts. */
function foundNeedles({ acceptedPlan, keyImages }: RecordState): readonly Found[] {
  const stands = [
    ...(acceptedPlan === null ? [] : [{ plans: [acceptedPlan.plan], atIso: acceptedPlan.atIso }]),
    ...keyImages.filter(({ removed }) => !removed).map(({ plans, addedAtIso }) => ({ plans, atIso: addedAtIso })),
  ].toSorted((a, b) => a.atIso.localeCompare(b.atIso))
  const byPlan = new Map<string, Found>()
  for (const { plans, atIso } of stands) {
    for (const plan of plans) if (plan.kind === 'volume' && plan.actualNeedle !== undefined && plan.actualNeedle !== null) byPlan.set(plan.planId, { plan, needle: plan.actualNeedle, atIso })
  }
  return [...byPlan.values()]
}

/** The frame of reference of the needle's scan; the plan's own where it was found on the plan's scan. */
const frameOf = ({ seriesUid, frameOfReferenceUid }: VolumePlan, needle: ActualNeedle): string | null => needle.frameOfReferenceUid ?? (needle.seriesUid === seriesUid ? frameOfReferenceUid : null)

function angles({ hubSideLpsMm, tipLpsMm }: ActualNeedle): readonly ContentItem[] {
  const path = evaluatePath(hubSideLpsMm, tipLpsMm)
  if (!path.ok) return []
  return [
    measured(privateCodes.inPlaneAngle, path.value.inPlaneDeg, unitCodes.deg, measureCodes.indeterminate),
    measured(privateCodes.craniocaudalAngle, path.value.craniocaudalDeg, unitCodes.deg, measureCodes.indeterminate),
  ]
}

/** Against the plan only within one frame of reference: between two, nothing here says how the head lay. */
function deviation(plan: VolumePlan, needle: ActualNeedle): readonly ContentItem[] {
  const { entryLpsMm, targetLpsMm, frameOfReferenceUid } = plan
  const frame = frameOf(plan, needle)
  if (entryLpsMm === null || targetLpsMm === null || frame === null || frame !== frameOfReferenceUid || needle.seriesUid !== plan.seriesUid) return []
  const compared = needleDeviation([entryLpsMm, targetLpsMm], { hubSide: needle.hubSideLpsMm, tip: needle.tipLpsMm })
  if (!compared.ok) return []
  const { alongMm, acrossMm, angleDeg } = compared.value
  return [
    measured(privateCodes.tipAlong, alongMm, unitCodes.mm, measureCodes.indeterminate), measured(privateCodes.tipAcross, acrossMm, unitCodes.mm, measureCodes.indeterminate),
    measured(privateCodes.angleToPlan, angleDeg, unitCodes.deg, measureCodes.indeterminate),
  ]
}

function places(plan: VolumePlan, needle: ActualNeedle): readonly ContentItem[] {
  const frame = frameOf(plan, needle)
  if (frame === null) return words(privateCodes.notPlaced, 'Needle: the frame of reference of its scan is not stated.')
  return [
    inSpace('CONTAINS', privateCodes.needleShaft, 'POINT', [needle.hubSideLpsMm], frame), inSpace('CONTAINS', privateCodes.needleTip, 'POINT', [needle.tipLpsMm], frame),
    inSpace('CONTAINS', privateCodes.needleLine, 'POLYLINE', [needle.hubSideLpsMm, needle.tipLpsMm], frame),
  ]
}
