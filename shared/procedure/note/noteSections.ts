import { z } from 'zod'
import { finite, instant, text, uid } from '#shared/values.ts'
import { sideWord } from '#shared/dicom/identity.ts'
import { drugGiven } from './drugGiven.ts'

/**
 * The note of one procedure in sections. A section is written whole each time: the event says all that held then.
 * Nothing in it has a clinical default: null is "nobody has said", an empty list of something that was asked for is an answer
 * only where its own question says so.
 */

/** A question that somebody has answered, or nobody. */
const answer = z.enum(['yes', 'no']).nullable()
const amount = finite.min(0).max(1e6).nullable()
const count = z.int().min(0).max(1000).nullable()
/** A local date as it is written in the record: 2026-11-22. */
const calendarDate = z.iso.date().nullable()

export const orderSection = z.strictObject({
  accessionNumber: text(64), orderNumber: text(64),
  sideOrdered: sideWord.nullable().describe('as the order says; compared with the side of the record'),
  indication: text(2000), referringPhysician: text(200), operator: text(200), assistants: text(400),
  traineeLevel: text(64), supervision: z.enum(['none', 'immediate', 'direct', 'indirect']).nullable(),
  room: text(64), device: text(64),
})

export const allergens = ['contrast', 'steroid', 'anaesthetic', 'latex', 'chlorhexidine'] as const
export type Allergen = (typeof allergens)[number]

export const checksSection = z.strictObject({
  anticoagulants: z.strictObject({
    taken: answer,
    agents: z.array(z.strictObject({ name: text(120), lastDoseAtIso: instant.nullable(), lastDoseWords: text(120).describe('where no time is known: "about a week ago"') })).max(16),
    inr: amount, platelets: amount.describe('per microlitre'),
  }),
  allergies: z.strictObject({ contrast: answer, steroid: answer, anaesthetic: answer, latex: answer, chlorhexidine: answer, others: text(500).describe('and what happened') }),
  pregnancy: z.enum(['no', 'yes', 'possible', 'notApplicable']).nullable(), breastFeeding: z.enum(['no', 'yes', 'notApplicable']).nullable(),
  infection: answer, bleedingDisorder: answer, diabetes: answer,
  steroidInTwelveMonths: z.strictObject({ given: answer, totalMg: amount, words: text(200) }),
  sedationPlanned: answer, fastingHours: finite.min(0).max(72).nullable(), escort: answer,
  consent: z.strictObject({ given: answer, by: text(200).describe('who took it'), onDate: calendarDate }),
  arteryVariantsLookedFor: answer, earlierBlocks: text(1000), neurology: text(1000),
})

export const identifiers = ['name', 'birthDate', 'patientId', 'wristband', 'address'] as const

export const timeOutSection = z.strictObject({
  atIso: instant.nullable(), by: text(200),
  identifiersChecked: z.array(z.enum(identifiers)).max(5).describe('two are needed'),
  side: sideWord.nullable().describe('as said aloud in the time-out; compared with the side of the record'),
  skinMark: sideWord.nullable(),
  procedureAgreed: answer, positionAgreed: answer, imagesOfThisPatient: answer, allergiesSaid: answer, implants: text(500),
})

export const techniqueSection = z.strictObject({
  position: z.enum(['prone', 'supine', 'lateralDecubitus', 'sitting']).nullable(),
  approach: z.enum(['posterior', 'posterolateral', 'lateral', 'caudalToCranial']).nullable(),
  guidance: z.array(z.enum(['fluoroscopy', 'ct', 'ctFluoroscopy', 'coneBeamCt', 'ultrasound'])).max(5),
  views: text(500).describe('with their angles'), skinPreparation: text(200),
  needle: z.strictObject({ gauge: z.int().min(14).max(30).nullable(), lengthMm: finite.positive().max(400).nullable(), tip: text(64) }),
  targetThird: z.enum(['lateral', 'middle', 'medial']).nullable(),
  passes: count, paraesthesia: answer, aspiration: z.enum(['negative', 'blood', 'cerebrospinalFluid', 'other']).nullable(),
  depthSeenOnLateral: answer, digitalSubtraction: answer, comment: text(2000),
})

