import { readFile } from 'node:fs/promises'
import { openCaseJournal } from '#electron/services/case/caseJournal.ts'
import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import type { Services, StreamServices } from '#shared/contract/types.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { createRecordAppend } from './recordAppend.ts'
import { checkImageSide, openSideChecked, settledSide, unknownSeries } from './recordChecks.ts'
import { createRecordExport } from './recordExport.ts'
import { brokenMessage, createActorOf, savingRecord, tellChanged, unknownRecord, type RecordParts } from './recordParts.ts'
import { openSignedFromFile } from './recordLine.ts'
import { createRecordPaper } from './recordPaperServices.ts'
import { createRecordRebuild } from './recordRebuild.ts'
import { createRecordSearch } from './recordSearch.ts'
import { createRecordSign } from './recordSign.ts'
import { createRecordSources } from './recordSources.ts'
import { openRecordStore } from './recordStore.ts'
import { createRecordVerify } from './recordVerify.ts'

export type RecordMethod = Extract<keyof Services, `record.${string}`>
export type RecordServices = {
  readonly services: Pick<Services, RecordMethod>
  readonly streams: Pick<StreamServices, 'record.picture' | 'record.loop' | 'record.paper' | 'record.download'>
}
/** The procedure records: append-only, hashed, each event durable before it is answered. */
export function createRecordServices(parts: RecordParts): RecordServices {
  const { ports, database, objects, source, emit } = parts
  const store = openRecordStore(database)
  const withOrigin = openSignedFromFile(database)
  const journal = openCaseJournal(database)
  const sideCheckedOf = openSideChecked(database)
  const actorOf = createActorOf(database)
  const paper = createRecordPaper(parts, store)
  const exporting = createRecordExport(parts, store, paper)

  return {
    services: {
      'record.create': async ({ seriesUid, side, level, actor }) => {
        const series = source.summary(seriesUid)
        if (series === null) return { ok: false, error: unknownSeries() }
        const conflict = checkImageSide(series, side, sideCheckedOf) ?? checkSideSet(journal.head(series.caseId).document.study.side, side)
        if (conflict !== null) return { ok: false, error: conflict }
        return savingRecord(() => database.transaction((): Result<{ recordId: string; caseId: string; created: boolean }, Fault<'SIDE_CONFLICT'>> => {
          const present = store.openRecordOf(series.caseId)
          if (present !== null) return reopen(present, series.caseId, store.read(present)?.state ?? null, side)
          const { patientId, issuer, patientName, birthDate, sex, caseId, studyUid } = series
          const recordId = ports.newId()
          const sideSettled = settledSide(series, side, sideCheckedOf)
          store.append({
            recordId, atIso: ports.clock.now().toISOString(), actor: actorOf(actor),
            body: { kind: 'recordCreated', caseId, patientId, issuer, patientName, birthDate, sex, studyUid, seriesUid, side, level, ...(sideSettled !== null && { sideSettled }) },
          }, null)
          return ok({ recordId, caseId, created: true })
        }), ({ recordId, caseId, created }) => {
          if (created) tellChanged(emit, recordId, caseId)
        })
      },
      'record.append': createRecordAppend(parts, store, { actorOf, sideCheckedOf }),
      'record.get': async ({ recordId }) => {
        const stored = store.read(recordId)
        if (stored === null) return unknownRecord()
        const { check, state, signaturesFromFile } = stored
        if (!check.holds || state === null) return err('BROKEN_RECORD', brokenMessage(check.holds ? 'It has no beginning.' : check.note))
        return ok({ state, events: [...check.events], signaturesFromFile: [...signaturesFromFile] })
      },
      'record.list': async ({ caseId }) => ok({ records: store.list(caseId ?? null).map(withOrigin) }),
      'record.verify': createRecordVerify(store, objects),
      'record.sources': createRecordSources(parts, store),
      ...createRecordSign(parts, store),
      ...createRecordSearch({ ...parts, stateOf: (recordId) => store.read(recordId)?.state ?? null }),
      'record.export': exporting.export,
      ...createRecordRebuild(parts, store),
      ...paper.services,
    },
    streams: {
      'record.picture': async ({ recordId, keyImageId }) => {
        const image = store.read(recordId)?.state?.keyImages.find((one) => one.keyImageId === keyImageId)
        if (image === undefined) return err('NOT_FOUND', 'There is no such key image.')
        const bytes = await readFile(objects.pathOf(image.picture.sha256)).catch(() => null)
        if (bytes === null || sha256OfBytes(bytes) !== image.picture.sha256) return err('UNREADABLE', 'The picture of this key image is damaged on the disk. The record still says what it showed.')
        return ok({ contentType: 'image/png', byteLength: bytes.length, chunks: (async function* () { yield bytes })() })
      },
      'record.loop': async ({ recordId, keyImageId }) => {
        const loop = store.read(recordId)?.state?.keyImages.find((one) => one.keyImageId === keyImageId)?.loop
        if (loop === undefined) return err('NOT_FOUND', 'There is no such loop.')
        const bytes = await readFile(objects.pathOf(loop.sha256)).catch(() => null)
        if (bytes === null || sha256OfBytes(bytes) !== loop.sha256) return err('UNREADABLE', 'This loop is damaged on the disk. The record still says what it showed.')
        return ok({ contentType: loop.contentType, byteLength: bytes.length, chunks: (async function* () { yield bytes })() })
      },
      'record.paper': paper.stream,
      'record.download': exporting.download,
    },
  }
}

/** A case has one open record; asking again with another side is a conflict until the record itself says the new side. */
function reopen(recordId: string, caseId: string, state: RecordState | null, side: string): Result<{ recordId: string; caseId: string; created: boolean }, Fault<'SIDE_CONFLICT'>> {
  if (state === null || state.side === side) return ok({ recordId, caseId, created: false })
  return err('SIDE_CONFLICT', `The record of this case is ${state.side} ${state.level}, and ${side} was asked for. Check with the patient. If the record's side was wrong, change it in the record first.`)
}

function checkSideSet(set: string | null, side: string): Fault<'SIDE_CONFLICT'> | null {
  if (set === null || set === side) return null
  return err('SIDE_CONFLICT', `The side set in this case is ${set}, and the record asks for ${side}. Nothing was saved. Check with the patient, then choose again.`).error
}
