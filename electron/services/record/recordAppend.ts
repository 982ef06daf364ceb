import type { ImageSource } from '#electron/services/library/imageSource.ts'
import { isStorageFailure } from '#electron/services/storage/storageFailure.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import type { Services } from '#shared/contract/types.ts'
import type { ImagePlane } from '#shared/dicom/imageDescription.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { canonicalJson } from '#shared/procedure/canonicalJson.ts'
import type { RecordEvent, RecordEventBody } from '#shared/procedure/recordEvents.ts'
import { sourceImageOf } from '#shared/reporting/sourceImage.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { framesSeenOn } from './framesSeenOn.ts'
import { takeLoop, takePicture, type PictureFault } from './pictures.ts'
import { checkEvent, settledSide, unknownSeries, type CheckFault, type SideCheckedOf } from './recordChecks.ts'
import { savingRecord, storageFailed, tellChanged, unknownRecord, type RecordParts } from './recordParts.ts'
import type { RecordStore, SoundRecord, StoredRecord } from './recordStore.ts'

type KeyImageInput = Extract<RecordEventInput, { kind: 'keyImageAdded' }>
type AppendFault = CheckFault | PictureFault | Fault<'UNKNOWN_RECORD' | 'STORAGE_FAILED'>

/**
 * Appends one event. The picture of a key image is on the disk before its event is; the event is checked against the
 * record twice, before the picture is taken in and again in the transaction that writes it.
 */
export function createRecordAppend(parts: RecordParts, store: RecordStore, { actorOf, sideCheckedOf }: { readonly actorOf: (told: string | undefined) => string; readonly sideCheckedOf: SideCheckedOf }): Services['record.append'] {
  const { ports, database, source, emit } = parts
  return async ({ recordId, event, actor }) => {
    const before = lookAt(store.read(recordId), event, source, sideCheckedOf)
    if ('answer' in before) return before.answer
    const body = event.kind === 'keyImageAdded' ? await takeKeyImage(parts, event, sideCheckedOf) : ok(await withFrames(source, event))
    if (!body.ok) return body
    return savingRecord(() => database.transaction(() => {
      const now = lookAt(store.read(recordId), event, source, sideCheckedOf)
      if ('answer' in now) return now.answer
      const number = event.kind === 'keyImageAdded' ? now.record.state.keyImages.length + 1 : null
      return ok(toAnswer(store.append({ recordId, atIso: ports.clock.now().toISOString(), actor: actorOf(actor), body: body.value }, now.record), number))
    }), () => { tellChanged(emit, recordId, before.record.state.caseId) })
  }
}

type Answer = Result<ReturnType<typeof toAnswer>, AppendFault>

/** The record that an event may follow, or the answer that it has already: saved before, or refused. */
function lookAt(stored: StoredRecord | null, event: RecordEventInput, source: ImageSource, sideCheckedOf: SideCheckedOf): { readonly record: SoundRecord } | { readonly answer: Answer } {
  if (stored === null) return { answer: unknownRecord() }
  const { check, state } = stored
  if (!check.holds || state === null) {
    return { answer: err('STORAGE_FAILED', `This is not saved: the record does not hold any more${check.holds ? '' : ` (${check.note})`}. Keep the data folder as it is and ask for help.`) }
  }
  const record = { ...stored, state }
  const saved = alreadySaved(record, event)
  if (saved !== null) return { answer: saved }
  const refusal = checkEvent(state, event, source, sideCheckedOf)
  return refusal === null ? { record } : { answer: { ok: false, error: refusal } }
}

/** A caller that lost the answer may send a key image or an addendum again: the id says that it is the same one. */
function alreadySaved({ check, state }: SoundRecord, event: RecordEventInput): Result<ReturnType<typeof toAnswer>, CheckFault> | null {
  if (event.kind === 'addendumWritten') return savedAddendum(check.events, event)
  if (event.kind !== 'keyImageAdded') return null
  const saved = check.events.find(({ body }) => body.kind === 'keyImageAdded' && body.keyImageId === event.keyImageId)
  if (saved?.body.kind !== 'keyImageAdded') return null
  if (saved.body.sopInstanceUid === event.sopInstanceUid && saved.body.frame === event.frame && saved.body.title === event.title) return ok(toAnswer(saved, state.keyImages.findIndex(({ keyImageId }) => keyImageId === event.keyImageId) + 1))
  return err('UNKNOWN_KEY_IMAGE', 'Another picture of this record has this id already, and it is kept as it is. Save the key image again.')
}

