import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { Segment } from '#shared/geometry/segments.ts'
import { vectorAdd, vectorSubtract } from '#shared/geometry/vectors.ts'
import { gridFrame, type GridFrame, indexToLps, lpsToIndex, type Triple, type VolumeGrid } from '#shared/imageAnalysis/huVolume.ts'
import type { VoxelMask } from '#shared/imageAnalysis/voxelMask.ts'
import { err, type Fault, ok, type Result } from '#shared/result.ts'
import { boxSides, MOST_PAINTED_VOXELS, MOST_RUNS, type BoxSide, type PaintedShape } from './structure.ts'
import { distanceTo, fractionAt, type Needle, needleOn, type TubeGap } from './tube.ts'

type Tuple = [number, number, number]
const tuple = ([x, y, z]: Triple): Tuple => [x, y, z]

/**
 * Voxels of a volume as a drawing that stands by itself.
 *
 * @frame   voxelIndex in, patientLps out
 * @units   mm
 * @source  run lengths, as PS3.5 G codes rows, over the box
 * @limits  `cutAt`: sides of the mask's box beyond which more of the structure may lie; those at the scan's own edge are added
 */
export function paintedShapeOf(mask: VoxelMask, geometry: VolumeGrid, cutAt: readonly BoxSide[] = []): Result<PaintedShape, Fault<'TOO_LARGE'>> {
  if (mask.count > MOST_PAINTED_VOXELS) return err('TOO_LARGE', 'So much is painted that it cannot be one structure. Narrow the range of values, make the box smaller, or remove a part.')
  const runs: number[] = []
  let value = 0, length = 0
  for (const bit of mask.bits) {
    if (bit !== value) {
      runs.push(length)
      value = bit
      length = 0
    }
    length += 1
  }
  runs.push(length)
  if (runs.length > MOST_RUNS) return err('TOO_LARGE', 'What was filled is scattered: more noise than a structure. Narrow the range of values or make the box smaller.')
  const frame = gridFrame(geometry)
  const grid = { originLpsMm: tuple(indexToLps(frame, ...mask.low)), columnStepMm: tuple(frame.columnStep), rowStepMm: tuple(frame.rowStep), sliceStepMm: tuple(frame.sliceStep), size: tuple(mask.size) }
  const cut = boxSides.filter((side) => cutAt.includes(side) || isAt(mask, side, [0, 0, 0], [frame.size[0] - 1, frame.size[1] - 1, frame.size[2] - 1]))
  return ok({ form: 'painted', grid, runs, voxels: mask.count, ...(cut.length === 0 || mask.count === 0 ? {} : { cutAt: cut }) })
}

const placeOf = (side: BoxSide): { readonly axis: 0 | 1 | 2; readonly isHigh: boolean } => ({ axis: side.startsWith('column') ? 0 : side.startsWith('row') ? 1 : 2, isHigh: side.endsWith('High') })

/** Whether a mask reaches one side of a box of voxels, both ends included. */
function isAt({ low, size, count }: VoxelMask, side: BoxSide, boxLow: Triple, boxHigh: Triple): boolean {
  const { axis, isHigh } = placeOf(side)
  return count > 0 && (isHigh ? low[axis] + size[axis] - 1 >= boxHigh[axis] : low[axis] <= boxLow[axis])
}

/**
 * At which sides a drawing is cut after more was painted or filled: sides of the box that was filled, and those where it was
 * cut before, as long as nothing was added beyond them.
 *
 * @frame   voxelIndex of the volume
 * @source  the app's own rule: where a box ended and not the structure, the structure may go on
 * @limits  a cut that comes to lie within the drawing's own box is forgotten
 */
export function cutSides(mask: VoxelMask, known: { readonly mask: VoxelMask; readonly cutAt: readonly BoxSide[] }, filled: { readonly mask: VoxelMask; readonly low: Triple; readonly high: Triple } | null = null): readonly BoxSide[] {
  return boxSides.filter((side) => (known.cutAt.includes(side) && endsWith(mask, known.mask, side)) || (filled !== null && isAt(filled.mask, side, filled.low, filled.high) && endsWith(mask, filled.mask, side)))
}

