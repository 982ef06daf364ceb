import { stat } from 'node:fs/promises'
import type { InstanceFile } from '#electron/services/library/imageSource.ts'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { Output, Services } from '#shared/contract/types.ts'
import type { KeyImage, RecordState } from '#shared/procedure/recordEvents.ts'
import { err, ok } from '#shared/result.ts'
import { brokenMessage, unknownRecord, type RecordParts } from './recordParts.ts'
import type { RecordStore } from './recordStore.ts'

type Source = Output<'record.sources'>['sources'][number]
type State = Source['state']

/** Compares the images that a record was made from with what is there now. */
export function createRecordSources({ objects, source }: Pick<RecordParts, 'objects' | 'source'>, store: RecordStore): Services['record.sources'] {
  return async ({ recordId }) => {
    const stored = store.read(recordId)
    if (stored === null) return unknownRecord()
    const { check, state } = stored
    if (!check.holds || state === null) return err('BROKEN_RECORD', brokenMessage(check.holds ? 'It has no beginning.' : check.note))
    const byObject = new Map<string, KeyImage[]>()
    for (const image of state.keyImages.filter(({ removed }) => !removed)) byObject.set(image.sopInstanceUid, [...byObject.get(image.sopInstanceUid) ?? [], image])
    const ofPictures = await Promise.all([...byObject].map(async ([sopInstanceUid, images]): Promise<readonly Source[]> => {
      const [first] = images
      if (first === undefined) return []
      const keyImages = images.map((image) => state.keyImages.indexOf(image) + 1)
      const now = await stateOf(first.sourceFile ?? null, source.fileOf(sopInstanceUid), objects)
      return [{ seriesUid: first.seriesUid, sopInstanceUid, keyImages, state: now, words: `Key image ${keyImages.join(', ')}: ${words[now]}` }]
    }))
    const pictured = new Set(state.keyImages.map(({ seriesUid }) => seriesUid))
    const others = seriesOf(state).filter((seriesUid) => !pictured.has(seriesUid)).map((seriesUid): Source => {
      const now = source.summary(seriesUid)?.sourceAvailable === true ? 'notProven' : 'gone'
      return { seriesUid, sopInstanceUid: null, keyImages: [], state: now, words: `A series that was looked at: ${words[now]}` }
    })
    return ok({ sources: [...ofPictures.flat(), ...others] })
  }
}

const words: Readonly<Record<State, string>> = {
  asSaved: 'its image is the one that it was made from.',
  notProven: 'its image is there. No hash from then says that it is the same.',
  changed: 'its image was changed since. The key image shows what was seen then; measure nothing on the image that is there now.',
  gone: 'its image is not there any more: deleted, moved, or its disc is out. The key image itself is kept.',
}

const seriesOf = ({ acceptedPlan, assessments }: RecordState): readonly string[] => [...new Set([...(acceptedPlan === null ? [] : [acceptedPlan.plan.seriesUid]), ...assessments.map(({ assessment }) => assessment.seriesUid)])]

/** By its hash where one is known, else by size and time of the file. */
async function stateOf(then: KeyImage['sourceFile'] | null, known: InstanceFile | null, objects: ObjectStore): Promise<State> {
  if (known === null) return 'gone'
  if (then !== null && then !== undefined && then.byteLength !== known.byteLength) return 'changed'
  if (known.sha256 !== null) {
    if (!await objects.has(known.sha256)) return 'gone'
    if (!await objects.verify(known.sha256)) return 'changed'
    if (then?.sha256 === undefined || then.sha256 === null) return 'notProven'
    return then.sha256 === known.sha256 ? 'asSaved' : 'changed'
  }
  const found = await stat(known.path).catch(() => null)
  if (found === null) return 'gone'
  if (found.size !== known.byteLength || found.mtimeMs !== known.modifiedMs) return 'changed'
  // Another time: the file was found again elsewhere since. The same one, as far as its header says.
  return then?.modifiedMs === known.modifiedMs ? 'asSaved' : 'notProven'
}
