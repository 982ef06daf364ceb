import type { RecordEventBody } from '#shared/procedure/recordEvents.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import { fluoroscopySlots } from '#shared/procedure/note/keyImageSlots.ts'
import { noteSection, noteSectionNames, type NoteSections } from '#shared/procedure/note/noteSections.ts'
import { createdBody, keyImageBody } from './recordEvents.ts'

export const AP_NEEDLE_ID = '0b6ce6a4-7a9e-4bd0-8d0e-6f7a1f0e7a11'

/** A note of a LEFT injection under fluoroscopy of which nothing is missing. */
export const completeNote: NoteSections = {
  order: { ...emptySections.order, sideOrdered: 'LEFT', operator: 'Dr B. Weber', indication: 'Headache from C1-2' },
  checks: {
    ...emptySections.checks,
    anticoagulants: { taken: 'no', agents: [], inr: null, platelets: null },
    allergies: { contrast: 'no', steroid: 'no', anaesthetic: 'no', latex: 'no', chlorhexidine: 'no', others: '' },
    consent: { given: 'yes', by: 'Dr B. Weber', onDate: '2026-11-22' },
  },
  timeOut: { ...emptySections.timeOut, atIso: '2026-11-22T09:31:00.000Z', by: 'Dr B. Weber', identifiersChecked: ['name', 'birthDate'], side: 'LEFT', skinMark: 'LEFT', procedureAgreed: 'yes', positionAgreed: 'yes', imagesOfThisPatient: 'yes', allergiesSaid: 'yes' },
  technique: { ...emptySections.technique, position: 'prone', approach: 'posterior', guidance: ['fluoroscopy'], skinPreparation: 'Chlorhexidine 2 %', passes: 2 },
  injectate: {
    ...emptySections.injectate,
    drugs: [
      { name: 'Lidocaine', place: 'skin', strengthMgPerMl: 10, volumeMl: 2, doseMg: null, particulate: null, isSteroid: false, lot: '' },
      { name: 'Dexamethasone', place: 'joint', strengthMgPerMl: 4, volumeMl: 0.5, doseMg: 2, particulate: 'no', isSteroid: true, lot: '' },
      { name: 'Iohexol', place: 'contrast', strengthMgPerMl: 240, volumeMl: 0.3, doseMg: null, particulate: null, isSteroid: false, lot: '' },
    ],
  },
  dose: { ...emptySections.dose, source: 'typed', fluoroscopyTimeS: 42, airKermaMGy: 3.1 },
  after: { ...emptySections.after, complications: [{ what: 'none', words: '', atIso: null }], disposition: 'homeWithEscort' },
  pain: { ...emptySections.pain, before: { atRest: 6, turning: 8, atIso: '2026-11-22T09:20:00.000Z' }, at15Min: { atRest: 2, turning: 3, atIso: '2026-11-22T09:50:00.000Z' }, thresholdPercent: 50 },
}

/** The events that write these sections. */
export const writtenBodies = (sections: Partial<NoteSections>): readonly Extract<RecordEventBody, { kind: 'noteWritten' }>[] =>
  noteSectionNames.flatMap((section) => (sections[section] === undefined ? [] : [{ kind: 'noteWritten', note: noteSection.parse({ section, content: sections[section] }) }]))

/** All that a record needs before it can be signed: the first needed picture is there, the others are left out with a reason. */
export const completeBodies: readonly RecordEventBody[] = [
  createdBody,
  { kind: 'contrastAssessed', assessment: { seriesUid: '1.2.3.1', subtraction: null, seenFrames: [1], patterns: ['intraArticular'], vesselFilling: 'no', decision: 'inject', comment: '' } },
  keyImageBody(AP_NEEDLE_ID, 'AP'),
  ...fluoroscopySlots.map((slot): RecordEventBody => ({ kind: 'keyImageSlotGiven', slot, keyImageId: slot === 'apNeedle' ? AP_NEEDLE_ID : null, reason: slot === 'apNeedle' ? '' : 'Not saved' })),
  ...writtenBodies(completeNote),
]
