export type PixelArray = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array

/**
 * Stored pixel values of one frame after decoding: little-endian, one value a sample, samples of a pixel beside each
 * other, unused high bits cleared or sign-extended (PS3.5 8.1.1). No LUT has been applied; a palette is not looked up.
 */
export type DecodedFrame = {
  readonly rows: number
  readonly columns: number
  readonly samples: number
  readonly bytesPerSample: number
  readonly signed: boolean
  /** What the values mean now: codecs that undo a colour transform say RGB here. */
  readonly photometricInterpretation: string
  readonly pixels: PixelArray
}
