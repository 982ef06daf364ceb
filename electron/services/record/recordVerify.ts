import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { Output, Services } from '#shared/contract/types.ts'
import { clockSetBack, FROM_A_FILE, outOfOrder } from '#shared/procedure/recordOrder.ts'
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
    const { check, signaturesFromFile } = stored
    const last = check.events.length - 1
    const order = outOfOrder(check.events)
    const broken: readonly Broken[] = [
      ...(check.holds || order.some(({ words }) => words === check.note) ? [] : [{ seq: check.brokenAt, what: 'event' as const, words: check.note }]),
      ...await brokenPictures(check.events, objects),
      ...order,
      ...(check.holds && !store.listAgrees(recordId, stored) ? [{ seq: last, what: 'list' as const, words: 'Lists show of this record what it does not say.' }] : []),
    ].toSorted((one, other) => one.seq - other.seq)
    const [first] = broken
    return ok({
      intact: first === undefined, brokenAt: first?.seq ?? null, broken: [...broken], remarks: [...clockSetBack(check.events), ...check.events.flatMap(({ seq, body }) => (signaturesFromFile.includes(seq) && 'signature' in body ? [`The signature of ${body.signature.name} in event ${String(seq)} came ${FROM_A_FILE}.`] : []))],
      note: first?.words ?? `${String(check.events.length)} events and their pictures are as they were written.`,
    })
  }
}
