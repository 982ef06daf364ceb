import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import path from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import type { Ports } from '#electron/ports/ports.ts'
import type { Database } from '#electron/services/storage/database.ts'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { ImportReport } from '#shared/contract/areas/library.ts'
import type { EmitEvent } from '#shared/contract/types.ts'
import { missingFramesOf } from '#shared/dicom/missingFrames.ts'
import type { HeaderPool } from './headerPool.ts'
import type { FileReading } from './instance.ts'
import type { LibraryTables, NewInstance, StoredInstance } from './libraryTables.ts'
import { listFiles, type FoundFile } from './listFiles.ts'
import type { SeriesShelf } from './seriesShelf.ts'

export type ImportSurroundings = {
  readonly ports: Ports
  readonly database: Database
  readonly objects: ObjectStore
  readonly tables: LibraryTables
  readonly pool: HeaderPool
  readonly shelf: SeriesShelf
  readonly emit: EmitEvent
}
export type ImportRequest = { readonly paths: readonly string[]; readonly copy: boolean; readonly temporary: boolean; readonly jobId: string | null; readonly isCancelled: () => boolean }

/** Files a worker reads between two messages: enough to hide the message, few enough to share the work evenly. */
const BATCH_FILES = 24
/** Fewer files than this are read before a thread has started. */
const WORTH_THREADS = 1000
/** One durable transaction writes at most this many objects, so that progress is seen and little is lost. */
const TRANSACTION_INSTANCES = 1000

/** Told in the report; more are no exported records. */
const MOST_PDFS = 1000

type Reading = { readonly file: FoundFile; readonly reading: FileReading }
type Outcome = { instances: number; duplicates: number; notDicom: number; readonly pdfs: string[]; readonly refused: ImportReport['refused'][number][]; readonly inPart: ImportReport['inPart'][number][]; readonly series: Set<string> }

/** One import from paths to report. Bad files end up in the report; only a database that cannot write makes it throw. */
export async function runImport(around: ImportSurroundings, request: ImportRequest): Promise<ImportReport> {
  const { ports, emit, shelf } = around
  const startedMs = ports.clock.monotonicMs()
  const progress = (phase: 'listing' | 'reading' | 'storing' | 'done', done: number, total: number): void =>
    emit({ name: 'library.importProgress', payload: { jobId: request.jobId, phase, done, total } })
  const unpackFolder = path.join(ports.dataDirectory, 'unpacked', ports.newId())
  const outcome: Outcome = { instances: 0, duplicates: 0, notDicom: 0, pdfs: [], refused: [], inPart: [], series: new Set() }
  try {
    const listing = await listFiles(request.paths, { unpackFolder, temporary: request.temporary, isCancelled: request.isCancelled, onFound: (count) => { progress('listing', 0, count) } })
    outcome.refused.push(...listing.refused)
    await readAll(around, request, listing.files, outcome, progress)
    progress('storing', listing.files.length, listing.files.length)
    shelf.rearrange([...outcome.series])
    progress('done', listing.files.length, listing.files.length)
  } finally {
    await rm(unpackFolder, { recursive: true, force: true })
  }
  return { ...outcome, series: [...outcome.series].map((seriesUid) => ({ seriesUid })), cancelled: request.isCancelled(), elapsedMs: Math.round(ports.clock.monotonicMs() - startedMs) }
}

type Progress = (phase: 'reading', done: number, total: number) => void

