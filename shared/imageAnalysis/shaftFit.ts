import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorCross, vectorDot, vectorNormalise, vectorScale } from '#shared/geometry/vectors.ts'
import type { Run } from './lineSearch.ts'
import { perpendicularTo } from './perpendicular.ts'
import type { VolumeSampler } from './volumeSampler.ts'

/** The axis of a shaft; `across` lies in the plane of the slices, `other` at a right angle to both. */
export type ShaftAxis = { readonly point: PatientPoint; readonly direction: PatientVector; readonly across: PatientVector; readonly other: PatientVector }

/** What a shaft looks like: blur-broadened Gaussian in the two directions across it, HU above the tissue, cut at clipHu. */
export type ShaftProfile = { readonly peakHu: number; readonly sigmaAcrossMm: number; readonly sigmaOtherMm: number; readonly sigmaAlongMm: number }

export type FittedShaft = {
  readonly axis: ShaftAxis; readonly fromMm: number; readonly toMm: number
  /** Scatter in the plane of the slices, and across them, where thick slices make steps of their own. */
  readonly residualMm: number; readonly stepsMm: number; readonly sections: number
}

const SECTION_EVERY_MM = 0.5
const HALF_SECTION_MM = 2.4
const SAMPLE_EVERY_MM = 0.4
const ROUND_TRIPS = 4
const LEAST_CONTRAST_HU = 350
const FEWEST_SECTIONS = 10

const sectionSteps = Math.round(HALF_SECTION_MM / SAMPLE_EVERY_MM)

const axisOf = (sampler: VolumeSampler, point: PatientPoint, direction: PatientVector): ShaftAxis => {
  const normal = vectorNormalise(vectorCross<'patientLps'>(sampler.frame.columnStep, sampler.frame.rowStep))
  const across = normal === null ? null : vectorNormalise(vectorCross<'patientLps'>(normal, direction))
  const own = across ?? perpendicularTo(direction)
  return { point, direction, across: own, other: vectorCross<'patientLps'>(direction, own) }
}

type Section = { readonly alongMm: number; readonly a: number; readonly b: number }

/**
 * The axis of a shaft through the middles of its cross-sections, by a line fit that leaves outliers out.
 *
 * @frame   patientLps
 * @units   mm
 * @returns null when too few cross-sections show a bright spot
 */
export function fitShaft(sampler: VolumeSampler, run: Pick<Run, 'point' | 'direction' | 'fromMm' | 'toMm'>, sliceMm: number): FittedShaft | null {
  let axis = axisOf(sampler, run.point, run.direction)
  let result: FittedShaft | null = null
  for (let trip = 0; trip < ROUND_TRIPS; trip += 1) {
    const sections = crossSections(sampler, axis, run.fromMm, run.toMm)
    if (sections.length < FEWEST_SECTIONS) return null
    const a = robustLine(sections.map((s) => [s.alongMm, s.a]), 0.05)
    // Thick slices pull the middle towards their own: those steps carry the slope and are no outliers.
    const b = robustLine(sections.map((s) => [s.alongMm, s.b]), 0.6 * sliceMm)
    const point = vectorAdd(axis.point, vectorAdd(vectorScale(axis.across, a.at0), vectorScale(axis.other, b.at0)))
    const direction = vectorNormalise(vectorAdd(axis.direction, vectorAdd(vectorScale(axis.across, a.slope), vectorScale(axis.other, b.slope))))
    if (direction === null) return null
    axis = axisOf(sampler, point, direction)
    result = { axis, fromMm: run.fromMm, toMm: run.toMm, residualMm: a.residual, stepsMm: b.residual, sections: sections.length }
  }
  return result
}

function crossSections(sampler: VolumeSampler, axis: ShaftAxis, fromMm: number, toMm: number): readonly Section[] {
  const found: Section[] = []
  const hu = new Float64Array((2 * sectionSteps + 1) ** 2)
  for (let alongMm = fromMm; alongMm <= toMm; alongMm += SECTION_EVERY_MM) {
    const section = readSection(sampler, axis, alongMm, hu)
    if (!section) continue
    const spot = brightSpot(hu)
    if (spot !== null) found.push({ alongMm, ...spot })
  }
  return found
}

