import { z } from 'zod'
import { levelName, sideWord } from '#shared/dicom/identity.ts'
import { instant, sha256, text, uid, uuid } from '#shared/values.ts'
import { deidentifyOptions } from './deidentification/options.ts'
import { question } from './questions.ts'

const tagWords = z.array(text(64)).max(32)

/** What an educator writes. Findings and teaching points are the answer layer's: a learner's copy carries them only once released. */
export const caseText = z.strictObject({
  title: text(200), history: text(4000), findings: text(4000), teachingPoints: z.array(text(1000)).max(32),
  difficulty: z.int().min(1).max(5).nullable(),
  // Those that can tell an answer are the answer layer's as well (caseTags.ts).
  tags: z.strictObject({ variant: tagWords, complication: tagWords, modality: tagWords, approach: tagWords }),
})
export type CaseText = Readonly<z.infer<typeof caseText>>
export const emptyCaseText: CaseText = { title: '', history: '', findings: '', teachingPoints: [], difficulty: null, tags: { variant: [], complication: [], modality: [], approach: [] } }

/** One step of the procedure as it happened; seconds from the first one, never a time of day. */
export const timelineStep = z.strictObject({ afterSeconds: z.number(), words: text(500), seriesUid: uid.nullable(), pictureSha256: sha256.nullable() })
export type TimelineStep = Readonly<z.infer<typeof timelineStep>>

/** One file of a case, by its place in it: at most eight capitals, digits and low lines between slashes (PS3.10 8.2), an ending where it is no DICOM. */
export const caseFile = z.strictObject({ path: z.string().regex(/^([A-Z0-9_]{1,8}\/){0,6}[A-Z0-9_]{1,8}(\.[A-Z0-9]{1,4})?$/), sha256, bytes: z.int().min(0) })
export type CaseFile = Readonly<z.infer<typeof caseFile>>

/** A released case: never changed, a correction is the next version. All UIDs are those of the copy. */
export const teachingCase = z.strictObject({
  schemaVersion: z.literal(1),
  teachingCaseId: uuid,
  version: z.int().positive(),
  number: z.int().positive().describe('TEACHING CASE 014'),
  correction: text(1000).optional().describe('of a second or later version: what it changes'),
  text: caseText.omit({ findings: true, teachingPoints: true }),
  side: sideWord.nullable(),
  level: levelName.nullable(),
  series: z.array(z.strictObject({ seriesUid: uid, modality: text(16), kind: z.enum(['volume', 'cine', 'stills', 'document']), frames: z.int().min(0) })).max(256),
  questions: z.array(question).max(64),
  timeline: z.array(timelineStep).max(1000).describe('of a case without questions that an earlier version released; of all others it is part of the answers'),
  identity: z.strictObject({
    options: deidentifyOptions,
    recognizableFeatures: text(500).describe('what was done about the face, in words'),
    isSynthetic: z.boolean().describe('images of a phantom: there is nobody behind them'),
    checkedBy: z.enum(['twoPersons', 'generator']).describe('twoPersons: one prepared it, another released it, and where it was made their names are kept; generator: made by calculation, the same wherever it is asked for'),
    releasedAtIso: instant,
  }),
  files: z.array(caseFile).max(10_000),
  answersSha256: sha256.nullable().describe('of the answer layer that belongs to it; null: there is none'),
})
export type TeachingCase = Readonly<z.infer<typeof teachingCase>>

/** Who answers for a case that was released here. It stays here: whoever treats is as much a part of a patient's identity as a name. */
export const caseRelease = z.strictObject({
  preparedBy: text(200), releasedBy: text(200),
  sheetSeenBy: z.array(text(200)).describe('who looked at the pages of the picture sheet'),
  wordsAcceptedBy: text(200).nullable().describe('who looked at ordinary words that are names in the original too; null: there were none'),
})
export type CaseRelease = Readonly<z.infer<typeof caseRelease>>

/** Ordered cases. A locked version is never changed; its hash is over the list and every case’s own hash. */
export const teachingSet = z.strictObject({
  setId: uuid,
  version: z.int().positive(),
  title: text(200),
  cases: z.array(z.strictObject({ teachingCaseId: uuid, version: z.int().positive(), sha256 })).max(500),
  lockedAtIso: instant.nullable(),
  sha256: sha256.nullable().describe('once locked'),
  answersReleasedAtIso: instant.nullable().describe('since when copies for learners carry the answers'),
  titleAcceptedBy: text(64).optional().describe('who looked at ordinary words of the title that are names in an original too; it stays here, in no copy'),
})
export type TeachingSet = Readonly<z.infer<typeof teachingSet>>
