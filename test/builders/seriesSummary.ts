import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'

/** A CT series of a patient who never existed; tests name only what matters to them. */
export function buildSeriesSummary(differences: Partial<SeriesSummary> = {}): SeriesSummary {
  return {
    seriesUid: '1.2.3.1', studyUid: '1.2.3', caseId: 'case-1',
    patientId: 'AX-0001', issuer: null, patientName: 'SAMPLE^ANNA', birthDate: '1968-03-14', sex: 'F',
    modality: 'CT', description: 'neck 0.6', studyDescription: 'CT neck', study: null, seriesNumber: 2,
    acquiredAt: '2026-11-14T09:10:00', importedAtIso: '2026-11-22T09:00:00.000Z',
    rows: 512, columns: 512, instances: 113, frames: 113, kind: 'volume', documentKind: null, volume: null, warnings: [],
    sourceAvailable: true, copied: true, laterality: null, patientPosition: 'HFP',
    ...differences,
  }
}
