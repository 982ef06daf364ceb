import type { DicomDataset, DicomItem } from '#electron/services/dicom/dicomWriter.ts'
import { isLateral } from '../fluoroscopy/display.ts'
import { storedMaximum } from '../fluoroscopy/exposure.ts'
import { fieldRadiusPx } from '../fluoroscopy/views.ts'
import type { XaExposure } from '../work/tasks.ts'
import { uidFor } from './uids.ts'

const xaImageStorage = '1.2.840.10008.5.1.4.1.1.12.1'
export const frameTimeMs = 125
const frameTimeTag = 0x00181063
/** Frames before the contrast, the mask of the recipe in the header; counted from 1. */
export const maskFrameNumbers = [1, 2, 3, 4] as const

/**
 * A still or a run of the C-arm. The angles are those of the patient, not of a console that believes him supine.
 *
 * @source PS3.3 A.14 XA Image IOD; C.8.7.1 X-Ray Image, C.8.7.2 X-Ray Acquisition, C.8.7.5 XA Positioner,
 *         C.7.6.5 Cine, C.7.6.6 Multi-frame, C.7.6.10 Mask, C.7.6.11 Display Shutter
 */
export function xaDataset(attributes: DicomItem, seriesUid: string, number: number, exposure: XaExposure, stored: Uint16Array): DicomDataset {
  const isRun = exposure.seconds.length > 1
  return {
    ...attributes,
    ...imageAttributes(exposure, stored),
    ...geometryAttributes(exposure),
    ...(isRun ? runAttributes(exposure) : {}),
    SOPClassUID: xaImageStorage,
    SOPInstanceUID: uidFor(`${seriesUid}/${number}`),
    InstanceNumber: number,
    PatientOrientation: null,
    PixelData: stored,
  }
}

function imageAttributes({ carm, dose, spread }: XaExposure, stored: Uint16Array): DicomItem {
  const { low, high } = fieldRange(stored, carm)
  return {
    ImageType: ['ORIGINAL', 'PRIMARY', 'SINGLE PLANE'],
    AcquisitionNumber: 1,
    PatientPosition: 'HFP',
    KVP: 74,
    RadiationSetting: dose === 'subtraction' ? 'GR' : 'SC',
    RadiationMode: 'PULSED',
    XRayTubeCurrent: dose === 'subtraction' ? 60 : 20,
    ExposureTime: 8,
    AveragePulseWidth: 8,
    PixelIntensityRelationship: 'LIN',
    PixelIntensityRelationshipSign: 1,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    Rows: carm.detector.rows,
    Columns: carm.detector.columns,
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    WindowCenter: (low + high) / 2,
    WindowWidth: high - low,
    LossyImageCompression: '00',
    ...(spread === null ? {} : { ContrastBolusAgent: 'IOHEXOL 300', ContrastBolusVolume: 0.6, ContrastBolusIngredient: 'IODINE', ContrastBolusIngredientConcentration: 300 }),
    ShutterShape: 'CIRCULAR',
    CenterOfCircularShutter: [carm.detector.rows / 2, carm.detector.columns / 2],
    RadiusOfCircularShutter: fieldRadiusPx,
  }
}

/** Of the field's radius: what lies farther out is air and collimator, and would make the joint dark. */
const windowedRegion = 0.8
/** From the side the air behind the neck fills a quarter of the field. */
const brightestShare = { frontal: 0.97, lateral: 0.88 }

/** A window over the first frame's inner field, so that the first look shows the joint. */
function fieldRange(stored: Uint16Array, carm: XaExposure['carm']): { readonly low: number; readonly high: number } {
  const { rows, columns } = carm.detector
  const counts = new Uint32Array(storedMaximum + 1)
  const reach = (windowedRegion * fieldRadiusPx) ** 2
  let pixels = 0
  for (let row = 0, i = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++, i++) {
      const value = stored[i] ?? 0
      if (value === 0 || (row - (rows - 1) / 2) ** 2 + (column - (columns - 1) / 2) ** 2 > reach) continue
      counts[value] = (counts[value] ?? 0) + 1
      pixels++
    }
  }
  const quantile = (share: number) => {
    let seen = 0
    return counts.findIndex(count => (seen += count) > share * pixels)
  }
  const low = quantile(0.01)
  return { low, high: Math.max(quantile(isLateral(carm) ? brightestShare.lateral : brightestShare.frontal), low + 2) }
}

function geometryAttributes({ carm, stated }: XaExposure): DicomItem {
  const { primaryDeg, secondaryDeg, pixel } = stated ?? { ...carm, pixel: 'isocentre' }
  const size = carm.detector.spacingMm
  return {
    PositionerMotion: 'STATIC',
    PositionerPrimaryAngle: primaryDeg,
    PositionerSecondaryAngle: secondaryDeg,
    ...(pixel === 'isocentre' || pixel === 'calibrated' ? { DistanceSourceToDetector: carm.sidMm, DistanceSourceToPatient: carm.sodMm, EstimatedRadiographicMagnificationFactor: carm.sidMm / carm.sodMm } : {}),
    ...(pixel === 'unknown' ? {} : { ImagerPixelSpacing: [size, size] }),
    // PS3.3 10.7: with a type beside it, Pixel Spacing has been calibrated.
    ...(pixel === 'calibrated' ? { PixelSpacing: [size * carm.sodMm / carm.sidMm, size * carm.sodMm / carm.sidMm], PixelSpacingCalibrationType: 'FIDUCIAL', PixelSpacingCalibrationDescription: 'marker at the depth of the joint' } : {}),
    FieldOfViewShape: 'ROUND',
    ...(pixel === 'unknown' ? {} : { FieldOfViewDimensions: Math.round(2 * fieldRadiusPx * size) }),
    TableMotion: 'STATIC',
  }
}

function runAttributes({ seconds }: XaExposure): DicomItem {
  const frames = seconds.length
  return {
    NumberOfFrames: frames,
    FrameIncrementPointer: frameTimeTag,
    FrameTime: frameTimeMs,
    FrameDelay: 0,
    CineRate: Math.round(1000 / frameTimeMs),
    RecommendedDisplayFrameRate: Math.round(1000 / frameTimeMs),
    StartTrim: 1,
    StopTrim: frames,
    RecommendedViewingMode: 'SUB',
    MaskSubtractionSequence: [{
      MaskOperation: 'AVG_SUB',
      ApplicableFrameRange: [maskFrameNumbers.length + 1, frames],
      MaskFrameNumbers: [...maskFrameNumbers],
      ContrastFrameAveraging: 1,
      MaskSubPixelShift: [0, 0],
    }],
  }
}
