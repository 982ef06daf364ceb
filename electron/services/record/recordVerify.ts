import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { Output, Services } from '#shared/contract/types.ts'
import { clockSetBack, outOfOrder } from '#shared/procedure/recordOrder.ts'
import { ok } from '#shared/result.ts'
import { unknownRecord } from './recordParts.ts'
import { brokenPictures } from './recordPictures.ts'
import type { RecordStore } from './recordStore.ts'

type Broken = Output<'record.verify'>['broken'][number]

/** Looks at everything that is kept of a record and says what does not hold, and where. */
export function createRecordVerify(store: RecordStore, objects: ObjectStore): Services['record.verify'] {
  return async ({ recordId }) => {
    const stored = store.read(recordId)
    if (stored === null) return unknownRecord()
    const { check } = stored
    const last = check.events.length - 1
    const broken: readonly Broken[] = [
      ...(check.holds ? [] : [{ seq: check.brokenAt, what: 'event' as const, words: check.note }]),
      ...await brokenPictures(check.events, objects),
      ...outOfOrder(check.events),
      ...(check.holds && !store.listAgrees(recordId, stored) ? [{ seq: last, what: 'list' as const, words: 'Lists show of this record what it does not say.' }] : []),
    ].toSorted((one, other) => one.seq - other.seq)
    const [first] = broken
    return ok({
      intact: first === undefined, brokenAt: first?.seq ?? null, broken: [...broken], remarks: [...clockSetBack(check.events)],
      note: first?.words ?? `${String(check.events.length)} events and their pictures are as they were written.`,
    })
  }
}
