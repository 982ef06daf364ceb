import type { CodedSamples } from './samples.ts'

/** Decodes JPEG Lossless (process 14, any predictor). Interleaved colour of 8 bits comes out by pixel. */
export async function decodeLosslessJpeg(bytes: Uint8Array, precision: number, photometricInterpretation: string): Promise<CodedSamples> {
  const { Decoder } = await import('jpeg-lossless-decoder-js')
  // The decoder reads from an ArrayBuffer of its own: views on shared or larger buffers are copied out first.
  const own = new ArrayBuffer(bytes.byteLength)
  new Uint8Array(own).set(bytes)
  const values = new Decoder().decode(own, 0, own.byteLength)
  return { values, precision, signed: false, planar: false, photometricInterpretation }
}
