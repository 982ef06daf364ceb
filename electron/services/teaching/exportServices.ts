import { randomInt, randomUUID } from 'node:crypto'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { openExportedPictures } from '#electron/services/record/exportedPictures.ts'
import { brokenMessage } from '#electron/services/record/recordParts.ts'
import { unknownSeries } from '#electron/services/record/recordChecks.ts'
import { listFiles } from '#electron/services/library/listFiles.ts'
import { isStorageFailure, storageFailureReason } from '#electron/services/storage/storageFailure.ts'
import { openAccounts } from '#electron/services/user/accounts.ts'
import type { ExportReport, WrittenFile } from '#shared/contract/areas/teaching.ts'
import type { Input, Output, Services } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { deidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import { emptyCaseText } from '#shared/teaching/teachingCase.ts'
import { beginDraft, readRecord, seriesOfRecord } from './beginDraft.ts'
import { buildCopy, type BuiltCopy } from './build/buildCopy.ts'
import type { CopyOrder } from './build/copyOrder.ts'
import { openStaging, type Staging } from './build/staging.ts'
import type { DraftJobs } from './draftJobs.ts'
import { caseName, type OutputFile } from './formats/caseFolder.ts'
import { writeDicomDirectory } from './formats/dicomDirectory.ts'
import { directoryRecords, readMember, type DirectoryMember } from './formats/directoryRecords.ts'
import { placeFiles } from './formats/placeFiles.ts'
import { Cancelled, type Job } from './job.ts'
import { soundRecord } from './readDraft.ts'
import { keyOfCopy } from './secret.ts'
import { pathsOfSeries, type TeachingParts } from './teachingParts.ts'
import { uidOfName } from '#electron/services/record/recordUids.ts'
import { tags } from '#shared/dicom/tags.ts'

type Asked = Input<'teaching.export'>
type ExportFault = Fault<'UNKNOWN_RECORD' | 'BROKEN_RECORD' | 'UNKNOWN_SERIES' | 'OTHER_PATIENT' | 'NOTHING_TO_TEACH' | 'CHECK_FAILED' | 'UNREADABLE' | 'CANCELLED' | 'NOT_PERMITTED' | 'STORAGE_FAILED' | 'WRITE_FAILED'>

const cancelled = () => err('CANCELLED', 'The export was stopped. Nothing was written.')
const kinds: Readonly<Record<string, WrittenFile['kind']>> = { '': 'DICOM', '.PNG': 'PNG', '.PDF': 'PDF', '.TXT': 'TXT' }

/** One call for scripts: all checks, then a folder, or nothing. */
export function createExportServices(parts: TeachingParts, jobs: DraftJobs): Pick<Services, 'teaching.export'> {
  const { ports } = parts

  const run = async (asked: Asked, exportId: string, job: Job): Promise<Result<Output<'teaching.export'>, ExportFault>> => {
    const staging = openStaging(ports.dataDirectory, exportId)
    try {
      const order = await orderOf(parts, asked, exportId, path.join(staging.directory, 'unpacked'), job)
      if (!order.ok) return order
      const built = await buildCopy(order.value, { pixels: parts.pixels, pictures: openExportedPictures(parts.objects), paper: parts.paper }, staging, job)
      if (!built.ok) return built
      const wrong = built.value.checks.filter(({ state }) => state === 'failed')
      if (wrong.length > 0) return err('CHECK_FAILED', `Nothing was written. ${wrong.map(({ words }) => words).join(' ')}`.slice(0, 1000))
      const report = reportOf(built.value)
      const files = await placeInto(path.resolve(asked.directory), outputs(built.value, report, staging, caseName(order.value.number), job))
      return ok({ files: [...files], report })
    } catch (error) {
      if (error instanceof Cancelled) return cancelled()
      if (!isStorageFailure(error)) throw error
      return err('WRITE_FAILED', `Nothing was written: ${storageFailureReason(error)}. Choose another folder, or free some space there.`)
    } finally {
      await staging.remove()
    }
  }

  return {
    'teaching.export': async (asked) => {
      if (!ports.access.mayWrite(asked.directory) || asked.paths?.some((one) => !ports.access.mayRead(one)) === true) return err('NOT_PERMITTED', 'This folder was not chosen by the user. Choose it first.')
      const there = await readdir(asked.directory).catch(() => [])
      if (there.length > 0) return err('WRITE_FAILED', 'The folder is not empty, and nothing in it is touched. Name a new or an empty folder.')
      const exportId = asked.exportId ?? randomUUID()
      return await jobs.run(exportId, (job) => run(asked, exportId, job)) ?? err('CANCELLED', 'An export with this id is under way already.')
    },
  }
}

async function orderOf(parts: TeachingParts, { recordId, seriesUids, paths, options }: Asked, exportId: string, unpackFolder: string, job: Job): Promise<Result<CopyOrder, ExportFault>> {
  const { database, source } = parts
  const around = { number: randomInt(100_000, 1_000_000), teachingCaseId: exportId, caseVersion: 1, isScripted: true, key: keyOfCopy(database, `export/${exportId}`), framesOf: () => [], lookedThrough: [], staff: openAccounts(database).list().whole.map(({ name }) => name) } as const
  const plain = { options: deidentifyOptions.parse(options ?? {}), side: null, level: null, text: emptyCaseText, questions: [], keys: [], expertPlan: null, correction: '', texts: [], boxes: [] }
  if (paths !== undefined) {
    const listing = await listFiles(paths, { unpackFolder, temporary: false, isCancelled: () => job.signal.aborted, onFound: () => undefined })
    return ok({ ...around, document: plain, record: null, paths: listing.files.map((file) => file.path) })
  }
  const beginning = beginDraft(parts, { recordId, seriesUids, options })
  if (!beginning.ok) return beginning
  const record = recordId === undefined ? ok(null) : readRecord(database, recordId)
  if (!record.ok) return record
  const sound = soundRecord(database, recordId ?? null)
  if (recordId !== undefined && sound === null) return err('BROKEN_RECORD', brokenMessage('It is not as it was saved.'))
  const wanted = [...new Set([...seriesUids ?? [], ...record.value === null ? [] : seriesOfRecord(record.value)])].filter((seriesUid) => source.summary(seriesUid) !== null)
  if (wanted.length === 0) return { ok: false, error: unknownSeries() }
  return ok({ ...around, document: { ...plain, side: record.value?.side ?? null, level: record.value?.level ?? null }, record: sound, paths: wanted.flatMap((seriesUid) => pathsOfSeries(parts, seriesUid)) })
}

function reportOf({ checks, residues, remarks, content, covered, removedTexts, staged }: BuiltCopy): ExportReport {
  return {
    checks: [...checks], residues: [...residues], remarks: [...remarks], recognizableFeatures: content.case.identity.recognizableFeatures, objects: staged.filter(({ path: place }) => !place.includes('.')).length, covered, removedTexts,
    releasedBy: null, words: 'No automatic check failed. No person has read the text or looked at the picture sheet, and no second person has released this copy. Look at every page of SHEET before it is used.',
  }
}

async function* outputs({ staged }: BuiltCopy, report: ExportReport, staging: Staging, name: string, job: Job): AsyncGenerator<OutputFile> {
  const members: DirectoryMember[] = []
  for (const [index, { path: place }] of staged.entries()) {
    job.tell('writing', index, staged.length)
    if (place.endsWith('.json')) continue
    const bytes = await staging.read(place)
    const member = place.includes('.') ? null : readMember(place, bytes)
    if (member !== null) members.push(member)
    const sopInstanceUid = member?.header.text(tags.SOPInstanceUID) ?? null
    yield { path: place, kind: kinds[path.extname(place)] ?? 'JSON', ...(sopInstanceUid === null ? {} : { sopInstanceUid }), bytes: async () => bytes }
  }
  yield { path: 'DICOMDIR', kind: 'DICOMDIR', bytes: async () => writeDicomDirectory(directoryRecords(members), { fileSetId: name, sopInstanceUid: uidOfName(`${name}/${randomUUID()}`) }) }
  yield { path: 'report.json', kind: 'JSON', bytes: async () => new TextEncoder().encode(`${JSON.stringify(report, null, 2)}\n`) }
}

/** Into the named folder itself, which is empty or not there yet; it holds everything or nothing. */
async function placeInto(directory: string, files: AsyncIterable<OutputFile>): Promise<readonly WrittenFile[]> {
  const made = await mkdir(directory, { recursive: true })
  const name = `.axis-guide-${randomUUID()}`
  const moved: string[] = []
  try {
    const written = await placeFiles(directory, name, false, files)
    for (const entry of await readdir(path.join(directory, name))) {
      await rename(path.join(directory, name, entry), path.join(directory, entry))
      moved.push(entry)
    }
    return written.map((file) => ({ ...file, path: path.join(directory, path.relative(path.join(directory, name), file.path)) }))
  } catch (error) {
    for (const entry of moved) await rm(path.join(directory, entry), { recursive: true, force: true })
    throw error
  } finally {
    await rm(path.join(directory, name), { recursive: true, force: true })
    if (moved.length === 0 && made !== undefined) await rm(directory, { recursive: true, force: true })
  }
}
