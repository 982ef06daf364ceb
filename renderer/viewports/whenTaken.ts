import type { CornerLine } from './overlay/decor.ts'
import { acquiredLine } from './overlay/words.ts'
import { useViewing } from './viewing.ts'

/** When an image was taken; of images of a teaching case, whose dates are moved, only what they are. */
export const whenTaken = (...of: Parameters<typeof acquiredLine>): CornerLine => (useViewing.getState().areTeachingImages ? { text: 'Teaching images', soft: true } : acquiredLine(...of))
