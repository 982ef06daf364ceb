import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

export type StoredPixels = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array

/**
 * A look-up from stored value to attenuation: more material in the beam is a higher value, whatever the polarity of
 * the image. In log space the unit is the natural logarithm of intensity, unless the image brings a scale of its own.
 */
export type AttenuationScale = {
  /** `stored`: values made for display, no physical scale; their differences are qualitative. */
  readonly space: 'log' | 'stored'
  readonly note: string
  /** Indexed by the low bits of the stored value, so that negative values need no branch. */
  readonly table: Float32Array
  readonly indexMask: number
}

/**
 * How the stored values of a projection become attenuation.
 *
 * LIN: minus the logarithm of the rescaled value; a table there is the one "to log" and gives logarithms itself.
 * LOG: the rescaled value; a table there leads back to intensity (XA requires it with LOG), of which the logarithm is
 * taken. DISP or unstated: the stored value, darker in MONOCHROME2 meaning denser. Sign −1 turns each around.
 * Intensities below one stored step count as that step: a detector that reads nothing has no logarithm.
 *
 * @units   log space: ln of intensity, or the unit of the image's own log scale; stored space: stored values
 * @source  Pixel Intensity Relationship (0028,1040) and Sign (0028,1041), PS3.3 C.8.7.1.1.2, C.8.11.3.1.2; Modality
 *          LUT C.11.1; subtraction in log space PS3.4 N.2.5
 */
export function buildAttenuationScale(image: ImageDescription): Result<AttenuationScale, Fault<'NOT_A_PROJECTION'>> {
  const { samplesPerPixel, bitsStored, photometricInterpretation } = image.pixel
  if (samplesPerPixel !== 1 || bitsStored > 16 || photometricInterpretation === 'PALETTE COLOR') {
    return err('NOT_A_PROJECTION', 'Only grey images of up to 16 bits can be subtracted. Choose a fluoroscopy or angiography run.')
  }
  if (image.modalityLutFrames !== undefined) return err('NOT_A_PROJECTION', 'The frames of this run are each stored on a scale of their own and cannot be subtracted from each other. Watch the run as it is.')
  const toAttenuation = attenuationOf(image)
  const size = bitsStored <= 8 ? 256 : 65536
  const table = new Float32Array(size)
  for (let index = 0; index < size; index += 1) {
    const stored = image.pixel.signed && index >= size / 2 ? index - size : index
    table[index] = toAttenuation(stored)
  }
  const space = image.pixelIntensityRelationship === 'LIN' || image.pixelIntensityRelationship === 'LOG' ? 'log' : 'stored'
  const note = space === 'log' ? '' : 'The header does not relate its values to X-ray intensity: the difference is one of display values, to be looked at and not measured.'
  return ok({ space, note, table, indexMask: size - 1 })
}

/** What of a header says how a stored value becomes attenuation. */
export type AttenuationFacts = Pick<ImageDescription, 'modalityLut' | 'pixelIntensityRelationship' | 'pixelIntensitySign'> & { readonly pixel: Pick<ImageDescription['pixel'], 'signed' | 'bitsStored' | 'photometricInterpretation'> }

/**
 * Attenuation of a stored value, as buildAttenuationScale tells it for all of them.
 *
 * @units   log space: ln of intensity, or the unit of the image's own log scale; stored space: stored values
 * @source  PS3.3 C.8.7.1.1.2, C.11.1; PS3.4 N.2.5
 */
export function attenuationOf(image: AttenuationFacts): (stored: number) => number {
  const { modalityLut: lut, pixelIntensitySign } = image
  // Without a sign, more intensity is a higher value; a display image says it by its photometric interpretation.
  const isInverted = pixelIntensitySign === -1
  const towardsDense = isInverted ? 1 : -1
  const rescale = (stored: number): number => {
    if (lut === null) return stored
    if (lut.kind === 'linear') return stored * lut.slope + lut.intercept
    return lut.values[Math.min(lut.values.length - 1, Math.max(0, stored - lut.firstMapped))] ?? 0
  }
  const step = lut !== null && lut.kind === 'linear' ? Math.abs(lut.slope) : 1
  const logarithm = (value: number): number => Math.log(Math.max(value, step))
  switch (image.pixelIntensityRelationship) {
    case 'LIN': {
      if (lut?.kind === 'table') return (stored) => towardsDense * rescale(stored)
      // Sign −1: the value counts absorbed intensity, downwards from the largest that can be stored.
      const largest = rescale(image.pixel.signed ? 2 ** (image.pixel.bitsStored - 1) - 1 : 2 ** image.pixel.bitsStored - 1)
      return isInverted ? (stored) => -logarithm(largest - rescale(stored)) : (stored) => -logarithm(rescale(stored))
    }
    case 'LOG': return lut?.kind === 'table' ? (stored) => -logarithm(rescale(stored)) : (stored) => towardsDense * rescale(stored)
    default: {
      const isBrightDense = isInverted || (pixelIntensitySign === null && image.pixel.photometricInterpretation === 'MONOCHROME1')
      return (stored) => (isBrightDense ? stored : -stored)
    }
  }
}
