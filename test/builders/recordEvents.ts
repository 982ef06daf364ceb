import { createHash } from 'node:crypto'
import { sealEvent } from '#shared/procedure/recordChain.ts'
import type { RecordEvent, RecordEventBody } from '#shared/procedure/recordEvents.ts'

export const RECORD_ID = '3b1c3f9e-7a55-4a53-9a8e-2d5b2a0f4d01'
export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

export const createdBody: Extract<RecordEventBody, { kind: 'recordCreated' }> = {
  kind: 'recordCreated', caseId: 'case-1', patientId: 'AX-0001', issuer: null, patientName: 'SAMPLE^ANNA', birthDate: '1968-03-14', sex: 'F',
  studyUid: '1.2.3', seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2',
}

export function keyImageBody(keyImageId: string, title = 'Path A'): Extract<RecordEventBody, { kind: 'keyImageAdded' }> {
  return {
    kind: 'keyImageAdded', keyImageId, picture: { sha256: '0'.repeat(64), byteLength: 10, columns: 4, rows: 3 }, sourceLossy: null,
    studyUid: '1.2.3', seriesUid: '1.2.3.1', sopInstanceUid: '1.2.3.1.57', sopClassUid: '1.2.840.10008.5.1.4.1.1.2', frameNumber: null, frame: 56, stage: 'plan',
    view: { kind: 'plane', plane: 'axial', crosshairLpsMm: [1, 2, 3], focalPointLpsMm: [1, 2, 3], parallelScaleMm: 80, slabMm: 0, windowCentre: 400, windowWidth: 2000, inverted: false },
    side: 'LEFT', level: 'C1-2', plans: [], planFigures: null, title, caption: '',
  }
}

/** A sound chain of these bodies, a second apart. */
export function buildEvents(bodies: readonly RecordEventBody[]): readonly RecordEvent[] {
  return bodies.reduce<RecordEvent[]>((events, body, seq) => [
    ...events,
    sealEvent({ recordId: RECORD_ID, seq, atIso: `2026-11-22T10:00:${String(seq).padStart(2, '0')}.000Z`, actor: 'Dr B. Weber', body }, events.at(-1) ?? null, sha256),
  ], [])
}
