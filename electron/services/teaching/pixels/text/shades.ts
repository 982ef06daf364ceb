import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { ValuePicture } from './greyPicture.ts'

type ColourAt = (pixel: number) => readonly [red: number, green: number, blue: number]

export type Polarity = 'bright' | 'dark'
/** How bright each pixel is in one way of seeing it, and which letters stand out in it. */
export type Shade = { readonly picture: ValuePicture; readonly polarities: readonly Polarity[] }

export const greyShades = (picture: ValuePicture): readonly Shade[] => [{ picture, polarities: ['bright', 'dark'] }]

/**
 * The stored values of a grey picture. Of a coloured one the strongest colour, in which bright letters of any colour stand
 * out of the dark, the weakest, in which dark ones stand out of white, and the luminance for one colour on another.
 */
export function shadesOf(frame: DecodedFrame, image: ImageDescription): readonly Shade[] {
  const { columns, rows, samples, pixels } = frame
  const pixelsThere = columns * rows
  if (samples === 1 && image.pixel.palette === null) {
    return greyShades({ columns, rows, values: Float32Array.from(pixels) })
  }
  const colour = colourOf(frame, image)
  const strongest = new Float32Array(pixelsThere)
  const weakest = new Float32Array(pixelsThere)
  const luminance = new Float32Array(pixelsThere)
  for (let pixel = 0; pixel < pixelsThere; pixel += 1) {
    const [red, green, blue] = colour(pixel)
    strongest[pixel] = Math.max(red, green, blue)
    weakest[pixel] = Math.min(red, green, blue)
    luminance[pixel] = 0.299 * red + 0.587 * green + 0.114 * blue
  }
  return [
    { picture: { columns, rows, values: strongest }, polarities: ['bright'] },
    { picture: { columns, rows, values: weakest }, polarities: ['dark'] },
    { picture: { columns, rows, values: luminance }, polarities: ['bright', 'dark'] },
  ]
}

/** Each picture once, with all that it is looked at for: a coloured picture of grey alone is three times the same. */
export function distinctShades(shades: readonly Shade[]): readonly Shade[] {
  const distinct: Shade[] = []
  for (const { picture, polarities } of shades) {
    const same = distinct.findIndex(({ picture: { values } }) => values.length === picture.values.length && values.every((value, at) => value === picture.values[at]))
    const other = distinct[same]
    if (other === undefined) distinct.push({ picture, polarities })
    else distinct[same] = { picture, polarities: [...new Set([...other.polarities, ...polarities])] }
  }
  return distinct
}

/** PS3.3 C.7.6.3.1.2: full-range luminance and colour differences, a palette, or the colours themselves. */
function colourOf({ pixels, samples, photometricInterpretation }: DecodedFrame, image: ImageDescription): ColourAt {
  const { palette, bitsStored } = image.pixel
  if (palette !== null) {
    const last = palette.red.length - 1
    return (pixel) => {
      const entry = Math.min(last, Math.max(0, (pixels[pixel * samples] ?? NaN) - palette.firstMapped))
      return [palette.red[entry] ?? NaN, palette.green[entry] ?? NaN, palette.blue[entry] ?? NaN]
    }
  }
  if (!photometricInterpretation.startsWith('YBR')) return (pixel) => [pixels[pixel * samples] ?? NaN, pixels[pixel * samples + 1] ?? NaN, pixels[pixel * samples + 2] ?? NaN]
  const middle = 2 ** (bitsStored - 1)
  return (pixel) => {
    const luminance = pixels[pixel * samples] ?? NaN, blue = (pixels[pixel * samples + 1] ?? NaN) - middle, red = (pixels[pixel * samples + 2] ?? NaN) - middle
    return [luminance + 1.402 * red, luminance - 0.344136 * blue - 0.714136 * red, luminance + 1.772 * blue]
  }
}
