import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { RecordEvent } from '#shared/procedure/recordEvents.ts'

export type BrokenPicture = { readonly seq: number; readonly what: 'picture' | 'loop'; readonly words: string }

/** Every picture and loop that is missing or is not the one that was saved. */
export async function brokenPictures(events: readonly RecordEvent[], objects: ObjectStore): Promise<readonly BrokenPicture[]> {
  const broken: BrokenPicture[] = []
  for (const { seq, body } of events) {
    if (body.kind !== 'keyImageAdded') continue
    const kept = [{ what: 'picture' as const, sha256: body.picture.sha256 }, ...(body.loop === undefined ? [] : [{ what: 'loop' as const, sha256: body.loop.sha256 }])]
    for (const { what, sha256 } of kept) {
      if (!await objects.verify(sha256)) broken.push({ seq, what, words: `The ${what} of event ${String(seq)} is missing or was changed.` })
    }
  }
  return broken
}