function readSection(sampler: VolumeSampler, axis: ShaftAxis, alongMm: number, hu: Float64Array): boolean {
  const { point, direction: d, across: u, other: v } = axis
  const x = point[0] + d[0] * alongMm, y = point[1] + d[1] * alongMm, z = point[2] + d[2] * alongMm
  for (let p = -sectionSteps, n = 0; p <= sectionSteps; p += 1) for (let q = -sectionSteps; q <= sectionSteps; q += 1, n += 1) {
    const a = p * SAMPLE_EVERY_MM, b = q * SAMPLE_EVERY_MM
    const value = sampler.huAtXyz(x + u[0] * a + v[0] * b, y + u[1] * a + v[1] * b, z + u[2] * a + v[2] * b)
    if (Number.isNaN(value)) return false
    hu[n] = value
  }
  return true
}

/** Middle of what is brighter than an eighth of the way from the rim's level to the peak: the flanks say where it lies between two slices. */
function brightSpot(hu: Float64Array): { readonly a: number; readonly b: number } | null {
  let peak = -Infinity
  const rim: number[] = []
  for (let p = -sectionSteps, n = 0; p <= sectionSteps; p += 1) for (let q = -sectionSteps; q <= sectionSteps; q += 1, n += 1) {
    const r = Math.hypot(p, q) * SAMPLE_EVERY_MM
    if (r <= 1.3) peak = Math.max(peak, hu[n] ?? NaN)
    if (r > 1.9 && r <= 2.5) rim.push(hu[n] ?? NaN)
  }
  rim.sort((a, b) => a - b)
  const background = Math.max(-200, rim[Math.floor(rim.length / 2)] ?? NaN)
  if (!(peak - background > LEAST_CONTRAST_HU)) return null
  const level = background + 0.13 * (peak - background)
  let sum = 0, a = 0, b = 0
  for (let p = -sectionSteps, n = 0; p <= sectionSteps; p += 1) for (let q = -sectionSteps; q <= sectionSteps; q += 1, n += 1) {
    if (Math.hypot(p, q) * SAMPLE_EVERY_MM > 1.9) continue
    const weight = Math.max(0, (hu[n] ?? NaN) - level)
    sum += weight
    a += weight * p * SAMPLE_EVERY_MM
    b += weight * q * SAMPLE_EVERY_MM
  }
  return sum > 0 ? { a: a / sum, b: b / sum } : null
}

type Line = { readonly at0: number; readonly slope: number; readonly residual: number }

/** Straight line by least squares, three times, each time without what lies far off the one before. */
function robustLine(points: readonly (readonly [number, number])[], leastOff: number): Line {
  let kept = points
  let line: Line = { at0: 0, slope: 0, residual: Infinity }
  for (let turn = 0; turn < 4; turn += 1) {
    const n = kept.length
    const mx = kept.reduce((sum, [x]) => sum + x, 0) / n, my = kept.reduce((sum, [, y]) => sum + y, 0) / n
    const sxx = kept.reduce((sum, [x]) => sum + (x - mx) ** 2, 0), sxy = kept.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0)
    const slope = sxx > 0 ? sxy / sxx : 0
    const at0 = my - slope * mx
    const off = (point: readonly [number, number]): number => Math.abs(point[1] - at0 - slope * point[0])
    const sorted = points.map(off).sort((a, b) => a - b)
    const median = sorted[Math.floor(sorted.length / 2)] ?? NaN
    line = { at0, slope, residual: 1.48 * median }
    const closer = points.filter((point) => off(point) <= Math.max(leastOff, 3.5 * 1.48 * median))
    if (closer.length < FEWEST_SECTIONS) break
    kept = closer
  }
  return line
}

/**
 * How bright and how blurred the shaft is, from the flanks of its mean cross-section that are not cut off at the scanner's
 * highest value.
 *
 * @frame   patientLps
 * @units   HU, mm
 * @returns null when the cross-section is not that of a needle
 */
