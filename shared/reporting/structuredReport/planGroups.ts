import type { CodedConcept, ContentItem, ImageReference } from '#shared/dicom/contentItem.ts'
import type { NeedlePlan, ProjectionPlan, VolumePlan } from '#shared/planning/needlePlan.ts'
import type { KeyImage, RecordedClearance, RecordState } from '#shared/procedure/recordEvents.ts'
import { anatomyCodes, measureCodes, reportCodes, unitCodes } from './codes.ts'
import { inSpace, measured, modifiedBy, onImage, says, words } from './contentItems.ts'
import { sourceOf } from './evidence.ts'
import { jointSite, measurementGroup } from './measurementGroup.ts'
import { approachCode, levelCode, privateCodes, structureCodes } from './privateCodes.ts'
import type { ReportInput } from './reportInput.ts'

type Accepted = NonNullable<RecordState['acceptedPlan']>

/** The accepted path, and one group for each structure that it was held against; nothing where no plan was accepted. */
export function planGroups({ record, deriveUid }: ReportInput): readonly ContentItem[] {
  const { acceptedPlan, side, keyImages } = record
  if (acceptedPlan === null) return []
  const { plan, clearances, atIso } = acceptedPlan
  const heading = { trackingIdentifier: plan.name, trackingUid: deriveUid(`plan/${plan.planId}`), finding: privateCodes.plannedPath, site: jointSite(side), atIso }
  return [
    measurementGroup(heading, [...(plan.kind === 'volume' ? pathInSpace(plan, acceptedPlan) : pathOnImage(plan, acceptedPlan.figures.lengthPx, imageOf(plan, acceptedPlan, keyImages))), ...needleItems(plan), ...variantsItem(acceptedPlan)]),
    ...(clearances ?? []).map((clearance, at) => clearanceGroup(clearance, { trackingIdentifier: `${plan.name}, ${clearance.name}`, trackingUid: deriveUid(`plan/${plan.planId}/structure/${String(at)}/${clearance.kind}/${clearance.name}`), atIso })),
  ]
}

/** The object and frame that a path lies on: as the record says it, or as a key image of the same frame does, removed or not. */
function imageOf(plan: ProjectionPlan, { seenOn }: Accepted, keyImages: readonly KeyImage[]): ImageReference | null {
  const named = seenOn?.[0]
  if (named !== undefined) return named
  const same = keyImages.find(({ seriesUid, frame }) => seriesUid === plan.seriesUid && frame === plan.frame)
  return same === undefined ? null : sourceOf(same)
}

/** Lengths and angles of the path with its two points in the frame of reference of the scan. Where the scan states none, a place in the patient cannot be told to anybody. */
function pathInSpace({ entryLpsMm, targetLpsMm, frameOfReferenceUid, approach }: VolumePlan, { figures }: Accepted): readonly ContentItem[] {
  const points = entryLpsMm === null || targetLpsMm === null || frameOfReferenceUid === null ? null : { line: [entryLpsMm, targetLpsMm], frameOfReferenceUid }
  const source = points === null ? [] : [inSpace('INFERRED FROM', measureCodes.sourceOfMeasurement, 'POLYLINE', points.line, points.frameOfReferenceUid)]
  const point = (name: CodedConcept, at: readonly [number, number, number] | null): readonly ContentItem[] => {
    if (at === null) return words(privateCodes.notPlaced, `${name.meaning}: not placed.`)
    return frameOfReferenceUid === null ? words(privateCodes.notPlaced, `${name.meaning}: the scan states no frame of reference.`) : [inSpace('CONTAINS', name, 'POINT', [at], frameOfReferenceUid)]
  }
  return [
    ...(approach === undefined || approach === null ? [] : [says(privateCodes.approach, approachCode(approach))]),
    measured(measureCodes.pathLength, figures.lengthMm, unitCodes.mm, measureCodes.indeterminate, source),
    measured(privateCodes.inPlaneAngle, figures.inPlaneDeg, unitCodes.deg, measureCodes.indeterminate, source),
    measured(privateCodes.craniocaudalAngle, figures.craniocaudalDeg, unitCodes.deg, measureCodes.indeterminate, source),
    ...point(privateCodes.entry, entryLpsMm),
    ...point(privateCodes.target, targetLpsMm),
  ]
}

/** A path on a projection has a length in pixels alone, and no depth. Its points need the image that they lie on. */
export function pathOnImage({ entryPx, targetPx }: ProjectionPlan, lengthPx: number | null, reference: ImageReference | null): readonly ContentItem[] {
  const line = entryPx === null || targetPx === null || reference === null ? [] : [onImage('INFERRED FROM', measureCodes.sourceOfMeasurement, 'POLYLINE', [entryPx, targetPx], reference)]
  const point = (name: CodedConcept, at: readonly [number, number] | null): readonly ContentItem[] => {
    if (at === null) return words(privateCodes.notPlaced, `${name.meaning}: not placed.`)
    return reference === null ? words(privateCodes.notPlaced, `${name.meaning}: the record does not hold which object its image is.`) : [onImage('CONTAINS', name, 'POINT', [at], reference)]
  }
  return [
    measured(measureCodes.pathLength, lengthPx, unitCodes.pixels, measureCodes.indeterminate, line),
    ...point(privateCodes.entry, entryPx),
    ...point(privateCodes.target, targetPx),
  ]
}

function needleItems({ needle }: NeedlePlan): readonly ContentItem[] {
  if (needle === null) return []
  return [
    measured(privateCodes.needleGauge, needle.gauge, unitCodes.one, measureCodes.notAttempted),
    measured(privateCodes.needleLength, needle.lengthMm, unitCodes.mm, measureCodes.notAttempted),
    ...(needle.bentTipDeg === undefined ? [] : [measured(privateCodes.bentTip, needle.bentTipDeg, unitCodes.deg, measureCodes.notAttempted)]),
  ]
}

const variantsItem = ({ arteryVariantsLookedFor }: Accepted): readonly ContentItem[] =>
  (arteryVariantsLookedFor === undefined ? [] : [says(privateCodes.variantsLookedFor, arteryVariantsLookedFor === 'yes' ? measureCodes.yes : measureCodes.no)])

/** How near the path passes one structure; "not attempted" where nobody drew it, which is not far away. */
function clearanceGroup({ kind, name, distanceMm, leastMm, level }: RecordedClearance, tracked: { readonly trackingIdentifier: string; readonly trackingUid: string; readonly atIso: string }): ContentItem {
  return measurementGroup({ ...tracked, finding: privateCodes.nearStructure, site: modifiedBy(reportCodes.findingSite, structureCode(kind)) }, [
    ...words(privateCodes.structureName, name),
    measured(privateCodes.clearance, distanceMm, unitCodes.mm, level === 'notAssessed' ? measureCodes.notAttempted : measureCodes.indeterminate),
    ...(leastMm === null ? [] : [measured(privateCodes.leastClearance, leastMm, unitCodes.mm, measureCodes.notAttempted)]),
    says(privateCodes.clearanceLevel, levelCode(level)),
  ])
}

const knownStructures: Readonly<Record<string, CodedConcept>> = {
  vertebralArtery: anatomyCodes.vertebralArtery, internalCarotid: anatomyCodes.internalCarotid, cord: anatomyCodes.spinalCord,
  thecalSac: structureCodes.thecalSac, c2Root: structureCodes.c2Root, hypoglossalNerve: structureCodes.hypoglossalNerve,
}
/** A kind that a later or an earlier version knew is a structure all the same; its name stands beside it. */
export const structureCode = (kind: string): CodedConcept => knownStructures[kind] ?? structureCodes.other
