import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorCross, vectorDot, vectorNormalise, vectorScale } from '#shared/geometry/vectors.ts'
import { lpsToIndex, type GridFrame, type HuVolume } from './huVolume.ts'
import type { NearBody } from './nearBody.ts'
import { VolumeSampler } from './volumeSampler.ts'

/** A parallel projection: what lies in the middle of the picture, how it is turned, and half of the shown height. */
export type BoneCamera = { readonly right: PatientVector; readonly down: PatientVector; readonly towardsViewer: PatientVector; readonly focalPoint: PatientPoint; readonly halfHeightMm: number }

export type BonePicture = {
  readonly columns: number
  readonly rows: number
  /** 0 where no bone is seen, else 1 to 255: how bright the surface is lit. */
  readonly light: Uint8Array<ArrayBuffer>
  /** Towards the viewer from the focal point, mm; NaN where no bone is seen. */
  readonly depthMm: Float32Array<ArrayBuffer>
}

/**
 * A picture in which nothing is seen yet.
 *
 * @frame   columns and rows of the picture
 * @units   pixels
 * @source  what BonePicture says of pixels without bone
 */
export const emptyBonePicture = (columns: number, rows: number): BonePicture => ({ columns, rows, light: new Uint8Array(columns * rows), depthMm: new Float32Array(columns * rows).fill(Number.NaN) })

/** Voxels along each side of a brick whose brightest voxel is known: empty ones are passed in one step. */
const BRICK = 8
const STEP_VOXELS = 0.7
const HALVINGS = 6
const AMBIENT = 0.18
/** Light from above the viewer's shoulder shows the relief. */
const LIGHT = { right: -0.25, down: -0.45, towardsViewer: 0.86 }
/** Where the scan ends within bone its inside is seen: evenly lit and darker, so that nobody takes it for a surface of bone. */
const CUT_SHARE = 0.55

/**
 * Draws the surface of bone: along each ray the first place as bright as the threshold, lit by its gradient.
 *
 * @frame   patientLps; columns grow along `right`, rows along `down`
 * @units   mm, HU
 * @source  M. Levoy, Display of Surfaces from Volume Data, 1988, as a single opaque surface; empty bricks are passed over
 * @limits  what is thinner than 0.7 voxels along the ray may be missed; with a body, what lies outside it (table, head rest, a
 *          needle in the air) is not seen
 */
export class BoneSurface {
  private readonly sampler: VolumeSampler
  private readonly brightest: Float32Array
  private readonly bricks: readonly [number, number, number]
  private readonly faces: readonly [PatientVector, PatientVector, PatientVector]
  private readonly body: NearBody | null

  constructor(volume: HuVolume, body: NearBody | null) {
    this.body = body
    this.sampler = new VolumeSampler(volume)
    const { frame } = this.sampler
    this.bricks = [Math.ceil(frame.size[0] / BRICK), Math.ceil(frame.size[1] / BRICK), Math.ceil(frame.size[2] / BRICK)]
    this.brightest = findBrightest(volume, this.bricks)
    this.faces = facesOf(frame)
  }

  draw(camera: BoneCamera, columns: number, rows: number, thresholdHu: number): BonePicture {
    const picture = emptyBonePicture(columns, rows)
    this.drawRows(picture, camera, thresholdHu, 0, rows)
    return picture
  }

  /** Rows from the first to before the last, so that a long drawing can be broken off. */
  drawRows({ columns, rows, light, depthMm }: BonePicture, camera: BoneCamera, thresholdHu: number, first: number, last: number): void {
    const pixelMm = 2 * camera.halfHeightMm / rows
    const ray = new Ray({ sampler: this.sampler, brightest: this.brightest, bricks: this.bricks, body: this.body }, camera.towardsViewer, thresholdHu)
    const { right, down, focalPoint } = camera
    for (let row = first; row < last; row += 1) {
      const y = (row + 0.5 - rows / 2) * pixelMm
      for (let column = 0; column < columns; column += 1) {
        const x = (column + 0.5 - columns / 2) * pixelMm
        const origin: PatientPoint = [focalPoint[0] + right[0] * x + down[0] * y, focalPoint[1] + right[1] * x + down[1] * y, focalPoint[2] + right[2] * x + down[2] * y]
        const depth = ray.firstBone(lpsToIndex(this.sampler.frame, origin))
        if (Number.isNaN(depth)) continue
        const pixel = row * columns + column
        depthMm[pixel] = depth
        const isCut = ray.enteredThrough !== null
        const normal = ray.enteredThrough === null ? this.outwards(ray.at) : this.faces[ray.enteredThrough]
        light[pixel] = Math.round(1 + 254 * shade(normal, camera, isCut))
      }
    }
  }

