import type { DicomDataset, DicomItem } from '#electron/services/dicom/dicomWriter.ts'
import type { CtAcquisition, CtSlice } from '../ct/ctSeries.ts'
import { sliceStepMm } from '../ct/ctSeries.ts'
import type { Grid } from '../sampling/grid.ts'
import { uidFor } from './uids.ts'

const ctImageStorage = '1.2.840.10008.5.1.4.1.1.2'
/** Stored values are HU + 1024, so that they are never negative. */
const rescaleIntercept = -1024

/**
 * One CT image.
 *
 * @source PS3.3 A.3 CT Image IOD; C.8.2.1 CT Image; C.7.6.2 Image Plane; C.7.4.1 Frame of Reference
 */
export function ctSliceDataset(attributes: DicomItem, seriesUid: string, number: number, slice: CtSlice, acquisition: CtAcquisition, grid: Grid): DicomDataset {
  const stored = new Uint16Array(slice.hu.length)
  for (let i = 0; i < stored.length; i++) stored[i] = (slice.hu[i] ?? 0) - rescaleIntercept
  return {
    ...attributes,
    ...ctAcquisitionAttributes(acquisition, slice, grid),
    SOPClassUID: ctImageStorage,
    SOPInstanceUID: uidFor(`${seriesUid}/${number}`),
    InstanceNumber: number,
    ImagePositionPatient: [...slice.positionLpsMm],
    ImageOrientationPatient: [...slice.rowDirection, ...slice.columnDirection],
    SliceLocation: slice.positionLpsMm[2],
    Rows: slice.rows,
    Columns: slice.columns,
    PixelData: stored,
  }
}

function ctAcquisitionAttributes(acquisition: CtAcquisition, slice: CtSlice, grid: Grid): DicomItem {
  const isBone = acquisition.kernel === 'bone'
  return {
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    AcquisitionNumber: 1,
    PatientPosition: acquisition.position,
    PositionReferenceIndicator: null,
    KVP: 120,
    XRayTubeCurrent: 180,
    ExposureTime: 500,
    Exposure: 90,
    GantryDetectorTilt: acquisition.gantryTiltDeg,
    TableHeight: 150,
    RotationDirection: 'CW',
    ConvolutionKernel: isBone ? 'BONE' : 'SOFT',
    FilterType: 'BODY',
    ScanOptions: 'HELICAL',
    DataCollectionDiameter: 500,
    ReconstructionDiameter: slice.columns * grid.spacingMm,
    SliceThickness: sliceStepMm,
    PixelSpacing: [grid.spacingMm, grid.spacingMm],
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 0,
    RescaleIntercept: rescaleIntercept,
    RescaleSlope: 1,
    RescaleType: 'HU',
    WindowCenter: isBone ? [500, 45] : [45, 500],
    WindowWidth: isBone ? [2500, 380] : [380, 2500],
    WindowCenterWidthExplanation: isBone ? ['BONE', 'SOFT TISSUE'] : ['SOFT TISSUE', 'BONE'],
  }
}
