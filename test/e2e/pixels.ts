import { decode } from 'fast-png'

export type Picture = { readonly width: number; readonly height: number; readonly channels: number; readonly data: Readonly<ArrayLike<number>> }
export type ScreenPoint = { readonly x: number; readonly y: number }

export const readPng = (bytes: Uint8Array): Picture => decode(bytes)

const channelsOf = (colour: string): readonly number[] => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))

/** True when a pixel within `reachPx` of the point has nearly this colour. */
export function hasColourNear(picture: Picture, { x, y }: ScreenPoint, colour: string, reachPx: number, tolerance = 40): boolean {
  const wanted = channelsOf(colour)
  for (let row = Math.round(y) - reachPx; row <= Math.round(y) + reachPx; row += 1) {
    for (let column = Math.round(x) - reachPx; column <= Math.round(x) + reachPx; column += 1) {
      if (row < 0 || column < 0 || row >= picture.height || column >= picture.width) continue
      const at = (row * picture.width + column) * picture.channels
      if (wanted.every((value, channel) => Math.abs((picture.data[at + channel] ?? 0) - value) <= tolerance)) return true
    }
  }
  return false
}

/** Which share of evenly spaced points on a line shows this colour. A dashed line shows about two thirds. */
export function shareOnLine(picture: Picture, from: ScreenPoint, to: ScreenPoint, colour: string, reachPx = 2): number {
  const steps = 60
  const hits = Array.from({ length: steps + 1 }, (_, step) => ({ x: from.x + (to.x - from.x) * step / steps, y: from.y + (to.y - from.y) * step / steps }))
    .filter((point) => hasColourNear(picture, point, colour, reachPx))
  return hits.length / (steps + 1)
}

/** How many pixels of a picture have nearly this colour. */
export function countColour(picture: Picture, colour: string, tolerance = 40): number {
  const wanted = channelsOf(colour)
  let count = 0
  for (let at = 0; at < picture.data.length; at += picture.channels) {
    if (wanted.every((value, channel) => Math.abs((picture.data[at + channel] ?? 0) - value) <= tolerance)) count += 1
  }
  return count
}

/** Standard deviation of the grey values in a part of a picture: near zero where nothing is drawn. */
export function contrastIn(picture: Picture, { x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): number {
  const values: number[] = []
  for (let row = Math.round(y); row < y + height; row += 2) {
    for (let column = Math.round(x); column < x + width; column += 2) values.push(picture.data[(row * picture.width + column) * picture.channels] ?? 0)
  }
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length))
}

/** Pearson's correlation of pairs of numbers. */
export function correlation(pairs: readonly (readonly [number, number])[]): number {
  const sums = { x: 0, y: 0, xx: 0, yy: 0, xy: 0 }
  for (const [x, y] of pairs) {
    sums.x += x
    sums.y += y
    sums.xx += x * x
    sums.yy += y * y
    sums.xy += x * y
  }
  const count = pairs.length
  return (count * sums.xy - sums.x * sums.y) / Math.sqrt((count * sums.xx - sums.x ** 2) * (count * sums.yy - sums.y ** 2))
}

/** The correlation of the first channel of two pictures of one size. */
export function similarity(one: Picture, other: Picture): number {
  if (one.width !== other.width || one.height !== other.height) throw new Error('The pictures differ in size.')
  return correlation(Array.from({ length: one.width * one.height }, (_, pixel) => [one.data[pixel * one.channels] ?? Number.NaN, other.data[pixel * other.channels] ?? Number.NaN] as const))
}

/** Which share of a part of two pictures differs so that an eye would see it. */
export function differing(a: Picture, b: Picture, { x, y, width, height }: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }): number {
  const [from, seen] = [{ row: Math.round(y), column: Math.round(x) }, 16]
  let other = 0
  for (let row = from.row; row < from.row + height; row += 1) {
    for (let column = from.column; column < from.column + width; column += 1) {
      if (Math.abs((a.data[(row * a.width + column) * a.channels] ?? 0) - (b.data[(row * b.width + column) * b.channels] ?? 0)) > seen) other += 1
    }
  }
  return other / (width * height)
}
