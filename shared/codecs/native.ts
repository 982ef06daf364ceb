import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { bytesPerSample, viewSamples, type CodedSamples } from './samples.ts'

const tooShort = (have: number, need: number): { readonly ok: false; readonly error: Fault<'CANNOT_DECODE'> } =>
  err('CANNOT_DECODE', `The frame has ${have} bytes where its header asks for ${need}: its end is missing. It cannot be shown; import the image again from its source.`)

/**
 * Native pixel data: bytes as stored, 8, 16 or 32 bits a cell, or single bits.
 *
 * @source PS3.5 8.1.1, 8.2; PS3.3 C.7.6.3.1.2 for the layout of YBR_FULL_422
 */
export function readNativeFrame(bytes: Uint8Array, image: ImageDescription, bigEndian: boolean): Result<CodedSamples, Fault<'CANNOT_DECODE'>> {
  const { pixel } = image
  const pixels = image.rows * image.columns
  const photometricInterpretation = pixel.photometricInterpretation
  if (pixel.bitsAllocated === 1) {
    const need = Math.ceil(pixels / 8)
    if (bytes.length < need) return tooShort(bytes.length, need)
    return ok({ values: unpackBits(bytes, pixels), precision: 1, signed: false, planar: false, photometricInterpretation })
  }
  const cell = bytesPerSample(pixel.bitsAllocated)
  if (cell === null || pixel.bitsAllocated !== cell * 8) {
    return err('CANNOT_DECODE', `Pixels of ${pixel.bitsAllocated} allocated bits are not supported. The frame cannot be shown; send it with 8, 16 or 32 bits.`)
  }
  if (photometricInterpretation.endsWith('_422') && bytes.length < pixels * 3 * cell) return expand422(bytes, image)
  const need = pixels * pixel.samplesPerPixel * cell
  if (bytes.length < need) return tooShort(bytes.length, need)
  const frame = bytes.subarray(0, need)
  const values = viewSamples(bigEndian ? swapBytes(frame, cell) : frame, cell, pixel.signed)
  const planar = pixel.planarConfiguration === 1 && pixel.samplesPerPixel > 1
  return ok({ values, precision: pixel.bitsAllocated, signed: pixel.signed, planar, photometricInterpretation })
}

function swapBytes(bytes: Uint8Array, cell: 1 | 2 | 4): Uint8Array {
  const swapped = new Uint8Array(bytes.length)
  const flip = cell - 1
  for (let at = 0; at < bytes.length; at += 1) swapped[at ^ flip] = bytes[at] ?? 0
  return swapped
}

/** Single bits, the first pixel in the least significant bit. */
export function unpackBits(bytes: Uint8Array, pixels: number): Uint8Array {
  const values = new Uint8Array(pixels)
  for (let index = 0; index < pixels; index += 1) values[index] = ((bytes[index >> 3] ?? 0) >> (index & 7)) & 1
  return values
}

/** Two pixels are four bytes: both luminances, then the colour that they share. Comes out as one triple a pixel. */
function expand422(bytes: Uint8Array, image: ImageDescription): Result<CodedSamples, Fault<'CANNOT_DECODE'>> {
  const pixels = image.rows * image.columns
  const need = pixels * 2
  if (image.pixel.bitsAllocated !== 8 || image.columns % 2 !== 0) {
    return err('CANNOT_DECODE', 'A picture with halved colour must have 8 bits and an even number of columns. The frame cannot be shown.')
  }
  if (bytes.length < need) return tooShort(bytes.length, need)
  const values = new Uint8Array(pixels * 3)
  for (let from = 0, to = 0; from < need; from += 4, to += 6) {
    values[to] = bytes[from] ?? 0
    values[to + 3] = bytes[from + 1] ?? 0
    values[to + 1] = values[to + 4] = bytes[from + 2] ?? 0
    values[to + 2] = values[to + 5] = bytes[from + 3] ?? 0
  }
  const photometricInterpretation = image.pixel.photometricInterpretation.replace('_422', '')
  return ok({ values, precision: 8, signed: false, planar: false, photometricInterpretation })
}