/**
 * At which sides of its box a tube ends that becomes painted: by the way it leaves each of its ends.
 *
 * @frame   patientLps in, sides by the directions of the volume's grid
 * @source  the largest part of the direction, in voxels' own lengths
 * @limits  an end that lies within the tube's own box is not found
 */
export function sidesOfEnds(centreLine: readonly PatientPoint[], geometry: VolumeGrid): readonly BoxSide[] {
  const frame = gridFrame(geometry)
  const leaves = (from: PatientPoint | undefined, end: PatientPoint | undefined): readonly BoxSide[] => {
    if (from === undefined || end === undefined) return []
    const [a, b] = [lpsToIndex(frame, from), lpsToIndex(frame, end)]
    const along = ([0, 1, 2] as const).map((axis) => (b[axis] - a[axis]) * geometry.spacingMm[axis])
    const most = Math.max(...along.map(Math.abs))
    return boxSides.filter((side) => {
      const { axis, isHigh } = placeOf(side)
      const part = along[axis] ?? Number.NaN
      return most > 0 && Math.abs(part) === most && part > 0 === isHigh
    })
  }
  return [...leaves(centreLine[1], centreLine[0]), ...leaves(centreLine.at(-2), centreLine.at(-1))]
}

/** Whether the whole ends at a side where its part does: nothing was added beyond, nor that end taken away. */
function endsWith(whole: VoxelMask, part: VoxelMask, side: BoxSide): boolean {
  const { axis, isHigh } = placeOf(side)
  return isHigh ? whole.low[axis] + whole.size[axis] === part.low[axis] + part.size[axis] : whole.low[axis] === part.low[axis]
}

/**
 * A drawing without a voxel, to begin with.
 *
 * @frame   patientLps
 * @units   mm
 */
export function emptyPainted(geometry: VolumeGrid): PaintedShape {
  const frame = gridFrame(geometry)
  return { form: 'painted', grid: { originLpsMm: tuple(frame.origin), columnStepMm: tuple(frame.columnStep), rowStepMm: tuple(frame.rowStep), sliceStepMm: tuple(frame.sliceStep), size: [0, 0, 0] }, runs: [], voxels: 0 }
}

function bitsOf({ grid: { size }, runs }: PaintedShape): Uint8Array {
  const bits = new Uint8Array(size[0] * size[1] * size[2])
  let at = 0
  for (const [index, length] of runs.entries()) {
    if (index % 2 === 1) bits.fill(1, at, at + length)
    at += length
  }
  return bits
}

/**
 * A drawing as voxels of the volume that it was painted on.
 *
 * @frame   patientLps in, voxelIndex out
 */
export function maskOf(shape: PaintedShape, geometry: VolumeGrid): VoxelMask {
  const [column, row, slice] = lpsToIndex(gridFrame(geometry), shape.grid.originLpsMm)
  return { low: [Math.round(column), Math.round(row), Math.round(slice)], size: shape.grid.size, bits: bitsOf(shape), count: shape.voxels }
}

/**
 * A drawing laid onto another scan.
 *
 * @frame   patientLps of both scans
 * @units   mm
 * @source  a rigid movement takes the grid's origin and its steps along
 */
export function movedPainted(shape: PaintedShape, move: (point: PatientPoint) => PatientPoint): PaintedShape {
  const { grid } = shape
  const origin = move(grid.originLpsMm)
  const turned = (step: PatientPoint): Tuple => tuple(vectorSubtract(move(vectorAdd(grid.originLpsMm, step)), origin))
  return { ...shape, grid: { ...grid, originLpsMm: tuple(origin), columnStepMm: turned(grid.columnStepMm), rowStepMm: turned(grid.rowStepMm), sliceStepMm: turned(grid.sliceStepMm) } }
}

/** Faces of voxels that border on nothing: centre and axis (three more where the drawing is cut), in groups that lie in a ball each. */
export type PreparedPainted = {
  readonly frame: GridFrame
  readonly bits: Uint8Array
  readonly faces: Float64Array
  /** x, y, z, reach of each group's ball. */
  readonly groups: Float64Array
  /** Where each group's faces begin, and the end. */
  readonly starts: Int32Array
}

