import { labelComponents, largestComponent } from './components.ts'
import { cappedDistanceSquared } from './distanceMap.ts'
import { gridFrame, type GridFrame, type HuVolume, shrinkVolume, stepLengthsMm, type Triple } from './huVolume.ts'

/** Between air and skin: half of the way up to fat, the usual level for a skin surface. */
export const SKIN_HU = -300
const CELL_MM = 2
/** Shells and plates thinner than twice this are no patient: tables, head rests, straps. */
const THIN_MM = 6
/** Ears, nose and lips are cut off with the table; a piece this small that hangs on the body is given back. */
const SMALL_PIECE_MM = 45
/** A piece with less cross-section than this is a needle, a wire or a tube, mm². */
const SLENDER_MM2 = 45
/** Air channels narrower than twice this are not entered from outside: nostrils, ear canals, creases. */
const NARROW_AIR_MM = 5
const LONG_BORDER_MM = 20
/** Less than this is no patient. */
const SMALLEST_BODY_MM3 = 100_000

/** The patient on a coarse grid: 1 inside the skin, airway and sinuses included; 0 outside, table included. */
export type BodyMask = {
  readonly coarse: HuVolume
  readonly frame: GridFrame
  readonly mask: Uint8Array
  /** The grid axis (0 column, 1 row, 2 slice) that runs nearest to feet-head. */
  readonly headAxis: 0 | 1 | 2
  /** Whether the body reaches the sides of the field, not counting its head and feet ends. */
  readonly isCutAtSides: boolean
}

/**
 * Separates the patient from air, table and head rest.
 *
 * @frame   a grid of about 2 mm in the volume's own axes
 * @units   HU, mm
 * @limits  a head rest thicker than 12 mm, denser than −300 HU and pressed against the skin stays with the body.
 *          Air that is closed off within a slice across the patient counts as inside
 * @returns null when nothing in the volume is as large as a patient
 */
export function findBody(volume: HuVolume): BodyMask | null {
  const coarse = shrinkVolume(volume, CELL_MM, 2_000_000)
  const frame = gridFrame(coarse.geometry)
  const spacing = stepLengthsMm(frame)
  const dense = new Uint8Array(coarse.values.length)
  for (let n = 0; n < dense.length; n += 1) dense[n] = (coarse.values[n] ?? NaN) > SKIN_HU ? 1 : 0
  const body = withoutThinParts(dense, frame.size, spacing)
  if (body === null) return null
  const headAxis = nearestToHead(frame)
  fillClosedAir(body, frame.size, spacing, headAxis)
  return { coarse, frame, mask: body, headAxis, isCutAtSides: touchesSides(body, frame.size, headAxis) }
}

function withoutThinParts(dense: Uint8Array, size: Triple, spacing: Triple): Uint8Array | null {
  const thickness = cappedDistanceSquared(dense, 0, size, spacing, THIN_MM + 2 * Math.max(...spacing))
  const core = new Uint8Array(dense.length)
  for (let n = 0; n < core.length; n += 1) core[n] = (thickness[n] ?? NaN) > THIN_MM * THIN_MM ? 1 : 0
  const cores = labelComponents(core, size)
  const main = largestComponent(cores)
  if (main === null || main.count * spacing[0] * spacing[1] * spacing[2] < SMALLEST_BODY_MM3) return null
  for (let n = 0; n < core.length; n += 1) core[n] = cores.of[n] === main.label ? 1 : 0
  const fromCore = cappedDistanceSquared(core, 1, size, spacing, THIN_MM + 2 * Math.max(...spacing))
  const body = new Uint8Array(dense.length)
  const rest = new Uint8Array(dense.length)
  const within = (THIN_MM + 0.5 * Math.max(...spacing)) ** 2
  for (let n = 0; n < body.length; n += 1) {
    if (dense[n] === 0) continue
    if ((fromCore[n] ?? NaN) <= within) body[n] = 1
    else rest[n] = 1
  }
  giveBackSmallPieces(body, rest, size, spacing)
  return body
}

function giveBackSmallPieces(body: Uint8Array, rest: Uint8Array, size: Triple, spacing: Triple): void {
  const pieces = labelComponents(rest, size)
  const cellMm3 = spacing[0] * spacing[1] * spacing[2]
  const isSmall = new Uint8Array(pieces.components.length + 1)
  for (const piece of pieces.components) {
    const extents = ([0, 1, 2] as const).map((axis) => (piece.high[axis] - piece.low[axis] + 1) * spacing[axis])
    const length = Math.hypot(...extents)
    const isSlender = piece.count * cellMm3 / length < SLENDER_MM2 && length > 4 * THIN_MM
    isSmall[piece.label] = Math.max(...extents) <= SMALL_PIECE_MM && !isSlender ? 1 : 0
  }
  const hangsOn = new Uint8Array(pieces.components.length + 1)
  const plane = size[0] * size[1]
  for (let n = 0; n < body.length; n += 1) {
    const label = pieces.of[n] ?? NaN
    if (label === 0 || hangsOn[label] === 1) continue
    if (body[n - 1] === 1 || body[n + 1] === 1 || body[n - size[0]] === 1 || body[n + size[0]] === 1 || body[n - plane] === 1 || body[n + plane] === 1) hangsOn[label] = 1
  }
  for (let n = 0; n < body.length; n += 1) {
    const label = pieces.of[n] ?? NaN
    if (label !== 0 && isSmall[label] === 1 && hangsOn[label] === 1) body[n] = 1
  }
}

