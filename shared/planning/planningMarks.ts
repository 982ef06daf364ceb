import { z } from 'zod'
import { finite, instant, pointLps, text, uid } from '#shared/values.ts'
import { sideWord } from '#shared/dicom/identity.ts'
import { plannedStructure } from './structure.ts'

/** The ends of one joint's posterior joint line, on one series and side. An end that is not marked yet is null. */
export const jointLine = z.strictObject({
  seriesUid: uid,
  side: sideWord,
  medialLpsMm: pointLps.nullable(),
  lateralLpsMm: pointLps.nullable(),
})
export type JointLine = Readonly<z.infer<typeof jointLine>>

export const landmarkKind = z.enum(['midline', 'inion', 'gridMarker'])
export type LandmarkKind = z.infer<typeof landmarkKind>

export const landmark = z.strictObject({ seriesUid: uid, kind: landmarkKind, pointLpsMm: pointLps })
export type Landmark = Readonly<z.infer<typeof landmark>>

/** A margin the department has set for one kind of structure; kinds without one keep the proposal of margins.ts. */
export const configuredMargin = z.strictObject({ kind: z.string().min(1).max(64), stopMm: finite.min(0).max(50), cautionMm: finite.min(0).max(50) })
  .refine(({ stopMm, cautionMm }) => stopMm <= cautionMm, 'The stop margin may not be wider than the caution margin.')
export type ConfiguredMargin = Readonly<z.infer<typeof configuredMargin>>

export const catalogueNeedle = z.strictObject({ name: text(64), gauge: z.int().min(18).max(27), lengthMm: finite.min(50).max(150) })
export type CatalogueNeedle = Readonly<z.infer<typeof catalogueNeedle>>

/** How two scans lie to each other. Row by row, taking LPS mm of `fromSeriesUid` to LPS mm of `toSeriesUid`; counts only once a person has accepted it. */
export const acceptedRegistration = z.strictObject({
  fromSeriesUid: uid,
  toSeriesUid: uid,
  matrix: z.array(finite).length(16),
  acceptedBy: text(64),
  acceptedAtIso: instant,
  /** `stated`: a person said that the head has not moved. Absent: registered on bone. */
  basis: z.enum(['registered', 'stated']).optional(),
  /** How far apart two independent searches ended at the target. Absent where nothing was measured. */
  repeatsWithinMm: finite.min(0).max(500).optional(),
})
export type AcceptedRegistration = Readonly<z.infer<typeof acceptedRegistration>>

/** What is marked for planning on the case's CT series. `catalogue` null: the app's own list of needles. */
export const planningMarks = z.strictObject({
  jointLines: z.array(jointLine).max(64),
  landmarks: z.array(landmark).max(128),
  structures: z.array(plannedStructure).max(64),
  margins: z.array(configuredMargin).max(64),
  catalogue: z.array(catalogueNeedle).max(128).nullable(),
  arteryVariantsLookedFor: z.enum(['yes', 'no']).nullable(),
  registrations: z.array(acceptedRegistration).max(64),
})
export type PlanningMarks = Readonly<z.infer<typeof planningMarks>>

export const emptyPlanningMarks: z.infer<typeof planningMarks> = {
  jointLines: [], landmarks: [], structures: [], margins: [], catalogue: null, arteryVariantsLookedFor: null, registrations: [],
}
