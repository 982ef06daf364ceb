import { createHash } from 'node:crypto'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { RecordEvent } from '#shared/procedure/recordEvents.ts'

export const sha256OfBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** The first event whose picture or loop is missing or is not the one that was saved; null when all are. */
export async function verifyPictures(events: readonly RecordEvent[], objects: ObjectStore): Promise<{ readonly seq: number; readonly note: string } | null> {
  for (const { seq, body } of events) {
    if (body.kind !== 'keyImageAdded') continue
    if (!await objects.verify(body.picture.sha256)) return { seq, note: `The picture of event ${String(seq)} is missing or was changed.` }
    if (body.loop !== undefined && !await objects.verify(body.loop.sha256)) return { seq, note: `The loop of event ${String(seq)} is missing or was changed.` }
  }
  return null
}
