import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { isStorageFailure } from '#electron/services/storage/storageFailure.ts'
import { unlessDamaged } from '#electron/services/storage/storedText.ts'
import { openAccounts, type Accounts } from '#electron/services/user/accounts.ts'
import type { Output, Services } from '#shared/contract/types.ts'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { ENCAPSULATED_PDF_SOP_CLASS } from '#shared/reporting/encapsulatedPdf.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { readCarriedRecord, type CarriedRecord } from './carriedRecord.ts'
import { savingRecord, storageFailed, tellChanged, type RecordParts } from './recordParts.ts'
import type { RecordStore } from './recordStore.ts'

type Rebuilt = Output<'record.rebuild'>['records'][number]
type Refusal = Fault<'REFUSED'>
/** A file to look into, and what its reader calls it. */
type Named = { readonly file: string; readonly name: string }

const NOTHING_FOUND = 'No record of Axis Guide was found here. Choose the PDF of a procedure record, or the DICOM object of it.'

/** Brings records back from their printed form, in which the whole chain and its pictures ride along. */
export function createRecordRebuild(parts: RecordParts, store: RecordStore): Pick<Services, 'record.rebuild' | 'record.rebuildUploaded' | 'record.rebuildImported' | 'record.carried'> {
  const { ports, source, objects } = parts
  /** The documents of these series that may carry a record. */
  const documents = (seriesUids: readonly string[]) => seriesUids.flatMap((seriesUid) => source.objectsOf(seriesUid)).filter(({ sopClassUid }) => sopClassUid === ENCAPSULATED_PDF_SOP_CLASS)
    .map((object) => ({ ...object, file: object.sha256 === null ? object.path : objects.pathOf(object.sha256) }))
  return {
    'record.rebuild': async ({ paths }) => {
      if (!paths.every(ports.access.mayRead)) return err('NOT_PERMITTED', 'These files were not chosen by the user, so they may not be read. Choose them first.')
      return takeInAll(parts, store, await filesOf(paths), paths[0] ?? '')
    },
    'record.rebuildUploaded': async ({ uploadId }) => {
      const folder = ports.uploads.folderOf(uploadId)
      if (folder === null) return err('UNAVAILABLE', 'Nothing was uploaded under this number. Choose the files again.')
      return takeInAll(parts, store, await filesBelow(folder), 'What was chosen')
    },
    'record.rebuildImported': async ({ seriesUids }) =>
      takeInAll(parts, store, documents(seriesUids).map(({ file, sopInstanceUid }) => ({ file, name: sopInstanceUid })), 'The imported documents'),
    'record.carried': async ({ seriesUids }) => {
      const records: Output<'record.carried'>['records'] = []
      const refused: Output<'record.carried'>['refused'] = []
      for (const { seriesUid, sopInstanceUid, file } of documents(seriesUids)) {
        const carried = await readCarriedRecord(file)
        if (carried === null) continue
        if (carried.ok) records.push({ seriesUid, sopInstanceUid, ...describe(store, carried.value) })
        else refused.push({ seriesUid, sopInstanceUid, message: carried.error.message })
      }
      return ok({ records, refused })
    },
  }
}

function describe(store: RecordStore, { events, state }: CarriedRecord): Omit<Output<'record.carried'>['records'][number], 'seriesUid' | 'sopInstanceUid'> {
  const { recordId, caseId, patientName, side, level, signature } = state
  const here = store.read(recordId)?.check.events.length ?? 0
  return { recordId, caseId, patientName, side, level, events: events.length, signed: signature !== null, here: here === 0 ? 'absent' : here < events.length ? 'shorter' : 'whole' }
}

async function takeInAll(parts: RecordParts, store: RecordStore, files: readonly Named[], whole: string): Promise<Result<Output<'record.rebuild'>, Fault<'STORAGE_FAILED'>>> {
  const records: Rebuilt[] = []
  const refused: { path: string; message: string }[] = []
  for (const { file, name } of files) {
    const carried = await readCarriedRecord(file)
    if (carried === null) continue
    const taken = carried.ok ? await takeIn(parts, store, carried.value) : carried
    if (taken.ok) records.push(taken.value)
    else if (taken.error.code === 'STORAGE_FAILED') return { ok: false, error: { code: 'STORAGE_FAILED', message: taken.error.message } }
    else refused.push({ path: name, message: taken.error.message })
  }
  if (records.length === 0 && refused.length === 0) refused.push({ path: whole, message: NOTHING_FOUND })
  return ok({ records: onceEach(records), refused })
}