export function shaftProfile(sampler: VolumeSampler, axis: ShaftAxis, fromMm: number, toMm: number, clipHu: number): ShaftProfile | null {
  const count = (2 * sectionSteps + 1) ** 2
  const mean = new Float64Array(count), hu = new Float64Array(count)
  let sections = 0
  for (let alongMm = fromMm; alongMm <= toMm; alongMm += SECTION_EVERY_MM) {
    if (!readSection(sampler, axis, alongMm, hu)) continue
    sections += 1
    for (let n = 0; n < count; n += 1) mean[n] = (mean[n] ?? NaN) + (hu[n] ?? NaN)
  }
  if (sections === 0) return null
  // Weighted normal equations of ln h = p0 + p1 a² + p2 b²; the weight h² undoes the logarithm's stress on small values.
  const m = [0, 0, 0, 0, 0, 0], r = [0, 0, 0]
  let used = 0
  for (let p = -sectionSteps, n = 0; p <= sectionSteps; p += 1) for (let q = -sectionSteps; q <= sectionSteps; q += 1, n += 1) {
    const h = (mean[n] ?? NaN) / sections
    if (h < 250 || h > 0.9 * clipHu || Math.hypot(p, q) * SAMPLE_EVERY_MM > 2.2) continue
    const a2 = (p * SAMPLE_EVERY_MM) ** 2, b2 = (q * SAMPLE_EVERY_MM) ** 2, w = h * h, l = Math.log(h)
    const row = [1, a2, b2]
    let place = 0
    for (let i = 0; i < 3; i += 1) {
      for (let j = i; j < 3; j += 1, place += 1) m[place] = (m[place] ?? NaN) + w * (row[i] ?? NaN) * (row[j] ?? NaN)
      r[i] = (r[i] ?? NaN) + w * (row[i] ?? NaN) * l
    }
    used += 1
  }
  if (used < 6) return null
  const solution = solveSymmetric3(m, r)
  if (solution === null || solution[1] >= 0 || solution[2] >= 0) return null
  const acrossSquared = -1 / (2 * solution[1]), otherSquared = -1 / (2 * solution[2])
  return { peakHu: Math.exp(solution[0]), sigmaAcrossMm: Math.sqrt(acrossSquared), sigmaOtherMm: Math.sqrt(otherSquared), sigmaAlongMm: alongSigma(sampler, axis.direction, acrossSquared, otherSquared) }
}

/** Blur along the shaft from the blur across it: the blur is one ellipsoid, round in the plane of the slices. */
function alongSigma(sampler: VolumeSampler, direction: PatientVector, inPlaneSquared: number, otherSquared: number): number {
  const normal = vectorNormalise(vectorCross<'patientLps'>(sampler.frame.columnStep, sampler.frame.rowStep))
  const out = normal === null ? 0 : vectorDot<'patientLps'>(normal, direction) ** 2
  if (out > 0.9) return Math.sqrt(inPlaneSquared)
  const throughSquared = Math.max(0.5 * inPlaneSquared, (otherSquared - inPlaneSquared * out) / (1 - out))
  return Math.sqrt(inPlaneSquared * (1 - out) + throughSquared * out)
}

function solveSymmetric3(m: readonly number[], r: readonly number[]): readonly [number, number, number] | null {
  const [a = NaN, b = NaN, c = NaN, d = NaN, e = NaN, f = NaN] = m
  const [x = NaN, y = NaN, z = NaN] = r
  const determinant = a * (d * f - e * e) - b * (b * f - c * e) + c * (b * e - c * d)
  if (!(Math.abs(determinant) > 1e-12)) return null
  return [
    (x * (d * f - e * e) - b * (y * f - z * e) + c * (y * e - z * d)) / determinant,
    (a * (y * f - z * e) - x * (b * f - c * e) + c * (b * z - c * y)) / determinant,
    (a * (d * z - e * y) - b * (b * z - c * y) + x * (b * e - c * d)) / determinant,
  ]
}
