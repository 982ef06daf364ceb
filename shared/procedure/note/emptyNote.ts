import type { NoteSections, ProcedureNote } from './noteSections.ts'

/** A note of which nobody has written anything. */
export const emptyNote: ProcedureNote = { order: null, checks: null, timeOut: null, technique: null, injectate: null, dose: null, after: null, pain: null }

/** Each section as it is before its first answer: every question open. */
export const emptySections: NoteSections = {
  order: { accessionNumber: '', orderNumber: '', sideOrdered: null, indication: '', referringPhysician: '', operator: '', assistants: '', traineeLevel: '', supervision: null, room: '', device: '' },
  checks: {
    anticoagulants: { taken: null, agents: [], inr: null, platelets: null },
    allergies: { contrast: null, steroid: null, anaesthetic: null, latex: null, chlorhexidine: null, others: '' },
    pregnancy: null, breastFeeding: null, infection: null, bleedingDisorder: null, diabetes: null,
    steroidInTwelveMonths: { given: null, totalMg: null, words: '' },
    sedationPlanned: null, fastingHours: null, escort: null, consent: { given: null, by: '', onDate: null },
    arteryVariantsLookedFor: null, earlierBlocks: '', neurology: '',
  },
  timeOut: { atIso: null, by: '', identifiersChecked: [], side: null, skinMark: null, procedureAgreed: null, positionAgreed: null, imagesOfThisPatient: null, allergiesSaid: null, implants: '' },
  technique: {
    position: null, approach: null, guidance: [], views: '', skinPreparation: '', needle: { gauge: null, lengthMm: null, tip: '' }, targetThird: null,
    passes: null, paraesthesia: null, aspiration: null, depthSeenOnLateral: null, digitalSubtraction: null, comment: '',
  },
  injectate: { drugs: [], limitReason: '' },
  dose: { source: null, reportSopInstanceUid: null, fluoroscopyTimeS: null, airKermaMGy: null, doseAreaProductGyCm2: null, runs: null, frames: null, ctdiVolMGy: null, doseLengthProductMGyCm: null, scans: null },
  after: { complications: [], vitalSigns: '', neurology: null, neurologyWords: '', disposition: null, instructionsGiven: null, followUp: '' },
  pain: { before: null, at0Min: null, at15Min: null, at30Min: null, at6Hours: null, thresholdPercent: null, concordant: null, fitsTheDrug: null },
}
