import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import { neededSlots } from '#shared/procedure/note/missingForSigning.ts'
import type { KeyImageSlot } from '#shared/procedure/note/keyImageSlots.ts'
import type { KeyImage, RecordState } from '#shared/procedure/recordEvents.ts'

/** What a place of the minimum set holds. */
export type SlotPlace =
  | { readonly kind: 'filled'; readonly slot: KeyImageSlot; readonly image: KeyImage; /** The picture stands in an earlier place already. */ readonly isRepeated: boolean }
  | { readonly kind: 'reason'; readonly slot: KeyImageSlot; readonly reason: string }
  | { readonly kind: 'open'; readonly slot: KeyImageSlot; /** What could stand here, the likeliest first. */ readonly offered: readonly KeyImage[] }

const LAST = Number.MAX_SAFE_INTEGER
/** The key images that count, in the order of the report; those not named in the order come after, as they were saved. */
export function orderedKeyImages({ keyImages, keyImageOrder }: Pick<RecordState, 'keyImages' | 'keyImageOrder'>): readonly KeyImage[] {
  const place = new Map(keyImageOrder.map((id, at) => [id, at]))
  return keyImages.filter(({ removed }) => !removed).toSorted((one, other) => (place.get(one.keyImageId) ?? LAST) - (place.get(other.keyImageId) ?? LAST))
}

/** One place further on or back in the order of the report, as the list of all. */
export function movedBy(images: readonly KeyImage[], keyImageId: string, by: 1 | -1): readonly string[] {
  const ids = images.map((image) => image.keyImageId)
  const at = ids.indexOf(keyImageId)
  const next = at + by
  return at === -1 || next < 0 || next >= ids.length ? ids : ids.with(at, ids[next] ?? '').with(next, keyImageId)
}

/** To the place of another, which moves on. */
export function movedTo(images: readonly KeyImage[], keyImageId: string, beforeId: string): readonly string[] {
  const ids = images.map((image) => image.keyImageId).filter((id) => id !== keyImageId)
  const at = ids.indexOf(beforeId)
  return at === -1 ? [...ids, keyImageId] : ids.toSpliced(at, 0, keyImageId)
}

/** The event of a new order; null where nothing moves. */
export const changedOrder = (moved: (images: readonly KeyImage[]) => readonly string[]) => (state: RecordState): Extract<RecordEventInput, { kind: 'keyImagesOrdered' }> | null => {
  const images = orderedKeyImages(state)
  const keyImageIds = [...moved(images)]
  return keyImageIds.every((id, at) => id === images[at]?.keyImageId) ? null : { kind: 'keyImagesOrdered', keyImageIds }
}

/** The minimum set for the guidance that was used, place by place; what is suggested is offered first. */
export function placesOf(state: RecordState, suggested: ReadonlyMap<string, KeyImageSlot | null>): readonly SlotPlace[] {
  const images = orderedKeyImages(state)
  const given = new Map(state.slots.map((one) => [one.slot, one]))
  const taken = new Set<string>()
  const used = new Set(state.slots.map(({ keyImageId }) => keyImageId))
  return neededSlots(state.note).map((slot): SlotPlace => {
    const said = given.get(slot)
    const image = images.find(({ keyImageId }) => keyImageId === said?.keyImageId)
    if (image !== undefined) {
      const isRepeated = taken.has(image.keyImageId)
      taken.add(image.keyImageId)
      return { kind: 'filled', slot, image, isRepeated }
    }
    if (said !== undefined && said.keyImageId === null && said.reason.trim() !== '') return { kind: 'reason', slot, reason: said.reason }
    const rank = ({ keyImageId }: KeyImage): number => (suggested.get(keyImageId) === slot ? 0 : used.has(keyImageId) ? 2 : 1)
    return { kind: 'open', slot, offered: images.toSorted((one, other) => rank(one) - rank(other)) }
  })
}

/** The open places for which a picture is suggested that stands nowhere yet, each picture once. */
export function suggestedFillings(places: readonly SlotPlace[], suggested: ReadonlyMap<string, KeyImageSlot | null>): readonly { readonly slot: KeyImageSlot; readonly image: KeyImage }[] {
  const used = new Set(places.flatMap((place) => (place.kind === 'filled' ? [place.image.keyImageId] : [])))
  return places.flatMap((place) => {
    if (place.kind !== 'open') return []
    const image = place.offered.find(({ keyImageId }) => suggested.get(keyImageId) === place.slot && !used.has(keyImageId))
    if (image === undefined) return []
    used.add(image.keyImageId)
    return [{ slot: place.slot, image }]
  })
}
