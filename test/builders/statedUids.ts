import dicomParser, { type DataSet } from 'dicom-parser'
import { attributeOf } from '#electron/services/dicom/attributeDictionary.ts'

/** A UID that stands in an object, besides those of classes and code systems: read by another reader than the one that copies. */
export type StatedUid = { readonly tag: string; readonly uid: string; /** The object's own, its series', its study's, its frame's. */ readonly isOwn: boolean; /** Series and study that the items around an instance say it is of. */ readonly within: Within }
type Within = { readonly series: string | null; readonly study: string | null }

const OWN = new Set(['00080018', '0020000D', '0020000E', '00200052'])
const REFERENCED_INSTANCE = '00081155'
/** What a report names by a UID without referring to anything: a thing that it follows, and the device that wrote it. @source PS3.16 DCM 112040, 121012 */
const NAMES_NOTHING = new Set(['112040', '121012'])
const isPublic = (uid: string): boolean => uid.startsWith('1.2.840.10008.')

export function statedUids(bytes: Uint8Array): readonly StatedUid[] {
  const found: StatedUid[] = []
  const visit = (dataSet: DataSet, isRoot: boolean, around: Within): void => {
    const within = isRoot ? around : { series: dataSet.string('x0020000e') ?? around.series, study: dataSet.string('x0020000d') ?? around.study }
    for (const { tag: written, vr, items } of Object.values(dataSet.elements)) {
      const tag = written.slice(1).toUpperCase()
      for (const { dataSet: item } of items ?? []) if (item !== undefined) visit(item, false, within)
      if ((vr ?? attributeOf(tag)?.vr) !== 'UI' || tag.startsWith('0002') || (tag === '0040A124' && NAMES_NOTHING.has(dataSet.elements['x0040a043']?.items?.[0]?.dataSet?.string('x00080100') ?? ''))) continue
      for (const uid of (dataSet.string(written) ?? '').split('\\')) if (uid !== '' && !isPublic(uid)) found.push({ tag, uid, isOwn: isRoot && OWN.has(tag), within })
    }
  }
  visit(dicomParser.parseDicom(bytes), true, { series: null, study: null })
  return found
}

/** UIDs that stand in these objects and are none of them's own, series', study's or frame of reference's. */
export function unmetUids(objects: readonly Uint8Array[]): readonly string[] {
  const all = objects.flatMap(statedUids)
  const own = new Set(all.filter(({ isOwn }) => isOwn).map(({ uid }) => uid))
  return [...new Set(all.filter(({ uid }) => !own.has(uid)).map(({ uid }) => uid))].sort()
}

/** References that say of an instance another series or study than it is of. */
export function strayReferences(objects: readonly Uint8Array[]): readonly StatedUid[] {
  const stated = objects.map(statedUids)
  const ownOf = (uids: readonly StatedUid[], tag: string): string | undefined => uids.find((one) => one.isOwn && one.tag === tag)?.uid
  const places = new Map(stated.map((uids) => [ownOf(uids, '00080018'), { series: ownOf(uids, '0020000E'), study: ownOf(uids, '0020000D') }]))
  return stated.flat().filter(({ tag, uid, within }) => {
    const place = tag === REFERENCED_INSTANCE ? places.get(uid) : undefined
    return place !== undefined && ((within.series !== null && within.series !== place.series) || (within.study !== null && within.study !== place.study))
  })
}
