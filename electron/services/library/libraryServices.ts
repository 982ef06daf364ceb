import { open } from 'node:fs/promises'
import path from 'node:path'
import type { Ports } from '#electron/ports/ports.ts'
import type { Database } from '#electron/services/storage/database.ts'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { EmitEvent, Output, Services, ServiceReply, StreamServices } from '#shared/contract/types.ts'
import type { ImportReport } from '#shared/contract/areas/library.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { createCopyJob } from './copyJob.ts'
import { createDoseReports } from './doseReports.ts'
import { createHeaderPool } from './headerPool.ts'
import type { ImageSource } from './imageSource.ts'
import { runImport } from './importJob.ts'
import { openLibraryTables } from './libraryTables.ts'
import { createSeriesReader } from './seriesReader.ts'
import { createLibraryStreams } from './libraryStreams.ts'
import { createSeriesShelf } from './seriesShelf.ts'

type LibraryMethod = Extract<keyof Services, `library.${string}`>
type LibraryStream = Extract<keyof StreamServices, `library.${string}`>

export type LibraryServices = {
  readonly services: Pick<Services, LibraryMethod>
  readonly streams: Pick<StreamServices, LibraryStream>
  readonly source: ImageSource
  /** The import of files that the app itself keeps: no person has to have chosen them. */
  readonly importOwn: Services['library.import']
  readonly close: () => Promise<void>
}

type Surroundings = { readonly ports: Ports; readonly database: Database; readonly objects: ObjectStore; readonly decoder: FrameDecoder; readonly emit: EmitEvent }

/** The library: what was imported, where its bytes lie, and everything that other areas may ask of it. */
export function createLibraryServices({ ports, database, objects, decoder, emit }: Surroundings): LibraryServices {
  const tables = openLibraryTables(database)
  const shelf = createSeriesShelf({ ports, database, tables, emit })
  const pool = createHeaderPool(ports.headerWorkerUrl)
  const copies = createCopyJob({ ports, objects, tables, shelf, emit })
  const source = createSeriesReader({ shelf, tables, objects, decoder })
  const jobs = new Map<string, { cancelled: boolean }>()
  const running = new Map<{ cancelled: boolean }, Promise<unknown>>()

  type ImportReply = Result<ImportReport, Fault<'NOTHING_TO_IMPORT' | 'STORAGE_FAILED'>>
  const runJob = async (paths: readonly string[], copy: boolean, temporary: boolean, jobId: string | null): Promise<ImportReply> => {
    const job = { cancelled: false }
    if (jobId !== null) jobs.set(jobId, job)
    const importing = importPaths(job, paths, copy, temporary, jobId)
    running.set(job, importing)
    try {
      return await importing
    } finally {
      running.delete(job)
    }
  }
  const importPaths = async (job: { cancelled: boolean }, paths: readonly string[], copy: boolean, temporary: boolean, jobId: string | null): Promise<ImportReply> => {
    try {
      const report = await runImport({ ports, database, objects, tables, pool, shelf, emit }, { paths, copy, temporary, jobId, isCancelled: () => job.cancelled })
      if (report.instances + report.duplicates + report.notDicom + report.refused.length === 0 && !report.cancelled) {
        return err('NOTHING_TO_IMPORT', 'There is no file in what was chosen. Choose the folder that holds the images.')
      }
      copies.wake()
      // The command line ends with its answer: what was to be copied is copied before it.
      if (ports.host === 'cli') await copies.idle()
      return ok(report)
    } catch (bug) {
      if (!isDiskTrouble(bug)) throw bug
      ports.log.bug(bug)
      return err('STORAGE_FAILED', 'The library could not be written: the disk is full or its folder may not be written to. Nothing that was saved is lost. Free space, then import again.')
    } finally {
      if (jobId !== null) jobs.delete(jobId)
    }
  }
  const readers = {
    'library.series': async ({ caseId }) => ok({ series: [...(caseId === undefined ? shelf.summaries() : shelf.summaries().filter((summary) => summary.caseId === caseId))] }),
    'library.describe': async ({ seriesUid }) => source.describe(seriesUid),
    'library.doseReports': createDoseReports(source),
    'library.exportFrame': async ({ seriesUid, frame, path: target }) => {
      if (!ports.access.mayWrite(target)) return err('NOT_PERMITTED', 'This place was not chosen for writing. Choose the folder in the app first.')
      const decoded = await source.decodeFrame(seriesUid, frame)
      return decoded.ok ? writeNew(target, decoded.value) : decoded
    },
  } satisfies Partial<Services>

  copies.wake()
  return {
    services: {
      ...readers,
      'library.import': async ({ paths, storage, jobId }) => {
        if (paths.some((one) => !ports.access.mayRead(one))) return err('NOT_PERMITTED', 'A file or folder was not chosen in the app, so it may not be read. Drop it on the window or choose it with the button.')
        return runJob(paths, storage === 'copy', false, jobId ?? null)
      },
      'library.importUploaded': async ({ uploadId, jobId }) => {
        const folder = ports.uploads.folderOf(uploadId)
        if (folder === null) return err('UNAVAILABLE', 'Nothing was uploaded under this number. Choose the files again.')
        const report = await runJob([folder], true, true, jobId ?? null)
        // The folder is ours: whoever sent the files knows them by the paths they had there.
        const nameOf = <T extends { readonly path: string }>(one: T): T => ({ ...one, path: path.relative(folder, one.path) })
        return report.ok ? ok({ ...report.value, refused: report.value.refused.map(nameOf), inPart: report.value.inPart.map(nameOf) }) : report
      },
      'library.cancelImport': async ({ jobId }) => {
        const job = jobs.get(jobId)
        if (job !== undefined) job.cancelled = true
        return ok({ stopped: job !== undefined })
      },
    },
    streams: createLibraryStreams({ shelf, tables, objects, source }),
    source,
    importOwn: ({ paths, storage, jobId }) => runJob(paths, storage === 'copy', false, jobId ?? null),
    close: async () => {
      for (const job of running.keys()) job.cancelled = true
      await copies.close()
      await pool.close()
      // An import under way ends with what it had read, before its database goes.
      await Promise.allSettled(running.values())
    },
  }
}

/** Little-endian as the contract says, on any machine this runs on; a file that is there is never overwritten. */
async function writeNew(target: string, frame: DecodedFrame): Promise<ServiceReply<'library.exportFrame'>> {
  const { rows, columns, samples, bytesPerSample, signed, pixels } = frame
  const reply: Output<'library.exportFrame'> = { rows, columns, samples, bytesPerSample, signed }
  try {
    const file = await open(target, 'wx')
    try {
      await file.writeFile(new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength))
    } finally {
      await file.close()
    }
    return ok(reply)
  } catch (error) {
    const exists = error instanceof Error && 'code' in error && error.code === 'EEXIST'
    return err('WRITE_FAILED', exists ? 'There is a file of this name already. It was left as it is. Choose another name.' : 'The file could not be written. Check that the folder is there and has space, then try again.')
  }
}

const isDiskTrouble = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(ENOSPC|EACCES|EROFS|EDQUOT|EIO|SQLITE_FULL|SQLITE_IOERR|SQLITE_READONLY|SQLITE_CANTOPEN)/.test(String(error.code))