/** The PDF and the object of one record are two files of one thing. */
const onceEach = (records: readonly Rebuilt[]): Rebuilt[] => records.filter(({ recordId }, at) => records.findIndex((one) => one.recordId === recordId) === at)

async function filesOf(paths: readonly string[]): Promise<readonly Named[]> {
  const found = await Promise.all(paths.map(async (one) => {
    const facts = await stat(one).catch(() => null)
    if (facts?.isDirectory() !== true) return [one]
    return (await readdir(one, { withFileTypes: true })).filter((entry) => entry.isFile()).map((entry) => path.join(one, entry.name)).sort()
  }))
  return [...new Set(found.flat())].map((file) => ({ file, name: file }))
}

/** A browser sends a folder file by file, each with its path below it. */
async function filesBelow(folder: string): Promise<readonly Named[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name)).sort().map((file) => ({ file, name: path.relative(folder, file) }))
}

/** Pictures first, durably, then every event in one transaction: a record is here whole or not at all. */
async function takeIn({ database, objects, emit }: RecordParts, store: RecordStore, { events, state, pictures }: CarriedRecord): Promise<Result<Rebuilt, Refusal | Fault<'STORAGE_FAILED'>>> {
  const accounts = openAccounts(database)
  const { recordId, caseId } = state
  const told = { recordId, caseId, patientName: state.patientName, side: state.side, level: state.level }
  const refusal = whyNot(store, accounts, events, state)
  if (refusal !== null) return refusal
  try {
    for (const bytes of pictures) await objects.put(bytes)
  } catch (error) {
    if (!isStorageFailure(error)) throw error
    return storageFailed(error)
  }
  return savingRecord(() => database.transaction((): Result<Rebuilt, Refusal> => {
    const changed = whyNot(store, accounts, events, state)
    if (changed !== null) return changed
    const present = store.read(recordId)
    const here = present?.check.events.length ?? 0
    if (here >= events.length) return ok({ ...told, outcome: 'present', events: here })
    store.adopt(events.slice(here), present)
    return ok({ ...told, outcome: present === null ? 'rebuilt' : 'continued', events: events.length })
  }), ({ outcome }) => { if (outcome !== 'present') tellChanged(emit, recordId, caseId) })
}

/** A record that is here must be the same one as far as both go, and gets no signature from strangers; a case has one that is open. */
function whyNot(store: RecordStore, accounts: Accounts, events: readonly RecordEvent[], { recordId, caseId, signature }: RecordState): { readonly ok: false; readonly error: Refusal } | null {
  const present = store.read(recordId)
  if (present === null) {
    const isInTheWay = signature === null && store.openRecordOf(caseId) !== null
    return !isInTheWay ? null : err('REFUSED', 'This patient has another record on this computer that is not signed yet, and a case has one such. Nothing was taken in. Sign that one first, or read this one in its file.')
  }
  if (!present.check.holds) return err('REFUSED', `The record that is here does not hold (${present.check.note}) It is kept as it is, and nothing was taken in. Ask for help.`)
  const common = Math.min(present.check.events.length, events.length)
  const apart = present.check.events.slice(0, common).findIndex((event, at) => event.hash !== events[at]?.hash)
  if (apart !== -1) return err('REFUSED', `A record of this number is here already and says something else from event ${String(apart)} on. Both cannot be true: nothing was taken in. Compare the two, and ask who wrote them.`)
  const stranger = events.slice(common).flatMap(({ body }) => ('signature' in body ? [body.signature] : [])).find(({ userId, name }) => unlessDamaged(() => accounts.find(userId))?.account.name !== name)
  return stranger === undefined ? null : err('REFUSED', `This file adds a signature of ${stranger.name} to a record that is here, and there is no such account on this computer. Anybody can write a file, so nothing was taken in. Ask ${stranger.name} to sign here, or keep the file as it is.`)
}