async function readAll(around: ImportSurroundings, request: ImportRequest, files: readonly FoundFile[], outcome: Outcome, progress: Progress): Promise<void> {
  const { pool } = around
  if (files.length > WORTH_THREADS) pool.warm()
  // A few files are not worth the start of many threads.
  const batchFiles = Math.max(1, Math.min(BATCH_FILES, Math.ceil(files.length / (pool.size * 2))))
  const batches = Array.from({ length: Math.ceil(files.length / batchFiles) }, (_, index) => files.slice(index * batchFiles, (index + 1) * batchFiles))
  let done = 0
  let pending: Reading[] = []
  const ahead: Promise<readonly FileReading[]>[] = []
  for (const [index, batch] of batches.entries()) {
    if (request.isCancelled()) break
    while (ahead.length < index + pool.size * 3 && ahead.length < batches.length) ahead.push(pool.read((batches[ahead.length] ?? []).map((file) => file.path)))
    const readings = (await ahead[index]) ?? []
    pending.push(...batch.flatMap((file, position) => {
      const reading = readings[position]
      return reading === undefined ? [] : [{ file, reading }]
    }))
    done += batch.length
    progress('reading', done, files.length)
    if (pending.length >= TRANSACTION_INSTANCES) {
      await store(around, request, pending, outcome)
      pending = []
    }
  }
  await store(around, request, pending, outcome)
}

async function store(around: ImportSurroundings, request: ImportRequest, readings: readonly Reading[], outcome: Outcome): Promise<void> {
  const { tables, database, objects } = around
  const fresh = new Map<string, NewInstance & { readonly shownAs: string }>()
  const later: (() => void)[] = []
  const completed = new Map<string, NewInstance>()
  const refuse = (file: FoundFile, code: ImportReport['refused'][number]['code'], message: string): void => { outcome.refused.push({ path: file.shownAs, code, message }) }
  for (const { file, reading } of readings) {
    if (reading.kind === 'notDicom') {
      outcome.notDicom += 1
      // What was unpacked or uploaded is gone after the import.
      if (!file.temporary && outcome.pdfs.length < MOST_PDFS && /\.pdf$/i.test(file.path)) outcome.pdfs.push(file.path)
    }
    if (reading.kind === 'refused') refuse(file, reading.code, reading.message)
    if (reading.kind !== 'instance') continue
    const { instance, byteLength, modifiedMs } = reading
    const name = path.basename(file.shownAs)
    const known = fresh.get(instance.sopInstanceUid) ?? tables.instance(instance.sopInstanceUid)
    const candidate = { path: file.path, byteLength, modifiedMs, instance }
    if (known !== null) {
      const verdict = await compare(known, candidate)
      if (verdict === 'completes') {
        const sha256 = file.temporary ? (await objects.putFile(file.path)).sha256 : null
        const whole = { ...candidate, sha256, copyState: sha256 !== null ? 'done' as const : request.copy ? 'wanted' as const : 'none' as const }
        if (fresh.has(instance.sopInstanceUid)) fresh.set(instance.sopInstanceUid, { ...whole, shownAs: file.shownAs })
        else completed.set(instance.sopInstanceUid, whole)
        continue
      }
      if (verdict === 'different') {
        refuse(file, 'CONFLICTING_UID', `${name} has the number of an image that is already here, and other contents. The first one was kept. Ask the sender which of the two is right.`)
        continue
      }
      outcome.duplicates += 1
      outcome.series.add(instance.seriesUid)
      if (verdict === 'relink' && !file.temporary) later.push(() => { tables.relink(instance.sopInstanceUid, file.path, modifiedMs) })
      if (request.copy) later.push(() => { tables.wantCopy(instance.sopInstanceUid) })
      continue
    }
    const sha256 = file.temporary ? (await objects.putFile(file.path)).sha256 : null
    fresh.set(instance.sopInstanceUid, { path: file.path, shownAs: file.shownAs, byteLength, modifiedMs, sha256, copyState: sha256 !== null ? 'done' : request.copy ? 'wanted' : 'none', instance })
  }
  database.transaction(() => {
    for (const change of later) change()
    for (const whole of completed.values()) {
      tables.replace(whole)
      outcome.instances += 1
      outcome.series.add(whole.instance.seriesUid)
    }
    const isOfAnotherPatient = createPatientCheck(tables)
    for (const { shownAs, ...row } of fresh.values()) {
      if (isOfAnotherPatient(row)) {
        outcome.refused.push({ path: shownAs, code: 'CONFLICTING_UID', message: `${path.basename(shownAs)} claims to belong to a series of another patient. It was left out, so that two patients never share a series. Ask the sender which one is right.` })
        continue
      }
      tables.add(row)
      const missing = row.instance.picture === null ? null : missingFramesOf(row.instance.picture.image)
      if (missing !== null) outcome.inPart.push({ path: shownAs, message: `${path.basename(shownAs)}: ${missing.words} Copy it again from its source, then import it.` })
      outcome.instances += 1
      outcome.series.add(row.instance.seriesUid)
    }
  })
}

