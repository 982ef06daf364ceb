import type { ImagePixel } from '#shared/dicom/imageDescription.ts'
import type { PixelArray } from './decodedFrame.ts'

/** What a codec hands over: values as it wrote them, before they are brought to what the header promises. */
export type CodedSamples = {
  readonly values: PixelArray
  /** Bits of one sample in the code stream; native bytes count their whole cell. */
  readonly precision: number
  readonly signed: boolean
  /** One colour plane after the other instead of samples of a pixel beside each other. */
  readonly planar: boolean
  readonly photometricInterpretation: string
}

/** Cells of 1 to 8 bits take one byte, to 16 two, to 32 four. Null for what no typed array of integers holds. */
export function bytesPerSample(bitsAllocated: number): 1 | 2 | 4 | null {
  if (bitsAllocated <= 8) return 1
  if (bitsAllocated <= 16) return 2
  return bitsAllocated <= 32 ? 4 : null
}

export function allocateSamples(bytes: 1 | 2 | 4, signed: boolean, length: number): PixelArray {
  if (bytes === 1) return signed ? new Int8Array(length) : new Uint8Array(length)
  if (bytes === 2) return signed ? new Int16Array(length) : new Uint16Array(length)
  return signed ? new Int32Array(length) : new Uint32Array(length)
}

/** Little-endian bytes as samples, in place when they lie aligned. Every machine this runs on is little-endian. */
export function viewSamples(bytes: Uint8Array, width: 1 | 2 | 4, signed: boolean): PixelArray {
  const length = Math.floor(bytes.byteLength / width)
  const aligned = bytes.byteOffset % width === 0 ? bytes : bytes.slice()
  const { buffer, byteOffset } = aligned
  if (width === 1) return signed ? new Int8Array(buffer, byteOffset, length) : new Uint8Array(buffer, byteOffset, length)
  if (width === 2) return signed ? new Int16Array(buffer, byteOffset, length) : new Uint16Array(buffer, byteOffset, length)
  return signed ? new Int32Array(buffer, byteOffset, length) : new Uint32Array(buffer, byteOffset, length)
}

/**
 * Brings samples to the cell size and sign of the header and clears what is not image.
 *
 * A code stream of more bits than are stored carries old overlay planes in the bits around the image: the image is
 * cut out at High Bit. A code stream knows no sign (JPEG) or may name the wrong one (JPEG 2000 of some encoders): the
 * header decides, and the sign bit is the top bit that both have.
 *
 * @source PS3.5 8.1.1 Pixel data encoding; PS3.5 8.2.4 on Pixel Representation and JPEG 2000
 * @returns a fresh array; null when the samples do not fit the cell
 */
export function normaliseSamples(coded: CodedSamples, pixel: ImagePixel, pixelCount: number): PixelArray | null {
  const width = bytesPerSample(pixel.bitsAllocated)
  if (width === null || coded.precision > width * 8 || pixel.highBit + 1 < pixel.bitsStored) return null
  const shift = coded.precision > pixel.bitsStored && coded.precision > pixel.highBit ? pixel.highBit + 1 - pixel.bitsStored : 0
  const bits = Math.min(coded.precision, pixel.bitsStored)
  const target = allocateSamples(width, pixel.signed, pixelCount * pixel.samplesPerPixel)
  const source = coded.values
  const unused = 32 - bits
  const samples = coded.planar ? pixel.samplesPerPixel : 1
  const planeLength = target.length / samples
  const isClean = shift === 0 && coded.precision <= pixel.bitsStored && (coded.signed === pixel.signed || (pixel.signed && bits === width * 8))
  if (isClean && samples === 1) {
    target.set(source.length === target.length ? source : source.subarray(0, target.length))
    return target
  }
  for (let plane = 0; plane < samples; plane += 1) {
    for (let index = 0, to = plane; index < planeLength; index += 1, to += samples) {
      const raised = ((source[plane * planeLength + index] ?? 0) >>> shift) << unused
      target[to] = pixel.signed ? raised >> unused : raised >>> unused
    }
  }
  return target
}
