import { colourise, colourTable, type ColourTable, type ColourTableName } from '#shared/imageProcessing/colourTables.ts'
import { denoise } from '#shared/imageProcessing/denoise.ts'
import { sharpen } from '#shared/imageProcessing/sharpen.ts'
import type { ShownImage } from '../engine/frameImages.ts'
import type { FrameLooks } from '../viewing.ts'

/** Of the time from frame to frame, what may go into filters: the rest is for looking up and drawing. */
const SHARE_OF_BEAT = 0.5

/** Does to the grey picture what was asked for, last of all; buffers and tables are kept between frames. */
export type PictureFinisher = {
  finish(image: ShownImage, looks: FrameLooks, filtered: boolean): ShownImage
  /** Whether filters keep up with a run that shows a frame every so many ms; null = it stands still, and there is time. */
  keepsUp(beatMs: number | null): boolean
}

export const isFiltered = ({ sharpened, denoised }: FrameLooks): boolean => sharpened > 0 || denoised > 0

export function createPictureFinisher(): PictureFinisher {
  const kept: { first: Uint8Array; second: Uint8Array; colours: Uint8Array; table: ColourTable | null; tableName: ColourTableName | null; costMs: number } = { first: new Uint8Array(0), second: new Uint8Array(0), colours: new Uint8Array(0), table: null, tableName: null, costMs: 0 }
  const sized = (name: 'first' | 'second' | 'colours', length: number): Uint8Array => {
    if (kept[name].length !== length) kept[name] = new Uint8Array(length)
    return kept[name]
  }
  const filter = (grey: Uint8Array, { columns, rows }: ShownImage, { denoised, sharpened }: FrameLooks): Uint8Array => {
    const quiet = denoised > 0 ? denoise({ grey, columns, rows }, denoised, sized('first', grey.length), sized('second', grey.length)) : grey
    return sharpened > 0 ? sharpen({ grey: quiet, columns, rows }, sharpened, sized('second', grey.length)) : quiet
  }
  const filterColours = (image: ShownImage, looks: FrameLooks): Uint8Array => {
    const into = sized('colours', image.pixels.length)
    const channel = new Uint8Array(image.columns * image.rows)
    for (const sample of [0, 1, 2]) {
      for (let at = 0; at < channel.length; at++) channel[at] = image.pixels[at * 3 + sample] ?? 0
      const done = filter(channel, image, looks)
      for (let at = 0; at < channel.length; at++) into[at * 3 + sample] = done[at] ?? 0
    }
    return into
  }
  const filterTimed = (image: ShownImage, looks: FrameLooks): Uint8Array => {
    const begun = performance.now()
    const done = image.samples === 3 ? filterColours(image, looks) : filter(image.pixels, image, looks)
    const tookMs = performance.now() - begun
    // A single slow frame, as when the machine is busy elsewhere, does not switch it off.
    kept.costMs = kept.costMs === 0 ? tookMs : 0.7 * kept.costMs + 0.3 * tookMs
    return done
  }
  const tableOf = (name: ColourTableName): ColourTable => {
    if (kept.table === null || kept.tableName !== name) Object.assign(kept, { table: colourTable(name), tableName: name })
    return kept.table ?? colourTable(name)
  }
  return {
    keepsUp: beatMs => beatMs === null || kept.costMs <= SHARE_OF_BEAT * beatMs,
    finish(image, looks, filtered) {
      const pixels = filtered && isFiltered(looks) ? filterTimed(image, looks) : image.pixels
      if (looks.colours === null || image.samples === 3) return { ...image, pixels }
      return { ...image, samples: 3, pixels: colourise(pixels, tableOf(looks.colours), sized('colours', 3 * pixels.length)) }
    },
  }
}
