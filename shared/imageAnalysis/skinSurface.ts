import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorCross, vectorDistance, vectorDot, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { err, ok, type Result, type Fault } from '#shared/result.ts'
import { type BodyMask, findBody, SKIN_HU } from './bodyMask.ts'
import { type HuVolume, lpsToIndex } from './huVolume.ts'
import { perpendicularTo } from './perpendicular.ts'
import { PointBuckets } from './pointBuckets.ts'
import { dropVertices, withFaceNormals } from './skinMesh.ts'
import { surfaceNet, type SurfaceNet } from './surfaceNet.ts'
import { VolumeSampler } from './volumeSampler.ts'

export type SkinFault = Fault<'NO_BODY' | 'NOT_INSIDE' | 'CUT_BY_FIELD' | 'NO_SKIN_NEAR'>

/** A place on the skin and the way out of the patient there. */
export type SkinPoint = { readonly pointLpsMm: PatientPoint; readonly normalLps: PatientVector }

/** How far the exact skin may lie from the border of the coarse grid. */
const SEARCH_MM = 5
const SEARCH_STEP_MM = 0.5
const MARCH_MM = 1
/** Wide of a needle's hub. */
const RING_MM = 4
const RING_RAYS = 12
/** Longest way through a patient, from the target to the skin. */
const LONGEST_MM = 500
/** Beyond this part of the half field a jump to the scanner's fill value is the edge of a round field, not skin. */
const ROUND_FIELD_FROM = 0.93

/**
 * The patient's skin, found once for a volume; then asked many times.
 *
 * @frame   patientLps
 * @units   mm; skin is where HU, interpolated, falls below −300 on the way out
 * @limits  where the field of view cuts the body there is no skin; where the skin lies pressed on a dense support it is not seen
 */
export class SkinSurface {
  readonly mesh: SurfaceNet
  /** The body reaches the sides of the field: entries may be missing there. */
  readonly isCutAtSides: boolean
  private readonly body: BodyMask
  private readonly sampler: VolumeSampler
  private readonly buckets: PointBuckets
  private readonly field: RoundField | null

  private constructor(body: BodyMask, volume: HuVolume) {
    this.body = body
    this.isCutAtSides = body.isCutAtSides
    this.sampler = new VolumeSampler(volume)
    this.field = roundField(volume, this.sampler)
    const net = surfaceNet(body.mask, body.frame)
    const isKept = new Uint8Array(net.positions.length / 3)
    for (let n = 0; n < isKept.length; n += 1) {
      const at = vertex(net.positions, n)
      const outward = vertex(net.normals, n)
      const shift = this.crossingNear(at, outward)
      if (shift === null) continue
      const exact = vectorAdd(at, vectorScale(outward, shift))
      if (this.field !== null && this.isFieldEdge(this.field, exact, outward)) continue
      isKept[n] = 1
      net.positions.set(exact, 3 * n)
    }
    this.mesh = withFaceNormals(dropVertices(net, isKept))
    this.buckets = new PointBuckets(this.mesh.positions)
  }

  /**
   * Finds the skin of a volume: about half a second for 512 x 512 x 200 voxels.
   *
   * @frame   patientLps
   * @units   HU
   */
  static find(volume: HuVolume): Result<SkinSurface, SkinFault> {
    const body = findBody(volume)
    if (body === null) return err('NO_BODY', 'No body was found in this volume. Depth from the skin is not available. Mark the entry by hand.')
    const skin = new SkinSurface(body, volume)
    if (skin.mesh.positions.length === 0) return err('NO_BODY', 'The scan shows no skin: the body fills the whole field of view. Mark the entry by hand, or choose a scan with a larger field.')
    return ok(skin)
  }

  /** Whether a point lies in the body, airway and sinuses included. About 2 mm exact. */
  isInside(point: PatientPoint): boolean {
    return this.inside(point[0], point[1], point[2]) === 1
  }

  /** The skin point nearest to a place; with a direction, the nearest one on the line through the place along it. */
  snap(point: PatientPoint, direction?: PatientVector): Result<SkinPoint, SkinFault> {
    return direction === undefined ? this.nearest(point) : this.onLine(point, direction)
  }

  /** Where a ray from inside leaves the body for the last time. */
  along(target: PatientPoint, direction: PatientVector): Result<SkinPoint, SkinFault> {
    const unit = vectorNormalise(direction)
    if (unit === null) throw new Error('A ray needs a direction')
    if (!this.isInside(target)) return err('NOT_INSIDE', 'The target does not lie in the body. Depth from the skin is not available. Move the target.')
    let last = 0
    let left: number | null = null
    for (let mm = MARCH_MM; mm <= LONGEST_MM; mm += MARCH_MM) {
      const inside = this.inside(target[0] + unit[0] * mm, target[1] + unit[1] * mm, target[2] + unit[2] * mm)
      if (inside === -1) break
      if (inside === 1) { last = mm; left = null } else left ??= mm
    }
    if (left === null) return cutByField
    const exact = this.skinAround(target, unit, last + MARCH_MM / 2)
    return exact ?? cutByField
  }

