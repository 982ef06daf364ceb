import { z } from 'zod'
import { pixelAspect } from '#shared/calibration/pixelAspect.ts'
import { spacingOfFrame } from '#shared/calibration/spacingOfFrame.ts'
import { displayShutter, imagePlane, type ImageDescription, type ImagePlane } from '#shared/dicom/imageDescription.ts'
import { imageOfFrame } from '#shared/dicom/modalityLut.ts'
import { isVolumeClass } from '#shared/dicom/sopClasses.ts'
import { finite } from '#shared/values.ts'

/**
 * What a presentation state must know of the image under it, kept with the key image: the source may be deleted or
 * changed before the record leaves.
 */
export const sourceImage = z.strictObject({
  rows: z.int().positive(), columns: z.int().positive(), frames: z.int().positive(),
  colour: z.boolean(),
  plane: imagePlane.nullable().describe('of the frame'),
  pixelAspect: finite.positive().describe('height of a row over the width of a column'),
  rescale: z.strictObject({ slope: finite, intercept: finite, type: z.string() }).nullable().describe('null: stored values are output values'),
  modalityTable: z.boolean().describe('its Modality LUT is a table, which is not kept here'),
  windowFunction: z.enum(['LINEAR', 'LINEAR_EXACT', 'SIGMOID']),
  lowIsBright: z.boolean().describe('MONOCHROME1, or an inverse presentation LUT'),
  intensity: z.enum(['LIN', 'LOG', 'DISP']).nullable(),
  intensitySign: z.union([z.literal(1), z.literal(-1)]).nullable(),
  shutter: displayShutter.nullable(),
  stored: z.strictObject({ bits: z.int().min(1).max(64), signed: z.boolean() }).optional().describe('absent in the first records that kept these'),
})
export type SourceImage = Readonly<z.infer<typeof sourceImage>>

/**
 * The same, taken from the header of the image.
 *
 * @source PS3.3 C.7.6.2, C.7.6.3, C.7.6.11, C.11.1, C.11.6
 */
export function sourceImageOf(image: ImageDescription, frameNumber: number, plane: ImagePlane | null): SourceImage {
  const { modalityLut: lut, pixel } = imageOfFrame(image, frameNumber)
  const bySpacing = plane === null || plane.rowSpacingMm === null || plane.columnSpacingMm === null ? null : plane.rowSpacingMm / plane.columnSpacingMm
  return {
    rows: image.rows, columns: image.columns, frames: image.frames,
    colour: pixel.samplesPerPixel !== 1 || pixel.palette !== null,
    plane,
    pixelAspect: bySpacing ?? pixelAspect(spacingOfFrame(image, frameNumber)),
    rescale: lut?.kind === 'linear' ? { slope: lut.slope, intercept: lut.intercept, type: lut.type ?? (isVolumeClass(image.sopClassUid) ? 'HU' : 'US') } : null,
    modalityTable: lut?.kind === 'table',
    windowFunction: image.voiLut.windowFunction,
    lowIsBright: pixel.photometricInterpretation === 'MONOCHROME1' || image.presentationLutShape === 'INVERSE',
    intensity: image.pixelIntensityRelationship, intensitySign: image.pixelIntensitySign,
    shutter: image.shutter,
    stored: { bits: pixel.bitsStored, signed: pixel.signed },
  }
}