  /** Against the gradient, because bone grows brighter inwards; over two voxels, so that slices leave no rings. Null where it is even. */
  private outwards([i, j, k]: readonly [number, number, number]): PatientVector | null {
    const { frame } = this.sampler
    const along = (di: number, dj: number, dk: number): number => {
      const here = this.sampler.huAtIndex(i, j, k)
      const ahead = this.sampler.huAtIndex(i + di, j + dj, k + dk)
      const behind = this.sampler.huAtIndex(i - di, j - dj, k - dk)
      if (Number.isNaN(ahead)) return Number.isNaN(behind) ? 0 : here - behind
      return Number.isNaN(behind) ? ahead - here : (ahead - behind) / 2
    }
    const { toColumn: c, toRow: r, toSlice: s } = frame
    const [u, v, w] = [along(1, 0, 0), along(0, 1, 0), along(0, 0, 1)]
    return vectorNormalise([-(u * c[0] + v * r[0] + w * s[0]), -(u * c[1] + v * r[1] + w * s[1]), -(u * c[2] + v * r[2] + w * s[2])])
  }
}

type Seen = { readonly sampler: VolumeSampler; readonly brightest: Float32Array; readonly bricks: readonly [number, number, number]; readonly body: NearBody | null }

/** Rays of one direction through one volume. What a ray found is kept in it: millions of them run for a picture. */
class Ray {
  /** Voxel index of the place found last. */
  readonly at: [number, number, number] = [0, 0, 0]
  /** The grid axis across which the ray came into the volume, when it was within bone at once; else null. */
  enteredThrough: 0 | 1 | 2 | null = null
  private readonly step: readonly [number, number, number]
  private readonly stepMm: number

  private readonly sampler: VolumeSampler
  private readonly brightest: Float32Array
  private readonly bricks: readonly [number, number, number]
  private readonly body: NearBody | null
  private readonly thresholdHu: number

  constructor({ sampler, brightest, bricks, body }: Seen, towardsViewer: PatientVector, thresholdHu: number) {
    this.sampler = sampler
    this.body = body
    this.brightest = brightest
    this.bricks = bricks
    this.thresholdHu = thresholdHu
    const { toColumn, toRow, toSlice } = sampler.frame
    this.step = [-vectorDot(toColumn, towardsViewer), -vectorDot(toRow, towardsViewer), -vectorDot(toSlice, towardsViewer)]
    this.stepMm = STEP_VOXELS / Math.max(Math.abs(this.step[0]), Math.abs(this.step[1]), Math.abs(this.step[2]))
  }

  /** How far towards the viewer the first place as bright lies; NaN where there is none. */
  firstBone(start: readonly [number, number, number]): number {
    const { step, stepMm, thresholdHu, sampler, body } = this
    const { size } = sampler.frame
    let from = -Infinity, to = Infinity
    let face: 0 | 1 | 2 = 0
    for (let axis: 0 | 1 | 2 = 0; ; axis = axis === 0 ? 1 : 2) {
      const last = size[axis] - 1
      if (Math.abs(step[axis]) < 1e-12) {
        if (start[axis] < 0 || start[axis] > last) return Number.NaN
      } else {
        const a = -start[axis] / step[axis], b = (last - start[axis]) / step[axis]
        if (Math.min(a, b) > from) {
          from = Math.min(a, b)
          face = axis
        }
        to = Math.min(to, Math.max(a, b))
      }
      if (axis === 2) break
    }
    let outside = from
    for (let mm = from; mm <= to;) {
      const i = start[0] + step[0] * mm, j = start[1] + step[1] * mm, k = start[2] + step[2] * mm
      const past = this.pastEmptyBrick(i, j, k)
      if (past > 0) {
        mm += Math.max(past, stepMm)
        outside = mm - stepMm / 2
        continue
      }
      if (sampler.huAtIndex(i, j, k) >= thresholdHu && (body === null || body.holds(i, j, k))) {
        this.enteredThrough = mm === from ? face : null
        const found = mm === from ? from : this.refine(start, Math.max(from, Math.min(outside, mm)), mm)
        this.at[0] = start[0] + step[0] * found
        this.at[1] = start[1] + step[1] * found
        this.at[2] = start[2] + step[2] * found
        return -found
      }
      outside = mm
      mm += stepMm
    }
    return Number.NaN
  }

