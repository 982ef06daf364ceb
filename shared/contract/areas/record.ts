import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { filePath, finite, instant, sha256, text, uid, uuid } from '#shared/values.ts'
import { missingItem } from '#shared/procedure/note/missingItem.ts'
import { isoDate, levelName, sideWord } from '#shared/dicom/identity.ts'
import { contrastPattern } from '#shared/contrast/assessment.ts'
import { complications } from '#shared/procedure/note/noteSections.ts'
import { recordSummary } from '#shared/procedure/recordSummary.ts'
import { sheetKinds } from '#shared/reporting/sheets/sheetTemplates.ts'
import { loopFacts, recordEvent, recordEventBodies, recordState } from '#shared/procedure/recordEvents.ts'

const { keyImageAdded, sideChanged, keyImageRemoved, keyImageRestored, captionChanged, planAccepted, contrastAssessed, noteWritten, keyImageSlotGiven, keyImagesOrdered, happeningNoted, happeningRemoved, addendumWritten } = recordEventBodies

/** What a caller may append: everything but the first event; a new key image names its picture, which the host takes in. */
export const recordEventInput = z.discriminatedUnion('kind', [
  keyImageAdded.omit({ picture: true, sourceLossy: true, study: true, source: true, sourceFile: true, loop: true, sideSettled: true }).extend({
    /** Bytes put by an upload, or a PNG file for scripts. */
    picture: z.union([z.strictObject({ blobId: uuid }), z.strictObject({ path: filePath })]),
    /** The run as a film, MP4 or WebM, beside its poster picture. */
    loop: z.strictObject({ file: z.union([z.strictObject({ blobId: uuid }), z.strictObject({ path: filePath })]), ...loopFacts }).optional(),
  }),
  sideChanged, keyImageRemoved, keyImageRestored, captionChanged, planAccepted.omit({ seenOn: true }), contrastAssessed.omit({ seenOn: true }),
  noteWritten, keyImageSlotGiven, keyImagesOrdered, happeningNoted, happeningRemoved, addendumWritten,
])
export type RecordEventInput = Readonly<z.infer<typeof recordEventInput>>

const signing = z.strictObject({
  recordId: uuid, userId: uuid, passphrase: text(200),
  signedHash: sha256.describe('of the last event that the signer has seen: all of the record up to there is what is signed'),
})
const signed = z.strictObject({ seq: z.int(), hash: sha256, savedAtIso: instant })

/** One thing that does not hold, and where. */
const brokenPlace = z.strictObject({
  seq: z.int().describe('of the event that it is about'),
  what: z.enum(['event', 'picture', 'loop', 'signature', 'order', 'list']).describe('order: something that may not follow what stands before it; list: what lists show of the record'),
  words: text(),
})

const recordLine = {
  recordId: uuid, caseId: text(64), patientId: z.string(), patientName: z.string(), side: sideWord, level: levelName,
  keyImages: z.int(), createdAtIso: instant, updatedAtIso: instant, signedAtIso: instant.nullable(),
  signedFromFile: z.boolean().describe('the signature came with a file: nobody has given a passphrase for it on this computer'),
} as const

/** Which records; what is left out does not matter. Dates are local, first and last included. */
const recordFilter = {
  words: text(200).optional().describe('each of these words must be there: in the name or ID of the patient, side, level, date, operator, signer, drugs, patterns, complications, indication'),
  side: sideWord.optional(), level: levelName.optional(), operator: text(200).optional(), from: isoDate.optional(), to: isoDate.optional(),
  pattern: contrastPattern.optional(), complication: z.enum(complications).optional(), signed: z.boolean().optional(),
} as const
const carriedRecord = { recordId: uuid, caseId: text(64), patientName: z.string(), side: sideWord, level: levelName } as const
const rebuilt = z.strictObject({
  records: z.array(z.strictObject({ ...carriedRecord, outcome: z.enum(['rebuilt', 'continued', 'present']), events: z.int() })),
  refused: z.array(z.strictObject({ path: text().describe('of the file, or the SOP Instance UID of the object'), message: text() })),
})
const median = z.strictObject({ value: finite, of: z.int().positive().describe('records that state it') }).nullable()
const counts = z.array(z.strictObject({ value: text(64), records: z.int() }))

