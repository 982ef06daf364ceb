import type { DicomDataset, DicomItem } from '#electron/services/dicom/dicomWriter.ts'
import { uidFor } from './uids.ts'

const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7'
const multiFrameByteSecondaryCapture = '1.2.840.10008.5.1.4.1.1.7.2'
const pageNumberVectorTag = 0x00182001

export type CapturePictures = { readonly rows: number; readonly columns: number; readonly frames: number; readonly grey: Uint8Array }

/**
 * Display pictures as a mobile C-arm sends them: 8 bits, no angles, no spacing, no frame time.
 *
 * @source PS3.3 A.8.1 Secondary Capture, A.8.3 Multi-frame Grayscale Byte Secondary Capture; C.8.6.1 SC Equipment,
 *         C.8.6.3 SC Multi-frame Image, C.8.6.4 SC Multi-frame Vector
 */
export function captureDataset(attributes: DicomItem, seriesUid: string, number: number, pictures: CapturePictures): DicomDataset {
  const isRun = pictures.frames > 1
  return {
    ...attributes,
    // Without a body part the laterality must be there, and may be empty (PS3.3 C.7.3.1).
    Laterality: null,
    ConversionType: 'DV',
    SOPClassUID: isRun ? multiFrameByteSecondaryCapture : secondaryCapture,
    SOPInstanceUID: uidFor(`${seriesUid}/${number}`),
    InstanceNumber: number,
    PatientOrientation: null,
    ImageType: ['DERIVED', 'SECONDARY'],
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: pictures.rows,
    Columns: pictures.columns,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
    PixelRepresentation: 0,
    LossyImageCompression: '00',
    ...(isRun ? runAttributes(pictures.frames) : {}),
    PixelData: pictures.grey,
  }
}

/** The frames are numbered, not timed: that is all such a device tells. */
function runAttributes(frames: number): DicomItem {
  return {
    NumberOfFrames: frames,
    FrameIncrementPointer: pageNumberVectorTag,
    PageNumberVector: Array.from({ length: frames }, (_, frame) => frame + 1),
    PresentationLUTShape: 'IDENTITY',
    RescaleIntercept: 0,
    RescaleSlope: 1,
    RescaleType: 'US',
  }
}