  /** How far the ray still runs in a brick that holds nothing as bright; 0 where it may. */
  private pastEmptyBrick(i: number, j: number, k: number): number {
    const { bricks, step } = this
    const ci = Math.floor(i / BRICK), cj = Math.floor(j / BRICK), ck = Math.floor(k / BRICK)
    if ((this.brightest[(ck * bricks[1] + cj) * bricks[0] + ci] ?? Infinity) >= this.thresholdHu) return 0
    const past = Math.min(toWall(i, ci, step[0]), toWall(j, cj, step[1]), toWall(k, ck, step[2]))
    return past < Infinity ? past + 1e-6 : 0
  }

  private refine(start: readonly [number, number, number], outside: number, inside: number): number {
    const { step, thresholdHu, sampler } = this
    let near = outside, far = inside
    for (let halving = 0; halving < HALVINGS; halving += 1) {
      const middle = (near + far) / 2
      if (sampler.huAtIndex(start[0] + step[0] * middle, start[1] + step[1] * middle, start[2] + step[2] * middle) >= thresholdHu) far = middle
      else near = middle
    }
    return far
  }
}

const toWall = (value: number, cell: number, step: number): number => (step > 1e-12 ? ((cell + 1) * BRICK - value) / step : step < -1e-12 ? (cell * BRICK - value) / step : Infinity)

/** Of each brick, its farther border included, because interpolation between two bricks reads both. */
function findBrightest({ values, toHu, geometry: { dimensions: [nx, ny, nz] } }: HuVolume, [bx, by, bz]: readonly [number, number, number]): Float32Array {
  const own = new Float32Array(bx * by * bz).fill(-Infinity)
  for (let k = 0; k < nz; k += 1) {
    for (let j = 0; j < ny; j += 1) {
      const cells = (Math.floor(k / BRICK) * by + Math.floor(j / BRICK)) * bx
      let from = (k * ny + j) * nx
      for (let cell = 0; cell < bx; cell += 1) {
        let most = own[cells + cell] ?? Number.NaN
        for (const end = Math.min(from + BRICK, (k * ny + j + 1) * nx); from < end; from += 1) {
          const hu = (values[from] ?? Number.NaN) * toHu.slope + toHu.intercept
          if (hu > most) most = hu
        }
        own[cells + cell] = most
      }
    }
  }
  return own.map((_value, cell) => {
    const i = cell % bx, j = Math.floor(cell / bx) % by, k = Math.floor(cell / (bx * by))
    let most = -Infinity
    for (let dk = 0; dk < 2 && k + dk < bz; dk += 1) {
      for (let dj = 0; dj < 2 && j + dj < by; dj += 1) {
        for (let di = 0; di < 2 && i + di < bx; di += 1) most = Math.max(most, own[((k + dk) * by + j + dj) * bx + i + di] ?? -Infinity)
      }
    }
    return most
  })
}

/** Normals of the volume's faces; towards which side does not matter. */
function facesOf({ columnStep, rowStep, sliceStep }: GridFrame): readonly [PatientVector, PatientVector, PatientVector] {
  const face = (a: PatientVector, b: PatientVector): PatientVector => vectorNormalise<'patientLps'>(vectorCross(a, b)) ?? [0, 0, 1]
  return [face(rowStep, sliceStep), face(sliceStep, columnStep), face(columnStep, rowStep)]
}

function shade(normal: PatientVector | null, { right, down, towardsViewer }: BoneCamera, isCut: boolean): number {
  if (normal === null) return AMBIENT
  if (isCut) return CUT_SHARE * Math.abs(vectorDot(normal, towardsViewer)) + AMBIENT / 2
  const light = vectorAdd(vectorAdd(vectorScale(right, LIGHT.right), vectorScale(down, LIGHT.down)), vectorScale(towardsViewer, LIGHT.towardsViewer))
  return AMBIENT + (1 - AMBIENT) * Math.max(0, vectorDot(normal, light))
}