export const recordMethods = {
  'record.create': method(
    'Begins the procedure record of the patient and study of a series. A case has one record that is not signed; a second call returns it. After signing, a call begins the next one.',
    z.strictObject({ seriesUid: uid, side: sideWord, level: levelName, actor: text(200).optional() }),
    z.strictObject({ recordId: uuid, caseId: text(64), created: z.boolean() }),
    ['UNKNOWN_SERIES', 'SIDE_CONFLICT', 'STORAGE_FAILED'],
  ),
  'record.append': method(
    'Appends one event. It is durable, its picture too, before this answers.',
    z.strictObject({ recordId: uuid, event: recordEventInput, actor: text(200).optional() }),
    z.strictObject({ seq: z.int(), hash: sha256, savedAtIso: instant, keyImageNumber: z.int().positive().nullable().describe('of a key image: its place in the record, from 1') }),
    ['UNKNOWN_RECORD', 'UNKNOWN_KEY_IMAGE', 'UNKNOWN_SERIES', 'OTHER_PATIENT', 'BAD_PICTURE', 'SIDE_CONFLICT', 'SIGNED', 'NOT_SIGNED', 'STORAGE_FAILED', 'NOT_PERMITTED'],
  ),
  'record.get': method('A record: its events and what they add up to.', z.strictObject({ recordId: uuid }),
    z.strictObject({ state: recordState, events: z.array(recordEvent), signaturesFromFile: z.array(z.int()).describe('sequence numbers of the signatures that came with a file: nobody has given a passphrase for them on this computer') }), ['UNKNOWN_RECORD', 'BROKEN_RECORD']),
  'record.list': method('All records, newest first.', z.strictObject({ caseId: text(64).optional() }),
    z.strictObject({ records: z.array(z.strictObject(recordLine)) }), []),
  'record.search': method(
    'Records that fit, the latest procedure first.',
    z.strictObject({ ...recordFilter, limit: z.int().min(1).max(500).default(50), offset: z.int().min(0).default(0) }),
    z.strictObject({ total: z.int(), records: z.array(z.strictObject({ ...recordLine, summary: recordSummary })) }),
    [],
  ),
  'record.statistics': method(
    'Counts and medians of the records that fit. One with two patterns counts under both.',
    z.strictObject(recordFilter),
    z.strictObject({
      records: z.int(), signed: z.int(),
      byMonth: counts.describe('YYYY-MM, local, oldest first; months without a record are left out'), bySide: counts, byLevel: counts, byPattern: counts, byComplication: counts.describe('where it was not answered, no complication is counted, none either'),
      fluoroscopyTimeS: median, reliefPercent: median,
    }),
    [],
  ),
  'record.table': method(
    'Writes the records that fit as a table for a spreadsheet (CSV), a line a record, into a folder; a file that is there is never overwritten. Without a folder the table itself is answered. It names patients.',
    z.strictObject({ ...recordFilter, directory: filePath.optional() }),
    z.strictObject({ path: filePath.nullable(), csv: z.string().nullable(), records: z.int() }),
    ['NOT_PERMITTED', 'WRITE_FAILED'],
  ),
  'record.missing': method('What stands between a record and its signature, the sides that disagree in its case included; empty when nothing does.', z.strictObject({ recordId: uuid }),
    z.strictObject({ missing: z.array(missingItem) }), ['UNKNOWN_RECORD', 'BROKEN_RECORD']),
  'record.sign': method(
    'Signs a record that is complete. It is frozen by that: only addenda and one countersignature may follow.',
    signing, signed,
    ['UNKNOWN_RECORD', 'BROKEN_RECORD', 'SIGNED', 'CHANGED', 'NOT_COMPLETE', 'NOT_ALLOWED', 'UNKNOWN_USER', 'WRONG_PASSPHRASE', 'TOO_MANY_TRIES', 'STORAGE_FAILED'],
  ),
  'record.countersign': method(
    'Signs a signed record as a second person.',
    signing, signed,
    ['UNKNOWN_RECORD', 'BROKEN_RECORD', 'NOT_SIGNED', 'SIGNED', 'CHANGED', 'NOT_ALLOWED', 'UNKNOWN_USER', 'WRONG_PASSPHRASE', 'TOO_MANY_TRIES', 'STORAGE_FAILED'],
  ),
  'record.verify': method('Recomputes the chain of hashes, the pictures’ and loops’ content addresses, and what the signatures name.', z.strictObject({ recordId: uuid }),
    z.strictObject({
      intact: z.boolean(), brokenAt: z.int().nullable().describe('sequence number of the first event that does not hold'), note: text(),
      broken: z.array(brokenPlace).describe('everything that does not hold; events after the first broken one are not believed and not looked at'),
      remarks: z.array(text()).describe('what is odd and breaks nothing: a clock that was set back'),
    }), ['UNKNOWN_RECORD']),
  'record.sources': method(
    'Whether the images that a record was made from are still there and still the same. A record holds without them; its key images are its own.',
    z.strictObject({ recordId: uuid }),
    z.strictObject({ sources: z.array(z.strictObject({
      seriesUid: uid, sopInstanceUid: uid.nullable().describe('null: of the series nothing is kept but that it was looked at'), keyImages: z.array(z.int().positive()).describe('made from it, by their place in the record'),
      state: z.enum(['asSaved', 'notProven', 'changed', 'gone']).describe('notProven: it is there, and no hash from then says that it is the same'), words: text(),
    })) }),
    ['UNKNOWN_RECORD', 'BROKEN_RECORD'],
  ),
  'record.export': method(
    'Writes the key images that are not removed to a folder: each as PNG, JPEG and DICOM Secondary Capture, a loop also as the film it is, with a presentation state of its source where one can say how it was seen; a Key Object Selection of them; what was planned, measured and decided as a structured report; the decisions about contrast as text. Beside them the record as PDF, plain and as a DICOM object, and the two sheets for the patient; and the whole as an HL7 FHIR R4 bundle.',
    z.strictObject({ recordId: uuid, directory: filePath.optional().describe('loopback host: left out, the browser downloads') }),
    z.strictObject({
      directory: filePath,
      files: z.array(z.strictObject({ path: filePath, kind: z.enum(['KOS', 'GSPS', 'SC', 'SR', 'PDF', 'FHIR', 'PNG', 'JPEG', 'TXT', 'LOOP']), sopInstanceUid: uid.optional() })),
      remarks: z.array(text()).describe('what could not leave in which form, and why'),
      downloadId: uuid.nullable().describe('loopback host: fetch the same files as one ZIP by the stream record.download'),
    }),
    ['UNKNOWN_RECORD', 'NOTHING_TO_EXPORT', 'WRITE_FAILED', 'NOT_PERMITTED', 'BROKEN_RECORD', 'SHEET_UNREADABLE'],
  ),
  'record.rebuild': method(
    'Brings records back from what an export wrote, on this or another computer: PDF files, or Encapsulated PDF objects. The chain of hashes, its order, its end and every picture are checked first; a record that is here already is not written twice, and gets no signature of somebody without an account here.',
    z.strictObject({ paths: z.array(filePath).min(1).max(10_000).describe('files, or folders that are looked through one level deep') }),
    rebuilt, ['NOT_PERMITTED', 'STORAGE_FAILED'],
  ),
  'record.rebuildUploaded': method('The same from what the browser has uploaded under this id.', z.strictObject({ uploadId: uuid }), rebuilt, ['UNAVAILABLE', 'STORAGE_FAILED']),
  'record.rebuildImported': method(
    'The same from the Encapsulated PDF objects of series of the library.',
    z.strictObject({ seriesUids: z.array(uid).max(10_000) }), rebuilt, ['STORAGE_FAILED'],
  ),
  'record.carried': method(
    'The records that the Encapsulated PDF objects of these series carry, and whether each is here.',
    z.strictObject({ seriesUids: z.array(uid).max(10_000) }),
    z.strictObject({
      records: z.array(z.strictObject({ seriesUid: uid, sopInstanceUid: uid, ...carriedRecord, events: z.int(), signed: z.boolean(), here: z.enum(['absent', 'shorter', 'whole']).describe('shorter: it went on elsewhere') })),
      refused: z.array(z.strictObject({ seriesUid: uid, sopInstanceUid: uid, message: text() })),
    }), [],
  ),
  'record.sheetTemplate': method(
    'The text from which a sheet for the patient is made, with the names of what may stand in braces.',
    z.strictObject({ kind: z.enum(sheetKinds) }),
    z.strictObject({ text: text(20_000), isShipped: z.boolean(), known: z.array(text(64)), unknown: z.array(text(1000)).describe('asked for in braces and not known: said so on the sheet') }),
    ['SHEET_UNREADABLE'],
  ),
  'record.setSheetTemplate': method(
    'Replaces that text for this installation; null brings back the shipped one. What stands in braces must be known.',
    z.strictObject({ kind: z.enum(sheetKinds), text: text(20_000).min(1).nullable() }),
    z.strictObject({ isShipped: z.boolean() }),
    ['BAD_TEMPLATE', 'STORAGE_FAILED'],
  ),
} as const