const FACE = 4
const CUT = 3
const GROUP = 4
/** Voxels along each edge of a group: so many that a look at its ball saves most faces, so few that the ball is small. */
const BLOCK = 6

const known = new WeakMap<PaintedShape, PreparedPainted>()

/**
 * A painted drawing in the form in which it is measured many times.
 *
 * @frame   patientLps
 * @units   mm
 * @source  the rim of the voxels' own boxes; bounding balls after C. Ericson, Real-Time Collision Detection, 6.5
 */
export function preparePainted(shape: PaintedShape): PreparedPainted {
  const there = known.get(shape)
  if (there !== undefined) return there
  const made = cutFaces(shape)
  known.set(shape, made)
  return made
}

function frameOf({ grid }: PaintedShape): GridFrame {
  const length = ([x, y, z]: Triple): number => Math.hypot(x, y, z)
  const over = ([x, y, z]: Triple): Triple => { const by = length([x, y, z]); return [x / by, y / by, z / by] }
  return gridFrame({
    dimensions: grid.size, originLpsMm: grid.originLpsMm, spacingMm: [length(grid.columnStepMm), length(grid.rowStepMm), length(grid.sliceStepMm)],
    directionLps: [...over(grid.columnStepMm), ...over(grid.rowStepMm), ...over(grid.sliceStepMm)], sliceStepLpsMm: grid.sliceStepMm,
  })
}

function cutFaces(shape: PaintedShape): PreparedPainted {
  const frame = frameOf(shape)
  const bits = bitsOf(shape)
  const { size } = frame
  const isIn = (i: number, j: number, k: number): boolean => i >= 0 && j >= 0 && k >= 0 && i < size[0] && j < size[1] && k < size[2] && bits[(k * size[1] + j) * size[0] + i] === 1
  const blocks = new Map<number, number[]>()
  for (let k = 0; k < size[2]; k += 1) for (let j = 0; j < size[1]; j += 1) for (let i = 0; i < size[0]; i += 1) {
    if (!isIn(i, j, k)) continue
    const cut = (shape.cutAt ?? []).some((side) => isBorder(side, [i, j, k], size)) ? CUT : 0
    for (const axis of [0, 1, 2] as const) for (const side of [-1, 1]) {
      const step: Triple = [axis === 0 ? side : 0, axis === 1 ? side : 0, axis === 2 ? side : 0]
      if (isIn(i + step[0], j + step[1], k + step[2])) continue
      const block = (Math.floor(k / BLOCK) * 4096 + Math.floor(j / BLOCK)) * 4096 + Math.floor(i / BLOCK)
      const faces = blocks.get(block) ?? []
      blocks.set(block, faces)
      faces.push(...indexToLps(frame, i + step[0] / 2, j + step[1] / 2, k + step[2] / 2), axis + cut)
    }
  }
  const halfFace = halfDiagonal(frame)
  const groups: number[] = [], starts = [0]
  for (const faces of blocks.values()) {
    const middle = [0, 1, 2].map((axis) => {
      let low = Infinity, high = -Infinity
      for (let at = axis; at < faces.length; at += FACE) {
        low = Math.min(low, faces[at] ?? Number.NaN)
        high = Math.max(high, faces[at] ?? Number.NaN)
      }
      return (low + high) / 2
    })
    let reach = 0
    for (let at = 0; at < faces.length; at += FACE) reach = Math.max(reach, Math.hypot(num(faces, at) - num(middle, 0), num(faces, at + 1) - num(middle, 1), num(faces, at + 2) - num(middle, 2)))
    groups.push(...middle, reach + halfFace)
    starts.push((starts.at(-1) ?? 0) + faces.length)
  }
  const all = new Float64Array(starts.at(-1) ?? 0)
  for (const [index, faces] of [...blocks.values()].entries()) all.set(faces, starts[index])
  return { frame, bits, faces: all, groups: Float64Array.from(groups), starts: Int32Array.from(starts) }
}

function isBorder(side: BoxSide, index: Triple, size: Triple): boolean {
  const { axis, isHigh } = placeOf(side)
  return index[axis] === (isHigh ? size[axis] - 1 : 0)
}

