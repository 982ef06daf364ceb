import type { KeyImage, RecordState } from '#shared/procedure/recordEvents.ts'

/** A key image with its place among all that were ever saved, from 1, by which files and pictures name it. */
export type PlacedKeyImage = { readonly image: KeyImage; readonly number: number }

/** The key images that a record shows, in the order of its report: those that were put in order first, then as they were saved. */
export function orderedKeyImages({ keyImages, keyImageOrder }: Pick<RecordState, 'keyImages' | 'keyImageOrder'>): readonly PlacedKeyImage[] {
  const shown = keyImages.map((image, at) => ({ image, number: at + 1 })).filter(({ image }) => !image.removed)
  const rank = ({ image }: PlacedKeyImage): number => {
    const at = keyImageOrder.indexOf(image.keyImageId)
    return at === -1 ? keyImageOrder.length : at
  }
  return shown.toSorted((one, other) => rank(one) - rank(other))
}
