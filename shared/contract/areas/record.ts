import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { filePath, instant, sha256, text, uid, uuid } from '#shared/values.ts'
import { levelName, sideWord } from '#shared/dicom/identity.ts'
import { loopFacts, recordEvent, recordEventBodies, recordState } from '#shared/procedure/recordEvents.ts'

const { keyImageAdded, sideChanged, keyImageRemoved, keyImageRestored, captionChanged, planAccepted, contrastAssessed } = recordEventBodies

/** What a caller may append: everything but the first event; a new key image names its picture, which the host takes in. */
export const recordEventInput = z.discriminatedUnion('kind', [
  keyImageAdded.omit({ picture: true, sourceLossy: true, study: true, loop: true }).extend({
    /** Bytes put by an upload, or a PNG file for scripts. */
    picture: z.union([z.strictObject({ blobId: uuid }), z.strictObject({ path: filePath })]),
    /** The run as a film, MP4 or WebM, beside its poster picture. */
    loop: z.strictObject({ file: z.union([z.strictObject({ blobId: uuid }), z.strictObject({ path: filePath })]), ...loopFacts }).optional(),
  }),
  sideChanged, keyImageRemoved, keyImageRestored, captionChanged, planAccepted, contrastAssessed,
])
export type RecordEventInput = Readonly<z.infer<typeof recordEventInput>>

export const recordMethods = {
  'record.create': method(
    'Begins the procedure record of the patient and study of a series. A case has one open record; a second call returns it.',
    z.strictObject({ seriesUid: uid, side: sideWord, level: levelName, actor: text(200).optional() }),
    z.strictObject({ recordId: uuid, caseId: text(64), created: z.boolean() }),
    ['UNKNOWN_SERIES', 'SIDE_CONFLICT', 'STORAGE_FAILED'],
  ),
  'record.append': method(
    'Appends one event. It is durable, its picture too, before this answers.',
    z.strictObject({ recordId: uuid, event: recordEventInput, actor: text(200).optional() }),
    z.strictObject({ seq: z.int(), hash: sha256, savedAtIso: instant, keyImageNumber: z.int().positive().nullable().describe('of a key image: its place in the record, from 1') }),
    ['UNKNOWN_RECORD', 'UNKNOWN_KEY_IMAGE', 'UNKNOWN_SERIES', 'OTHER_PATIENT', 'BAD_PICTURE', 'SIDE_CONFLICT', 'STORAGE_FAILED', 'NOT_PERMITTED'],
  ),
  'record.get': method('A record: its events and what they add up to.', z.strictObject({ recordId: uuid }),
    z.strictObject({ state: recordState, events: z.array(recordEvent) }), ['UNKNOWN_RECORD', 'BROKEN_RECORD']),
  'record.list': method('All records, newest first.', z.strictObject({ caseId: text(64).optional() }),
    z.strictObject({ records: z.array(z.strictObject({
      recordId: uuid, caseId: text(64), patientId: z.string(), patientName: z.string(), side: sideWord, level: levelName,
      keyImages: z.int(), createdAtIso: instant, updatedAtIso: instant,
    })) }), []),
  'record.verify': method('Recomputes the chain of hashes and the pictures’ content addresses.', z.strictObject({ recordId: uuid }),
    z.strictObject({ intact: z.boolean(), brokenAt: z.int().nullable().describe('sequence number of the first event that does not hold'), note: text() }), ['UNKNOWN_RECORD']),
  'record.export': method(
    'Writes the key images that are not removed to a folder: each as PNG and as DICOM Secondary Capture, a loop also as the film it is; the decisions about contrast as text.',
    z.strictObject({ recordId: uuid, directory: filePath.optional().describe('loopback host: left out, the browser downloads') }),
    z.strictObject({
      directory: filePath,
      files: z.array(z.strictObject({ path: filePath, kind: z.enum(['KOS', 'GSPS', 'SC', 'SR', 'PDF', 'FHIR', 'PNG', 'TXT', 'LOOP']), sopInstanceUid: uid.optional() })),
      downloadId: uuid.nullable().describe('loopback host: fetch the same files as one ZIP by the stream record.download'),
    }),
    ['UNKNOWN_RECORD', 'NOTHING_TO_EXPORT', 'WRITE_FAILED', 'NOT_PERMITTED', 'BROKEN_RECORD'],
  ),
} as const
