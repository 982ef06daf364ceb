import { ok, type Result } from '#shared/result.ts'
import { dicomLine, lateralityOf, localDateTime, patientModule, studyModule, type RecordPatient, type SavedKeyImage } from './commonModules.ts'
import type { DicomContent, DicomObjectContent } from './dicomContent.ts'
import { graphicModules } from './graphicAnnotation.ts'
import { pictureFigures } from './pictureFigures.ts'
import { notCarried, pictureStand, type NotCarried, type PictureStand } from './pictureStand.ts'
import { presentationGrey, shutterModule } from './presentationGrey.ts'
import type { SourceImage } from './sourceImage.ts'

/** PS3.4 B.5, N.1: softcopy presentation states of grey images. */
export const GRAYSCALE_STATE_SOP_CLASS = '1.2.840.10008.5.1.4.1.1.11.1'
export const ANGIOGRAPHY_STATE_SOP_CLASS = '1.2.840.10008.5.1.4.1.1.11.5'
const SERIES_NUMBER = 9002
const EDGE_PX = 1e-6
/** XA, XRF and their enhanced forms. */
const isAngiographyClass = (sopClassUid: string): boolean => /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.12\.[12](\.1)?$/.test(sopClassUid)

export type PresentationStateInput = {
  readonly record: RecordPatient
  readonly image: SavedKeyImage
  /** Position among all key images of the record, from 1; removed ones keep theirs. */
  readonly number: number
  readonly seriesUid: string
  readonly sopInstanceUid: string
  readonly utcOffsetMinutes: number
}

/**
 * How a key image looked, as a presentation state of its source image: the source itself stays as it is.
 *
 * Made of what was saved with the key image alone, so that writing it again gives the same object under the same UID.
 *
 * @source PS3.3 A.33.1 Grayscale, A.33.6 XA/XRF Grayscale Softcopy Presentation State IOD; C.10.4, C.10.5, C.10.6, C.11
 * @limits what is no view of one image (bone, planes along the needle, maps, means) has none; sharpening and noise filters are not in it
 */
export function buildPresentationState(input: PresentationStateInput): Result<DicomObjectContent, NotCarried> {
  const { image, number } = input
  const stand = pictureStand(image)
  if (!stand.ok) return stand
  const { source } = image
  if (source === undefined) return notCarried('What its source said of being shown was not kept.')
  const isAngiography = isAngiographyClass(image.sopClassUid)
  const grey = presentationGrey(image, source, isAngiography)
  if (!grey.ok) return grey
  const { date, time } = localDateTime(image.addedAtIso, input.utcOffsetMinutes)
  const referenced = imageReference(image)
  const shutterIsOff = image.view.kind === 'frame' && image.view.looks?.shutterOff === true
  return ok({
    SpecificCharacterSet: 'ISO_IR 192',
    SOPClassUID: isAngiography ? ANGIOGRAPHY_STATE_SOP_CLASS : GRAYSCALE_STATE_SOP_CLASS,
    SOPInstanceUID: input.sopInstanceUid,
    ...patientModule(input.record),
    ...studyModule(image),
    Modality: 'PR', SeriesInstanceUID: input.seriesUid, SeriesNumber: SERIES_NUMBER,
    SeriesDescription: ['Key images as seen', image.side, image.level].filter((word) => word !== null).join(' '),
    ...lateralityOf(image.side),
    Manufacturer: 'Axis Guide',
    InstanceNumber: number, PresentationCreationDate: date, PresentationCreationTime: time,
    ContentLabel: `KEY_IMAGE_${String(number)}`, ContentDescription: dicomLine(image.title), ContentCreatorName: dicomLine(image.actor).replace(/[=^]/g, ' '),
    ReferencedSeriesSequence: [{ SeriesInstanceUID: image.seriesUid, ReferencedImageSequence: [referenced] }],
    ...(shutterIsOff ? {} : shutterModule(source.shutter)),
    ...spatialModules(stand.value, source, referenced),
    ...graphicModules(pictureFigures(image, source, stand.value), source, referenced),
    ...grey.value,
  })
}

const imageReference = ({ sopClassUid, sopInstanceUid, frameNumber }: SavedKeyImage): DicomContent =>
  ({ ReferencedSOPClassUID: sopClassUid, ReferencedSOPInstanceUID: sopInstanceUid, ...(frameNumber !== null && { ReferencedFrameNumber: frameNumber }) })

/**
 * Turn, flip and the part that was seen: pixels under the corners of the view, counted from 1, before the turn.
 *
 * @source PS3.3 C.10.4 Displayed Area, C.10.6 Spatial Transformation
 */
function spatialModules({ rotationDeg, flipped, topLeft, bottomRight }: PictureStand, { plane, pixelAspect }: SourceImage, referenced: DicomContent): DicomContent {
  // A corner on the edge between two pixels is one of the pixel inside.
  const inside = (at: number, other: number): number => (at <= other ? Math.floor(at + 0.5 + EDGE_PX) : Math.ceil(at - 0.5 - EDGE_PX)) + 1
  const pixel = (corner: readonly [number, number], other: readonly [number, number]): number[] => [inside(corner[0], other[0]), inside(corner[1], other[1])]
  const spacing = plane?.rowSpacingMm === null || plane?.columnSpacingMm === null || plane === null ? null : [plane.rowSpacingMm, plane.columnSpacingMm]
  return {
    ImageRotation: rotationDeg, ImageHorizontalFlip: flipped ? 'Y' : 'N',
    DisplayedAreaSelectionSequence: [{
      ReferencedImageSequence: [referenced], DisplayedAreaTopLeftHandCorner: pixel(topLeft, bottomRight), DisplayedAreaBottomRightHandCorner: pixel(bottomRight, topLeft), PresentationSizeMode: 'SCALE TO FIT',
      ...(spacing === null ? { PresentationPixelAspectRatio: aspectRatio(pixelAspect) } : { PresentationPixelSpacing: spacing }),
    }],
  }
}

/** [vertical, horizontal] as whole numbers. */
const aspectRatio = (aspect: number): number[] => (Math.abs(aspect - 1) < 1e-4 ? [1, 1] : [Math.round(aspect * 10_000), 10_000])