  /**
   * Every skin point within reach of a target, at least stepMm (and 2 mm) apart, each with its outward normal.
   *
   * @frame   patientLps, x y z after each other
   */
  pointsWithin(target: PatientPoint, reachMm: number, stepMm: number): { readonly positions: Float32Array; readonly normals: Float32Array } {
    const chosen: number[] = []
    const taken = new Set<string>()
    const { positions, normals } = this.mesh
    this.buckets.forEachWithin(target[0], target[1], target[2], reachMm, (n) => {
      const key = [0, 1, 2].map((axis) => Math.floor((positions[3 * n + axis] ?? NaN) / stepMm)).join(' ')
      if (taken.has(key)) return
      taken.add(key)
      chosen.push(n)
    })
    const pick = (from: Float32Array): Float32Array => Float32Array.from({ length: chosen.length * 3 }, (_, n) => from[3 * (chosen[Math.floor(n / 3)] ?? NaN) + (n % 3)] ?? NaN)
    return { positions: pick(positions), normals: pick(normals) }
  }

  /** 1 inside, 0 outside, -1 beyond the volume. */
  private inside(x: number, y: number, z: number): 0 | 1 | -1 {
    const { frame, mask } = this.body
    const [column, row, slice] = lpsToIndex(frame, [x, y, z])
    const i = Math.round(column), j = Math.round(row), k = Math.round(slice)
    if (i < 0 || j < 0 || k < 0 || i >= frame.size[0] || j >= frame.size[1] || k >= frame.size[2]) return -1
    return mask[(k * frame.size[1] + j) * frame.size[0] + i] === 1 ? 1 : 0
  }

  private nearest(point: PatientPoint): Result<SkinPoint, SkinFault> {
    const first = this.buckets.nearest(point[0], point[1], point[2])
    if (first === null) return noSkinNear
    let best: SkinPoint = this.vertexPoint(first)
    for (let turn = 0; turn < 3; turn += 1) {
      // The foot of the perpendicular on the skin's tangent plane, brought back onto the skin.
      const offset = vectorSubtract(point, best.pointLpsMm)
      const sideways = vectorSubtract(offset, vectorScale(best.normalLps, vectorDot(offset, best.normalLps)))
      const foot = vectorAdd(best.pointLpsMm, sideways)
      const shift = this.crossingNear(foot, best.normalLps)
      if (shift === null) break
      const pointLpsMm = vectorAdd(foot, vectorScale(best.normalLps, shift))
      if (vectorDistance(pointLpsMm, point) > vectorDistance(best.pointLpsMm, point) - 1e-4) break
      best = { pointLpsMm, normalLps: this.normalAt(pointLpsMm) }
    }
    return ok(best)
  }

  private onLine(point: PatientPoint, direction: PatientVector): Result<SkinPoint, SkinFault> {
    const unit = vectorNormalise(direction)
    if (unit === null) throw new Error('A line needs a direction')
    const start = this.inside(point[0], point[1], point[2])
    for (let mm = MARCH_MM; mm <= LONGEST_MM; mm += MARCH_MM) {
      for (const way of [mm, -mm]) {
        const here = this.inside(point[0] + unit[0] * way, point[1] + unit[1] * way, point[2] + unit[2] * way)
        if (here === -1 || start === -1 || here === start) continue
        const outward = (here === 0) === (way > 0) ? unit : vectorScale(unit, -1)
        const exact = this.skinAround(point, outward, vectorDot(vectorScale(unit, way), outward))
        if (exact !== null) return exact
      }
    }
    return noSkinNear
  }

  private skinAround(origin: PatientPoint, outward: PatientVector, atMm: number): Result<SkinPoint, SkinFault> | null {
    const near = vectorAdd(origin, vectorScale(outward, atMm))
    const shift = this.crossingNear(near, outward) ?? this.crossingAround(near, outward)
    if (shift === null) return null
    const pointLpsMm = vectorAdd(near, vectorScale(outward, shift))
    if (this.field !== null && this.isFieldEdge(this.field, pointLpsMm, outward)) return null
    return ok({ pointLpsMm, normalLps: this.normalAt(pointLpsMm) })
  }

