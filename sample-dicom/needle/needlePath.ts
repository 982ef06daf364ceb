import { centralRay, cArmAxes, type CArm } from '#shared/projection/cArm.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { FacetFrame } from '../phantom/facetFrame.ts'
import type { Side } from '../phantom/parameters.ts'
import { fromMirrored, onSide, unitVector } from '../phantom/side.ts'

/** Outer diameters of the steel shafts, mm. */
export const shaftDiameterMm = { 22: 0.718, 25: 0.515 } as const
export type Gauge = keyof typeof shaftDiameterMm
export const shaftLengthMm = 90
export const hubLengthMm = 14
export const hubRadiusMm = 2.6

/** A needle lying in the patient: tip, direction from the tip to the entry, and what it is made of. */
export type Needle = {
  readonly gauge: Gauge
  readonly tipLpsMm: PatientPoint
  readonly towardsEntry: PatientVector
}

export type NeedleRoute = 'downTheBarrel' | 'posterior' | 'ctPosterolateral'

const routes: Readonly<Record<Exclude<NeedleRoute, 'downTheBarrel'>, { readonly gauge: Gauge; readonly right: readonly [number, number, number] }>> = {
  posterior: { gauge: 25, right: [-0.08, 0.985, 0.15] },
  ctPosterolateral: { gauge: 22, right: [-0.42, 0.905, 0] },
}

/** The final tip lies in the joint, 2.8 mm lateral and 5.4 mm behind its centre. */
export const finalTip = (side: Side, facet: FacetFrame): PatientPoint => fromMirrored(side, facet.at(2.8, 5.4, 0))

/** A needle on its way along one of the routes; halfway needs the length of the whole path. */
export function needleOnRoute(route: NeedleRoute, side: Side, facet: FacetFrame, paView: CArm): Needle {
  const tipLpsMm = finalTip(side, facet)
  if (route === 'downTheBarrel') return { gauge: 22, tipLpsMm, towardsEntry: towardsDetector(paView, tipLpsMm) }
  return { gauge: routes[route].gauge, tipLpsMm, towardsEntry: unitVector(onSide(side, routes[route].right)) }
}

/** Down the barrel the shaft lies along the ray through the tip, the hub towards the detector behind the patient. */
function towardsDetector(view: CArm, tip: PatientPoint): PatientVector {
  const ray = unitVector(vectorSubtract(tip, cArmAxes(view).sourceLpsMm))
  const central = centralRay(view.primaryDeg, view.secondaryDeg)
  return ray[0] * central[0] + ray[1] * central[1] + ray[2] * central[2] > 0 ? ray : vectorScale(ray, -1)
}
