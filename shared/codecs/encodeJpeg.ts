import { z } from 'zod'
import type { CodecFileName } from './codecFiles.ts'

/** The C++ class as embind shows it. */
type JpegEncoder = {
  getDecodedBuffer(frame: { readonly width: number; readonly height: number; readonly bitsPerSample: number; readonly componentCount: number; readonly isSigned: boolean }): Uint8Array
  setQuality(quality: number): void
  setProgressive(isProgressive: boolean): void
  encode(): void
  getEncodedBuffer(): Uint8Array
  delete(): void
}
const encoderModule = z.object({ JPEGEncoder: z.custom<new () => JpegEncoder>((value) => typeof value === 'function') })

/** The encoder writes into as many bytes as the picture has samples; below this its tables alone are more, and it would write past them. */
const LEAST_PIXELS = 1024
/** Letters of a caption stay clean at this quality, and a picture of a screen keeps below a megabyte. */
const QUALITY = 92

export type RgbSamples = { readonly columns: number; readonly rows: number; readonly samples: Uint8Array }

/** Writes pictures as baseline JPEG, for readers that take nothing else; the codec is loaded with the first of them. Null for a picture too small for it. */
export function createJpegEncoder(readCodec: (fileName: CodecFileName) => Promise<Uint8Array>): (picture: RgbSamples) => Promise<Uint8Array | null> {
  const load = async (): Promise<z.infer<typeof encoderModule>> => {
    const [{ default: factory }, wasmBinary] = await Promise.all([import('@cornerstonejs/codec-libjpeg-turbo-8bit/wasmjs'), readCodec('libjpegturbowasm.wasm')])
    return encoderModule.parse(await factory({ wasmBinary, print: silent, printErr: silent }))
  }
  let loaded: ReturnType<typeof load> | null = null
  return async ({ columns, rows, samples }) => {
    if (columns * rows < LEAST_PIXELS || samples.length !== columns * rows * 3) return null
    const { JPEGEncoder } = await (loaded ??= load())
    const encoder = new JPEGEncoder()
    try {
      encoder.getDecodedBuffer({ width: columns, height: rows, bitsPerSample: 8, componentCount: 3, isSigned: false }).set(samples)
      encoder.setQuality(QUALITY)
      encoder.setProgressive(false)
      encoder.encode()
      return encoder.getEncodedBuffer().slice()
    } finally {
      encoder.delete()
    }
  }
}

const silent = (): void => undefined