/** What was injected, where: into the skin, into the joint, as contrast. */
export const injectateSection = z.strictObject({
  drugs: z.array(drugGiven).max(24),
  limitReason: text(500).describe('why more than the limit of the site went into the joint; empty where it did not'),
  noContrastReason: text(500).optional().describe('why no contrast was given; absent or empty: it was, or nobody has said'),
  despiteAllergyReason: text(500).optional().describe('why something was given to which an allergy is known; absent or empty: nobody has said'),
})

export const doseSection = z.strictObject({
  source: z.enum(['doseReport', 'typed']).nullable(), reportSopInstanceUid: uid.nullable(),
  fluoroscopyTimeS: amount, airKermaMGy: amount, doseAreaProductGyCm2: amount, runs: count, frames: count,
  ctdiVolMGy: amount, doseLengthProductMGyCm: amount, scans: count,
  notStatedReason: text(500).optional().describe('why no dose is stated; absent or empty: nobody has said'),
})

export const complications = [
  'none', 'morePain', 'vasovagal', 'paraesthesia', 'vascularUptake', 'haematoma', 'dizziness', 'ataxia', 'duralPuncture', 'highBlock', 'seizure', 'stroke', 'cordInjury', 'allergicReaction', 'infection', 'other',
] as const
export type Complication = (typeof complications)[number]

export const afterSection = z.strictObject({
  complications: z.array(z.strictObject({ what: z.enum(complications), words: text(500), atIso: instant.nullable() })).max(16).describe('empty: not answered; "none" is an answer of its own'),
  vitalSigns: text(500), neurology: z.enum(['unchanged', 'changed']).nullable(), neurologyWords: text(500),
  disposition: z.enum(['homeWithEscort', 'homeAlone', 'observation', 'ward', 'emergency']).nullable(),
  instructionsGiven: answer, followUp: text(1000),
})

export const painTimes = ['before', 'at0Min', 'at15Min', 'at30Min', 'at6Hours'] as const
export type PainTime = (typeof painTimes)[number]
const painScore = z.strictObject({ atRest: finite.min(0).max(10).nullable(), turning: finite.min(0).max(10).nullable(), atIso: instant.nullable() })

export const painSection = z.strictObject({
  before: painScore.nullable(), at0Min: painScore.nullable(), at15Min: painScore.nullable(), at30Min: painScore.nullable(), at6Hours: painScore.nullable(),
  thresholdPercent: z.union([z.literal(50), z.literal(75), z.literal(80)]).nullable().describe('relief from which the block counts as positive; never set by itself'),
  concordant: answer.describe('was the pain that the needle caused the known one'), fitsTheDrug: answer.describe('did the relief last as long as the drug does'),
  notScoredReason: text(500).optional().describe('why there is no score before; absent or empty: nobody has said'),
})

export const noteSections = {
  order: orderSection, checks: checksSection, timeOut: timeOutSection, technique: techniqueSection,
  injectate: injectateSection, dose: doseSection, after: afterSection, pain: painSection,
} as const
export type NoteSectionName = keyof typeof noteSections
export type NoteSections = { readonly [Name in NoteSectionName]: Readonly<z.infer<(typeof noteSections)[Name]>> }
export const noteSectionNames = ['order', 'checks', 'timeOut', 'technique', 'injectate', 'dose', 'after', 'pain'] as const satisfies readonly NoteSectionName[]

/** A section with its name, as an event carries it. */
export const noteSection = z.discriminatedUnion('section', [
  z.strictObject({ section: z.literal('order'), content: orderSection }),
  z.strictObject({ section: z.literal('checks'), content: checksSection }),
  z.strictObject({ section: z.literal('timeOut'), content: timeOutSection }),
  z.strictObject({ section: z.literal('technique'), content: techniqueSection }),
  z.strictObject({ section: z.literal('injectate'), content: injectateSection }),
  z.strictObject({ section: z.literal('dose'), content: doseSection }),
  z.strictObject({ section: z.literal('after'), content: afterSection }),
  z.strictObject({ section: z.literal('pain'), content: painSection }),
])
export type NoteSection = Readonly<z.infer<typeof noteSection>>

/** The note as it stands: a section that nobody has written is null. */
export const procedureNote = z.strictObject({
  order: orderSection.nullable(), checks: checksSection.nullable(), timeOut: timeOutSection.nullable(), technique: techniqueSection.nullable(),
  injectate: injectateSection.nullable(), dose: doseSection.nullable(), after: afterSection.nullable(), pain: painSection.nullable(),
})
export type ProcedureNote = Readonly<z.infer<typeof procedureNote>>
