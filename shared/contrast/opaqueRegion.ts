import { labelComponents } from '#shared/imageAnalysis/components.ts'
import { blurPlane } from './planeFilters.ts'
import { noiseAt, type NoiseMap } from './runNoise.ts'
import { ABOVE_RESIDUE } from './shiftResidue.ts'

export type OpaqueRegion = {
  readonly columns: number
  readonly rows: number
  /** 1 where it is opaque. */
  readonly mask: Uint8Array
  /** The blurred subtraction that the threshold was asked of. */
  readonly opacity: Float32Array
  readonly threshold: number
  readonly pieces: readonly OpaquePiece[]
}

export type OpaquePiece = {
  readonly pixels: readonly number[]
  /** First and last [column, row]. */
  readonly low: readonly [column: number, row: number]
  readonly high: readonly [column: number, row: number]
}

export type OpaqueOptions = {
  /** Opacity from which on a pixel counts; proposed from the noise where left out. */
  readonly threshold?: number
  /** Only what hangs together with a place near this point: tip or joint. All large pieces where left out. */
  readonly connectedTo?: { readonly point: readonly [column: number, row: number]; readonly reachPx: number }
  /** What the moved mask may be wrong by, lying as the picture lies: see shiftResidue.ts. */
  readonly residue?: Float32Array | null
}

/** Blur before the threshold, no more than the noise asks for: a blur widens what is narrow. */
const BLUR_PX = { clear: 0.7, faint: 1 } as const
/** A threshold of so many typical deviations of a frame's noise needs less blur. */
const CLEAR_IN_NOISE = 4.5
/** The blur leaves about two fifths of the noise of a frame: this is four of it. */
const THRESHOLD_IN_NOISE = 1.6
/** Contrast holds back scattered light around it, so that its surroundings look denser by a few hundredths of its own opacity. */
const THRESHOLD_OF_PEAK = 0.12
/** The peak is the value that so many pixels exceed. */
const PEAK_PIXELS = 20
/** A piece must stand out on average by so many deviations of a frame's noise where it lies: behind bone noise makes pieces. */
const PIECE_IN_NOISE = 1.5
/** Gaps of this many pixels do not part a piece: noise does. */
const BRIDGE_PX = 2
/** Noise makes larger pieces near a faint threshold. */
const SMALLEST_PIECE_PX = { clear: 20, faint: 40 } as const

/**
 * What is opaque on a subtracted picture: above a threshold, in pieces too large to be noise.
 *
 * @frame   imageIndex
 * @units   attenuation; pixels
 * @source  none; the proposed threshold is 1.6 times the typical noise of a frame, or an eighth of the peak where that is
 *          more, and is shown to be changed
 * @limits  thin or dilute contrast below the threshold is not in it, nor what lies on a moved needle and is no denser than
 *          what its movement leaves
 */
export function findOpaque(subtracted: Float32Array, usable: Uint8Array, noise: NoiseMap, options: OpaqueOptions = {}): OpaqueRegion {
  const { columns, rows } = noise
  const threshold = options.threshold ?? proposeThreshold(subtracted, usable, noise)
  const level = threshold >= CLEAR_IN_NOISE * typicalNoise(noise) ? 'clear' : 'faint'
  const opacity = blurPlane(subtracted, columns, rows, BLUR_PX[level], new Float32Array(subtracted.length), new Float32Array(subtracted.length))
  const above = withoutPinholes(aboveThreshold(opacity, usable, threshold, options.residue ?? null), columns, rows, usable)
  const labels = labelComponents(widened(above, columns, rows), [columns, rows, 1])
  const groups = new Map<number, number[]>()
  for (let at = 0; at < above.length; at += 1) {
    if (above[at] !== 1) continue
    const label = labels.of[at] ?? 0
    const group = groups.get(label)
    if (group === undefined) groups.set(label, [at])
    else group.push(at)
  }
  const pieces = [...groups.values()].filter((pixels) => pixels.length >= SMALLEST_PIECE_PX[level] && standsOut(pixels, opacity, noise) && isConnected(pixels, columns, options)).map((pixels) => pieceOf(pixels, columns)).sort((a, b) => b.pixels.length - a.pixels.length)
  const mask = new Uint8Array(above.length)
  for (const { pixels } of pieces) for (const at of pixels) mask[at] = 1
  return { columns, rows, mask, opacity, threshold, pieces }
}

function aboveThreshold(opacity: Float32Array, usable: Uint8Array, threshold: number, residue: Float32Array | null): Uint8Array {
  const above = new Uint8Array(opacity.length)
  for (let at = 0; at < above.length; at += 1) {
    const value = opacity[at] ?? NaN
    above[at] = usable[at] === 1 && value > threshold && !(residue !== null && value < ABOVE_RESIDUE * (residue[at] ?? NaN)) ? 1 : 0
  }
  return above
}

