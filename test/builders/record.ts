import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { Ports } from '#electron/ports/ports.ts'
import { readInstalledFont } from '#electron/hosts/sourceTree.ts'
import { readCodecFromPackages } from './nodeCodecs.ts'
import { createRecordServices, type RecordServices } from '#electron/services/record/recordServices.ts'
import { openDatabase, type Database } from '#electron/services/storage/database.ts'
import { openObjectStore, type ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import type { AppEvent } from '#shared/contract/types.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { err, ok } from '#shared/result.ts'
import { buildImageSource } from './imageSource.ts'
import { buildSeriesSummary } from './seriesSummary.ts'

export type KeyImageInput = Extract<RecordEventInput, { kind: 'keyImageAdded' }>

export type RecordBench = RecordServices & {
  readonly directory: string
  readonly database: Database
  readonly objects: ObjectStore
  readonly told: AppEvent[]
  /** Puts bytes the way the screens do; the answer is the id to name. */
  readonly putBlob: (bytes: Uint8Array) => string
  /** Closes and opens everything again on the same folder. */
  readonly restart: () => Promise<RecordBench>
  readonly remove: () => Promise<void>
}
type BenchOptions = {
  readonly directory?: string
  readonly host?: Ports['host']
  readonly series?: readonly SeriesSummary[]
  readonly imagesOf?: Readonly<Record<string, readonly ImageDescription[]>>
  readonly access?: Ports['access']
}

/** Record services on a real database and a real object folder, with a clock that ticks a second a look. */
export async function openRecordBench(options: BenchOptions = {}): Promise<RecordBench> {
  const directory = options.directory ?? await mkdtemp(path.join(tmpdir(), 'axis-record-'))
  const database = openDatabase(path.join(directory, 'axis.db'))
  const objects = await openObjectStore(path.join(directory, 'objects'))
  const blobs = new Map<string, Uint8Array>()
  const told: AppEvent[] = []
  let ticks = 0
  const ports = {
    host: options.host ?? 'memory' as const,
    dataDirectory: directory,
    clock: { now: () => new Date(Date.UTC(2026, 10, 22, 10, 0, ticks++)), monotonicMs: () => performance.now() },
    newId: () => randomUUID(), readFont: readInstalledFont, readCodec: readCodecFromPackages,
    access: options.access ?? { mayRead: () => true, mayWrite: () => true },
    uploads: {
      takeBlob: async (blobId: string) => {
        const bytes = blobs.get(blobId)
        blobs.delete(blobId)
        return bytes === undefined ? err('UNKNOWN_BLOB', 'No such blob.') : ok(bytes)
      },
      folderOf: () => null,
    },
  }
  const source = buildImageSource(options.series ?? [buildSeriesSummary()], options.imagesOf)
  const { services, streams } = createRecordServices({ ports, database, objects, source, emit: (event) => { told.push(event) } })
  return {
    services, streams, directory, database, objects, told,
    putBlob: (bytes) => {
      const blobId = randomUUID()
      blobs.set(blobId, bytes)
      return blobId
    },
    restart: async () => {
      database.close()
      return openRecordBench({ ...options, directory })
    },
    remove: async () => {
      database.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** A key image of the series that buildSeriesSummary describes. */
export function buildKeyImage(picture: KeyImageInput['picture'], differences: Partial<KeyImageInput> = {}): KeyImageInput {
  return {
    kind: 'keyImageAdded', keyImageId: randomUUID(), picture,
    studyUid: '1.2.3', seriesUid: '1.2.3.1', sopInstanceUid: '1.2.3.1.57', sopClassUid: '1.2.840.10008.5.1.4.1.1.2', frameNumber: null, frame: 56,
    stage: 'plan',
    view: {
      kind: 'plane', plane: 'axial', crosshairLpsMm: [1, 2, 3], focalPointLpsMm: [1, 2, 3], parallelScaleMm: 80, slabMm: 0,
      windowCentre: 400, windowWidth: 2000, inverted: false,
    },
    side: 'LEFT', level: 'C1-2', plans: [], planFigures: null, title: 'Path A, axial', caption: '',
    ...differences,
  }
}
