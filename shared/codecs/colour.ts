import type { ImagePixel } from '#shared/dicom/imageDescription.ts'
import type { DecodedFrame } from './decodedFrame.ts'

/**
 * The picture of a colour frame as RGB bytes, for the screen only: stored values stay what they are.
 *
 * @source PS3.3 C.7.6.3.1.2 for YBR_FULL and YBR_PARTIAL; C.7.6.3.1.5 and C.7.9 for palettes
 * @returns null for a frame without colour, or with a colour space that has no formula here
 */
export function frameToRgb(frame: DecodedFrame, pixel: ImagePixel): Uint8Array | null {
  if (frame.photometricInterpretation === 'PALETTE COLOR') return pixel.palette === null ? null : lookUpPalette(frame, pixel.palette)
  if (frame.samples !== 3) return null
  const shift = Math.max(0, pixel.bitsStored - 8)
  switch (frame.photometricInterpretation) {
    case 'RGB': return Uint8Array.from(frame.pixels, (value) => value >>> shift)
    case 'YBR_FULL': return ybrToRgb(frame, shift, 0, 1, 1)
    // Luminance of 16-235 and colour of 16-240 spread to the whole range.
    case 'YBR_PARTIAL': return ybrToRgb(frame, shift, 16, 255 / 219, 255 / 224)
    default: return null
  }
}

function ybrToRgb(frame: DecodedFrame, shift: number, black: number, lumaScale: number, chromaScale: number): Uint8Array {
  const rgb = new Uint8ClampedArray(frame.pixels.length)
  for (let at = 0; at < rgb.length; at += 3) {
    const y = (((frame.pixels[at] ?? 0) >>> shift) - black) * lumaScale
    const cb = (((frame.pixels[at + 1] ?? 0) >>> shift) - 128) * chromaScale
    const cr = (((frame.pixels[at + 2] ?? 0) >>> shift) - 128) * chromaScale
    rgb[at] = y + 1.402 * cr
    rgb[at + 1] = y - 0.344136 * cb - 0.714136 * cr
    rgb[at + 2] = y + 1.772 * cb
  }
  return new Uint8Array(rgb.buffer)
}

type Palette = NonNullable<ImagePixel['palette']>

function lookUpPalette(frame: DecodedFrame, palette: Palette): Uint8Array {
  const rgb = new Uint8Array(frame.pixels.length * 3)
  const shift = Math.max(0, palette.bits - 8)
  const last = palette.red.length - 1
  for (let from = 0, to = 0; to < rgb.length; from += 1, to += 3) {
    const entry = Math.min(last, Math.max(0, (frame.pixels[from] ?? 0) - palette.firstMapped))
    rgb[to] = (palette.red[entry] ?? 0) >> shift
    rgb[to + 1] = (palette.green[entry] ?? 0) >> shift
    rgb[to + 2] = (palette.blue[entry] ?? 0) >> shift
  }
  return rgb
}
