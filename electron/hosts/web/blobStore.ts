import { randomUUID } from 'node:crypto'
import type { Ports } from '#electron/ports/ports.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

const LARGEST_BLOB_BYTES = 64 * 2 ** 20
const MOST_HELD_BYTES = 512 * 2 ** 20
/** A blob that no request has named by then belongs to a page that is gone. */
const HELD_MS = 10 * 60_000

export type BlobStore = {
  readonly put: (body: AsyncIterable<Uint8Array>) => Promise<Result<{ readonly blobId: string }, Fault<'TOO_LARGE' | 'FULL'>>>
  readonly take: Ports['uploads']['takeBlob']
}

/** Pictures on their way to the record: held in memory until the request that names them takes them, once. */
export function createBlobStore(nowMs: () => number): BlobStore {
  const held = new Map<string, { readonly bytes: Uint8Array; readonly sinceMs: number }>()
  const heldBytes = (): number => [...held.values()].reduce((sum, { bytes }) => sum + bytes.length, 0)
  const dropOld = (): void => {
    for (const [id, { sinceMs }] of held) if (nowMs() - sinceMs > HELD_MS) held.delete(id)
  }
  return {
    put: async (body) => {
      dropOld()
      const read = await readBody(body, LARGEST_BLOB_BYTES)
      if (!read.ok) return read
      if (heldBytes() + read.value.length > MOST_HELD_BYTES) return err('FULL', 'Too many pictures are waiting to be saved. Save them again one after the other.')
      const blobId = randomUUID()
      held.set(blobId, { bytes: read.value, sinceMs: nowMs() })
      return ok({ blobId })
    },
    take: async (blobId) => {
      const found = held.get(blobId)
      held.delete(blobId)
      return found === undefined ? err('UNKNOWN_BLOB', 'No such bytes have arrived, or they were used already.') : ok(found.bytes)
    },
  }
}

/** The whole body, or a fault as soon as it is longer than allowed. */
export async function readBody(body: AsyncIterable<Uint8Array>, limitBytes: number): Promise<Result<Uint8Array, Fault<'TOO_LARGE'>>> {
  const chunks: Uint8Array[] = []
  let byteLength = 0
  for await (const chunk of body) {
    byteLength += chunk.length
    if (byteLength > limitBytes) return err('TOO_LARGE', `More than ${String(limitBytes / 2 ** 20)} MB were sent at once. Nothing was taken in.`)
    chunks.push(chunk)
  }
  return ok(new Uint8Array(Buffer.concat(chunks)))
}