function nearestToHead(frame: GridFrame): 0 | 1 | 2 {
  const share = [frame.columnStep, frame.rowStep, frame.sliceStep].map((step) => Math.abs(step[2]) / Math.hypot(...step))
  const most = Math.max(...share)
  return most === share[2] ? 2 : most === share[1] ? 1 : 0
}

/** Outside is what the sides of each slice across the patient are joined to by wide enough air; the rest becomes body. */
function fillClosedAir(body: Uint8Array, size: Triple, spacing: Triple, headAxis: 0 | 1 | 2): void {
  const inSlice: [number, number, number] = [spacing[0], spacing[1], spacing[2]]
  inSlice[headAxis] = Infinity
  const cap = NARROW_AIR_MM + 2 * Math.max(...spacing)
  const toBody = cappedDistanceSquared(body, 1, size, inSlice, cap)
  const wide = new Uint8Array(body.length)
  for (let n = 0; n < wide.length; n += 1) wide[n] = (toBody[n] ?? NaN) > NARROW_AIR_MM * NARROW_AIR_MM ? 1 : 0
  openLongBorders(body, wide, size, spacing, headAxis)
  const outside = floodFromSides(wide, size, headAxis)
  const toOutside = cappedDistanceSquared(outside, 1, size, inSlice, cap)
  const within = (NARROW_AIR_MM + 0.5 * Math.max(...spacing)) ** 2
  for (let n = 0; n < body.length; n += 1) if (body[n] === 0 && !((toOutside[n] ?? NaN) <= within)) body[n] = 1
}

/** A strip of air between body and the side of the field is outside however narrow, if it is too long for a nostril. */
function openLongBorders(body: Uint8Array, wide: Uint8Array, size: Triple, spacing: Triple, headAxis: 0 | 1 | 2): void {
  const strides: Triple = [1, size[0], size[0] * size[1]]
  const [a, b] = headAxis === 2 ? [0, 1] as const : headAxis === 1 ? [0, 2] as const : [1, 2] as const
  const openRuns = (start: number, along: 0 | 1 | 2): void => {
    for (let n = 0, from = 0; n <= size[along]; n += 1) {
      if (n < size[along] && body[start + n * strides[along]] === 0) continue
      if ((n - from) * spacing[along] >= LONG_BORDER_MM) for (let m = from; m < n; m += 1) wide[start + m * strides[along]] = 1
      from = n + 1
    }
  }
  for (let s = 0; s < size[headAxis]; s += 1) {
    const start = s * strides[headAxis]
    openRuns(start, a)
    openRuns(start + (size[b] - 1) * strides[b], a)
    openRuns(start, b)
    openRuns(start + (size[a] - 1) * strides[a], b)
  }
}

/**
 * What of `open` is reached from the sides of each slice without leaving it.
 *
 * @frame   voxelIndex
 * @units   1 where reached
 * @source  flood fill over the four neighbours in the slice
 */
export function floodFromSides(open: Uint8Array, size: Triple, headAxis: 0 | 1 | 2): Uint8Array {
  const strides: Triple = [1, size[0], size[0] * size[1]]
  const [a, b] = headAxis === 2 ? [0, 1] as const : headAxis === 1 ? [0, 2] as const : [1, 2] as const
  const reached = new Uint8Array(open.length)
  const stack: number[] = []
  const visit = (at: number): void => {
    if (open[at] !== 1 || reached[at] === 1) return
    reached[at] = 1
    stack.push(at)
  }
  for (let s = 0; s < size[headAxis]; s += 1) {
    const start = s * strides[headAxis]
    for (let p = 0; p < size[a]; p += 1) { visit(start + p * strides[a]); visit(start + p * strides[a] + (size[b] - 1) * strides[b]) }
    for (let q = 0; q < size[b]; q += 1) { visit(start + q * strides[b]); visit(start + q * strides[b] + (size[a] - 1) * strides[a]) }
    for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
      const p = Math.floor(at / strides[a]) % size[a], q = Math.floor(at / strides[b]) % size[b]
      if (p > 0) visit(at - strides[a])
      if (p < size[a] - 1) visit(at + strides[a])
      if (q > 0) visit(at - strides[b])
      if (q < size[b] - 1) visit(at + strides[b])
    }
  }
  return reached
}

function touchesSides(body: Uint8Array, size: Triple, headAxis: 0 | 1 | 2): boolean {
  const strides: Triple = [1, size[0], size[0] * size[1]]
  const axes = ([0, 1, 2] as const).filter((axis) => axis !== headAxis)
  for (let n = 0; n < body.length; n += 1) {
    if (body[n] === 1 && axes.some((axis) => { const at = Math.floor(n / strides[axis]) % size[axis]; return at === 0 || at === size[axis] - 1 })) return true
  }
  return false
}
