import { z } from 'zod'
import { draftSteps } from '#shared/teaching/draft.ts'
import { sha256, text, uid, uuid } from '#shared/values.ts'
import { appMethods } from './areas/app.ts'
import { caseMethods } from './areas/case.ts'
import { contrastMethods } from './areas/contrast.ts'
import { fluoroscopyMethods } from './areas/fluoroscopy.ts'
import { libraryMethods } from './areas/library.ts'
import { planMethods } from './areas/plan.ts'
import { presentationMethods } from './areas/presentation.ts'
import { quizMethods } from './areas/quiz.ts'
import { recordMethods } from './areas/record.ts'
import { teachingMethods } from './areas/teaching.ts'
import { userMethods } from './areas/user.ts'

/** The one table of calls; types, client, CLI help and docs/contract.schema.json are derived from it. */
export const methods = {
  ...appMethods,
  ...libraryMethods,
  ...caseMethods,
  ...planMethods,
  ...fluoroscopyMethods,
  ...contrastMethods,
  ...recordMethods,
  ...presentationMethods,
  ...teachingMethods,
  ...quizMethods,
  ...userMethods,
} as const

/** What the host announces. Events tell that something changed; they never steer. */
export const events = {
  'library.importProgress': z.strictObject({
    jobId: uuid.nullable(),
    phase: z.enum(['listing', 'reading', 'storing', 'done']),
    done: z.int().min(0),
    total: z.int().min(0),
  }),
  'library.changed': z.strictObject({ seriesUids: z.array(uid) }),
  'library.copyProgress': z.strictObject({ pendingInstances: z.int().min(0), failedInstances: z.int().min(0) }),
  'case.changed': z.strictObject({ caseId: text(64) }),
  'record.changed': z.strictObject({ recordId: uuid, caseId: text(64) }),
  'quiz.changed': z.strictObject({ teachingCaseId: uuid.nullable() }),
  'quiz.practiceProgress': z.strictObject({ jobId: uuid.nullable(), share: z.number().min(0).max(1) }),
  'teaching.changed': z.strictObject({ draftId: uuid.nullable(), teachingCaseId: uuid.nullable() }),
  'teaching.opened': z.strictObject({ teachingCaseIds: z.array(uuid), setIds: z.array(uuid), refused: z.array(text()) }).describe('a teaching file was opened from outside, by a double click'),
  'teaching.progress': z.strictObject({ draftId: uuid.describe('or the exportId of an export'), step: z.enum(draftSteps), done: z.int().min(0), total: z.int().min(0) }),
} as const

/**
 * Byte streams, GET <base>/stream/<name>?<input as query>. Each answers 200 with bytes, or a JSON fault with status 404 or 400.
 *
 * library.frames     frames in the wire format of shared/contract/frameStream.ts
 * library.thumbnail  a PNG of at most 192 pixels
 * library.overlay    one byte (0 or 1) a pixel, rows x columns, of one frame of an overlay plane
 * record.picture     the PNG of a key image
 * record.loop        the film of a key image that is a loop
 * record.paper       a record, or a sheet for its patient, as PDF
 * record.download    a ZIP of an export (loopback host)
 * teaching.sheet     a page of the picture sheet of a checked draft, from 1, as PNG
 * teaching.picture   a picture of a released case's timeline, as PNG
 * teaching.runFrame  a frame of a run of a released case, as PNG, for whoever makes a loop of it
 * teaching.download  a ZIP of what teaching.write wrote (loopback host)
 */
export const streams = {
  'library.frames': z.strictObject({
    seriesUid: uid,
    first: z.coerce.number().int().min(0).optional(),
    count: z.coerce.number().int().min(1).optional(),
    order: z.enum(['forward', 'middleOut']).default('forward'),
    start: z.coerce.number().int().min(0).optional().describe('frame of the series with which a forward order begins; those before it come last'),
    lead: z.coerce.number().int().min(0).optional().describe('frame that comes before all others'),
  }),
  'library.thumbnail': z.strictObject({ seriesUid: uid }),
  'library.overlay': z.strictObject({ seriesUid: uid, image: z.coerce.number().int().min(0), group: z.coerce.number().int(), frame: z.coerce.number().int().min(0) }),
  'record.picture': z.strictObject({ recordId: uuid, keyImageId: uuid }),
  'record.loop': z.strictObject({ recordId: uuid, keyImageId: uuid }),
  'record.paper': z.strictObject({ recordId: uuid, kind: z.enum(['report', 'before', 'after']) }),
  'record.download': z.strictObject({ downloadId: uuid }),
  'teaching.sheet': z.strictObject({ draftId: uuid, page: z.coerce.number().int().positive() }),
  'teaching.picture': z.strictObject({ teachingCaseId: uuid, version: z.coerce.number().int().positive(), sha256 }),
  'teaching.runFrame': z.strictObject({ teachingCaseId: uuid, version: z.coerce.number().int().positive(), place: z.string().max(64), frame: z.coerce.number().int().min(0) }),
  'teaching.download': z.strictObject({ downloadId: uuid }),
} as const