function savedAddendum(events: readonly RecordEvent[], event: Extract<RecordEventInput, { kind: 'addendumWritten' }>): Result<ReturnType<typeof toAnswer>, CheckFault> | null {
  const saved = events.find(({ body }) => body.kind === 'addendumWritten' && body.addendumId === event.addendumId)
  if (saved === undefined) return null
  if (canonicalJson(saved.body) === canonicalJson(event)) return ok(toAnswer(saved, null))
  return err('SIGNED', 'An addendum with this id is saved already and says something else. It is kept as it is, and nothing was added. Look at it, then write another addendum.')
}

const toAnswer = ({ seq, hash, atIso }: RecordEvent, keyImageNumber: number | null) => ({ seq, hash, savedAtIso: atIso, keyImageNumber })

const planeOf = ({ frames, images }: SeriesDescription, { sopInstanceUid, frameNumber }: KeyImageInput): ImagePlane | null =>
  frames.find((one) => images[one.image]?.sopInstanceUid === sopInstanceUid && one.frameNumber === (frameNumber ?? 1))?.plane ?? null

/** A decision and a plan on a projection keep the names that their frames have everywhere: the library may lose the series, the record not. */
async function withFrames(source: ImageSource, event: Exclude<RecordEventInput, KeyImageInput>): Promise<RecordEventBody> {
  if (event.kind === 'contrastAssessed') return { ...event, ...await framesSeenOn(source, event.assessment.seriesUid, event.assessment.seenFrames) }
  if (event.kind === 'planAccepted' && event.plan.kind === 'projection') return { ...event, ...await framesSeenOn(source, event.plan.seriesUid, [event.plan.frame]) }
  return event
}

/** Takes the picture in, durably, and asks the header what the picture was made of. */
async function takeKeyImage({ ports, objects, source }: RecordParts, event: KeyImageInput, sideCheckedOf: SideCheckedOf): Promise<Result<RecordEventBody, AppendFault>> {
  const { loop: film, ...still } = event
  const [picture, loop, series] = await Promise.all([takePicture(ports, event.picture), film === undefined ? ok(null) : takeLoop(ports, film), source.describe(event.seriesUid)])
  if (!picture.ok) return picture
  if (!loop.ok) return loop
  const image = series.ok ? series.value.images.find(({ sopInstanceUid }) => sopInstanceUid === event.sopInstanceUid) : null
  if (image === undefined) return { ok: false, error: unknownSeries() }
  try {
    const { bytes, columns, rows } = picture.value
    const sha256 = await objects.put(bytes)
    const recorded = loop.value === null || film === undefined ? null : { sha256: await objects.put(loop.value), byteLength: loop.value.length, contentType: film.contentType, firstFrame: film.firstFrame, lastFrame: film.lastFrame, durationMs: film.durationMs }
    const file = source.fileOf(event.sopInstanceUid)
    const summary = source.summary(event.seriesUid)
    const sideSettled = summary === null || event.side === null ? null : settledSide(summary, event.side, sideCheckedOf)
    return ok({ ...still, ...(sideSettled !== null && { sideSettled }), ...(file !== null && { sourceFile: { sha256: file.sha256, byteLength: file.byteLength, modifiedMs: file.modifiedMs } }), ...(recorded !== null && { loop: recorded }), picture: { sha256, byteLength: bytes.length, columns, rows }, sourceLossy: image?.pixel.lossy ?? null, study: series.ok ? series.value.summary.study : null, ...(image !== null && series.ok && { source: sourceImageOf(image, event.frameNumber ?? 1, planeOf(series.value, event)) }) })
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    return storageFailed(error)
  }
}
