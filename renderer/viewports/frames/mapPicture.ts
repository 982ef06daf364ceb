import { legendFor, paintMap, rangeOfMap, type ColourLegend } from '#shared/contrast/colourTable.ts'
import type { RunMaps } from '#shared/contrast/runMaps.ts'
import type { FrameMode } from '../viewProps.ts'

export type ColouredMode = Extract<FrameMode, 'arrival' | 'timeToPeak'>
export const isColoured = (mode: FrameMode): mode is ColouredMode => mode === 'arrival' || mode === 'timeToPeak'

/** The anatomy stays darker than any colour of a map. */
const BEHIND = 0.5
const tables = { arrival: 'viridis', timeToPeak: 'cividis' } as const
const legends = new WeakMap<Float32Array, ColourLegend | null>()

/** What the colours of a map mean; null where nothing rises above the noise. */
export function legendOf(maps: RunMaps, mode: ColouredMode): ColourLegend | null {
  const values = maps[mode]
  const known = legends.get(values)
  if (known !== undefined) return known
  const range = rangeOfMap(values)
  const legend = range === null ? null : legendFor(tables[mode], range.low, range.high, maps.unit)
  legends.set(values, legend)
  return legend
}

/** A map in its colours over the anatomy, red, green and blue beside each other. */
export function paintOver(grey: Uint8Array, maps: RunMaps, mode: ColouredMode): Uint8Array {
  const legend = legendOf(maps, mode)
  const colours = legend === null ? new Uint8ClampedArray(4 * grey.length) : paintMap(maps[mode], legend, new Uint8ClampedArray(4 * grey.length))
  const pixels = new Uint8Array(3 * grey.length)
  for (let at = 0; at < grey.length; at += 1) {
    const isSeen = colours[4 * at + 3] === 255
    const behind = BEHIND * (grey[at] ?? 0)
    for (let channel = 0; channel < 3; channel += 1) pixels[3 * at + channel] = isSeen ? colours[4 * at + channel] ?? 0 : behind
  }
  return pixels
}

/** The peak picture in greys: what came into the beam is dark. */
export function paintPeak(peak: Float32Array, { centre, width }: { readonly centre: number; readonly width: number }, inverted: boolean): Uint8Array {
  const sign = inverted ? 1 : -1
  const grey = new Uint8ClampedArray(peak.length)
  for (let at = 0; at < peak.length; at += 1) grey[at] = 127.5 + (sign * 255 * ((peak[at] ?? NaN) - centre)) / width
  return new Uint8Array(grey.buffer)
}
