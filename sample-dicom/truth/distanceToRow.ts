import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import type { Phantom } from '../phantom/rows.ts'
import { SliceWarp } from '../phantom/warp.ts'
import { RowView } from '../sampling/rowView.ts'

/**
 * Signed distance from a point to the surface of one row as it is painted, warp included.
 *
 * @frame patientLps
 * @units mm, negative inside
 */
export function distanceToRow(phantom: Phantom, part: string): (point: PatientPoint) => number {
  const row = phantom.rows.find(one => one.part === part)
  if (row === undefined) throw new Error(`The phantom has no row ${part}`)
  const view = new RowView(row, phantom.jaw)
  return ([x, y, z]) => {
    if (row.warpFactor === 0) return view.distance(x, y, z)
    const warp = new SliceWarp(Float64Array.of(x), Float64Array.of(y))
    warp.setSlice(z)
    warp.at(0, 0)
    return view.distance(x + row.warpFactor * warp.x, y + row.warpFactor * warp.y, z + row.warpFactor * warp.z)
  }
}

const samplingMm = 0.1

/** The least distance along a straight shaft from a point, mm; the radius of the shaft is not taken off. */
export function leastAlong(distance: (point: PatientPoint) => number, from: PatientPoint, direction: PatientVector, lengthMm: number): number {
  let least = Infinity
  for (let t = 0; t <= lengthMm; t += samplingMm) least = Math.min(least, distance(pointAlong(from, direction, t)))
  return least
}

/** Where a ray from inside leaves the row, mm from its start. */
export function exitAlong(distance: (point: PatientPoint) => number, from: PatientPoint, direction: PatientVector): number {
  let outside = 1
  while (distance(pointAlong(from, direction, outside)) < 0) outside += 1
  let inside = outside - 1
  for (let halving = 0; halving < 40; halving++) {
    const middle = (inside + outside) / 2
    if (distance(pointAlong(from, direction, middle)) < 0) inside = middle
    else outside = middle
  }
  return outside
}

export const pointAlong = (from: PatientPoint, direction: PatientVector, t: number): PatientPoint =>
  [from[0] + t * direction[0], from[1] + t * direction[1], from[2] + t * direction[2]]