/**
 * Noise dips below the threshold in single pixels, of which a faint flash would lose a twentieth of its area: a gap that no
 * cross of five pixels fits into is closed.
 */
function withoutPinholes(above: Uint8Array, columns: number, rows: number, usable: Uint8Array): Uint8Array {
  const isSet = (plane: Uint8Array, column: number, row: number): boolean => column >= 0 && row >= 0 && column < columns && row < rows && plane[row * columns + column] === 1
  const wide = new Uint8Array(above.length)
  const closed = new Uint8Array(above.length)
  for (let at = 0; at < above.length; at += 1) {
    const column = at % columns, row = Math.floor(at / columns)
    if (above[at] === 1 || isSet(above, column - 1, row) || isSet(above, column + 1, row) || isSet(above, column, row - 1) || isSet(above, column, row + 1)) wide[at] = 1
  }
  for (let at = 0; at < above.length; at += 1) {
    const column = at % columns, row = Math.floor(at / columns)
    const isInside = wide[at] === 1 && isSet(wide, column - 1, row) && isSet(wide, column + 1, row) && isSet(wide, column, row - 1) && isSet(wide, column, row + 1)
    if (above[at] === 1 || (isInside && usable[at] === 1)) closed[at] = 1
  }
  return closed
}

/**
 * The threshold to begin with.
 *
 * @units   attenuation
 * @source  none; see findOpaque
 */
export function proposeThreshold(subtracted: Float32Array, usable: Uint8Array, noise: NoiseMap): number {
  const opacity = blurPlane(subtracted, noise.columns, noise.rows, BLUR_PX.faint, new Float32Array(subtracted.length), new Float32Array(subtracted.length))
  const open = opacity.filter((_, at) => usable[at] === 1).sort()
  return Math.max(THRESHOLD_IN_NOISE * typicalNoise(noise), THRESHOLD_OF_PEAK * (open.at(-PEAK_PIXELS) ?? 0))
}

/**
 * From where to where a threshold says anything: below, noise alone is above it; above, hardly a pixel is.
 *
 * @units   attenuation
 * @source  none; two thirds of the typical noise of a frame, and nine tenths of the peak
 */
export function thresholdRange(subtracted: Float32Array, usable: Uint8Array, noise: NoiseMap): readonly [least: number, most: number] {
  const open = subtracted.filter((_, at) => usable[at] === 1).sort()
  const least = LEAST_IN_NOISE * typicalNoise(noise)
  return [least, Math.max(2 * least, MOST_OF_PEAK * (open.at(-PEAK_PIXELS) ?? 0))]
}

const LEAST_IN_NOISE = 2 / 3
const MOST_OF_PEAK = 0.9

function typicalNoise(noise: NoiseMap): number {
  const sorted = noise.sigma.toSorted()
  return sorted[sorted.length >> 1] ?? NaN
}

function standsOut(pixels: readonly number[], opacity: Float32Array, noise: NoiseMap): boolean {
  const sum = pixels.reduce((total, at) => total + (opacity[at] ?? NaN) / noiseAt(noise, at % noise.columns, Math.floor(at / noise.columns)), 0)
  return sum > PIECE_IN_NOISE * pixels.length
}

function isConnected(pixels: readonly number[], columns: number, { connectedTo }: OpaqueOptions): boolean {
  if (connectedTo === undefined) return true
  const { point, reachPx } = connectedTo
  return pixels.some((at) => Math.hypot((at % columns) - point[0], Math.floor(at / columns) - point[1]) <= reachPx)
}

function pieceOf(pixels: readonly number[], columns: number): OpaquePiece {
  let left = Infinity, right = -Infinity, top = Infinity, bottom = -Infinity
  for (const at of pixels) {
    const column = at % columns, row = Math.floor(at / columns)
    left = Math.min(left, column)
    right = Math.max(right, column)
    top = Math.min(top, row)
    bottom = Math.max(bottom, row)
  }
  return { pixels, low: [left, top], high: [right, bottom] }
}

/** Every pixel within a square of the bridge's half width of one that is set. */
function widened(mask: Uint8Array, columns: number, rows: number): Uint8Array {
  const reach = BRIDGE_PX >> 1
  const wide = new Uint8Array(mask.length)
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      if (mask[row * columns + column] !== 1) continue
      for (let j = Math.max(0, row - reach); j <= Math.min(rows - 1, row + reach); j += 1) wide.fill(1, j * columns + Math.max(0, column - reach), j * columns + Math.min(columns - 1, column + reach) + 1)
    }
  }
  return wide
}
