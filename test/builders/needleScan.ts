import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'

type Point = readonly [number, number, number]

/** A needle as steel lies: tip, unit vector from the tip to the hub, outer radius and length in mm. */
export type SteelNeedle = { readonly tip: Point; readonly toHub: Point; readonly radiusMm: number; readonly lengthMm: number }

export type NeedleScan = {
  readonly volume: HuVolume
  readonly needles: readonly SteelNeedle[]
  readonly skinY: number
}

export type NeedleScanSettings = {
  readonly seed: number
  readonly needles: readonly SteelNeedle[]
  readonly sizeMm: Point
  readonly pixelMm: number
  readonly sliceMm: number
  readonly tiltDeg: number
  readonly turnDeg: number
  readonly blurMm: number
  readonly noiseHu: number
  readonly streakHu: number
  readonly steelHu: number
  readonly bone: boolean
  readonly filling: boolean
}

/** Numbers that look random and are the same every time (xorshift32). */
export function drawsFrom(seed: number): () => number {
  let state = Math.imul(seed + 1, 2654435761) || 1
  return () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 4294967296
  }
}

/** Places within the shaft's round section and within the thickness of a slice over which steel is averaged. */
const disc: readonly (readonly [number, number])[] = [[0, 0], ...Array.from({ length: 5 }, (_, n) => [0.55 * Math.cos(n * 1.2566), 0.55 * Math.sin(n * 1.2566)] as const), ...Array.from({ length: 8 }, (_, n) => [0.9 * Math.cos(n * 0.7854), 0.9 * Math.sin(n * 0.7854)] as const)]
const heights = [-0.4, -0.2, 0, 0.2, 0.4]

/** A box of neck around the middle (0, 0, 0): skin towards +y, air behind it, bone, noise, streaks, steel. */
export function scanNeedles(settings: NeedleScanSettings): NeedleScan {
  const { pixelMm, sliceMm, sizeMm } = settings
  const tilt = (settings.tiltDeg * Math.PI) / 180, turn = (settings.turnDeg * Math.PI) / 180
  const row: Point = [Math.cos(turn), Math.sin(turn), 0]
  const column: Point = [-Math.sin(turn) * Math.cos(tilt), Math.cos(turn) * Math.cos(tilt), -Math.sin(tilt)]
  const normal: Point = [row[1] * column[2] - row[2] * column[1], row[2] * column[0] - row[0] * column[2], row[0] * column[1] - row[1] * column[0]]
  const size = [Math.round(sizeMm[0] / pixelMm), Math.round(sizeMm[1] / pixelMm), Math.round(sizeMm[2] / sliceMm)] as const
  const step: Point = [0, 0, sliceMm]
  const half = [(size[0] - 1) / 2, (size[1] - 1) / 2, (size[2] - 1) / 2] as const
  const origin = [0, 1, 2].map((axis) => -(half[0] * pixelMm * (row[axis] ?? 0) + half[1] * pixelMm * (column[axis] ?? 0) + half[2] * (step[axis] ?? 0)))
  const values = new Int16Array(size[0] * size[1] * size[2])
  const skinY = sizeMm[1] / 2 - 18
  const noise = noiseField(settings.seed, size)
  for (let k = 0, n = 0; k < size[2]; k += 1) for (let j = 0; j < size[1]; j += 1) for (let i = 0; i < size[0]; i += 1, n += 1) {
    const x = (origin[0] ?? 0) + i * pixelMm * row[0] + j * pixelMm * column[0]
    const y = (origin[1] ?? 0) + i * pixelMm * row[1] + j * pixelMm * column[1]
    const z = (origin[2] ?? 0) + i * pixelMm * row[2] + j * pixelMm * column[2] + k * sliceMm
    let hu = tissue(settings, x, y, z, skinY) + settings.noiseHu * (noise[n] ?? 0)
    for (const needle of settings.needles) hu = withNeedle(settings, needle, normal, x, y, z, hu)
    values[n] = Math.max(-1024, Math.min(3071, Math.round(hu))) + 1024
  }
  return {
    needles: settings.needles, skinY,
    volume: {
      values, toHu: { slope: 1, intercept: -1024 },
      geometry: {
        dimensions: [size[0], size[1], size[2]], spacingMm: [pixelMm, pixelMm, step[0] * normal[0] + step[1] * normal[1] + step[2] * normal[2]],
        originLpsMm: [origin[0] ?? 0, origin[1] ?? 0, origin[2] ?? 0], directionLps: [...row, ...column, ...normal], sliceStepLpsMm: [step[0], step[1], step[2]],
      },
    },
  }
}

/** Fat and muscle behind a curved skin, a lateral mass of bone with a dense shell, a filled tooth with its streaks. */
function tissue(settings: NeedleScanSettings, x: number, y: number, z: number, skinY: number): number {
  const skin = skinY - (x * x) / 150
  let hu = y > skin ? -1000 : y > skin - 6 ? -90 : 45 + 12 * Math.sin(0.5 * x + 0.3 * z) * Math.cos(0.4 * y)
  if (settings.bone) {
    const bx = x / 9, by = (y + sizeOfBone(settings)) / 9, bz = (z + 9) / 7
    const d = bx * bx + by * by + bz * bz
    if (d < 1) hu = d > 0.82 * 0.82 ? 1250 : 420
  }
  const fx = x + 12, fy = y + 14, fz = z - 3
  if (settings.filling && fx * fx + fy * fy + fz * fz < 9) hu = 3500
  return y > skin ? hu : hu + streakOf(fx, fy, 0.2 * z) * settings.streakHu
}

/** The phase is that of a whole row. */
const lastPhase = { phase: NaN, cos: NaN, sin: NaN }

