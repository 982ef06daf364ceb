import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { Segment } from '#shared/geometry/segments.ts'
import { pointBetween, vectorDistance } from '#shared/geometry/vectors.ts'
import type { TubePoint } from './structure.ts'

/** Between two pieces of a drawn outline no gap is seen at this length. */
const PIECE_MM = 0.5
/** A piece is halved until its middle lies this near to the curve; the curve then leaves its chords by hardly more. */
const OFF_CURVE_MM = 0.004
const MOST_HALVINGS = 10

/**
 * The centre line through the drawn points as a smooth curve, cut into short straight pieces; the radius changes evenly
 * between points.
 *
 * @frame   patientLps
 * @units   mm
 * @source  centripetal Catmull-Rom: P. J. Schneider's and C. Yuksel's parameterisation, which makes no loops between points
 * @limits  chords lie within 0.005 mm of the curve, but for points nearer to each other than that
 */
export function smoothTube(points: readonly TubePoint[]): readonly TubePoint[] {
  const known = smoothOf.get(points)
  if (known !== undefined) return known
  const made = cutSmooth(points)
  smoothOf.set(points, made)
  return made
}

/** A drawing is measured and drawn in every plane at every move of a needle, and changes far more rarely. */
const smoothOf = new WeakMap<readonly TubePoint[], readonly TubePoint[]>()