const num = (values: ArrayLike<number>, at: number): number => values[at] ?? Number.NaN
/** The farthest that a face reaches from its centre, whatever its axis. */
const halfDiagonal = ({ columnStep, rowStep, sliceStep }: GridFrame): number => (Math.hypot(...columnStep) + Math.hypot(...rowStep) + Math.hypot(...sliceStep)) / 2

/**
 * Whether a point lies in a painted drawing.
 *
 * @frame   patientLps
 * @source  the voxel whose box holds the point
 */
export function isPainted({ frame, bits }: PreparedPainted, point: PatientPoint): boolean {
  const [i, j, k] = lpsToIndex(frame, point).map(Math.round)
  const { size } = frame
  return i !== undefined && j !== undefined && k !== undefined && i >= 0 && j >= 0 && k >= 0 && i < size[0] && j < size[1] && k < size[2] && bits[(k * size[1] + j) * size[0] + i] === 1
}

/**
 * Places on the rim of a painted drawing, evenly picked, at most so many.
 *
 * @frame   patientLps
 * @units   mm
 */
export function rimPoints(shape: PaintedShape, most: number): readonly PatientPoint[] {
  const { faces } = preparePainted(shape)
  const count = faces.length / FACE
  const step = Math.max(1, Math.ceil(count / most))
  return Array.from({ length: Math.ceil(count / step) }, (_, index): PatientPoint => [num(faces, index * step * FACE), num(faces, index * step * FACE + 1), num(faces, index * step * FACE + 2)])
}

/**
 * The place on the rim of what is painted that is nearest to a point, to half a voxel.
 *
 * @frame   patientLps
 * @units   mm
 * @source  the centres of the rim's faces
 */
export function nearestOnRim({ faces }: PreparedPainted, [x, y, z]: PatientPoint): { readonly placeLpsMm: PatientPoint; readonly gapMm: number } {
  let [nearest, least] = [0, Infinity]
  for (let at = 0; at < faces.length; at += FACE) {
    const squared = (num(faces, at) - x) ** 2 + (num(faces, at + 1) - y) ** 2 + (num(faces, at + 2) - z) ** 2
    if (squared < least) [nearest, least] = [at, squared]
  }
  return { placeLpsMm: [num(faces, nearest), num(faces, nearest + 1), num(faces, nearest + 2)], gapMm: Math.sqrt(least) }
}

const LOOK_EVERY_MM = 0.1
/** Within a structure it does not matter how deep to a tenth of a millimetre: the needle meets it. */
const DEPTH_EVERY_MM = 0.5

/**
 * How near a needle's centre line comes to the rim of what is painted; where it runs inside, less the greatest depth.
 *
 * @frame   patientLps
 * @units   mm; `alongMm` from the entry along the needle
 * @source  nearest points of a segment and of the faces of the painted voxels, by alternating projection (W. Cheney and A. A.
 *          Goldstein, 1959)
 * @limits  exact to 0.01 mm against the voxels' boxes; what is painted is itself no finer than a voxel. A needle that cuts less
 *          than 0.1 mm off a corner counts as touching. Nothing farther than `withinMm` is looked for
 */
export function gapToPainted(path: Segment, painted: PreparedPainted, withinMm = Infinity): TubeGap {
  const needle = needleOn(path)
  const lengthMm = Math.sqrt(needle.squared)
  const outside = nearestRim(needle, painted, withinMm)
  if (outside.gapMm > LOOK_EVERY_MM) {
    // Where the rim is farther away than the steps are long, the needle as a whole lies on one side of it.
    if (!isPainted(painted, path[0])) return { ...outside, alongMm: outside.alongMm * lengthMm }
  }
  let deepest: TubeGap | null = null
  const steps = Math.max(1, Math.ceil(lengthMm / LOOK_EVERY_MM))
  let sinceMm = Infinity
  for (let step = 0; step <= steps; step += 1) {
    const t = step / steps
    const point: PatientPoint = [needle.ex + t * needle.ux, needle.ey + t * needle.uy, needle.ez + t * needle.uz]
    sinceMm += LOOK_EVERY_MM
    if (!isPainted(painted, point)) continue
    if (deepest !== null && sinceMm < DEPTH_EVERY_MM) continue
    sinceMm = 0
    const depthMm = nearestRim(needleOn([point, point]), painted, Infinity).gapMm
    if (deepest === null || -depthMm < deepest.gapMm) deepest = { gapMm: -depthMm, alongMm: t * lengthMm, endsThere: false }
  }
  return deepest ?? { ...outside, alongMm: outside.alongMm * lengthMm }
}

