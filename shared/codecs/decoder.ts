import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { assertNever, err, ok, type Fault, type Result } from '#shared/result.ts'
import { readJpeg2000Header, readJpegHeader, withRgbStatement, type CodestreamInfo } from './codestream.ts'
import type { DecodedFrame, PixelArray } from './decodedFrame.ts'
import { decodeExtendedJpeg } from './extendedJpeg.ts'
import { decodeLosslessJpeg } from './losslessJpeg.ts'
import { readNativeFrame, unpackBits } from './native.ts'
import { decodeRle } from './rle.ts'
import { bytesPerSample, normaliseSamples, viewSamples, type CodedSamples } from './samples.ts'
import { encodingOf } from './transferSyntaxes.ts'
import { CodecUnavailable, createWasmCodecs, type WasmCodecName, type WasmCodecs } from './wasmCodecs.ts'

export type DecodeFault = Fault<'CANNOT_DECODE'>
export type DecodeResult = Result<DecodedFrame, DecodeFault>

export type FrameDecoder = {
  /** Stored pixel values of one frame from its bytes. Never rejects: whatever the bytes are, the answer is a frame or a fault. */
  readonly decode: (bytes: Uint8Array, image: ImageDescription) => Promise<DecodeResult>
}

const cannot = (message: string): { readonly ok: false; readonly error: DecodeFault } => err('CANNOT_DECODE', message)

/** One decoder for every host: `readCodec` is all that differs between them. Codecs load at the first frame that needs them. */
export function createDecoder({ readCodec }: { readonly readCodec: (fileName: string) => Promise<Uint8Array> }): FrameDecoder {
  const wasm = createWasmCodecs(readCodec)
  return {
    async decode(bytes, image) {
      try {
        return await decodeFrame(wasm, bytes, image)
      } catch (error) {
        if (error instanceof CodecUnavailable) return cannot('The decoder for this kind of picture could not be loaded: the installation is incomplete or was being updated. Start the app again; the picture itself may be whole.')
        // What a codec throws is a number, a string or an Error of its own, with nothing in it for a reader.
        return cannot('The codec refused the frame: its bytes are damaged or not of the kind that the header names. It cannot be shown; import the image again from its source.')
      }
    },
  }
}

async function decodeFrame(wasm: WasmCodecs, bytes: Uint8Array, image: ImageDescription): Promise<DecodeResult> {
  const encoding = encodingOf(image.transferSyntaxUid)
  if (encoding === null) return cannot(`Transfer syntax ${image.transferSyntaxUid} is not supported. Ask the archive to send the image in another one.`)
  switch (encoding) {
    case 'native': return finish(readNativeFrame(bytes, image, false), image)
    case 'nativeBigEndian': return finish(readNativeFrame(bytes, image, true), image)
    case 'rle': return finish(readRleFrame(bytes, image), image)
    case 'jpeg':
    case 'jpegLs': return decodeJpegFamily(wasm, bytes, image)
    case 'jpeg2000': return decodeJpeg2000(wasm, 'openjpeg', bytes, image)
    case 'htj2k': return decodeJpeg2000(wasm, 'openjph', bytes, image)
    default: return assertNever(encoding)
  }
}

function finish(coded: Result<CodedSamples, DecodeFault>, image: ImageDescription): DecodeResult {
  if (!coded.ok) return coded
  const pixels = image.rows * image.columns
  if (coded.value.values.length < pixels * image.pixel.samplesPerPixel) {
    return cannot('The frame decodes to fewer pixels than its header names. It cannot be shown; import the image again from its source.')
  }
  const normalised = normaliseSamples(coded.value, image.pixel, pixels)
  if (normalised === null) return cannot('The frame has more bits a pixel than its header allocates. It cannot be shown.')
  return ok(frameOf(normalised, coded.value.photometricInterpretation, image))
}

const frameOf = (pixels: PixelArray, photometricInterpretation: string, image: ImageDescription): DecodedFrame => ({
  rows: image.rows, columns: image.columns, samples: image.pixel.samplesPerPixel,
  bytesPerSample: pixels.BYTES_PER_ELEMENT, signed: image.pixel.signed, photometricInterpretation, pixels,
})

