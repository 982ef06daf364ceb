import type { PatientPoint } from '#shared/geometry/frames.ts'
import { type Needle, needleOnRoute, type NeedleRoute, shaftDiameterMm } from '../needle/needlePath.ts'
import { facetFrame } from '../phantom/facetFrame.ts'
import type { Side } from '../phantom/parameters.ts'
import type { Phantom } from '../phantom/rows.ts'
import { views } from '../fluoroscopy/views.ts'
import { distanceToRow, exitAlong, leastAlong, pointAlong } from './distanceToRow.ts'

export const needleRoutes: readonly NeedleRoute[] = ['downTheBarrel', 'posterior', 'ctPosterolateral']

/** From the needle's surface to each structure's, mm, over the whole path. */
export type PathClearances = { readonly vertebralArtery: number; readonly dura: number; readonly ganglion: number; readonly c1: number; readonly c2: number }

/**
 * One way to the tip: where it enters the skin, how long it is, and what it passes at what distance.
 *
 * @frame patientLps
 * @units mm
 */
export function pathTruth(phantom: Phantom, side: Side, route: NeedleRoute) {
  const { parameters } = phantom
  const needle = needleOnRoute(route, side, facetFrame(parameters.slopeDeg, parameters.sagTiltDeg), views.PA)
  const lengthMm = exitAlong(distanceToRow(phantom, 'body'), needle.tipLpsMm, needle.towardsEntry)
  const at = (t: number): PatientPoint => pointAlong(needle.tipLpsMm, needle.towardsEntry, t)
  return {
    route,
    gauge: needle.gauge,
    tipLpsMm: needle.tipLpsMm,
    towardsEntryLps: needle.towardsEntry,
    entryLpsMm: at(lengthMm),
    lengthMm,
    stages: { atSkinLpsMm: at(lengthMm), halfWayLpsMm: at(lengthMm / 2), contactLpsMm: at(5), inJointLpsMm: at(0) },
    clearancesMm: clearances(phantom, needle, side, lengthMm),
  }
}

function clearances(phantom: Phantom, needle: Needle, side: Side, lengthMm: number): PathClearances {
  const radius = shaftDiameterMm[needle.gauge] / 2
  const to = (part: string) => leastAlong(distanceToRow(phantom, part), needle.tipLpsMm, needle.towardsEntry, lengthMm) - radius
  return { vertebralArtery: to(`va${side}`), dura: to('dura'), ganglion: to('drg'), c1: to('C1'), c2: to('C2') }
}
