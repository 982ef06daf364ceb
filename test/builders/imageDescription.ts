import type { ImageDescription } from '#shared/dicom/imageDescription.ts'

/** A plain CT slice; tests name only what matters to them. */
export function buildImageDescription(differences: Partial<ImageDescription> = {}): ImageDescription {
  return {
    sopInstanceUid: '1.2.3.1.57', sopClassUid: '1.2.840.10008.5.1.4.1.1.2', transferSyntaxUid: '1.2.840.10008.1.2.1', instanceNumber: 57,
    rows: 512, columns: 512, frames: 1, imageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'], acquiredAt: '2026-11-14T09:10:00',
    pixel: {
      samplesPerPixel: 1, photometricInterpretation: 'MONOCHROME2', planarConfiguration: 0, bitsAllocated: 16, bitsStored: 12, highBit: 11,
      signed: false, paddingValue: null, paddingRangeLimit: null, lossy: false, palette: null,
    },
    modalityLut: { kind: 'linear', slope: 1, intercept: -1024, type: 'HU' },
    voiLut: { windows: [{ centre: 400, width: 2000, explanation: null }], windowFunction: 'LINEAR', tables: [] },
    presentationLutShape: null, pixelIntensityRelationship: null, pixelIntensitySign: null, frameOfReferenceUid: '1.2.3.9',
    patientPosition: 'HFP', patientOrientation: null, laterality: null, viewPosition: null, projection: null, positioner: null,
    timing: {
      frameIncrementPointer: [], frameTimeMs: null, frameTimeVectorMs: null, frameAcquisitionTimesMs: null, frameDelayMs: null, cineRate: null,
      recommendedDisplayFrameRate: null, startTrim: null, stopTrim: null, preferredPlayback: null, representativeFrame: null,
    },
    masks: [], recommendedViewingMode: null, shutter: null, overlays: [], burnedInAnnotation: null, contrastAgent: null,
    ...differences,
  }
}
