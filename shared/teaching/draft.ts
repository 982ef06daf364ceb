import { z } from 'zod'
import { levelName, sideWord } from '#shared/dicom/identity.ts'
import { caseDocument } from '#shared/procedure/caseDocument.ts'
import { instant, sha256, text, uid, uuid } from '#shared/values.ts'
import { pixelBox, releaseCheck, residue, reviewedText } from './deidentification/findings.ts'
import { deidentifyOptions } from './deidentification/options.ts'
import { answerKey, question } from './questions.ts'
import { caseText } from './teachingCase.ts'

/** One series of the originals, and whether the case takes it. */
export const draftSeries = z.strictObject({
  seriesUid: uid.describe('of the original'), modality: text(16), kind: z.enum(['volume', 'cine', 'stills', 'document']),
  description: text(200).describe('of the original: for the educator’s eyes'), instances: z.int().min(0), frames: z.int().min(0), taken: z.boolean(),
})
export type DraftSeries = Readonly<z.infer<typeof draftSeries>>

/**
 * What an educator makes of a case before it is released: saved whole at every edit, undone and redone whole. All UIDs are
 * those of the originals; the copy gets its own when it is built.
 */
export const draftDocument = z.strictObject({
  schemaVersion: z.literal(1),
  options: deidentifyOptions,
  series: z.array(draftSeries).max(256),
  side: sideWord.nullable(), level: levelName.nullable(),
  text: caseText,
  questions: z.array(question).max(64),
  keys: z.array(answerKey).max(64),
  expertPlan: caseDocument.nullable(),
  texts: z.array(reviewedText).max(50_000),
  boxes: z.array(pixelBox).max(50_000),
  correction: text(1000).default('').describe('of a second or later version: what it changes, for those who know the one before'),
  lookedThrough: z.array(uid).max(256).default([]).describe('series of which every picture was looked through for text; one that is taken later must be looked through too'),
})
export type DraftDocument = Readonly<z.infer<typeof draftDocument>>

/** One change of a draft. Lists of boxes and decisions name only what changes; all else is replaced whole. */
export const draftChange = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('options'), options: deidentifyOptions }),
  z.strictObject({ kind: z.literal('seriesTaken'), seriesUids: z.array(uid).max(256).describe('all that the case takes') }),
  z.strictObject({ kind: z.literal('side'), side: sideWord.nullable(), level: levelName.nullable() }),
  z.strictObject({ kind: z.literal('caseText'), text: caseText }),
  z.strictObject({ kind: z.literal('correction'), correction: text(1000) }),
  z.strictObject({ kind: z.literal('questions'), questions: z.array(question).max(64), keys: z.array(answerKey).max(64) }),
  z.strictObject({ kind: z.literal('expertPlan'), expertPlan: caseDocument.nullable() }),
  z.strictObject({ kind: z.literal('texts'), decisions: z.array(reviewedText.pick({ textId: true, decision: true, replacement: true })).min(1).max(50_000) }),
  z.strictObject({ kind: z.literal('boxes'), put: z.array(pixelBox).max(10_000).describe('new ones, and ones that were moved, kept or dismissed') , removed: z.array(text(64)).max(10_000) }),
])
export type DraftChange = Readonly<z.infer<typeof draftChange>>

/** What a draft's job is at. `stopped`: by a person, or because the app was closed; it can be begun again. */
export const draftJob = z.strictObject({ state: z.enum(['running', 'done', 'stopped', 'failed']), words: text(2000).describe('of a failure: what is wrong and what to do; empty otherwise') })
export const draftSteps = ['headers', 'pictures', 'face', 'copy', 'checks', 'writing'] as const

/** The release report of a copy, and of which version of the draft it is. */
export const draftCheck = z.strictObject({
  version: z.int().min(1).describe('of the draft that was built; another one must be checked again'),
  atIso: instant,
  passed: z.boolean().describe('nothing is failed, and nothing but the look at the picture sheet is left to do'),
  checks: z.array(releaseCheck),
  residues: z.array(residue).max(1000),
  remarks: z.array(text(2000)).describe('what was left out of the copy, and why'),
  sheetPages: z.int().min(0),
  seenPages: z.array(z.int().positive()).describe('of the picture sheet, from 1'),
  seenBy: z.array(z.strictObject({ page: z.int().positive(), name: text(200), atIso: instant })).default([]).describe('who looked at each page, the last look of each'),
  accepted: z.strictObject({ name: text(200), atIso: instant }).nullable().default(null).describe('who looked at ordinary words that are names too, and says that nobody is named there'),
  contentSha256: sha256.nullable().describe('of every file of the copy; what is approved and released is named by it; null where it did not pass'),
})
export type DraftCheck = Readonly<z.infer<typeof draftCheck>>

export const preparation = z.strictObject({ userId: uuid, name: text(200), atIso: instant, contentSha256: sha256 })
export type Preparation = Readonly<z.infer<typeof preparation>>

const draftHead = {
  draftId: uuid,
  teachingCaseId: uuid, number: z.int().positive().describe('TEACHING CASE 014'),
  caseVersion: z.int().positive().describe('of the case that a release makes: 1, or of a correction the next'),
  recordId: uuid.nullable(),
  version: z.int().min(1), savedAtIso: instant,
} as const

export const draftSnapshot = z.strictObject({
  ...draftHead,
  canUndo: text(200).nullable(), canRedo: text(200).nullable(),
  document: draftDocument,
  reading: draftJob,
  check: draftCheck.nullable().describe('the last one, of this or an earlier version of the draft'),
  prepared: preparation.nullable().describe('who says that it is ready; gone with any edit'),
})
export type DraftSnapshot = Readonly<z.infer<typeof draftSnapshot>>

export const draftLine = z.strictObject({ ...draftHead, caseId: text(64).nullable().describe('of the library, with its originals; null: they are not here any more'), title: text(200), reading: draftJob, passed: z.boolean().nullable().describe('null: not checked as it stands'), prepared: preparation.nullable() })
export type DraftLine = Readonly<z.infer<typeof draftLine>>
