import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { VolumeSampler } from './volumeSampler.ts'
import { lpsToIndex, type HuVolume } from './huVolume.ts'

/** A parallel projection: what lies in the middle of the picture, how it is turned, and half of the shown height. */
export type BoneCamera = { readonly right: PatientVector; readonly down: PatientVector; readonly towardsViewer: PatientVector; readonly focalPoint: PatientPoint; readonly halfHeightMm: number }

export type BonePicture = {
  /** 0 where no bone is seen, else 1 to 255: how bright the surface is lit. */
  readonly light: Uint8Array
  /** Towards the viewer from the focal point, mm; NaN where no bone is seen. */
  readonly depthMm: Float32Array
}

/** Voxels along each side of a brick whose brightest voxel is known: empty ones are passed in one step. */
const BRICK = 8
const STEP_VOXELS = 0.7
const HALVINGS = 5
const AMBIENT = 0.18
/** Light from above the viewer's shoulder shows the relief. */
const LIGHT = { right: -0.25, down: -0.45, towardsViewer: 0.86 }

/**
 * Draws the surface of bone: along each ray the first place as bright as the threshold, lit by its gradient.
 *
 * @frame   patientLps; columns grow along `right`, rows along `down`
 * @units   mm, HU
 * @source  M. Levoy, Display of Surfaces from Volume Data, 1988, as a single opaque surface; empty bricks are passed over
 * @limits  what is thinner than 0.7 voxels along the ray may be missed
 */
export class BoneSurface {
  private readonly sampler: VolumeSampler
  private readonly volume: HuVolume
  private readonly brightest: Float32Array
  private readonly bricks: readonly [number, number, number]

  constructor(volume: HuVolume) {
    this.volume = volume
    this.sampler = new VolumeSampler(volume)
    const { size } = this.sampler.frame
    this.bricks = [Math.ceil(size[0] / BRICK), Math.ceil(size[1] / BRICK), Math.ceil(size[2] / BRICK)]
    this.brightest = this.findBrightest()
  }

  draw(camera: BoneCamera, columns: number, rows: number, thresholdHu: number): BonePicture {
    const picture = { light: new Uint8Array(columns * rows), depthMm: new Float32Array(columns * rows).fill(Number.NaN) }
    const pixelMm = 2 * camera.halfHeightMm / rows
    const gradient = new Float64Array(4)
    for (let row = 0; row < rows; row += 1) {
      for (let column = 0; column < columns; column += 1) {
        const [x, y] = [(column + 0.5 - columns / 2) * pixelMm, (row + 0.5 - rows / 2) * pixelMm]
        const origin: PatientPoint = [0, 1, 2].map((axis) => at(camera.focalPoint, axis) + at(camera.right, axis) * x + at(camera.down, axis) * y) as unknown as PatientPoint
        const depth = this.firstBone(origin, camera.towardsViewer, thresholdHu)
        if (Number.isNaN(depth)) continue
        const pixel = row * columns + column
        picture.depthMm[pixel] = depth
        const { towardsViewer: v } = camera
        const isLit = this.sampler.gradientAt(origin[0] + v[0] * depth, origin[1] + v[1] * depth, origin[2] + v[2] * depth, gradient)
        picture.light[pixel] = Math.round(1 + 254 * (isLit ? shade(gradient, camera) : AMBIENT))
      }
    }
    return picture
  }

  /** Depth of the first place along a ray from the viewer that is as bright; NaN where there is none. */
  private firstBone(origin: PatientPoint, towardsViewer: PatientVector, thresholdHu: number): number {
    const { frame } = this.sampler
    const start = lpsToIndex(frame, origin)
    const ahead = lpsToIndex(frame, [origin[0] - towardsViewer[0], origin[1] - towardsViewer[1], origin[2] - towardsViewer[2]])
    const step: [number, number, number] = [ahead[0] - start[0], ahead[1] - start[1], ahead[2] - start[2]]
    let [from, to] = [-Infinity, Infinity]
    for (const axis of [0, 1, 2] as const) {
      const last = frame.size[axis] - 1
      if (Math.abs(step[axis]) < 1e-12) {
        if (start[axis] < 0 || start[axis] > last) return Number.NaN
        continue
      }
      const [a, b] = [-start[axis] / step[axis], (last - start[axis]) / step[axis]]
      from = Math.max(from, Math.min(a, b))
      to = Math.min(to, Math.max(a, b))
    }
    const stepMm = STEP_VOXELS / Math.max(Math.abs(step[0]), Math.abs(step[1]), Math.abs(step[2]))
    let outside = from
    for (let mm = from; mm <= to;) {
      const [i, j, k] = [start[0] + step[0] * mm, start[1] + step[1] * mm, start[2] + step[2] * mm]
      const past = this.pastEmptyBrick(i, j, k, step, thresholdHu)
      if (past > 0) {
        mm += Math.max(past, stepMm)
        outside = mm - stepMm / 2
        continue
      }
      if (this.sampler.huAtIndex(i, j, k) >= thresholdHu) return -this.refine(start, step, Math.max(from, Math.min(outside, mm)), mm, thresholdHu)
      outside = mm
      mm += stepMm
    }
    return Number.NaN
  }

