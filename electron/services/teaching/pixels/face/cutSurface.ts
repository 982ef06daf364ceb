import { createHash } from 'node:crypto'
import type { FramePixels } from '#electron/services/teaching/pixels/cleanedPixels.ts'
import type { FaceExtent, FrontView } from './faceSurface.ts'
import type { VolumeSlice } from './sections.ts'

/** What lies before this y goes; −Infinity where nothing does. */
export type CutSurface = FrontView & { readonly yMm: Float32Array }

/** Nose, lips and eyes are smaller than this: the deepest skin around a place tells nothing of them. */
const SMOOTHED_MM = 26
const LEAST_DEPTH_MM = 8
const MOST_DEPTH_MM = 18
/** Nostrils and an open mouth lead deep into the head: so much of the skin nearby may lie deeper than what counts. */
const SHARE_BEFORE = 0.8
/** How far apart the random depths lie; between them the surface is even. */
const BUMP_MM = 24
/** Not further into the head than this part of its depth: before the spine. */
const DEEPEST_SHARE = 0.38
/** The soft parts below the chin go with it. */
const BELOW_CHIN_MM = 6

/** A surface behind the face that has nothing of its form, rougher by chance so that its distance from the skin can't be guessed. */
export function cutSurface(view: FrontView, face: FaceExtent, seed: string): CutSurface {
  const { columns, rows, cellMm } = view
  const reach = Math.round(SMOOTHED_MM / cellMm)
  const deepest = behindMost(behindMost(view.frontYMm, columns, rows, reach, 1), columns, rows, reach, columns)
  const bump = bumps(seed)
  const yMm = new Float32Array(view.frontYMm.length).fill(-Infinity)
  for (let row = 0; row < rows; row += 1) {
    const z = view.fromZMm + row * cellMm
    if (z < face.fromZMm - BELOW_CHIN_MM) continue
    const limit = limitAt(view, row, face)
    for (let column = 0; column < columns; column += 1) {
      const skin = deepest[row * columns + column] ?? NaN
      if (Number.isNaN(skin)) continue
      yMm[row * columns + column] = Math.min(limit, skin + LEAST_DEPTH_MM + (MOST_DEPTH_MM - LEAST_DEPTH_MM) * bump(column * cellMm / BUMP_MM, row * cellMm / BUMP_MM))
    }
  }
  return { ...view, yMm }
}

/** The y that most of the skin within reach lies before. */
function behindMost(values: Float32Array, columns: number, rows: number, reach: number, stride: number): Float32Array {
  const result = new Float32Array(values.length).fill(NaN)
  const within = new Float32Array(2 * reach + 1)
  let count = 0
  for (let row = 0; row < rows; row += 1) for (let column = 0; column < columns; column += 1) {
    const place = stride === 1 ? column : row
    const last = stride === 1 ? columns - 1 : rows - 1
    const at = row * columns + column
    count = 0
    for (let n = Math.max(0, place - reach); n <= Math.min(last, place + reach); n += 1) {
      const value = values[at + (n - place) * stride] ?? NaN
      if (Number.isNaN(value)) continue
      within[count] = value
      count += 1
    }
    if (count > 0) result[at] = within.subarray(0, count).sort()[Math.floor(SHARE_BEFORE * (count - 1))] ?? NaN
  }
  return result
}

/** How far the cut may go at a level: a part of the depth of the head there, and of the levels around. */
function limitAt(view: FrontView, row: number, face: FaceExtent): number {
  const middle = Math.round((face.middleXMm - view.fromXMm) / view.cellMm)
  const reach = Math.round(SMOOTHED_MM / view.cellMm)
  let front = Infinity, back = -Infinity
  for (let y = Math.max(0, row - reach); y <= Math.min(view.rows - 1, row + reach); y += 1) for (let x = Math.max(0, middle - reach); x <= Math.min(view.columns - 1, middle + reach); x += 1) {
    const at = y * view.columns + x
    if (view.fromZMm + y * view.cellMm < face.fromZMm) continue
    const skin = view.frontYMm[at] ?? NaN
    if (Number.isNaN(skin)) continue
    front = Math.min(front, skin)
    back = Math.max(back, view.backYMm[at] ?? NaN)
  }
  return front + DEEPEST_SHARE * (back - front)
}

/** Smooth random heights between 0 and 1 that the seed alone decides. */
function bumps(seed: string): (x: number, z: number) => number {
  const known = new Map<string, number>()
  const at = (x: number, z: number): number => {
    const key = `${x} ${z}`
    const height = known.get(key) ?? createHash('sha256').update(`${seed} ${key}`).digest().readUInt32LE(0) / 2 ** 32
    known.set(key, height)
    return height
  }
  const eased = (t: number): number => t * t * (3 - 2 * t)
  return (x, z) => {
    const left = Math.floor(x), below = Math.floor(z)
    const right = eased(x - left), up = eased(z - below)
    return (at(left, below) * (1 - right) + at(left + 1, below) * right) * (1 - up) + (at(left, below + 1) * (1 - right) + at(left + 1, below + 1) * right) * up
  }
}

/** The pixels of a slice that lie before one of the surfaces, by where each of them lies in the patient. */
export function cutBefore(cuts: readonly CutSurface[], { object, plane }: VolumeSlice): FramePixels {
  const { columns, rows } = object.image
  const { positionLpsMm: o, rowDirectionLps: across, columnDirectionLps: down } = plane
  const columnMm = plane.columnSpacingMm ?? NaN, rowMm = plane.rowSpacingMm ?? NaN
  const runs: number[] = []
  for (let row = 0; row < rows; row += 1) {
    let start = -1
    for (let column = 0; column <= columns; column += 1) {
      const a = column * columnMm, b = row * rowMm
      const x = o[0] + a * across[0] + b * down[0], y = o[1] + a * across[1] + b * down[1], z = o[2] + a * across[2] + b * down[2]
      const isBefore = column < columns && cuts.some((cut) => y < surfaceAt(cut, x, z))
      if (isBefore && start < 0) start = column
      if (!isBefore && start >= 0) {
        runs.push(row * columns + start, row * columns + column)
        start = -1
      }
    }
  }
  return Uint32Array.from(runs)
}

function surfaceAt(cut: CutSurface, x: number, z: number): number {
  const column = Math.round((x - cut.fromXMm) / cut.cellMm), row = Math.round((z - cut.fromZMm) / cut.cellMm)
  if (row < 0 || row >= cut.rows || column < 0 || column >= cut.columns) return -Infinity
  return cut.yMm[row * cut.columns + column] ?? -Infinity
}
