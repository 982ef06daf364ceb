import type { FacetFrame } from '../phantom/facetFrame.ts'
import type { Side } from '../phantom/parameters.ts'
import { fromMirrored } from '../phantom/side.ts'
import type { Triple } from '../phantom/solid.ts'
import { mulberry32 } from '../phantom/texture.ts'
import { type ContrastPart, PointCloud, smoothStep } from './pattern.ts'
import { noiseA } from './tiles.ts'

/** What the joint and its recesses hold, mL. */
const capacityMl = 0.63
const gridMm = 0.4

export type JointFilling = { readonly volumeMl: number; readonly rateMlPerS: number; readonly concentration: number }

/** Contrast that fills the joint space and its recesses, nearest to the tip first, and stays. */
export function jointFilling(side: Side, facet: FacetFrame, tipMirrored: Triple, filling: JointFilling): ContrastPart {
  const places = jointPlaces(facet)
  const farness = places.map(p => Math.hypot(p[0] - tipMirrored[0], p[1] - tipMirrored[1], p[2] - tipMirrored[2]) + 1.5 * noiseA(1.1 * p[0], 1.1 * p[1], 1.1 * p[2]))
  const sorted = places.map((place, n) => ({ place, far: farness[n] ?? 0 })).sort((a, b) => a.far - b.far)
  const cloud = new PointCloud()
  const volumeMm3 = (capacityMl * 1000) / sorted.length
  sorted.forEach(({ place }, rank) => {
    const [x, y, z] = fromMirrored(side, place)
    cloud.add(x, y, z, volumeMm3, rank / sorted.length)
  })
  return cloud.finish('joint', (q, seconds) => {
    const filled = Math.min(filling.volumeMl, filling.rateMlPerS * Math.max(0, seconds)) / capacityMl
    return filling.concentration * smoothStep((filled - q) / 0.12)
  })
}

/** Points of a jittered grid that lie in the joint space, in |x|. */
function jointPlaces(facet: FacetFrame): Triple[] {
  const random = mulberry32(41)
  const places: Triple[] = []
  for (let c = -4; c <= 4; c += gridMm) {
    for (let b = -14; b <= 14; b += gridMm) {
      for (let a = -13; a <= 13; a += gridMm) {
        const ja = a + (random() - 0.5) * gridMm, jb = b + (random() - 0.5) * gridMm, jc = c + (random() - 0.5) * gridMm
        if (isInJoint(ja, jb, jc)) places.push(facet.at(ja, jb, jc))
      }
    }
  }
  return places
}

/** The thin curved space between the facets, thicker at its edge, and the recess that runs round it. */
function isInJoint(a: number, b: number, c: number): boolean {
  const cc = c + (a * a + b * b) / 208
  if (Math.hypot(a / 8.4, b / 9.6) < 1 && Math.abs(cc) < 0.42 + 0.22 * ((a / 8) ** 2 + (b / 9) ** 2)) return true
  const theta = Math.atan2(b / 10.2, a / 8.9)
  const cos = Math.cos(theta), sin = Math.sin(theta)
  const medial = Math.max(0, -cos), lateral = Math.max(0, cos), posterior = Math.max(0, sin), anterior = Math.max(0, -sin)
  const radius = 0.4 + 1.45 * medial ** 4 + 1.1 * lateral ** 4 + 1.25 * posterior ** 3 + 0.6 * anterior ** 3
  const offset = -0.5 * medial ** 4 - 0.9 * posterior ** 3 + 0.3 * anterior ** 3
  return Math.hypot(a - 8.9 * cos, b - 10.2 * sin, 0.72 * (cc - offset)) < radius
}