function cutSmooth(points: readonly TubePoint[]): readonly TubePoint[] {
  const [first] = points
  if (first === undefined || points.length < 2) return points
  const pieces: TubePoint[] = [first]
  for (let at = 1; at < points.length; at += 1) {
    const [b, c] = [points[at - 1] ?? first, points[at] ?? first]
    const [a, d] = [points[at - 2] ?? mirrored(c, b), points[at + 1] ?? mirrored(b, c)]
    const span = [a.pointLpsMm, b.pointLpsMm, c.pointLpsMm, d.pointLpsMm] as const
    const node = (t: number): TubePoint => ({ pointLpsMm: curvePoint(span, t), radiusMm: b.radiusMm + (c.radiusMm - b.radiusMm) * t })
    const halve = (fromT: number, from: TubePoint, toT: number, to: TubePoint, left: number): void => {
      const middleT = (fromT + toT) / 2
      const middle = node(middleT)
      const isFine = vectorDistance(from.pointLpsMm, to.pointLpsMm) <= PIECE_MM && vectorDistance<'patientLps'>(middle.pointLpsMm, pointBetween<'patientLps'>(from.pointLpsMm, to.pointLpsMm, 0.5)) <= OFF_CURVE_MM
      if (isFine || left === 0) {
        pieces.push(to)
        return
      }
      halve(fromT, from, middleT, middle, left - 1)
      halve(middleT, middle, toT, to, left - 1)
    }
    // A curve that bends both ways between its points can pass the middle of its chord: it is halved before it is judged.
    const middle = node(0.5)
    halve(0, b, 0.5, middle, MOST_HALVINGS)
    halve(0.5, middle, 1, c, MOST_HALVINGS)
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

/** A tube in the form in which it is measured many times: nodes of four numbers (x, y, z, radius), and balls around groups of pieces. */
export type PreparedTube = { readonly nodes: Float64Array; readonly groups: Float64Array }

const NODE = 4
/** Pieces in a group: so many that looking at its ball first saves most of them, so few that the ball is small. */
const GROUP_PIECES = 12

/**
 * Prepares straight pieces for measuring; null without a point.
 *
 * @frame   patientLps
 * @units   mm
 * @source  bounding balls after C. Ericson, Real-Time Collision Detection, 6.5
 */
export function prepareTube(pieces: readonly TubePoint[]): PreparedTube | null {
  if (pieces.length === 0) return null
  // One point is a tube of one piece without length.
  const points = pieces.length === 1 ? [...pieces, ...pieces] : pieces
  const nodes = Float64Array.from(points.flatMap(({ pointLpsMm: [x, y, z], radiusMm }) => [x, y, z, radiusMm]))
  const balls: number[] = []
  for (let first = 0; first < points.length - 1; first += GROUP_PIECES) {
    const members = points.slice(first, first + GROUP_PIECES + 1)
    const middle = [0, 1, 2].map((axis) => {
      const values = members.map(({ pointLpsMm }) => pointLpsMm[axis] ?? Number.NaN)
      return (Math.min(...values) + Math.max(...values)) / 2
    })
    const reach = Math.max(...members.map(({ pointLpsMm: [x, y, z], radiusMm }) => Math.hypot(x - (middle[0] ?? 0), y - (middle[1] ?? 0), z - (middle[2] ?? 0)) + radiusMm))
    balls.push(...middle, reach)
  }
  return { nodes, groups: Float64Array.from(balls) }
}

/** From the needle's centre line to a tube's surface. */
export type TubeGap = { gapMm: number; alongMm: number; /** The nearest place is where the drawing ends: what it shows may go on and come nearer. */ endsThere: boolean }

/**
 * How near a needle's centre line comes to a tube's surface, negative where it runs inside.
 *
 * @frame   patientLps
 * @units   mm; `alongMm` from the entry along the needle; of equally near places the one nearest to the entry
 * @source  the least of D(t) - r(t) over each piece, D the distance to the needle (convex) and r the radius (linear in t)
 * @limits  exact for pieces of constant radius; to 0.001 mm for others. Nothing farther than `withinMm` is looked for: the gap
 *          is then `withinMm` itself
 */
export function gapToTube(path: Segment, { nodes, groups }: PreparedTube, withinMm = Infinity): TubeGap {
  const needle = needleOn(path)
  const best: TubeGap = { gapMm: withinMm, alongMm: 0, endsThere: false }
  const lastNode = nodes.length / NODE - 1
  for (let group = 0; group * NODE < groups.length; group += 1) {
    const at = group * NODE
    if (distanceTo(needle, num(groups, at), num(groups, at + 1), num(groups, at + 2)) - num(groups, at + 3) > best.gapMm) continue
    const end = Math.min(lastNode, (group + 1) * GROUP_PIECES)
    for (let piece = group * GROUP_PIECES; piece < end; piece += 1) measurePiece(needle, nodes, piece, lastNode, best)
  }
  best.alongMm *= Math.sqrt(needle.squared)
  return best
}

/** A straight needle's centre line from its entry on, with the square of its length. */
export type Needle = { readonly ex: number; readonly ey: number; readonly ez: number; readonly ux: number; readonly uy: number; readonly uz: number; readonly squared: number }

/**
 * @frame   patientLps
 * @units   mm
 * @source  the straight line from entry to target
 */
export function needleOn([[ex, ey, ez], [tx, ty, tz]]: Segment): Needle {
  return { ex, ey, ez, ux: tx - ex, uy: ty - ey, uz: tz - ez, squared: (tx - ex) ** 2 + (ty - ey) ** 2 + (tz - ez) ** 2 }
}

const num = (values: Float64Array, at: number): number => values[at] ?? Number.NaN
const clamp01 = (value: number): number => (value > 0 ? (value < 1 ? value : 1) : 0)

/**
 * How far along the needle, 0 to 1, a point is nearest.
 *
 * @frame   patientLps
 * @units   mm in, a fraction out
 * @source  C. Ericson, Real-Time Collision Detection, 5.1.2
 */
export function fractionAt({ ex, ey, ez, ux, uy, uz, squared }: Needle, x: number, y: number, z: number): number {
  return squared === 0 ? 0 : clamp01(((x - ex) * ux + (y - ey) * uy + (z - ez) * uz) / squared)
}

/**
 * From the needle's centre line to a point.
 *
 * @frame   patientLps
 * @units   mm
 * @source  C. Ericson, Real-Time Collision Detection, 5.1.2
 */
export function distanceTo(needle: Needle, x: number, y: number, z: number): number {
  const s = fractionAt(needle, x, y, z)
  const [dx, dy, dz] = [x - needle.ex - s * needle.ux, y - needle.ey - s * needle.uy, z - needle.ez - s * needle.uz]
  return Math.sqrt(dx * dx + dy * dy + dz * dz)
}

const TIE_MM = 1e-9
/** Halvings of the search in a piece whose radius changes: half a millimetre in 2^-20. */
const SEARCH_STEPS = 20

/** Takes the nearest place of one piece over, where it is nearer than the best so far. */
function measurePiece(needle: Needle, nodes: Float64Array, piece: number, lastNode: number, best: TubeGap): void {
  const at = piece * NODE
  const [x, y, z, radius] = [num(nodes, at), num(nodes, at + 1), num(nodes, at + 2), num(nodes, at + 3)]
  const [vx, vy, vz, widening] = [num(nodes, at + NODE) - x, num(nodes, at + NODE + 1) - y, num(nodes, at + NODE + 2) - z, num(nodes, at + NODE + 3) - radius]
  const gapAt = (t: number): number => distanceTo(needle, x + t * vx, y + t * vy, z + t * vz) - radius - t * widening
  let t = nearestOnPiece(needle, x, y, z, vx, vy, vz)
  let gap = gapAt(t)
  if (widening !== 0 && gap - Math.abs(widening) <= best.gapMm) {
    let [low, high] = [0, 1]
    for (let step = 0; step < SEARCH_STEPS; step += 1) {
      const [a, b] = [low + (high - low) * 0.382, low + (high - low) * 0.618]
      if (gapAt(a) <= gapAt(b)) high = b
      else low = a
    }
    const found = (low + high) / 2
    if (gapAt(found) < gap) {
      t = found
      gap = gapAt(found)
    }
  }
  if (gap > best.gapMm + TIE_MM) return
  const along = fractionAt(needle, x + t * vx, y + t * vy, z + t * vz)
  if (gap >= best.gapMm - TIE_MM && along >= best.alongMm) return
  best.gapMm = gap
  best.alongMm = along
  best.endsThere = (piece === 0 && t < AT_END) || (piece === lastNode - 1 && t > 1 - AT_END)
}

/** The search in a piece whose radius changes stops this near to an end that is the nearest. */
const AT_END = 1e-3

/**
 * The place of a tube's centre line whose surface is nearest to a point.
 *
 * @frame   patientLps
 * @units   mm; the gap to the surface, negative inside
 * @source  C. Ericson, Real-Time Collision Detection, 5.1.2, for each piece, its radius taken at that place
 */
export function nearestOnTube({ nodes }: PreparedTube, [px, py, pz]: PatientPoint): { readonly placeLpsMm: PatientPoint; readonly gapMm: number } {
  let best: { readonly placeLpsMm: PatientPoint; readonly gapMm: number } = { placeLpsMm: [Number.NaN, Number.NaN, Number.NaN], gapMm: Infinity }
  for (let at = 0; at + NODE < nodes.length; at += NODE) {
    const [x, y, z, radius] = [num(nodes, at), num(nodes, at + 1), num(nodes, at + 2), num(nodes, at + 3)]
    const piece = needleOn([[x, y, z], [num(nodes, at + NODE), num(nodes, at + NODE + 1), num(nodes, at + NODE + 2)]])
    const t = fractionAt(piece, px, py, pz)
    const placeLpsMm: PatientPoint = [x + t * piece.ux, y + t * piece.uy, z + t * piece.uz]
    const gapMm = Math.hypot(placeLpsMm[0] - px, placeLpsMm[1] - py, placeLpsMm[2] - pz) - radius - t * (num(nodes, at + NODE + 3) - radius)
    if (gapMm < best.gapMm) best = { placeLpsMm, gapMm }
  }
  return best
}

/** The place of a piece, 0 to 1, nearest to the needle; C. Ericson, Real-Time Collision Detection, 5.1.9. */
function nearestOnPiece(needle: Needle, x: number, y: number, z: number, vx: number, vy: number, vz: number): number {
  const { ex, ey, ez, ux, uy, uz, squared } = needle
  const vv = vx * vx + vy * vy + vz * vz
  if (vv === 0) return 0
  const [wx, wy, wz] = [ex - x, ey - y, ez - z]
  const vw = vx * wx + vy * wy + vz * wz
  const uv = ux * vx + uy * vy + uz * vz
  const uw = ux * wx + uy * wy + uz * wz
  const determinant = squared * vv - uv * uv
  const s = determinant > 1e-12 * squared * vv ? clamp01((uv * vw - uw * vv) / determinant) : 0
  const t = clamp01((uv * s + vw) / vv)
  // Where the piece ends first, the nearest place of the needle moves, and with it that of the piece.
  const onNeedle = fractionAt(needle, x + t * vx, y + t * vy, z + t * vz)
  return clamp01((uv * onNeedle + vw) / vv)
}
