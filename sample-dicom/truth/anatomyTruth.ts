import { arteryCentreLine } from '../phantom/arteries.ts'
import { facetFrame } from '../phantom/facetFrame.ts'
import type { PhantomParameters, Side } from '../phantom/parameters.ts'
import type { Phantom } from '../phantom/rows.ts'
import { fromMirrored, onSide } from '../phantom/side.ts'
import { distanceToRow, exitAlong } from './distanceToRow.ts'

/** Half sizes of a facet, and where its posterior line and the target on it lie, in the frame of the facets, mm. */
const facetHalf = { a: 7.65, b: 8.75 }
const lineB = 8.4
const bandFromA = 2.55
const targetOnLine = [3.8, 7.4, 0] as const

/**
 * The named points of the joint on one side.
 *
 * @frame patientLps
 * @units mm
 */
export function jointTruth(parameters: PhantomParameters, side: Side) {
  const facet = facetFrame(parameters.slopeDeg, parameters.sagTiltDeg)
  const at = (a: number, b: number, c = 0) => fromMirrored(side, facet.at(a, b, c))
  return {
    centreLpsMm: at(0, 0),
    gapMm: parameters.gapMm,
    normalLps: onSide(side, [-facet.e3[0], facet.e3[1], facet.e3[2]]),
    posteriorLine: { medialLpsMm: at(-facetHalf.a, lineB), lateralLpsMm: at(facetHalf.a, lineB) },
    targetBand: { medialLpsMm: at(bandFromA, lineB), lateralLpsMm: at(facetHalf.a, lineB) },
    targetOnLineLpsMm: at(...targetOnLine),
    midlineOfFacets: { medialLpsMm: at(-facetHalf.a, 0), lateralLpsMm: at(facetHalf.a, 0) },
    facetCornersLpsMm: [at(-facetHalf.a, facetHalf.b), at(facetHalf.a, facetHalf.b), at(-facetHalf.a, -facetHalf.b), at(facetHalf.a, -facetHalf.b)],
  }
}

const skinHeightsMm = [-40, -20, -5, 0, 5, 12]

/** Depth of the skin behind, in the midline; painted with its warp. */
export function midlineSkin(phantom: Phantom): { readonly zMm: number; readonly yMm: number }[] {
  const body = distanceToRow(phantom, 'body')
  return skinHeightsMm.map(zMm => ({ zMm, yMm: exitAlong(body, [0, 0, zMm], [0, 1, 0]) }))
}

/** The vertebral arteries as tubes, feet to head: x, y, z and radius, mm. */
export const arteriesTruth = (parameters: PhantomParameters) => (['R', 'L'] as const).map(side => ({
  side, course: parameters.arteries[side], pointsLpsMmRadius: arteryCentreLine(side, parameters),
}))

/** The neck's part of each vertebral artery as a tube of one radius, as the plan's clearances take it; z in mm. */
const neckZ = { from: -45, to: 32 }

export const structuresTruth = (parameters: PhantomParameters) => arteriesTruth(parameters).map(({ side, pointsLpsMmRadius }) => {
  const neck = pointsLpsMmRadius.filter(([, , z]) => z >= neckZ.from && z <= neckZ.to)
  return {
    id: side === 'R' ? 'vertebral-artery-right' : 'vertebral-artery-left',
    kind: 'vertebralArtery',
    pathLpsMm: neck.map(([x, y, z]) => [x, y, z] as const),
    radiusMm: Math.max(...neck.map(([, , , radius]) => radius)),
  }
})