/** `alongMm` as a fraction. */
function nearestRim(needle: Needle, { frame, faces, groups, starts }: PreparedPainted, withinMm: number): TubeGap {
  const best: TubeGap = { gapMm: withinMm, alongMm: 0, endsThere: false }
  const reach = halfDiagonal(frame)
  const edges = [[frame.rowStep, frame.sliceStep], [frame.columnStep, frame.sliceStep], [frame.columnStep, frame.rowStep]] as const
  const least = new Float64Array(groups.length / GROUP)
  let first = 0
  for (let group = 0; group < least.length; group += 1) {
    const at = group * GROUP
    least[group] = distanceTo(needle, num(groups, at), num(groups, at + 1), num(groups, at + 2)) - num(groups, at + 3)
    if (num(least, group) < num(least, first)) first = group
  }
  const measure = (group: number): void => {
    if (num(least, group) > best.gapMm) return
    for (let at = num(starts, group); at < num(starts, group + 1); at += FACE) {
      const [x, y, z] = [num(faces, at), num(faces, at + 1), num(faces, at + 2)]
      if (distanceTo(needle, x, y, z) - reach > best.gapMm) continue
      const axis = num(faces, at + 3)
      const [u, v] = edges[axis % CUT] ?? edges[0]
      if (measureFace(needle, [x, y, z], u, v, best)) best.endsThere = axis >= CUT
    }
  }
  // The nearest group first: what it gives rules most of the others out.
  measure(first)
  for (let group = 0; group < least.length; group += 1) if (group !== first) measure(group)
  return best
}

const MOST_TURNS = 60
const clampHalf = (value: number): number => (value > 0.5 ? 0.5 : value < -0.5 ? -0.5 : value)

/** The nearest places of the needle and of one face, found by going to and fro between them; whether they are the nearest so far. */
function measureFace(needle: Needle, [x, y, z]: Triple, u: Triple, v: Triple, best: TubeGap): boolean {
  const [uu, vv, uv] = [u[0] * u[0] + u[1] * u[1] + u[2] * u[2], v[0] * v[0] + v[1] * v[1] + v[2] * v[2], u[0] * v[0] + u[1] * v[1] + u[2] * v[2]]
  let t = fractionAt(needle, x, y, z)
  let a = 0, b = 0, before = Infinity
  for (let turn = 0; turn < MOST_TURNS; turn += 1) {
    const [dx, dy, dz] = [needle.ex + t * needle.ux - x, needle.ey + t * needle.uy - y, needle.ez + t * needle.uz - z]
    const [du, dv] = [dx * u[0] + dy * u[1] + dz * u[2], dx * v[0] + dy * v[1] + dz * v[2]]
    // Edges of a tilted stack are not at right angles: each is settled for the other's place.
    for (let sweep = uv === 0 ? 1 : 4; sweep > 0; sweep -= 1) {
      a = clampHalf((du - b * uv) / uu)
      b = clampHalf((dv - a * uv) / vv)
    }
    const [px, py, pz] = [x + a * u[0] + b * v[0], y + a * u[1] + b * v[1], z + a * u[2] + b * v[2]]
    t = fractionAt(needle, px, py, pz)
    const gap = Math.hypot(needle.ex + t * needle.ux - px, needle.ey + t * needle.uy - py, needle.ez + t * needle.uz - pz)
    if (before - gap < 1e-5) break
    before = gap
  }
  const gap = Math.hypot(needle.ex + t * needle.ux - x - a * u[0] - b * v[0], needle.ey + t * needle.uy - y - a * u[1] - b * v[1], needle.ez + t * needle.uz - z - a * u[2] - b * v[2])
  if (gap >= best.gapMm) return false
  best.gapMm = gap
  best.alongMm = t
  return true
}
