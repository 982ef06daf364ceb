import { cosSin, type Rotation, rotationFromAxes } from './rotation.ts'
import type { Triple } from './solid.ts'

/** Centre of a joint between C1 and C2, in |x|. */
const jointCentre: Triple = [16.2, 0, 0]

/**
 * The frame of the C1-2 facets, in |x| space: a runs lateral and down, b back and up, c out of the plane, up.
 *
 * @frame patientLps with x taken positive on both sides, mm
 */
export type FacetFrame = {
  readonly e1: Triple
  readonly e2: Triple
  readonly e3: Triple
  readonly rotation: Rotation
  at(a: number, b: number, c: number): Triple
}

export function facetFrame(slopeDeg: number, sagTiltDeg: number): FacetFrame {
  const [cosSlope, sinSlope] = cosSin(slopeDeg)
  const [cosTilt, sinTilt] = cosSin(sagTiltDeg)
  const e1: Triple = [cosSlope, 0, -sinSlope]
  const along = sinTilt * e1[2]
  const raw: Triple = [-along * e1[0], cosTilt, sinTilt - along * e1[2]]
  const length = Math.hypot(...raw)
  const e2: Triple = [raw[0] / length, raw[1] / length, raw[2] / length]
  const e3: Triple = [e1[1] * e2[2] - e1[2] * e2[1], e1[2] * e2[0] - e1[0] * e2[2], e1[0] * e2[1] - e1[1] * e2[0]]
  const mix = (i: 0 | 1 | 2, a: number, b: number, c: number) => jointCentre[i] + a * e1[i] + b * e2[i] + c * e3[i]
  return { e1, e2, e3, rotation: rotationFromAxes(e1, e2, e3), at: (a, b, c) => [mix(0, a, b, c), mix(1, a, b, c), mix(2, a, b, c)] }
}
