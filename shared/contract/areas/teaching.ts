import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { leftOut } from '#shared/contract/leftOut.ts'
import { releaseCheck, residue } from '#shared/teaching/deidentification/findings.ts'
import { deidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import { draftChange, draftCheck, draftLine, draftSnapshot } from '#shared/teaching/draft.ts'
import { caseRelease, teachingCase, teachingSet } from '#shared/teaching/teachingCase.ts'
import { filePath, instant, sha256, text, uid, uuid } from '#shared/values.ts'

/** The forms in which a case leaves. */
export const writtenFormats = ['dicom', 'axiscase', 'tce', 'mirc', 'slides', 'web'] as const
/** Who a copy is for: a learner's carries no answers until those of its set are released. */
export const audience = z.enum(['educator', 'learner'])
const optionsInput = deidentifyOptions.partial().optional().describe('what is left out is as for teaching')
const writtenFile = z.strictObject({ path: filePath, kind: z.enum(['DICOM', 'DICOMDIR', 'KOS', 'SR', 'AXISCASE', 'MIRC', 'PNG', 'LOOP', 'HTML', 'JSON', 'PDF', 'TXT']), sopInstanceUid: uid.optional() })
export type WrittenFile = Readonly<z.infer<typeof writtenFile>>
const approval = z.strictObject({ draftId: uuid, userId: uuid, passphrase: text(200), contentSha256: sha256.describe('of the checked copy that this person has seen') })
const fileRefused = z.strictObject({ path: z.string(), message: text() })
const draftId = z.strictObject({ draftId: uuid })
const caseLine = z.strictObject({
  teachingCaseId: uuid, version: z.int().positive(), number: z.int().positive(), title: text(200), sha256, releasedAtIso: instant,
  correction: text(1000).nullable().describe('what this version changes; null of a first one'), mayCorrect: z.boolean().describe('its draft is here, so that a next version can be made'),
  hasAnswers: z.boolean().describe('they are here, shown or not'), origin: z.enum(['here', 'imported']), isSynthetic: z.boolean(),
})

export const exportReport = z.strictObject({
  checks: z.array(releaseCheck), residues: z.array(residue), remarks: z.array(text(2000)),
  recognizableFeatures: text(500), objects: z.int().min(0), covered: z.int().min(0).describe('boxes of burned-in text'), removedTexts: z.int().min(0).describe('lines of free text, none of which was read by a person'),
  releasedBy: z.null().describe('no second person has released what a script exports'), words: text(2000),
})
export type ExportReport = Readonly<z.infer<typeof exportReport>>

export const teachingMethods = {
  'teaching.begin': method(
    'Begins a draft of a teaching case from a record, from series of one patient, or as a correction of a released case; one that is open is gone on with. What might name somebody is then looked for; event teaching.progress tells how far.',
    z.strictObject({ recordId: uuid.optional(), seriesUids: z.array(uid).min(1).max(256).optional(), teachingCaseId: uuid.optional(), options: optionsInput }),
    z.strictObject({ draftId: uuid }),
    ['UNKNOWN_RECORD', 'BROKEN_RECORD', 'UNKNOWN_SERIES', 'OTHER_PATIENT', 'UNKNOWN_TEACHING_CASE', 'NOTHING_TO_TEACH', 'STORAGE_FAILED'],
  ),
  'teaching.drafts': method('Drafts that are not released or discarded, edited last first.', z.strictObject({}), z.strictObject({ drafts: z.array(draftLine), damaged: leftOut }), []),
  'teaching.draft': method('A draft as last saved.', draftId, draftSnapshot, ['UNKNOWN_DRAFT']),
  'teaching.edit': method(
    'Saves one change as a named step. `baseVersion` is the version it was made from.',
    z.strictObject({ draftId: uuid, baseVersion: z.int().min(1), step: text(200), change: draftChange }),
    draftSnapshot,
    ['UNKNOWN_DRAFT', 'OUTDATED', 'DOES_NOT_FIT', 'STORAGE_FAILED'],
  ),
  'teaching.undo': method('Takes back the last step.', draftId, draftSnapshot, ['UNKNOWN_DRAFT', 'NOTHING_TO_UNDO', 'STORAGE_FAILED']),
  'teaching.redo': method('Repeats the step taken back last.', draftId, draftSnapshot, ['UNKNOWN_DRAFT', 'NOTHING_TO_REDO', 'STORAGE_FAILED']),
  'teaching.discard': method('Takes a draft out of the list, and removes what was built of it.', draftId, z.strictObject({}), ['UNKNOWN_DRAFT', 'STORAGE_FAILED']),
  'teaching.read': method('Looks again for what might name somebody. Decisions that were taken, and boxes drawn by hand, stay.', draftId, z.strictObject({}), ['UNKNOWN_DRAFT', 'BUSY', 'STORAGE_FAILED']),
  'teaching.cancel': method('Stops what is under way for a draft, or for an export with this id. What was built is removed.', z.strictObject({ draftId: uuid }), z.strictObject({ stopped: z.boolean() }), []),
  'teaching.check': method(
    'Builds the whole copy out of everybody’s sight and runs every check on it. Answers when it is done; nothing is kept where a check fails.',
    draftId, draftCheck, ['UNKNOWN_DRAFT', 'BUSY', 'CANCELLED', 'UNKNOWN_SERIES', 'UNREADABLE', 'BROKEN_RECORD', 'STORAGE_FAILED'],
  ),
  'teaching.sheetSeen': method('Says that a person has looked at a page of the picture sheet (stream teaching.sheet).',
    z.strictObject({ draftId: uuid, page: z.int().positive(), contentSha256: sha256, by: text(64).optional().describe('who looked; left out: the operator of the settings') }), draftCheck, ['UNKNOWN_DRAFT', 'NOT_CHECKED', 'NOT_NAMED', 'CHANGED', 'NO_SUCH_PAGE', 'STORAGE_FAILED']),
  'teaching.acceptWords': method('Says that a person has looked at every place where an ordinary word stands that is a name in the original too, and that nobody is named there.',
    z.strictObject({ draftId: uuid, contentSha256: sha256, by: text(64).optional().describe('who looked; left out: the operator of the settings') }), draftCheck, ['UNKNOWN_DRAFT', 'NOT_CHECKED', 'NOT_NAMED', 'CHANGED', 'STORAGE_FAILED']),
  'teaching.approve': method(
    'The one who prepared a case says that it is ready. All checks must have passed, and every page of the picture sheet must have been seen.',
    approval, draftSnapshot,
    ['UNKNOWN_DRAFT', 'NOT_CHECKED', 'CHANGED', 'SHEET_NOT_SEEN', 'WORDS_NOT_SEEN', 'NOT_EXPLAINED', 'NOT_ALLOWED', 'UNKNOWN_USER', 'WRONG_PASSPHRASE', 'TOO_MANY_TRIES', 'STORAGE_FAILED'],
  ),
  'teaching.release': method(
    'A second person releases it: a version of the case that is never changed.',
    approval, z.strictObject({ teachingCaseId: uuid, version: z.int().positive(), sha256, releasedAtIso: instant }),
    ['UNKNOWN_DRAFT', 'NOT_CHECKED', 'NOT_APPROVED', 'CHANGED', 'SHEET_NOT_SEEN', 'WORDS_NOT_SEEN', 'NOT_ALLOWED', 'UNKNOWN_USER', 'WRONG_PASSPHRASE', 'TOO_MANY_TRIES', 'STORAGE_FAILED'],
  ),
  'teaching.cases': method('The newest version of every teaching case here, released or imported, by number.', z.strictObject({}), z.strictObject({ cases: z.array(caseLine), damaged: leftOut }), []),
  'teaching.case': method('A released case without its answers, and who released it; without a version the newest.', z.strictObject({ teachingCaseId: uuid, version: z.int().positive().optional() }),
    z.strictObject({ teachingCase, sha256, origin: z.enum(['here', 'imported']), release: caseRelease.nullable().describe('null: it was not released here') }), ['UNKNOWN_TEACHING_CASE', 'BROKEN_CASE']),
  'teaching.sets': method('All sets, newest version of each.', z.strictObject({}), z.strictObject({ sets: z.array(teachingSet), damaged: leftOut }), []),
  'teaching.saveSet': method(
    'Saves an ordered list of released cases. Its title leaves with every copy: no word of whoever they are of, as far as this is known here, may be in it. Without setId a new one; a set that is locked goes on as its next version.',
    z.strictObject({ setId: uuid.optional(), title: text(200).min(1), titleAcceptedBy: text(64).optional().describe('who looked at ordinary words of the title that are names in an original too, and says that nobody is named there'), cases: z.array(z.strictObject({ teachingCaseId: uuid, version: z.int().positive().optional() })).max(500) }),
    teachingSet, ['UNKNOWN_SET', 'UNKNOWN_TEACHING_CASE', 'NAMES_SOMEBODY', 'WORDS_NOT_SEEN', 'NOT_NAMED', 'STORAGE_FAILED'],
  ),
  'teaching.lockSet': method('Locks a set: its version, order and cases hold from now on, under one hash.', z.strictObject({ setId: uuid }), teachingSet, ['UNKNOWN_SET', 'EMPTY_SET', 'BROKEN_CASE', 'NAMES_SOMEBODY', 'WORDS_NOT_SEEN', 'STORAGE_FAILED']),
  'teaching.releaseAnswers': method(
    'From now on copies of a locked set for learners carry the answers. An educator or operator says so.',
    z.strictObject({ setId: uuid, userId: uuid, passphrase: text(200) }), teachingSet,
    ['UNKNOWN_SET', 'NOT_LOCKED', 'NOT_ALLOWED', 'UNKNOWN_USER', 'WRONG_PASSPHRASE', 'TOO_MANY_TRIES', 'STORAGE_FAILED'],
  ),
  'teaching.runs': method('The runs of released cases, or of a locked set: what the page makes loops of for slides, by the stream teaching.runFrame.',
    z.strictObject({ teachingCaseIds: z.array(uuid).min(1).max(500).optional(), setId: uuid.optional() }),
    z.strictObject({ runs: z.array(z.strictObject({ teachingCaseId: uuid, version: z.int().positive(), place: z.string(), durationsMs: z.array(z.number().positive()).min(2) })) }),
    ['UNKNOWN_TEACHING_CASE', 'UNKNOWN_SET', 'NOT_LOCKED', 'NOTHING_TO_WRITE', 'BROKEN_CASE']),
  'teaching.write': method(
    'Writes released cases, or a locked set, in one form into a folder. File names say no more than the number of the case. A copy with answers that are not released to learners is written by an educator or an operator.',
    z.strictObject({
      teachingCaseIds: z.array(uuid).min(1).max(500).optional(), setId: uuid.optional(), format: z.enum(writtenFormats), audience,
      by: z.strictObject({ userId: uuid, passphrase: text(200) }).optional().describe('for educators: who writes the answers'),
      author: text(200).optional().describe('whom a teaching file, a MIRC document or a page names as its author, as typed; left out, nobody: no name is taken from the record, the release or the account'),
      directory: filePath.optional().describe('loopback host: left out, the browser downloads'),
      loops: z.array(z.strictObject({ teachingCaseId: uuid, place: z.string(), contentType: z.enum(['video/mp4', 'video/webm']), file: z.strictObject({ blobId: uuid }) })).max(500).optional().describe('of slides: films of runs (teaching.runs), which only the app can make'),
    }),
    z.strictObject({ directory: filePath, files: z.array(writtenFile), remarks: z.array(text(2000)), downloadId: uuid.nullable() }),
    ['UNKNOWN_TEACHING_CASE', 'UNKNOWN_SET', 'NOT_LOCKED', 'NOTHING_TO_WRITE', 'BROKEN_CASE', 'HOLDS_ANSWERS', 'NAMES_SOMEBODY', 'WORDS_NOT_SEEN', 'BAD_PICTURE', 'NOT_PERMITTED', 'WRITE_FAILED', 'NOT_ALLOWED', 'UNKNOWN_USER', 'WRONG_PASSPHRASE', 'TOO_MANY_TRIES', 'STORAGE_FAILED'],
  ),
  'teaching.import': method(
    'Takes in .axiscase files, of this or another installation. Every hash is checked first; images go into the library.',
    z.strictObject({ paths: z.array(filePath).min(1).max(1000) }),
    z.strictObject({ cases: z.array(z.strictObject({ teachingCaseId: uuid, version: z.int().positive(), outcome: z.enum(['imported', 'answersAdded', 'present']) })), setIds: z.array(uuid), refused: z.array(fileRefused) }),
    ['NOT_PERMITTED', 'STORAGE_FAILED'],
  ),
  'teaching.importUploaded': method(
    'Takes in what the browser has uploaded under this id.',
    z.strictObject({ uploadId: uuid }),
    z.strictObject({ cases: z.array(z.strictObject({ teachingCaseId: uuid, version: z.int().positive(), outcome: z.enum(['imported', 'answersAdded', 'present']) })), setIds: z.array(uuid), refused: z.array(fileRefused) }),
    ['UNAVAILABLE', 'STORAGE_FAILED'],
  ),
  'teaching.export': method(
    'De-identifies a record, series of the library, or DICOM files into a new folder in one call, for scripts: every check must pass, else nothing is written. Text that nobody has read is removed, text in pictures is covered. No second person has released the result, and its report says so.',
    z.strictObject({
      recordId: uuid.optional(), seriesUids: z.array(uid).min(1).max(256).optional(), paths: z.array(filePath).min(1).max(10_000).optional().describe('files and folders of DICOM that are not in the library'),
      directory: filePath, options: optionsInput, exportId: uuid.optional().describe('names it in teaching.progress and teaching.cancel'),
    }),
    z.strictObject({ files: z.array(writtenFile), report: exportReport }),
    ['UNKNOWN_RECORD', 'BROKEN_RECORD', 'UNKNOWN_SERIES', 'OTHER_PATIENT', 'NOTHING_TO_TEACH', 'CHECK_FAILED', 'UNREADABLE', 'CANCELLED', 'NOT_PERMITTED', 'STORAGE_FAILED', 'WRITE_FAILED'],
  ),
} as const

