import type { PatientPoint } from '#shared/geometry/frames.ts'
import { segmentApproach, type Segment } from '#shared/geometry/segments.ts'
import { vectorDistance } from '#shared/geometry/vectors.ts'

/** A structure as a tube: a centre line of at least two points, and a radius. */
export type Tube = { readonly pathLpsMm: readonly PatientPoint[]; readonly radiusMm: number }

export type Clearance = {
  readonly distanceMm: number
  /** How far from the entry, along the needle, the closest place lies. */
  readonly alongMm: number
}

/**
 * Smallest distance from the needle's surface to a tube's surface; negative when they meet.
 *
 * @frame   patientLps
 * @units   mm
 * @source  needle and tube as capsules around their centre lines: distance of the centre lines less both radii
 * @limits  null when the tube has no points. Of equally near places the one nearest the entry. The needle ends round
 *          at the target, which puts its tip at most one outer radius further than a bevel does
 */
export function tubeClearance(path: Segment, needleRadiusMm: number, tube: Tube): Clearance | null {
  const lengthMm = vectorDistance(path[0], path[1])
  const approaches = tubeSegments(tube).map((segment) => segmentApproach(path, segment))
  const [first, ...others] = approaches
  if (first === undefined) return null
  const closest = others.reduce((best, next) => (next.distanceMm < best.distanceMm ? next : best), first)
  return { distanceMm: closest.distanceMm - needleRadiusMm - tube.radiusMm, alongMm: closest.fractionOnFirst * lengthMm }
}

function tubeSegments({ pathLpsMm }: Tube): readonly Segment[] {
  return pathLpsMm.map((point, index): Segment => [pathLpsMm[index - 1] ?? point, point]).slice(pathLpsMm.length > 1 ? 1 : 0)
}
