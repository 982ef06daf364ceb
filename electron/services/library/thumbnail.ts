import { encode } from 'fast-png'
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'

const LONGEST_SIDE_PX = 192

type Greys = (storedValue: number) => number

/** A small PNG to recognise a series by: the image as its header wants it shown, without overlays or shutter. */
export const renderThumbnail = (frame: DecodedFrame, image: ImageDescription): Uint8Array => renderPicture(frame, image, LONGEST_SIDE_PX)

/** The same of another size; never larger than the frame is. */
export function renderPicture(frame: DecodedFrame, image: ImageDescription, longestSidePx: number): Uint8Array {
  const shrink = Math.max(1, Math.max(frame.rows, frame.columns) / longestSidePx)
  const columns = Math.max(1, Math.round(frame.columns / shrink))
  const rows = Math.max(1, Math.round(frame.rows / shrink))
  const channels = frame.samples >= 3 || image.pixel.palette !== null ? 3 : 1
  const means = channels === 3 ? colourMeans(frame, image, columns, rows) : greyMeans(frame, image, columns, rows)
  return encode({ width: columns, height: rows, data: means, channels, depth: 8 })
}

/** The image with one window for all its frames: the header's, or what suits this frame. A film that judged each frame by itself would flicker. */
export function steadyImage(frame: DecodedFrame, image: ImageDescription): ImageDescription {
  if (image.voiLut.windows.length > 0 || frame.samples > 1) return image
  const [low, high] = middleValues(frame, outputValueOf(image))
  return { ...image, voiLut: { ...image.voiLut, windows: [{ centre: (low + high) / 2, width: high - low, explanation: null }] } }
}

/** The mean of the source pixels under each pixel of the small picture; `channelOf` reads one channel of one pixel, 0 to 255. */
function shrinkTo(frame: DecodedFrame, columns: number, rows: number, channels: number, channelOf: (pixel: number, channel: number) => number): Uint8Array {
  const small = new Uint8Array(columns * rows * channels)
  for (let row = 0; row < rows; row += 1) {
    const top = Math.floor((row * frame.rows) / rows)
    const bottom = Math.max(top + 1, Math.floor(((row + 1) * frame.rows) / rows))
    for (let column = 0; column < columns; column += 1) {
      const start = Math.floor((column * frame.columns) / columns)
      const end = Math.max(start + 1, Math.floor(((column + 1) * frame.columns) / columns))
      for (let channel = 0; channel < channels; channel += 1) {
        let sum = 0
        for (let y = top; y < bottom; y += 1) for (let x = start; x < end; x += 1) sum += channelOf(y * frame.columns + x, channel)
        small[(row * columns + column) * channels + channel] = sum / ((bottom - top) * (end - start))
      }
    }
  }
  return small
}

function greyMeans(frame: DecodedFrame, image: ImageDescription, columns: number, rows: number): Uint8Array {
  const grey = greyOf(frame, image)
  const { pixels, samples } = frame
  return shrinkTo(frame, columns, rows, 1, (pixel) => grey(pixels[pixel * samples] ?? NaN))
}

function colourMeans(frame: DecodedFrame, image: ImageDescription, columns: number, rows: number): Uint8Array {
  const { pixels, samples } = frame
  const { palette } = image.pixel
  if (palette !== null) {
    const tables = [palette.red, palette.green, palette.blue] as const
    const scale = 255 / (2 ** palette.bits - 1)
    const last = palette.red.length - 1
    return shrinkTo(frame, columns, rows, 3, (pixel, channel) => {
      const entry = Math.min(last, Math.max(0, (pixels[pixel * samples] ?? NaN) - palette.firstMapped))
      return (tables[channel]?.[entry] ?? NaN) * scale
    })
  }
  const scale = 255 / (2 ** image.pixel.bitsStored - 1)
  if (frame.photometricInterpretation.startsWith('YBR')) {
    // PS3.3 C.7.6.3.1.2, full range.
    const offset = 2 ** (image.pixel.bitsStored - 1)
    return shrinkTo(frame, columns, rows, 3, (pixel, channel) => {
      const at = pixel * samples
      const luma = pixels[at] ?? NaN
      const blue = (pixels[at + 1] ?? NaN) - offset
      const red = (pixels[at + 2] ?? NaN) - offset
      const value = channel === 0 ? luma + 1.402 * red : channel === 1 ? luma - 0.344136 * blue - 0.714136 * red : luma + 1.772 * blue
      return Math.min(255, Math.max(0, value * scale))
    })
  }
  return shrinkTo(frame, columns, rows, 3, (pixel, channel) => (pixels[pixel * samples + channel] ?? NaN) * scale)
}

/** Modality LUT, then the first window, or the middle 98 % of the values where the header has none. */
function greyOf(frame: DecodedFrame, image: ImageDescription): Greys {
  const toOutput = outputValueOf(image)
  const [window] = image.voiLut.windows
  const [low, high] = window === undefined ? middleValues(frame, toOutput) : [window.centre - window.width / 2, window.centre + window.width / 2]
  // The two say the same thing twice in projection images (PS3.3 C.8.11.3.1.2), so they do not cancel out.
  const isInverted = frame.photometricInterpretation === 'MONOCHROME1' || image.presentationLutShape === 'INVERSE'
  const span = Math.max(high - low, Number.EPSILON)
  return (stored) => {
    const grey = Math.min(255, Math.max(0, ((toOutput(stored) - low) / span) * 255))
    return isInverted ? 255 - grey : grey
  }
}

function outputValueOf({ modalityLut }: ImageDescription): Greys {
  if (modalityLut === null) return (stored) => stored
  if (modalityLut.kind === 'linear') return (stored) => stored * modalityLut.slope + modalityLut.intercept
  const { values, firstMapped } = modalityLut
  return (stored) => values[Math.min(values.length - 1, Math.max(0, stored - firstMapped))] ?? NaN
}

function middleValues(frame: DecodedFrame, toOutput: Greys): readonly [number, number] {
  const step = Math.max(1, Math.floor(frame.pixels.length / 4096))
  const sampled: number[] = []
  for (let at = 0; at < frame.pixels.length; at += step) sampled.push(toOutput(frame.pixels[at] ?? NaN))
  sampled.sort((a, b) => a - b)
  return [sampled[Math.floor(sampled.length * 0.01)] ?? NaN, sampled[Math.ceil(sampled.length * 0.99) - 1] ?? NaN]
}
