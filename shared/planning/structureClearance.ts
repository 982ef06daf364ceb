import type { PatientPoint } from '#shared/geometry/frames.ts'
import { segmentApproach, type Segment } from '#shared/geometry/segments.ts'
import { pointBetween, vectorDistance } from '#shared/geometry/vectors.ts'
import type { Margin } from './margins.ts'
import { margins } from './margins.ts'
import type { ConfiguredMargin } from './planningMarks.ts'
import type { PlannedStructure, TubePoint } from './structure.ts'

export type ClearanceState =
  /** Nobody can say: the words say why. Never the same as clear. */
  | { readonly kind: 'notAssessed'; readonly why: string }
  | {
    readonly kind: 'assessed'
    /** From surface to surface; negative where they meet. */
    readonly distanceMm: number
    /** The distance less the uncertainty of the drawing: what the level is judged by. */
    readonly leastMm: number
    /** From the entry, along the needle, to the closest place. */
    readonly alongMm: number
    readonly level: 'stop' | 'caution' | 'above'
    readonly margin: Margin
  }

/** Between two drawn points the tube is cut into pieces no longer than this, so that their chords leave the curve by less than 0.01 mm. */
const PIECE_MM = 0.5

/**
 * The centre line through the drawn points as a smooth curve, cut into short pieces; the radius changes evenly between points.
 *
 * @frame   patientLps
 * @units   mm
 * @source  centripetal Catmull-Rom: P. J. Schneider's and C. Yuksel's parameterisation, which makes no loops between points
 */
export function smoothTube(points: readonly TubePoint[]): readonly TubePoint[] {
  const [first] = points
  if (first === undefined || points.length < 2) return points
  const pieces: TubePoint[] = [first]
  for (let at = 1; at < points.length; at += 1) {
    const [b, c] = [points[at - 1] ?? first, points[at] ?? first]
    const [a, d] = [points[at - 2] ?? mirrored(c, b), points[at + 1] ?? mirrored(b, c)]
    const count = Math.max(1, Math.ceil(vectorDistance(b.pointLpsMm, c.pointLpsMm) / PIECE_MM))
    for (let piece = 1; piece <= count; piece += 1) {
      const t = piece / count
      pieces.push({ pointLpsMm: curvePoint([a.pointLpsMm, b.pointLpsMm, c.pointLpsMm, d.pointLpsMm], t), radiusMm: b.radiusMm + (c.radiusMm - b.radiusMm) * t })
    }
  }
  return pieces
}

const mirrored = (far: TubePoint, end: TubePoint): TubePoint => ({ ...end, pointLpsMm: mutable(pointBetween(far.pointLpsMm, end.pointLpsMm, 2)) })
const mutable = (point: PatientPoint): [number, number, number] => [point[0], point[1], point[2]]

/** The curve between the second and the third of four points. */
function curvePoint([a, b, c, d]: readonly [PatientPoint, PatientPoint, PatientPoint, PatientPoint], t: number): [number, number, number] {
  const knot = (from: number, p: PatientPoint, q: PatientPoint): number => from + Math.max(1e-6, Math.sqrt(vectorDistance(p, q)))
  const t1 = knot(0, a, b)
  const t2 = knot(t1, b, c)
  const t3 = knot(t2, c, d)
  const at = t1 + (t2 - t1) * t
  const mix = (p: PatientPoint, q: PatientPoint, from: number, to: number): PatientPoint => pointBetween(p, q, (at - from) / (to - from))
  const [ab, bc, cd] = [mix(a, b, 0, t1), mix(b, c, t1, t2), mix(c, d, t2, t3)]
  return mutable(mix(mix(ab, bc, 0, t2), mix(bc, cd, t1, t3), t1, t2))
}

/**
 * How near a needle passes a drawn structure.
 *
 * @frame   patientLps
 * @units   mm
 * @source  needle and tube as round bodies about their centre lines; levels by margins.ts or the department's own margins
 * @limits  a tube of fewer than two points, one whose uncertainty nobody has stated, and a painted one are not assessed
 */
export function structureClearance(path: Segment, needleRadiusMm: number, structure: PlannedStructure, configured: readonly ConfiguredMargin[]): ClearanceState {
  const { shape, uncertaintyMm, kind } = structure
  if (shape.form !== 'tube') return { kind: 'notAssessed', why: 'It was painted; only tubes are measured. Draw its centre line.' }
  if (shape.points.length < 2) return { kind: 'notAssessed', why: 'One point is no tube. Add a second point.' }
  if (uncertaintyMm === null) return { kind: 'notAssessed', why: 'Say how exact the drawing is.' }
  const nearest = nearestOf(path, smoothTube(shape.points))
  const distanceMm = nearest.gapMm - needleRadiusMm
  const leastMm = distanceMm - uncertaintyMm
  const margin = marginOf(kind, configured)
  return { kind: 'assessed', distanceMm, leastMm, alongMm: nearest.alongMm, margin, level: leastMm < margin.stopMm ? 'stop' : leastMm < margin.cautionMm ? 'caution' : 'above' }
}

function nearestOf(path: Segment, pieces: readonly TubePoint[]): { readonly gapMm: number; readonly alongMm: number } {
  const lengthMm = vectorDistance(path[0], path[1])
  let best = { gapMm: Infinity, alongMm: 0 }
  const take = (segment: Segment, radiusFrom: number, radiusTo: number): void => {
    const approach = segmentApproach(path, segment)
    const gapMm = approach.distanceMm - (radiusFrom + (radiusTo - radiusFrom) * approach.fractionOnSecond)
    if (gapMm < best.gapMm) best = { gapMm, alongMm: approach.fractionOnFirst * lengthMm }
  }
  for (let at = 1; at < pieces.length; at += 1) {
    const [from, to] = [pieces[at - 1], pieces[at]]
    if (from === undefined || to === undefined) break
    take([from.pointLpsMm, to.pointLpsMm], from.radiusMm, to.radiusMm)
    // Where a tube widens quickly its nearest surface is not beside the nearest place of its centre line.
    if (at === 1) take([from.pointLpsMm, from.pointLpsMm], from.radiusMm, from.radiusMm)
    take([to.pointLpsMm, to.pointLpsMm], to.radiusMm, to.radiusMm)
  }
  return best
}

const widest: Margin = margins.vertebralArtery
const proposed: Readonly<Record<string, Margin>> = margins

/**
 * The margin that a kind is judged by: the department's, else the proposal, else the widest there is.
 *
 * @units   mm
 * @source  margins.ts
 */
export function marginOf(kind: string, configured: readonly ConfiguredMargin[]): Margin {
  const own = configured.find((margin) => margin.kind === kind)
  if (own !== undefined) return { stopMm: own.stopMm, cautionMm: own.cautionMm }
  return Object.hasOwn(proposed, kind) ? proposed[kind] ?? widest : widest
}