/** Patients and series of one transaction repeat hundreds of times: each is looked up once. */
function createPatientCheck(tables: LibraryTables): (row: NewInstance) => boolean {
  const ofPatient = new Map<string, string>()
  const ofSeries = new Map<string, string>()
  const caseOf = ({ patient, studyUid }: NewInstance['instance']): string => {
    const key = JSON.stringify([patient, studyUid])
    const known = ofPatient.get(key) ?? tables.caseOf(patient, studyUid)
    ofPatient.set(key, known)
    return known
  }
  return ({ instance }) => {
    const own = caseOf(instance)
    const first = ofSeries.has(instance.seriesUid) ? null : tables.anyOf(instance.seriesUid)
    const expected = ofSeries.get(instance.seriesUid) ?? (first === null ? own : caseOf(first.instance))
    ofSeries.set(instance.seriesUid, expected)
    return own !== expected
  }
}

type Known = Pick<NewInstance, 'path' | 'byteLength' | 'modifiedMs' | 'sha256' | 'instance'> | StoredInstance
type Candidate = { readonly path: string; readonly byteLength: number; readonly modifiedMs: number; readonly instance: NewInstance['instance'] }

/** 'relink': the same object, and its first source is gone, so the new one takes its place. 'completes': more of an object that was cut short. */
async function compare(known: Known, candidate: Candidate): Promise<'same' | 'different' | 'relink' | 'completes'> {
  const [less, more] = [framesOf(known.instance), framesOf(candidate.instance)]
  if (less !== more && isSameHeader(withoutPlaces(known.instance), withoutPlaces(candidate.instance))) return less < more ? 'completes' : 'same'
  if (known.byteLength !== candidate.byteLength) return 'different'
  if (known.path === candidate.path && known.modifiedMs === candidate.modifiedMs) return 'same'
  const theirs = known.sha256 ?? await hashFile(known.path).catch(() => null)
  if (theirs === null) return isSameHeader(known.instance, candidate.instance) ? 'relink' : 'different'
  if (known.path === candidate.path && known.sha256 === null) return 'same'
  const ours = await hashFile(candidate.path).catch(() => null)
  return ours === theirs ? 'same' : 'different'
}

const framesOf = ({ picture }: NewInstance['instance']): number => picture?.image.framesThere ?? picture?.image.frames ?? 0

/** What the header says, wherever its file ends. */
function withoutPlaces({ picture, ...others }: NewInstance['instance']): NewInstance['instance'] {
  if (picture === null) return { ...others, picture }
  return { ...others, picture: { ...picture, image: { ...picture.image, framesThere: picture.image.frames }, locations: { kind: 'encapsulated', frames: [] } } }
}

/** What was indexed before the study was read does not differ by lacking it. */
function isSameHeader(known: NewInstance['instance'], candidate: NewInstance['instance']): boolean {
  const comparable = known.study === undefined ? { ...candidate, study: undefined } : candidate
  return isDeepStrictEqual({ ...known, study: known.study }, comparable)
}

async function hashFile(filePath: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(filePath, { highWaterMark: 4 << 20 })) hash.update(chunk as Uint8Array)
  return hash.digest('hex')
}