  /** Way along `outward` from `near` to where HU falls below the skin's level nearest to it; null when it nowhere does. */
  private crossingNear(near: PatientPoint, outward: PatientVector, reachMm = SEARCH_MM): number | null {
    const hu = (mm: number): number => this.sampler.huAtXyz(near[0] + outward[0] * mm, near[1] + outward[1] * mm, near[2] + outward[2] * mm)
    let best: number | null = null
    let before = hu(-reachMm)
    for (let mm = -reachMm + SEARCH_STEP_MM; mm <= reachMm; mm += SEARCH_STEP_MM) {
      const here = hu(mm)
      if (before >= SKIN_HU && here < SKIN_HU && (best === null || Math.abs(mm) < Math.abs(best))) best = mm
      before = here
    }
    if (best === null) return null
    let low = best - SEARCH_STEP_MM, high = best
    for (let turn = 0; turn < 10; turn += 1) {
      const middle = (low + high) / 2
      if (hu(middle) >= SKIN_HU) low = middle
      else high = middle
    }
    return (low + high) / 2
  }

  /** On the axis of a needle in place nothing falls below the skin's level: the skin is read on a ring around it. */
  private crossingAround(near: PatientPoint, outward: PatientVector): number | null {
    const across = perpendicularTo(outward)
    const other = vectorCross(outward, across)
    const found: number[] = []
    for (let n = 0; n < RING_RAYS; n += 1) {
      const angle = (2 * Math.PI * n) / RING_RAYS
      const start = vectorAdd(near, vectorAdd(vectorScale(across, RING_MM * Math.cos(angle)), vectorScale(other, RING_MM * Math.sin(angle))))
      const shift = this.crossingNear(start, outward, 2 * SEARCH_MM)
      if (shift !== null) found.push(shift)
    }
    if (found.length < 0.75 * RING_RAYS) return null
    found.sort((a, b) => a - b)
    const half = Math.floor(found.length / 2)
    return ((found[half] ?? NaN) + (found[found.length - 1 - half] ?? NaN)) / 2
  }

  private vertexPoint(n: number): SkinPoint {
    return { pointLpsMm: vertex(this.mesh.positions, n), normalLps: vertex(this.mesh.normals, n) }
  }

  private normalAt(point: PatientPoint): PatientVector {
    let sum: PatientVector = [0, 0, 0]
    this.buckets.forEachWithin(point[0], point[1], point[2], 4, (n) => {
      const away = vectorDistance(vertex(this.mesh.positions, n), point)
      sum = vectorAdd(sum, vectorScale(vertex(this.mesh.normals, n), Math.exp(-away)))
    })
    const mean = vectorNormalise(sum)
    if (mean !== null) return mean
    const nearest = this.buckets.nearest(point[0], point[1], point[2])
    if (nearest === null) throw new Error('A skin without points')
    return vertex(this.mesh.normals, nearest)
  }

  private isFieldEdge(field: RoundField, point: PatientPoint, outward: PatientVector): boolean {
    const [column, row] = lpsToIndex(this.sampler.frame, point)
    if (Math.hypot((column - field.centre[0]) / field.radius[0], (row - field.centre[1]) / field.radius[1]) < ROUND_FIELD_FROM) return false
    return [2, 3, 4, 5].every((mm) => {
      const hu = this.sampler.huAtXyz(point[0] + outward[0] * mm, point[1] + outward[1] * mm, point[2] + outward[2] * mm)
      return Number.isNaN(hu) || Math.abs(hu - field.fillHu) < 1e-6
    })
  }
}

const cutByField = err('CUT_BY_FIELD', 'The path leaves the scan before it leaves the body. Depth from the skin is not available. Choose a steeper path or a scan with a larger field.')
const noSkinNear = err('NO_SKIN_NEAR', 'There is no skin on this line within the scan. Mark the entry elsewhere.')

const vertex = (from: Float32Array, n: number): PatientPoint => [from[3 * n] ?? NaN, from[3 * n + 1] ?? NaN, from[3 * n + 2] ?? NaN]

type RoundField = { readonly centre: readonly [number, number]; readonly radius: readonly [number, number]; readonly fillHu: number }

/** A round reconstruction field shows by four corners of one value in the first, middle and last slice. */
function roundField(volume: HuVolume, sampler: VolumeSampler): RoundField | null {
  const [columns, rows, slices] = volume.geometry.dimensions
  const fillHu = sampler.huAtIndex(0, 0, 0)
  for (const slice of [0, Math.floor((slices - 1) / 2), slices - 1]) {
    for (const [column, row] of [[0, 0], [columns - 1, 0], [0, rows - 1], [columns - 1, rows - 1], [Math.floor(columns / 20), Math.floor(rows / 20)]] as const) {
      if (Math.abs(sampler.huAtIndex(column, row, slice) - fillHu) > 1e-6) return null
    }
  }
  return { centre: [(columns - 1) / 2, (rows - 1) / 2], radius: [columns / 2, rows / 2], fillHu }
}
