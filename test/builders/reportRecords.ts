import { structuredReportsLeave } from '#electron/services/record/structuredReportsLeave.ts'
import type { ExportedPictures } from '#electron/services/record/exportedPictures.ts'
import type { ProjectionPlan, VolumePlan } from '#shared/planning/needlePlan.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { RecordEvent, RecordEventBody } from '#shared/procedure/recordEvents.ts'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import { buildEvents, createdBody, keyImageBody } from './recordEvents.ts'

export const KEY_IMAGE = '6f1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b12'
export const REMOVED_IMAGE = '6f1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b13'
export const XA_CLASS = '1.2.840.10008.5.1.4.1.1.12.1'
const common = { planId: '6f1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b11', name: 'Path A', colour: '#30B0A0', seriesUid: '1.2.3.1' }

export const ctPlan: VolumePlan = {
  kind: 'volume', ...common, frameOfReferenceUid: '1.2.3.9', entryLpsMm: [-40.25, 60.5, 12.125], targetLpsMm: [-20.125, 10, 5], needle: { gauge: 25, lengthMm: 90, bentTipDeg: 10 }, approach: 'posterolateral',
}
export const fluoroscopicPlan: ProjectionPlan = { kind: 'projection', ...common, frame: 40, entryPx: [100.25, 200], targetPx: [300, 210.5], needle: { gauge: 22, lengthMm: 90 } }

export const ctPlanAccepted: RecordEventBody = {
  kind: 'planAccepted', plan: ctPlan, figures: { lengthMm: 54.75, inPlaneDeg: 21.5, craniocaudalDeg: -7.5, lengthPx: null }, arteryVariantsLookedFor: 'yes',
  clearances: [
    { kind: 'vertebralArtery', name: 'Vertebral artery, left', distanceMm: 3.25, leastMm: 2, level: 'above' },
    { kind: 'thecalSac', name: 'Thecal sac', distanceMm: null, leastMm: null, level: 'notAssessed' },
  ],
}
/** As it was accepted before the record kept the names of frames. */
export const olderFluoroscopicPlan: Extract<RecordEventBody, { kind: 'planAccepted' }> = { kind: 'planAccepted', plan: fluoroscopicPlan, figures: { lengthMm: null, inPlaneDeg: null, craniocaudalDeg: null, lengthPx: 200.025 } }
export const fluoroscopicPlanAccepted: RecordEventBody = {
  ...olderFluoroscopicPlan,
  seenOn: [{ studyUid: '1.2.3', seriesUid: '1.2.3.1', sopClassUid: XA_CLASS, sopInstanceUid: '1.2.3.1.57', frameNumbers: [41] }],
}
export const onFrame: Extract<RecordEventBody, { kind: 'keyImageAdded' }> = { ...keyImageBody(KEY_IMAGE, 'Needle before contrast'), sopClassUid: XA_CLASS, frameNumber: 41, frame: 40, stage: 'contrast', plans: [fluoroscopicPlan], measurements: [{ kind: 'length', label: 'Joint space', text: '3.1 mm, isocentre', frame: 40 }] }
/** A needle that ends short of the target of ctPlan. */
const actualNeedle = { seriesUid: '1.2.3.1', hubSideLpsMm: [-40, 60, 12] as [number, number, number], tipLpsMm: [-21, 12, 5] as [number, number, number] }
const measuredFrame: RecordEventBody = {
  ...onFrame, plans: [], source: { rows: 512, columns: 512, frames: 60, colour: false, plane: null, pixelAspect: 2, rescale: null, modalityTable: false, windowFunction: 'LINEAR', lowIsBright: false, intensity: 'LIN', intensitySign: 1, shutter: null },
  measurements: [
    { kind: 'length', label: 'Joint space', text: '3.1 mm CAL', frame: 40, shape: { kind: 'length', pointsPx: [[10, 20], [13, 20]] }, figures: { length: 3.1, angleDeg: null, area: null, unit: 'mm' } },
    { kind: 'length', label: '', text: '50.0 px', frame: 40, shape: { kind: 'length', pointsPx: [[0, 0], [30, 20]] } },
    { kind: 'angle', label: 'Tilt', text: '90.0°', frame: 40, shape: { kind: 'angle', pointsPx: [[10, 0], [0, 0], [0, 10]] } },
    { kind: 'region', label: 'Pool', text: '', frame: 40, shape: { kind: 'region', pointsPx: [[100, 100], [120, 104]] } },
    { kind: 'freehand', label: 'Outline', text: '', frame: 40, shape: { kind: 'freehand', closed: true, pointsPx: [[0, 0], [10, 0], [10, 10], [0, 10]] } },
    { kind: 'arrow', label: 'here', text: '', frame: 40, shape: { kind: 'arrow', pointsPx: [[5, 5], [9, 9]] } },
  ],
}
export const decided = {
  kind: 'contrastAssessed',
  assessment: {
    seriesUid: '1.2.3.2', subtraction: null, seenFrames: [11, 12, 20], patterns: ['intraArticular', 'venous'], vesselFilling: 'unsure', decision: 'reposition', comment: 'again, 2 mm deeper',
    quality: { position: 'good', mask: null, volume: 'poor' }, injection: { number: 1, agent: 'Iohexol 240 mgI/mL', volumeMl: null }, framesPerSecond: 4, missing: ['rate the run: mask'], againstListReason: 'table time',
  },
  seenOn: [{ studyUid: '1.2.4', seriesUid: '1.2.3.2', sopClassUid: XA_CLASS, sopInstanceUid: '1.2.3.2.7', frameNumbers: [12, 13, 21] }],
} satisfies RecordEventBody
export const noted: readonly RecordEventBody[] = [
  { kind: 'noteWritten', note: { section: 'injectate', content: { limitReason: '', drugs: [
    { name: 'Dexamethasone', place: 'joint', strengthMgPerMl: 4, volumeMl: 0.5, doseMg: null, particulate: 'no', isSteroid: true, lot: 'L-1' },
    { name: 'Ropivacaine', place: 'joint', strengthMgPerMl: 2, volumeMl: 0.25, doseMg: 5, particulate: null, isSteroid: false, lot: '' },
  ] } } },
  { kind: 'noteWritten', note: { section: 'dose', content: { ...emptySections.dose, source: 'doseReport', reportSopInstanceUid: '1.2.3.8.1', fluoroscopyTimeS: 42.5, airKermaMGy: 12.5, doseAreaProductGyCm2: 1.25 } } },
  { kind: 'noteWritten', note: { section: 'after', content: { ...emptySections.after, complications: [{ what: 'dizziness', words: 'for ten minutes', atIso: '2026-11-22T10:20:00.000Z' }] } } },
  { kind: 'noteWritten', note: { section: 'pain', content: { ...emptySections.pain, before: { atRest: 8, turning: null, atIso: null }, at30Min: { atRest: 2, turning: null, atIso: '2026-11-22T10:40:00.000Z' }, thresholdPercent: 75 } } },
]