function readRleFrame(bytes: Uint8Array, image: ImageDescription): Result<CodedSamples, DecodeFault> {
  const { pixel } = image
  const pixels = image.rows * image.columns
  const { photometricInterpretation, samplesPerPixel } = pixel
  if (pixel.bitsAllocated === 1) {
    const packed = decodeRle(bytes, 1, 1, Math.ceil(pixels / 8))
    if (!packed.ok) return packed
    return ok({ values: unpackBits(packed.value, pixels), precision: 1, signed: false, planar: false, photometricInterpretation })
  }
  const cell = bytesPerSample(pixel.bitsAllocated)
  if (cell === null) return cannot(`Pixels of ${pixel.bitsAllocated} allocated bits are not supported. The frame cannot be shown.`)
  const unpacked = decodeRle(bytes, samplesPerPixel, cell, pixels)
  if (!unpacked.ok) return unpacked
  const values = viewSamples(unpacked.value, cell, pixel.signed)
  return ok({ values, precision: cell * 8, signed: pixel.signed, planar: samplesPerPixel > 1, photometricInterpretation })
}

/** Compares what the stream says with what the header says, before a codec allocates anything. */
function checkStream(info: CodestreamInfo | null, image: ImageDescription, name: string): Result<CodestreamInfo, DecodeFault> {
  if (info === null) return cannot(`The frame is not the ${name} picture that its header promises. It cannot be shown; import the image again from its source.`)
  if (info.columns !== image.columns || info.rows !== image.rows || info.components !== image.pixel.samplesPerPixel) {
    return cannot(
      `The frame is a ${name} picture of ${info.columns} by ${info.rows} with ${info.components} components, but its header says ` +
        `${image.columns} by ${image.rows} with ${image.pixel.samplesPerPixel}. It cannot be shown; import the image again from its source.`,
    )
  }
  if (!info.complete) return cannot(`The ${name} frame is cut short: its end is missing. It cannot be shown; import the image again from its source.`)
  return ok(info)
}

async function decodeJpegFamily(wasm: WasmCodecs, bytes: Uint8Array, image: ImageDescription): Promise<DecodeResult> {
  const checked = checkStream(readJpegHeader(bytes), image, 'JPEG')
  if (!checked.ok) return checked
  const { process, precision, components, statesColour } = checked.value
  const { photometricInterpretation } = image.pixel
  if (process === 'jpegLs') return decodeWithWasm(wasm, 'charls', bytes, image, photometricInterpretation)
  if (process === 'lossless') return finish(ok(decodeLosslessJpeg(bytes, photometricInterpretation)), image)
  if (precision === 8) {
    const isUnstatedRgb = photometricInterpretation === 'RGB' && !statesColour
    const output = components === 3 ? 'RGB' : photometricInterpretation
    return decodeWithWasm(wasm, 'libjpegTurbo', isUnstatedRgb ? withRgbStatement(bytes) : bytes, image, output)
  }
  if (components !== 1) return cannot('Colour JPEG of more than 8 bits is not supported. The frame cannot be shown.')
  return finish(ok(decodeExtendedJpeg(bytes, photometricInterpretation)), image)
}

async function decodeJpeg2000(wasm: WasmCodecs, codec: WasmCodecName, bytes: Uint8Array, image: ImageDescription): Promise<DecodeResult> {
  const checked = checkStream(readJpeg2000Header(bytes), image, 'JPEG 2000')
  if (!checked.ok) return checked
  const { photometricInterpretation } = image.pixel
  const isColourUndone = checked.value.statesColour || photometricInterpretation === 'YBR_ICT' || photometricInterpretation === 'YBR_RCT'
  const output = image.pixel.samplesPerPixel === 3 && isColourUndone ? 'RGB' : photometricInterpretation
  return decodeWithWasm(wasm, codec, bytes.subarray(checked.value.offset), image, output)
}

function decodeWithWasm(wasm: WasmCodecs, codec: WasmCodecName, bytes: Uint8Array, image: ImageDescription, photometricInterpretation: string): Promise<DecodeResult> {
  return wasm.decode(codec, bytes, (picture) => {
    if (picture.columns !== image.columns || picture.rows !== image.rows || picture.components !== image.pixel.samplesPerPixel) {
      return cannot('The frame decodes to a picture of another size than its header names. It cannot be shown.')
    }
    const { values, precision, signed, planar } = picture
    return finish(ok({ values, precision, signed, planar, photometricInterpretation }), image)
  })
}
