import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'

/** A straight run of points: `point` on the line, from fromMm to toMm along `direction` from it. */
export type Run = { readonly point: PatientPoint; readonly direction: PatientVector; readonly fromMm: number; readonly toMm: number; readonly filledMm: number; readonly score: number }

type Limits = { readonly nearMm: number; readonly gapMm: number }

const TRIALS = 1500
const MOST_POINTS = 2500
/** Voxel centres of a shaft lie within this of its axis; in slices thicker than 1.4 mm within half a slice and a little more. */
const NEAR_LINE_MM = 1
const BIN_MM = 1
const LONGEST_GAP_MM = 3
const HALF_BINS = 200
const SHORTEST_PAIR_MM = 5
const LONGEST_PAIR_MM = 50

/**
 * The straight line along which most of the points follow each other without a long gap.
 *
 * @frame   patientLps
 * @units   mm
 * @source  random sample consensus (Fischler and Bolles 1981) with a fixed sequence of draws: the same points, the same line
 * @returns null when there are too few points
 */
export function longestRun(all: readonly PatientPoint[], sliceMm: number): Run | null {
  const limits = { nearMm: Math.max(NEAR_LINE_MM, 0.5 * sliceMm + 0.3), gapMm: Math.max(LONGEST_GAP_MM, 2 * sliceMm) }
  const stride = Math.max(1, Math.ceil(all.length / MOST_POINTS))
  const points = all.filter((_, index) => index % stride === 0)
  if (points.length < 4) return null
  let best: Run | null = null
  let state = 12345
  const draw = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 4294967296) * points.length)
  }
  const bins = new Float32Array(2 * HALF_BINS)
  for (let trial = 0; trial < TRIALS; trial += 1) {
    const a = points[draw()], b = points[draw()]
    if (a === undefined || b === undefined) continue
    const apart = Math.hypot(b[0] - a[0], b[1] - a[1], b[2] - a[2])
    if (apart < SHORTEST_PAIR_MM || apart > LONGEST_PAIR_MM) continue
    const direction: PatientVector = [(b[0] - a[0]) / apart, (b[1] - a[1]) / apart, (b[2] - a[2]) / apart]
    const run = runAlong(points, a, direction, bins, limits)
    if (best === null || run.score > best.score) best = run
  }
  return best === null ? null : settled(points, best, bins, limits)
}

function runAlong(points: readonly PatientPoint[], origin: PatientPoint, d: PatientVector, bins: Float32Array, limits: Limits): Run {
  bins.fill(0)
  for (const p of points) {
    const x = p[0] - origin[0], y = p[1] - origin[1], z = p[2] - origin[2]
    const along = x * d[0] + y * d[1] + z * d[2]
    const away = (x * x + y * y + z * z - along * along) / (limits.nearMm * limits.nearMm)
    if (away > 1) continue
    const bin = Math.floor(along / BIN_MM) + HALF_BINS
    // A point on the line counts fully, one at the edge half: a line across two needles loses to one along either.
    if (bin >= 0 && bin < bins.length) bins[bin] = Math.max(bins[bin] ?? NaN, 1 - 0.5 * away)
  }
  let best = { from: 0, to: 0, filled: 0, score: 0 }
  let from = 0, last = -Infinity, filled = 0, score = 0
  for (let bin = 0; bin < bins.length; bin += 1) {
    if (bins[bin] === 0) continue
    if (bin - last > limits.gapMm / BIN_MM) { from = bin; filled = 0; score = 0 }
    filled += 1
    score += bins[bin] ?? NaN
    last = bin
    if (score > best.score) best = { from, to: bin + 1, filled, score }
  }
  return { point: origin, direction: d, fromMm: (best.from - HALF_BINS) * BIN_MM, toMm: (best.to - HALF_BINS) * BIN_MM, filledMm: best.filled * BIN_MM, score: best.score }
}

/** Least squares through the points of the run, twice, so that the pair that was drawn no longer matters. */
function settled(points: readonly PatientPoint[], run: Run, bins: Float32Array, limits: Limits): Run {
  let now = run
  for (let turn = 0; turn < 2; turn += 1) {
    const own = pointsOnRun(points, now, limits.nearMm)
    if (own.length < 4) return now
    const centre = vectorScale(own.reduce<PatientPoint>((sum, p) => vectorAdd(sum, p), [0, 0, 0]), 1 / own.length)
    let direction = now.direction
    for (let power = 0; power < 8; power += 1) {
      let next: PatientVector = [0, 0, 0]
      for (const p of own) {
        const r = vectorSubtract(p, centre)
        next = vectorAdd(next, vectorScale(r, r[0] * direction[0] + r[1] * direction[1] + r[2] * direction[2]))
      }
      direction = vectorNormalise(next) ?? direction
    }
    const better = runAlong(points, centre, direction, bins, limits)
    if (better.score < now.score - 2) return now
    now = better
  }
  return now
}

/**
 * The points that lie along a run, within a distance of its line.
 *
 * @frame   patientLps
 * @units   mm
 */
export function pointsOnRun(points: readonly PatientPoint[], run: Run, withinMm: number, beyondMm = 0): readonly PatientPoint[] {
  return points.filter((p) => {
    const r = vectorSubtract(p, run.point)
    const along = r[0] * run.direction[0] + r[1] * run.direction[1] + r[2] * run.direction[2]
    return along >= run.fromMm - beyondMm && along <= run.toMm + beyondMm && r[0] ** 2 + r[1] ** 2 + r[2] ** 2 - along * along <= withinMm * withinMm
  })
}