/** cos(9 angle + phase), fainter with the distance; the ninth multiple of the angle as a cube of a cube, which is faster than an arc tangent. */
function streakOf(x: number, y: number, phase: number): number {
  const distance = Math.sqrt(x * x + y * y)
  if (phase !== lastPhase.phase) Object.assign(lastPhase, { phase, cos: Math.cos(phase), sin: Math.sin(phase) })
  if (distance === 0) return lastPhase.cos
  let c = x / distance, s = y / distance
  for (let cube = 0; cube < 2; cube += 1) [c, s] = [c * (c * c - 3 * s * s), s * (3 * c * c - s * s)]
  return (c * lastPhase.cos - s * lastPhase.sin) * Math.exp(-distance / 30)
}

const sizeOfBone = (settings: NeedleScanSettings): number => settings.sizeMm[1] / 2 - 14

function withNeedle(settings: NeedleScanSettings, needle: SteelNeedle, normal: Point, x: number, y: number, z: number, before: number): number {
  const { tip, toHub: d } = needle
  const px = x - tip[0], py = y - tip[1], pz = z - tip[2]
  const t = px * d[0] + py * d[1] + pz * d[2]
  if (t < -30 || t > needle.lengthMm + 4) return before
  const qx = px - t * d[0], qy = py - t * d[1], qz = pz - t * d[2]
  const q = Math.sqrt(qx * qx + qy * qy + qz * qz)
  if (q > 7) return before
  let hu = before
  // Beam hardening: dark along the line beyond the tip, dark and light bands beside the shaft.
  if (t < 0) hu -= 380 * Math.exp(t / 8) * Math.exp(-(q * q) / 1.6) * (1 - Math.exp(t / 0.6))
  else hu += -160 * Math.exp(-(((q - 2.2) / 0.9) ** 2)) + 50 * Math.exp(-(((q - 4.2) / 1.2) ** 2))
  if (q > 3.2 + settings.sliceMm) return hu
  return hu + settings.steelHu * steelShare(settings, needle, normal, px, py, pz)
}

/** Two directions across each needle: asked for every voxel, told once. */
const across = new WeakMap<SteelNeedle, { readonly u: Point; readonly v: Point }>()
function acrossOf(needle: SteelNeedle): { readonly u: Point; readonly v: Point } {
  const known = across.get(needle)
  if (known !== undefined) return known
  const { toHub: d } = needle
  const u: Point = Math.abs(d[2]) < 0.8 ? unit([-d[1], d[0], 0]) : unit([0, -d[2], d[1]])
  const told = { u, v: [d[1] * u[2] - d[2] * u[1], d[2] * u[0] - d[0] * u[2], d[0] * u[1] - d[1] * u[0]] as const }
  across.set(needle, told)
  return told
}

/** Share of steel in what a voxel sees: Gaussian blur in every direction, and the thickness of the slice. */
function steelShare(settings: NeedleScanSettings, needle: SteelNeedle, normal: Point, px: number, py: number, pz: number): number {
  const { toHub: d, radiusMm, lengthMm } = needle
  const { u, v } = acrossOf(needle)
  const sigma = settings.blurMm
  const area = Math.PI * radiusMm * radiusMm / (2 * Math.PI * sigma * sigma)
  let sum = 0
  for (const height of heights) {
    const h = height * settings.sliceMm
    const x = px + normal[0] * h, y = py + normal[1] * h, z = pz + normal[2] * h
    const t = x * d[0] + y * d[1] + z * d[2]
    const ends = 0.5 * (erf(t / (sigma * Math.SQRT2)) - erf((t - lengthMm) / (sigma * Math.SQRT2)))
    if (ends < 1e-4) continue
    const a = x * u[0] + y * u[1] + z * u[2], b = x * v[0] + y * v[1] + z * v[2]
    // Six and a half sigmas from the shaft less than a ten-thousandth of an HU is left of it.
    if (Math.sqrt(a * a + b * b) > radiusMm + 6.5 * sigma) continue
    for (const [da, db] of disc) {
      const ea = a - da * radiusMm, eb = b - db * radiusMm
      sum += ends * Math.exp(-(ea * ea + eb * eb) / (2 * sigma * sigma))
    }
  }
  return (area * sum) / (heights.length * disc.length)
}

const unit = (v: Point): Point => { const length = Math.hypot(...v); return [v[0] / length, v[1] / length, v[2] / length] }

/** Series and continued fraction would do better; 1e-4 is enough to draw with (Abramowitz and Stegun 7.1.25). */
function erf(x: number): number {
  const t = 1 / (1 + 0.47047 * Math.abs(x))
  const value = 1 - t * (0.3480242 + t * (-0.0958798 + t * 0.7478556)) * Math.exp(-x * x)
  return x >= 0 ? value : -value
}

/** Noise of unit variance, alike from pixel to pixel as a soft kernel makes it. */
function noiseField(seed: number, size: readonly [number, number, number]): Float32Array {
  const draw = drawsFrom(seed * 7 + 3)
  const columns = size[0], count = size[0] * size[1] * size[2]
  // A row of nothing at both ends stands for what lies outside.
  const white = new Float32Array(count + 2 * columns)
  for (let n = 0; n < count; n += 1) white[columns + n] = (draw() + draw() + draw() - 1.5) * 2
  const field = new Float32Array(count)
  for (let n = 0, at = columns; n < count; n += 1, at += 1) {
    field[n] = (2 * (white[at] ?? NaN) + (white[at - 1] ?? NaN) + (white[at + 1] ?? NaN) + (white[at - columns] ?? NaN) + (white[at + columns] ?? NaN)) / Math.sqrt(8)
  }
  return field
}
