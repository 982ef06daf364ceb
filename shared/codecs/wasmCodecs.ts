import type { CodecFileName } from './codecFiles.ts'
import { bytesPerSample, viewSamples } from './samples.ts'
import type { PixelArray } from './decodedFrame.ts'

export type WasmCodecName = 'charls' | 'openjpeg' | 'openjph' | 'libjpegTurbo'

export type WasmPicture = {
  readonly values: PixelArray
  readonly columns: number
  readonly rows: number
  readonly components: number
  readonly precision: number
  readonly signed: boolean
  readonly planar: boolean
}

/** The C++ classes as embind shows them; one shape fits all four codecs. */
interface WasmImageDecoder {
  getEncodedBuffer(byteLength: number): Uint8Array
  getDecodedBuffer(): Uint8Array
  decode(): void
  getFrameInfo(): {
    readonly width: number
    readonly height: number
    readonly bitsPerSample: number
    readonly componentCount: number
    readonly isSigned?: boolean
  }
  /** JPEG-LS only: 0 = one plane after the other, 1 = by line, 2 = by sample. */
  getInterleaveMode?(): unknown
  delete(): void
}

type WasmFactory = (options: object) => Promise<Readonly<Record<string, unknown>>>

type CodecPackage = {
  readonly fileName: CodecFileName
  readonly className: string
  readonly load: () => Promise<WasmFactory>
}

const packages: Readonly<Record<WasmCodecName, CodecPackage>> = {
  charls: { fileName: 'charlswasm_decode.wasm', className: 'JpegLSDecoder', load: async () => (await import('@cornerstonejs/codec-charls/decodewasmjs')).default },
  openjpeg: { fileName: 'openjpegwasm_decode.wasm', className: 'J2KDecoder', load: async () => (await import('@cornerstonejs/codec-openjpeg/decodewasmjs')).default },
  openjph: { fileName: 'openjphjs.wasm', className: 'HTJ2KDecoder', load: async () => (await import('@cornerstonejs/codec-openjph/wasmjs')).default },
  libjpegTurbo: { fileName: 'libjpegturbowasm_decode.wasm', className: 'JPEGDecoder', load: async () => (await import('@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs')).default },
}

/** The codec itself could not be had: nothing is known about the frame. */
export class CodecUnavailable extends Error {}

type DecoderClass = new () => WasmImageDecoder

const silent = (): void => undefined

export type WasmCodecs = {
  /** Throws when the codec refuses the bytes. `use` reads the picture where it lies in the codec's memory; it is gone afterwards. */
  readonly decode: <T>(codec: WasmCodecName, bytes: Uint8Array, use: (picture: WasmPicture) => T) => Promise<T>
}

/**
 * The WebAssembly codecs, each instantiated at its first frame. A codec that has thrown or aborted may have left its
 * memory in any state: it is dropped and the next frame gets a fresh one.
 */
export function createWasmCodecs(readCodec: (fileName: string) => Promise<Uint8Array>): WasmCodecs {
  const instances = new Map<WasmCodecName, Promise<DecoderClass>>()

  const instantiate = async (name: WasmCodecName): Promise<DecoderClass> => {
    const { fileName, className, load } = packages[name]
    const [factory, wasmBinary] = await Promise.all([load(), readCodec(fileName)])
    const module = await factory({ wasmBinary, print: silent, printErr: silent })
    return module[className] as DecoderClass
  }
  const instanceOf = (name: WasmCodecName): Promise<DecoderClass> => {
    const existing = instances.get(name)
    if (existing !== undefined) return existing
    const created = instantiate(name)
    instances.set(name, created)
    created.catch(() => instances.delete(name))
    return created
  }
  return {
    async decode(codec, bytes, use) {
      const Decoder = await instanceOf(codec).catch(() => { throw new CodecUnavailable(`Codec ${codec} cannot be loaded`) })
      try {
        const decoder = new Decoder()
        decoder.getEncodedBuffer(bytes.length).set(bytes)
        decoder.decode()
        const result = use(readPicture(decoder))
        decoder.delete()
        return result
      } catch (error) {
        instances.delete(codec)
        throw error
      }
    },
  }
}

function readPicture(decoder: WasmImageDecoder): WasmPicture {
  const { width, height, bitsPerSample, componentCount, isSigned } = decoder.getFrameInfo()
  const cell = bytesPerSample(bitsPerSample)
  if (cell === null) throw new RangeError('More than 32 bits a sample')
  return {
    values: viewSamples(decoder.getDecodedBuffer(), cell, isSigned === true),
    columns: width, rows: height, components: componentCount, precision: bitsPerSample, signed: isSigned === true,
    planar: componentCount > 1 && isPlaneByPlane(decoder),
  }
}

/** embind hands an enum over as an object with its number in `value`, or as the number itself, by build. */
function isPlaneByPlane(decoder: WasmImageDecoder): boolean {
  const mode = decoder.getInterleaveMode?.()
  if (typeof mode === 'object' && mode !== null && 'value' in mode) return mode.value === 0
  return mode === 0
}
