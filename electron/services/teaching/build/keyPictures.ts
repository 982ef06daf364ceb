import { encode } from 'fast-png'
import type { PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { decodePngToRgb } from '#electron/services/png/pngPixels.ts'
import { explicitLittleEndian } from '#electron/services/teaching/pixels/clean/cleanObject.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { KeyImage } from '#shared/procedure/recordEvents.ts'
import { SECONDARY_CAPTURE_SOP_CLASS, type RgbPicture } from '#shared/reporting/secondaryCapture.ts'

/** The colour of the strip that names the patient above every key image. */
const STRIP = [0x14, 0x16, 0x18] as const
/** The strip is a little more than four lines of text; less than this is no strip. */
const LEAST_ROWS = 24

/**
 * A key image without the strip that says whose it is: everything above the first row that does not begin in the colour of
 * the strip, and one row more, which both may share. Null where no strip is found: then the picture does not leave.
 */
export function withoutIdentityStrip(png: Uint8Array): (RgbPicture & { readonly png: Uint8Array }) | null {
  const picture = decodePngToRgb(png)
  if (picture === null) return null
  const { columns, rows, samples } = picture
  const isStrip = (row: number): boolean => [0, 1, 2].every((column) => STRIP.every((value, colour) => samples[(row * columns + column) * 3 + colour] === value))
  let strip = 0
  while (strip < rows && isStrip(strip)) strip += 1
  if (strip < LEAST_ROWS || strip + 1 >= rows) return null
  const kept = { columns, rows: rows - strip - 1, samples: samples.slice((strip + 1) * columns * 3) }
  return { ...kept, png: encode({ width: columns, height: kept.rows, data: kept.samples, channels: 3, depth: 8 }) }
}

/** What people called the things that are painted into a key image: no review of the record's lines takes it out of the pixels. */
export const paintedWords = ({ figuresHidden, measurements, structures, plans }: KeyImage): readonly string[] => (
  figuresHidden === true ? [] : [...(measurements ?? []).map(({ label }) => label), ...(structures ?? []).map(({ name }) => name), ...plans.map(({ name }) => name)])

/** A picture of the screen as a series of its own, for whoever looks for letters in it. */
export function seriesOfPicture({ columns, rows, samples }: RgbPicture): PixelSeries {
  const image: ImageDescription = {
    sopInstanceUid: '1.2', sopClassUid: SECONDARY_CAPTURE_SOP_CLASS, transferSyntaxUid: explicitLittleEndian, instanceNumber: null, rows, columns, frames: 1, imageType: [], acquiredAt: null,
    pixel: { samplesPerPixel: 3, photometricInterpretation: 'RGB', planarConfiguration: 0, bitsAllocated: 8, bitsStored: 8, highBit: 7, signed: false, paddingValue: null, paddingRangeLimit: null, lossy: false, palette: null },
    modalityLut: null, voiLut: { windows: [], windowFunction: 'LINEAR', tables: [] }, presentationLutShape: null, pixelIntensityRelationship: null, pixelIntensitySign: null, frameOfReferenceUid: null, patientPosition: null,
    patientOrientation: null, laterality: null, viewPosition: null, projection: null, positioner: null, masks: [], recommendedViewingMode: null, shutter: null, overlays: [], burnedInAnnotation: null, contrastAgent: null,
    timing: { frameIncrementPointer: [], frameTimeMs: null, frameTimeVectorMs: null, frameAcquisitionTimesMs: null, frameDelayMs: null, cineRate: null, recommendedDisplayFrameRate: null, startTrim: null, stopTrim: null, preferredPlayback: null, representativeFrame: null },
  }
  return { seriesUid: '1.2', objects: [{ sopInstanceUid: image.sopInstanceUid, image, modality: 'OT', planes: [null], textAreas: [], frameBytes: async () => samples.slice() }] }
}
