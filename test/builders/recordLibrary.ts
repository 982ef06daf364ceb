import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRecordServices, type RecordServices } from '#electron/services/record/recordServices.ts'
import type { Output } from '#shared/contract/types.ts'
import { err, ok } from '#shared/result.ts'
import { openTestLibrary, type TestLibrary } from './library.ts'
import { buildPng } from './png.ts'
import type { KeyImageInput } from './record.ts'

export type RecordLibrary = TestLibrary & {
  readonly record: RecordServices['services']
  /** A record of the series with these key images, exported into a folder; PNG and key image ids are made up. */
  readonly exportRecord: (seriesUid: string, images: readonly Omit<KeyImageInput, 'kind' | 'keyImageId' | 'picture'>[], directory: string) => Promise<Output<'record.export'> & { readonly recordId: string }>
}

/** A real library with record services on the same database, as the app has them. */
export async function openRecordLibrary(dataDirectory: string): Promise<RecordLibrary> {
  const blobs = new Map<string, Uint8Array>()
  let ticks = 0
  const library = await openTestLibrary(dataDirectory, {
    clock: { now: () => new Date(Date.UTC(2026, 10, 22, 10, 0, ticks++)), monotonicMs: () => performance.now() },
    uploads: { takeBlob: async (blobId) => { const bytes = blobs.get(blobId); return bytes === undefined ? err('UNKNOWN_BLOB', 'No such blob.') : ok(bytes) }, folderOf: () => null },
  })
  const { services: record } = createRecordServices({ ports: library.ports, database: library.database, objects: library.objects, source: library.source, emit: () => undefined })
  return {
    ...library, record,
    exportRecord: async (seriesUid, images, directory) => {
      const created = await record['record.create']({ seriesUid, side: 'LEFT', level: 'C1-2' })
      if (!created.ok) throw new Error(created.error.message)
      const { recordId } = created.value
      for (const [at, image] of images.entries()) {
        const blobId = randomUUID()
        blobs.set(blobId, buildPng(8, 6, at).png)
        const added = await record['record.append']({ recordId, event: { kind: 'keyImageAdded', keyImageId: randomUUID(), picture: { blobId }, ...image }, actor: 'Dr B. Weber' })
        if (!added.ok) throw new Error(added.error.message)
      }
      const exported = await record['record.export']({ recordId, directory })
      if (!exported.ok) throw new Error(exported.error.message)
      return { ...exported.value, recordId }
    },
  }
}

export const bytesOf = async (path: string): Promise<Uint8Array> => new Uint8Array(await readFile(path))
