export type Rgb = readonly [red: number, green: number, blue: number]
export type ColourTable = 'cividis' | 'viridis'

/** Nine evenly spaced colours of viridis; between them by straight lines. */
const viridis: readonly Rgb[] = [[68, 1, 84], [71, 45, 123], [59, 82, 139], [44, 114, 142], [33, 145, 140], [40, 174, 128], [94, 201, 98], [173, 220, 48], [253, 231, 37]]

/**
 * Colours that grow lighter from 0 to 1, also to eyes that do not tell red from green.
 *
 * @units   0 to 1 in, 0 to 255 out; beyond the ends the end
 * @source  cividis: Nuñez, Anderton and Renslow 2018 (10.1371/journal.pone.0199239), as a polynomial of fifth degree;
 *          viridis: Smith and van der Walt 2015
 */
export function colourAt(table: ColourTable, share: number): Rgb {
  const t = Math.max(0, Math.min(1, share))
  if (table === 'viridis') {
    const at = t * (viridis.length - 1)
    const low = Math.min(viridis.length - 2, Math.floor(at))
    const [from, to] = [viridis[low] ?? [0, 0, 0], viridis[low + 1] ?? [0, 0, 0]]
    const mix = (channel: 0 | 1 | 2): number => Math.round(from[channel] + (at - low) * (to[channel] - from[channel]))
    return [mix(0), mix(1), mix(2)]
  }
  const polynomial = (...terms: readonly number[]): number => Math.max(0, Math.min(255, Math.round(terms.reduceRight((sum, term) => sum * t + term, 0))))
  return [
    polynomial(-4.54, -35.34, 2381.73, -6402.7, 7024.72, -2710.57),
    polynomial(32.49, 170.73, 52.82, -131.46, 176.58, -67.37),
    polynomial(81.24, 442.36, -2482.43, 6167.24, -6614.94, 2475.67),
  ]
}

export type ColourLegend = {
  readonly table: ColourTable
  readonly low: number
  readonly high: number
  readonly unit: string
  readonly stops: readonly { readonly value: number; readonly label: string; readonly colour: Rgb }[]
}

const STOPS = 5

/**
 * What the colours of a map mean.
 *
 * @units   those of the map; labels in seconds for milliseconds
 */
export function legendFor(table: ColourTable, low: number, high: number, unit: 'ms' | 'frames' | 'attenuation'): ColourLegend {
  const label = (value: number): string => {
    if (unit === 'ms') return `${(value / 1000).toFixed(1)} s`
    return unit === 'frames' ? `frame ${Math.round(value) + 1}` : value.toFixed(2)
  }
  return {
    table, low, high, unit,
    stops: Array.from({ length: STOPS }, (_, n) => {
      const value = low + (n / (STOPS - 1)) * (high - low)
      return { value, label: label(value), colour: colourAt(table, n / (STOPS - 1)) }
    }),
  }
}

/**
 * A map in colours, RGBA row by row; transparent where it has no value.
 *
 * @units   0 to 255
 */
export function paintMap(values: Float32Array, { table, low, high }: ColourLegend, target: Uint8ClampedArray): Uint8ClampedArray {
  const colours = Array.from({ length: 256 }, (_, n) => colourAt(table, n / 255))
  for (let at = 0; at < values.length; at += 1) {
    const value = values[at] ?? NaN
    const colour = Number.isNaN(value) ? undefined : colours[Math.max(0, Math.min(255, Math.round((255 * (value - low)) / (high - low))))]
    target[4 * at] = colour?.[0] ?? 0
    target[4 * at + 1] = colour?.[1] ?? 0
    target[4 * at + 2] = colour?.[2] ?? 0
    target[4 * at + 3] = colour === undefined ? 0 : 255
  }
  return target
}

/**
 * From where to where a map's colours reach: all but its extremes.
 *
 * @units   those of the map
 * @returns null where the map has no value or a single one
 */
export function rangeOfMap(values: Float32Array): { readonly low: number; readonly high: number } | null {
  const known = values.filter((value) => !Number.isNaN(value)).sort()
  const at = (share: number): number => known[Math.round(share * (known.length - 1))] ?? NaN
  const low = at(0.01)
  const high = at(0.99)
  return high > low ? { low, high } : null
}