  /** How far the ray still runs in a brick that holds nothing as bright; 0 where it may. */
  private pastEmptyBrick(i: number, j: number, k: number, step: readonly [number, number, number], thresholdHu: number): number {
    const cell = [Math.floor(i / BRICK), Math.floor(j / BRICK), Math.floor(k / BRICK)] as const
    const index = (cell[2] * this.bricks[1] + cell[1]) * this.bricks[0] + cell[0]
    if ((this.brightest[index] ?? Infinity) >= thresholdHu) return 0
    let past = Infinity
    for (const [axis, value] of [i, j, k].entries()) {
      const along = step[axis] ?? 0
      if (Math.abs(along) < 1e-12) continue
      const wall = ((cell[axis] ?? 0) + (along > 0 ? 1 : 0)) * BRICK
      past = Math.min(past, (wall - value) / along)
    }
    return Number.isFinite(past) ? past + 1e-6 : 0
  }

  private refine(start: readonly [number, number, number], step: readonly [number, number, number], outside: number, inside: number, thresholdHu: number): number {
    let [near, far] = [outside, inside]
    for (let halving = 0; halving < HALVINGS; halving += 1) {
      const middle = (near + far) / 2
      if (this.sampler.huAtIndex(start[0] + step[0] * middle, start[1] + step[1] * middle, start[2] + step[2] * middle) >= thresholdHu) far = middle
      else near = middle
    }
    return far
  }

  /** Of each brick, its farther border included, because interpolation between two bricks reads both. */
  private findBrightest(): Float32Array {
    const { values, toHu } = this.volume
    const [nx, ny, nz] = this.sampler.frame.size
    const [bx, by, bz] = this.bricks
    const brightest = new Float32Array(bx * by * bz).fill(-Infinity)
    for (let k = 0; k < nz; k += 1) {
      for (let j = 0; j < ny; j += 1) {
        for (let i = 0; i < nx; i += 1) {
          const value = values[(k * ny + j) * nx + i] ?? Number.NaN
          const cell = (Math.floor(k / BRICK) * by + Math.floor(j / BRICK)) * bx + Math.floor(i / BRICK)
          if (value > (brightest[cell] ?? Infinity)) brightest[cell] = value
        }
      }
    }
    const own = Float32Array.from(brightest, (value) => value * toHu.slope + toHu.intercept)
    return own.map((_value, cell) => {
      const [i, j, k] = [cell % bx, Math.floor(cell / bx) % by, Math.floor(cell / (bx * by))]
      let most = -Infinity
      for (const dk of [0, 1]) for (const dj of [0, 1]) for (const di of [0, 1]) {
        if (i + di < bx && j + dj < by && k + dk < bz) most = Math.max(most, own[((k + dk) * by + j + dj) * bx + i + di] ?? -Infinity)
      }
      return most
    })
  }
}

const at = (vector: readonly [number, number, number], axis: number): number => vector[axis] ?? Number.NaN

/** Bone grows brighter inwards: the surface faces against its gradient. */
function shade(gradient: Float64Array, { right, down, towardsViewer }: BoneCamera): number {
  const [gx, gy, gz] = [gradient[1] ?? 0, gradient[2] ?? 0, gradient[3] ?? 0]
  const length = Math.hypot(gx, gy, gz)
  if (length === 0) return AMBIENT
  const along = (axis: PatientVector): number => -(gx * axis[0] + gy * axis[1] + gz * axis[2]) / length
  return AMBIENT + (1 - AMBIENT) * Math.max(0, LIGHT.right * along(right) + LIGHT.down * along(down) + LIGHT.towardsViewer * along(towardsViewer))
}
