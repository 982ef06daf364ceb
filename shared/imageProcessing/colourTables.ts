import { z } from 'zod'

/** Colours in place of grey. Grey itself, and grey turned round, are no tables: they are what a picture is without one. */
export const colourTableName = z.enum(['cividis', 'viridis', 'inferno'])
export type ColourTableName = z.infer<typeof colourTableName>
export const colourTableNames = colourTableName.options

/** 256 colours, red, green and blue beside each other, for the greys 0 to 255. */
export type ColourTable = { readonly name: string; readonly rgb: Uint8Array }

/** Ten colours of each, dark to bright; between them it is mixed, and then spread so that each step of grey is one of lightness. */
const stops: Readonly<Record<ColourTableName, { readonly name: string; readonly colours: readonly number[] }>> = {
  cividis: { name: 'Cividis', colours: [0x00224e, 0x123570, 0x3b496c, 0x575d6d, 0x707173, 0x8a8678, 0xa59c74, 0xc3b369, 0xe1cc55, 0xfee838] },
  viridis: { name: 'Viridis', colours: [0x440154, 0x482878, 0x3e4a89, 0x31688e, 0x26828e, 0x1f9e89, 0x35b779, 0x6dcd59, 0xb4de2c, 0xfde725] },
  inferno: { name: 'Inferno', colours: [0x000004, 0x1b0c42, 0x4b0c6b, 0x781c6d, 0xa52c60, 0xcf4446, 0xed6925, 0xfb9a06, 0xf7d03c, 0xfcffa4] },
}

type Rgb = readonly [number, number, number]
const split = (colour: number): Rgb => [(colour >> 16) & 255, (colour >> 8) & 255, colour & 255]
const linear = (part: number): number => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4)

/**
 * Lightness of a colour as an eye takes it.
 *
 * @units   L*, 0 = black to 100 = white
 * @source  CIE 1976 L*, of sRGB (IEC 61966-2-1)
 */
export function lightnessOf([red, green, blue]: Rgb): number {
  const luminance = 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  return luminance > 216 / 24389 ? 116 * Math.cbrt(luminance) - 16 : (24389 / 27) * luminance
}

const FINE = 4096
function colourAlong(colours: readonly number[], share: number): Rgb {
  const at = share * (colours.length - 1)
  const first = Math.min(colours.length - 2, Math.floor(at))
  const from = split(colours[first] ?? 0)
  const to = split(colours[first + 1] ?? 0)
  const mix = (part: 0 | 1 | 2): number => from[part] + (to[part] - from[part]) * (at - first)
  return [mix(0), mix(1), mix(2)]
}

/**
 * A table in which equal steps of grey are equal steps of lightness, so that it shows no edge that the picture does not have,
 * and none that an eye without red or without green would miss: lightness alone tells every step.
 *
 * @units   sRGB, 0 to 255
 * @source  colours of Cividis: Nuñez, Anderton, Renslow 2018; Viridis and Inferno: van der Walt, Smith 2015
 */
export function colourTable(which: ColourTableName): ColourTable {
  const { name, colours } = stops[which]
  const fine = Array.from({ length: FINE + 1 }, (_, at) => colourAlong(colours, at / FINE))
  const lightness = fine.map(lightnessOf)
  const [darkest, brightest] = [lightness[0] ?? 0, lightness[FINE] ?? 100]
  const rgb = new Uint8Array(256 * 3)
  let at = 0
  for (let grey = 0; grey < 256; grey++) {
    const wanted = darkest + ((brightest - darkest) * grey) / 255
    while (at < FINE && (lightness[at] ?? 0) < wanted) at += 1
    rgb.set((fine[at] ?? [0, 0, 0]).map(Math.round), grey * 3)
  }
  return { name, rgb }
}

/**
 * Puts colours in the place of greys.
 *
 * @units   greys 0 to 255 in, sRGB 0 to 255 out
 */
export function colourise(grey: Uint8Array, { rgb }: ColourTable, into: Uint8Array): Uint8Array {
  for (let at = 0, to = 0; at < grey.length; at++, to += 3) {
    const from = (grey[at] ?? 0) * 3
    into[to] = rgb[from] ?? 0
    into[to + 1] = rgb[from + 1] ?? 0
    into[to + 2] = rgb[from + 2] ?? 0
  }
  return into
}
