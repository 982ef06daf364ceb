import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { SeriesDescription, VolumeGeometry } from '#shared/dicom/seriesDescription.ts'

export const uprightVolume = (columns: number, rows: number, slices: number, fields: Partial<VolumeGeometry> = {}): VolumeGeometry => ({
  dimensions: [columns, rows, slices], spacingMm: [0.5, 0.5, 1], originLpsMm: [0, 0, 0], directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  sliceStepLpsMm: [0, 0, 1], tiltDeg: 0, frameOfReferenceUid: null, problems: [], ...fields,
})

/** A series of one image object a frame (volume) or of one object with many frames (cine). */
export function describeSeries(images: readonly ImageDescription[], volume: VolumeGeometry | null, modality = volume === null ? 'XA' : 'CT'): SeriesDescription {
  const frames = images.flatMap((image, index) => Array.from({ length: image.frames }, (_, frame) => ({ image: index, frameNumber: frame + 1, byteLength: 0, plane: null })))
  let firstFrame = 0
  const runs = images.map((image, index) => {
    const run = { image: index, firstFrame, frames: image.frames }
    firstFrame += image.frames
    return run
  })
  return {
    images: [...images], frames, runs: volume === null ? runs : [],
    summary: {
      seriesUid: '1.2.3.4', studyUid: '1.2.3', caseId: 'case', patientName: '', patientId: '', issuer: null, birthDate: null, sex: null, modality,
      description: '', studyDescription: '', study: null, seriesNumber: null, acquiredAt: null, importedAtIso: '2026-01-01T00:00:00.000Z',
      rows: images[0]?.rows ?? null, columns: images[0]?.columns ?? null, instances: images.length, frames: frames.length,
      kind: volume === null ? 'cine' : 'volume', documentKind: null, volume, warnings: [], sourceAvailable: true, copied: true, laterality: null, patientPosition: null,
    },
  }
}
