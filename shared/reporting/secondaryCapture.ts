import { dicomText, lateralityOf, localDateTime, patientModule, studyModule, type RecordPatient, type SavedKeyImage } from './commonModules.ts'
import type { DicomContent, DicomObjectContent } from './dicomContent.ts'
import { uuidToUid } from './uuidUid.ts'

/** PS3.4 B.5 Secondary Capture Image Storage. */
export const SECONDARY_CAPTURE_SOP_CLASS = '1.2.840.10008.5.1.4.1.1.7'
/** High enough not to meet the numbers of a scanner's own series. */
const SERIES_NUMBER = 9001

/** Eight-bit samples, red, green and blue of a pixel beside each other, row by row. */
export type RgbPicture = { readonly columns: number; readonly rows: number; readonly samples: Uint8Array }

export type SecondaryCaptureInput = {
  readonly record: RecordPatient
  readonly image: SavedKeyImage
  /** Position among all key images of the record, from 1; removed ones keep theirs. */
  readonly number: number
  /** Its own series of the record: one for each side, because Laterality is said of a whole series. */
  readonly seriesUid: string
  readonly picture: RgbPicture
  /** Minutes that local time is ahead of UTC where the picture was taken. */
  readonly utcOffsetMinutes: number
}

/**
 * The annotated picture of a key image as a Secondary Capture in the study it was taken from.
 *
 * Everything in it comes from what was saved with the key image and never changes, so that writing it again gives the
 * same object under the same UID: the caption, which may change, is not in it.
 *
 * @source PS3.3 A.8.1 Secondary Capture Image IOD; C.8.6.1, C.8.6.2; C.7.6.1 (Source Image Sequence, Burned In Annotation)
 * @limits no pixel spacing: a picture of a screen has no millimetres
 */
export function buildSecondaryCapture(input: SecondaryCaptureInput): DicomObjectContent {
  const { image, number, seriesUid } = input
  const { date, time } = localDateTime(image.addedAtIso, input.utcOffsetMinutes)
  return {
    SpecificCharacterSet: 'ISO_IR 192',
    ImageType: ['DERIVED', 'SECONDARY'],
    SOPClassUID: SECONDARY_CAPTURE_SOP_CLASS,
    SOPInstanceUID: uuidToUid(image.keyImageId),
    ...patientModule(input.record),
    ...studyModule(image),
    Modality: 'OT', SeriesInstanceUID: seriesUid, SeriesNumber: SERIES_NUMBER,
    SeriesDescription: ['Key images', image.side, image.level].filter((word) => word !== null).join(' '),
    ...lateralityOf(image.side),
    Manufacturer: 'Axis Guide',
    ConversionType: 'WSD', DateOfSecondaryCapture: date, TimeOfSecondaryCapture: time,
    InstanceNumber: number, ContentDate: date, ContentTime: time, PatientOrientation: '',
    ImageComments: dicomText(image.title), DerivationDescription: derivationOf(image),
    BurnedInAnnotation: 'YES',
    ...(image.sourceLossy === null ? {} : { LossyImageCompression: image.sourceLossy ? '01' : '00' }),
    SourceImageSequence: [sourceReference(image)],
    ...pixelModule(input.picture),
  }
}

const looksOf = ({ view }: SecondaryCaptureInput['image']) => (view.kind === 'frame' ? view.looks ?? null : null)

/** Every frame that the picture is made of, as its object counts them; null where the object has one frame. */
function frameNumbers({ frameNumber, frame, ...image }: SecondaryCaptureInput['image']): number | readonly number[] | null {
  const averaged = looksOf({ frameNumber, frame, ...image })?.averaged ?? null
  if (frameNumber === null || averaged === null) return frameNumber
  const [first, last] = averaged
  return Array.from({ length: last - first + 1 }, (_, at) => frameNumber + first + at - frame)
}

/** What was done to the source, so that nobody takes the picture for what was stored. */
function derivationOf(image: SecondaryCaptureInput['image']): string {
  const looks = looksOf(image)
  const percent = (strength: number): string => `${String(Math.round(100 * strength))}%`
  const done = looks === null ? [] : [
    ...(looks.averaged === null ? [] : [`mean of ${String(looks.averaged[1] - looks.averaged[0] + 1)} frames`]), ...(looks.denoised > 0 ? [`denoised ${percent(looks.denoised)}`] : []),
    ...(looks.sharpened > 0 ? [`sharpened ${percent(looks.sharpened)}`] : []), ...(looks.colours === null ? [] : [`in the colours ${looks.colours}`]), ...(looks.shutterOff ? ['without the display shutter'] : []),
  ]
  return ['Screen picture with annotations and identity burned in', ...done].join(', ')
}

function sourceReference(image: SecondaryCaptureInput['image']): DicomContent {
  const numbers = frameNumbers(image)
  return {
    ReferencedSOPClassUID: image.sopClassUid, ReferencedSOPInstanceUID: image.sopInstanceUid,
    ...(numbers === null ? {} : { ReferencedFrameNumber: numbers }),
    PurposeOfReferenceCodeSequence: [{ CodeValue: '121322', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Source image for image processing operation' }],
  }
}

function pixelModule({ columns, rows, samples }: RgbPicture): DicomContent {
  if (samples.length !== columns * rows * 3) throw new Error('A picture must have three samples for each of its pixels.')
  return {
    SamplesPerPixel: 3, PhotometricInterpretation: 'RGB', PlanarConfiguration: 0, Rows: rows, Columns: columns,
    BitsAllocated: 8, BitsStored: 8, HighBit: 7, PixelRepresentation: 0, PixelData: samples,
  }
}
