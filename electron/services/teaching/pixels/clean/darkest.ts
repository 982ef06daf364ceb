import type { ImageDescription, ModalityLut } from '#shared/dicom/imageDescription.ts'

/** No scanner's air lies below this, and a display's black does not need to. */
const BLACKEST_HU = -1024

/**
 * The stored value, one a sample, that is shown darkest: black paint for this picture. In CT it is air, so that a window
 * computed from the values stays where it was.
 *
 * @source PS3.3 C.7.6.3.1.2 Photometric Interpretation, C.7.6.3.1.1 palette, C.11.1 Modality LUT
 */
export function darkestValue(image: ImageDescription, photometricInterpretation: string): readonly number[] {
  const { pixel } = image
  const bits = Math.min(32, pixel.bitsStored)
  if (pixel.palette !== null) return [darkestEntry(pixel.palette)]
  if (pixel.samplesPerPixel === 3) {
    const middle = 2 ** (bits - 1)
    if (photometricInterpretation.startsWith('YBR_PARTIAL')) return [2 ** (bits - 4), middle, middle]
    return photometricInterpretation.startsWith('YBR') && photometricInterpretation !== 'YBR_RCT' ? [0, middle, middle] : [0, 0, 0]
  }
  const lowest = pixel.signed ? -(2 ** (bits - 1)) : 0
  const highest = pixel.signed ? 2 ** (bits - 1) - 1 : 2 ** bits - 1
  const { modalityLut } = image
  if ((photometricInterpretation === 'MONOCHROME1') === isRising(modalityLut)) return [highest]
  if (modalityLut?.kind === 'linear' && modalityLut.slope > 0 && pixel.signed) return [Math.max(lowest, Math.round((BLACKEST_HU - modalityLut.intercept) / modalityLut.slope))]
  return [lowest]
}

function isRising(lut: ModalityLut | null): boolean {
  if (lut === null) return true
  if (lut.kind === 'linear') return lut.slope > 0
  return (lut.values.at(-1) ?? NaN) >= (lut.values[0] ?? NaN)
}

function darkestEntry({ red, green, blue, firstMapped }: NonNullable<ImageDescription['pixel']['palette']>): number {
  let darkest = 0
  const luminance = (entry: number): number => 0.299 * (red[entry] ?? NaN) + 0.587 * (green[entry] ?? NaN) + 0.114 * (blue[entry] ?? NaN)
  for (let entry = 1; entry < red.length; entry += 1) if (luminance(entry) < luminance(darkest)) darkest = entry
  return firstMapped + darkest
}
