import { negated, slidingMaximum, slidingMinimum } from './slidingMaximum.ts'
import type { ValuePicture } from './greyPicture.ts'

/** What is thinner than a stroke of a letter can be, brighter (or darker) than all around it. */
export type Strokes = {
  readonly columns: number
  readonly rows: number
  readonly polarity: 'bright' | 'dark'
  /** How much a pixel stands out, in stored values; 0 where nothing does. */
  readonly contrast: Float32Array
  /** 1 where it stands out of the noise around it and belongs to a stroke of like strength. */
  readonly mask: Uint8Array
  /** What noise and texture reach there, a value a block. */
  readonly noise: NoiseMap
}

export type NoiseMap = { readonly columns: number; readonly rows: number; readonly levels: Float32Array }

/** Letters of 32 pixels in bold have strokes of 6; letters of 8 pixels have strokes of 1 or 2, and their ground is nearer. */
export const WIDEST_STROKE_RADIUS = 4
/** Of bold letters, and of letters of 8 to 36 and of up to 14 pixels where anatomy is the ground. */
export const STROKE_RADII = [WIDEST_STROKE_RADIUS, 2, 1] as const
const NOISE_BLOCK = 32
/** Above this many times the usual contrast around it, a pixel is not noise. */
const OVER_NOISE = 2.6
/** Nor is anything an overlay that is fainter than this part of the picture's own range. */
const FAINTEST = 0.006
/** A stroke's edge is where half of its contrast is left; its neighbours tell how strong it is. */
const EDGE = 0.45
const NEIGHBOURS = 4

export function findStrokes({ columns, rows, values }: ValuePicture, polarity: 'bright' | 'dark', range: number, strokeRadius: number): Strokes {
  const bright = polarity === 'bright' ? values : negated(values)
  const eroded = slidingMinimum(bright, columns, rows, strokeRadius)
  const opened = slidingMaximum(eroded, columns, rows, strokeRadius)
  const contrast = new Float32Array(values.length)
  for (let at = 0; at < contrast.length; at += 1) contrast[at] = (bright[at] ?? NaN) - (opened[at] ?? NaN)
  const noise = noiseOf(contrast, columns, rows)
  return { columns, rows, polarity, contrast, mask: strokesOf(contrast, noise, columns, rows, FAINTEST * range), noise }
}

function strokesOf(contrast: Float32Array, noise: NoiseMap, columns: number, rows: number, faintest: number): Uint8Array {
  const mask = new Uint8Array(contrast.length)
  for (let row = 0; row < rows; row += 1) for (let block = 0, line = Math.floor(row / NOISE_BLOCK) * noise.columns; block < noise.columns; block += 1) {
    const above = Math.max(faintest, OVER_NOISE * (noise.levels[line + block] ?? NaN))
    const end = Math.min(columns, (block + 1) * NOISE_BLOCK)
    for (let column = block * NOISE_BLOCK, at = row * columns + column; column < end; column += 1, at += 1) {
      const here = contrast[at] ?? NaN
      if (here > above && here > EDGE * strongestAround(contrast, columns, rows, column, row)) mask[at] = 1
    }
  }
  return mask
}

/** Few pixels stand out of the noise: only they are compared with their neighbours. */
function strongestAround(contrast: Float32Array, columns: number, rows: number, column: number, row: number): number {
  const left = Math.max(0, column - NEIGHBOURS), right = Math.min(columns - 1, column + NEIGHBOURS)
  let most = 0
  for (let y = Math.max(0, row - NEIGHBOURS); y <= Math.min(rows - 1, row + NEIGHBOURS); y += 1) for (let at = y * columns + left; at <= y * columns + right; at += 1) {
    const here = contrast[at] ?? NaN
    if (here > most) most = here
  }
  return most
}

/** The median contrast of each block, the least of it and its neighbours' mean: text fills less than half of a block, but may fill more than that of some. */
function noiseOf(contrast: Float32Array, columns: number, rows: number): NoiseMap {
  const across = Math.ceil(columns / NOISE_BLOCK)
  const down = Math.ceil(rows / NOISE_BLOCK)
  const medians = new Float32Array(across * down)
  const sample = new Float32Array(NOISE_BLOCK * NOISE_BLOCK / 4)
  for (let y = 0; y < down; y += 1) for (let x = 0; x < across; x += 1) {
    let count = 0
    for (let row = y * NOISE_BLOCK; row < Math.min(rows, (y + 1) * NOISE_BLOCK); row += 2) {
      for (let column = x * NOISE_BLOCK + (row >> 1 & 1); column < Math.min(columns, (x + 1) * NOISE_BLOCK); column += 2) {
        sample[count] = contrast[row * columns + column] ?? NaN
        count += 1
      }
    }
    medians[y * across + x] = sample.subarray(0, count).sort()[Math.floor(count * 0.4)] ?? 0
  }
  const levels = new Float32Array(medians.length)
  for (let y = 0; y < down; y += 1) for (let x = 0; x < across; x += 1) {
    let sum = 0, count = 0
    for (let dy = -1; dy <= 1; dy += 1) for (let dx = -1; dx <= 1; dx += 1) {
      if (y + dy < 0 || y + dy >= down || x + dx < 0 || x + dx >= across) continue
      sum += medians[(y + dy) * across + x + dx] ?? NaN
      count += 1
    }
    levels[y * across + x] = Math.min(medians[y * across + x] ?? NaN, sum / count)
  }
  return { columns: across, rows: down, levels }
}

export const noiseAt = (noise: NoiseMap, column: number, row: number): number => noise.levels[Math.floor(row / NOISE_BLOCK) * noise.columns + Math.floor(column / NOISE_BLOCK)] ?? NaN