const signature = (name: string) => ({ userId: '0b1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b10', name, role: 'operator' as const, signedHash: '0'.repeat(64) })
export const signed: Extract<RecordEventBody, { kind: 'signed' }> = { kind: 'signed', signature: signature('Dr B. Weber') }
export const countersigned: RecordEventBody = { kind: 'countersigned', signature: signature('Prof. C. Lang') }
export const addendum: RecordEventBody = { kind: 'addendumWritten', addendumId: '0b1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b14', words: 'No pain on the next day.' }

/** Records of every kind that a report is made of, by what makes them special. */
export const reportRecords = {
  'a CT plan': [createdBody, keyImageBody(KEY_IMAGE), ctPlanAccepted],
  'a fluoroscopic plan': [createdBody, onFrame, fluoroscopicPlanAccepted],
  'a CT plan in a scan without a frame of reference': [createdBody, { ...ctPlanAccepted, plan: { ...ctPlan, frameOfReferenceUid: null } } satisfies RecordEventBody],
  'a CT plan with fluoroscopy, a decision and a note': [createdBody, keyImageBody(KEY_IMAGE), ctPlanAccepted, { ...onFrame, keyImageId: REMOVED_IMAGE, sopInstanceUid: '1.2.3.1.58' } satisfies RecordEventBody, decided, ...noted],
  'a needle found on the plan’s scan': [createdBody, keyImageBody(KEY_IMAGE), { ...ctPlanAccepted, plan: { ...ctPlan, actualNeedle } } satisfies RecordEventBody],
  'a needle marked on a check scan, with a picture of it': [createdBody, ctPlanAccepted, { ...keyImageBody(KEY_IMAGE, 'Needle on CT'), plans: [{ ...ctPlan, actualNeedle: { ...actualNeedle, seriesUid: '1.2.3.5', frameOfReferenceUid: '1.2.3.10', doubt: 'The tip is faint.' } }] }],
  'distances, angles and areas on a frame': [createdBody, measuredFrame],
  'no plan': [createdBody, keyImageBody(KEY_IMAGE), decided],
  'no decision': [createdBody, onFrame, fluoroscopicPlanAccepted, ...noted],
  'a removed key image': [createdBody, onFrame, { ...keyImageBody(REMOVED_IMAGE, 'Removed'), sopInstanceUid: '1.2.3.1.99' }, decided, { kind: 'keyImageRemoved', keyImageId: REMOVED_IMAGE }],
  'two signatures and an addendum': [createdBody, keyImageBody(KEY_IMAGE), ctPlanAccepted, decided, ...noted, signed, countersigned, addendum],
} as const satisfies Readonly<Record<string, readonly RecordEventBody[]>>

export type LeftReport = { readonly name: string; readonly sopInstanceUid: string; readonly bytes: Uint8Array }

const noPicture = () => Promise.reject(new Error('A report has no pictures.'))
const noPaper = () => Promise.reject(new Error('A report is not printed.'))
const noPictures: ExportedPictures = { png: noPicture, rgb: noPicture, loop: noPicture }

/** The reports of a record, as an export writes them. */
export async function reportsOf(events: readonly RecordEvent[]): Promise<readonly LeftReport[]> {
  const record = reduceRecord(events)
  if (record === null) throw new Error('These events are no record.')
  const reports: LeftReport[] = []
  for await (const { baseName, files } of structuredReportsLeave(record, noPictures, { events, signaturesFromFile: [], fonts: noPaper, sheetTemplate: noPaper, printed: noPaper, jpeg: null })) {
    for (const { extension, sopInstanceUid, bytes } of files) reports.push({ name: `${baseName}${extension}`, sopInstanceUid: sopInstanceUid ?? '', bytes })
  }
  return reports
}
export const recordOf = (bodies: readonly RecordEventBody[]): readonly RecordEvent[] => buildEvents(bodies)
