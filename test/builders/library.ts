import { randomUUID } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Ports } from '#electron/ports/ports.ts'
import { readInstalledFont, readInstalledTextModel, sourcePixelWorkerUrl, sourcePracticeWorkerUrl } from '#electron/hosts/sourceTree.ts'
import { createLibraryServices, type LibraryServices } from '#electron/services/library/libraryServices.ts'
import { openDatabase, type Database } from '#electron/services/storage/database.ts'
import { openObjectStore, type ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { AppEvent } from '#shared/contract/types.ts'
import { createNodeDecoder, readCodecFromPackages } from './nodeCodecs.ts'

export type TestLibrary = LibraryServices & { readonly database: Database; readonly objects: ObjectStore; readonly events: AppEvent[]; readonly ports: Ports; readonly end: () => Promise<void>; /** As a full disk would: the database may have no more pages than this. */ readonly limitPages: (pages: number) => void }

/** A real library in a folder of its own: database, object folder, worker threads and codecs. */
export async function openTestLibrary(dataDirectory: string, changes: Partial<Ports> = {}, onEvent: (event: AppEvent) => void = () => undefined): Promise<TestLibrary> {
  await mkdir(dataDirectory, { recursive: true })
  const ports: Ports = {
    host: 'memory', dataDirectory, clock: { now: () => new Date(), monotonicMs: () => performance.now() }, newId: randomUUID, dialogs: null,
    access: { mayRead: () => true, mayWrite: () => true },
    uploads: { takeBlob: async () => ({ ok: false, error: { code: 'UNKNOWN_BLOB', message: 'None.' } }), folderOf: () => null },
    headerWorkerUrl: new URL('../../electron/services/library/headerWorker.ts', import.meta.url), practiceWorkerUrl: sourcePracticeWorkerUrl,
    readCodec: readCodecFromPackages, readFont: readInstalledFont, pixelWorkerUrl: sourcePixelWorkerUrl, readTextModel: readInstalledTextModel, log: { info: () => undefined, bug: (bug) => { throw bug } }, ...changes,
  }
  const database = openDatabase(path.join(dataDirectory, 'axis.db'))
  const objects = await openObjectStore(path.join(dataDirectory, 'objects'))
  const events: AppEvent[] = []
  const library = createLibraryServices({ ports, database, objects, decoder: createNodeDecoder(), emit: (event) => { events.push(event); onEvent(event) } })
  return {
    ...library, database, objects, events, ports,
    limitPages: (pages) => { database.prepare(`PRAGMA max_page_count = ${String(pages)}`).get() },
    end: async () => {
      await library.close()
      database.close()
    },
  }
}
