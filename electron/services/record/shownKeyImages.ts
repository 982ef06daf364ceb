import type { RecordState } from '#shared/procedure/recordEvents.ts'
import type { NumberedKeyImage } from './exportedPictures.ts'

/** The key images that a record shows, numbered by their place among all of them. */
export const shownKeyImages = ({ keyImages }: Pick<RecordState, 'keyImages'>): readonly NumberedKeyImage[] =>
  keyImages.map((image, index) => ({ image, number: index + 1 })).filter(({ image }) => !image.removed)
