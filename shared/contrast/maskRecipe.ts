import type { ImageDescription, MaskItem } from '#shared/dicom/imageDescription.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** Frame numbers of one object, counted from 1 as in its header. */
export type FrameRecipe = {
  readonly maskFrameNumbers: readonly number[]
  /** The frame itself and those that are averaged with it. */
  readonly contrastFrameNumbers: readonly number[]
  readonly shiftPx: readonly [row: number, column: number]
  readonly operation: 'AVG_SUB' | 'TID' | 'REV_TID'
}

type NoRecipe = Fault<'NO_RECIPE'>
const noRecipe = (message: string): { readonly ok: false; readonly error: NoRecipe } => err('NO_RECIPE', message)

/**
 * What the header says about subtracting one frame: the first item that subtracts and applies to it. An item NONE with a
 * range of its own before it says that these frames are not subtracted.
 *
 * @units   frame numbers from 1; shift in pixels [row, column]
 * @source  Mask Subtraction Sequence (0028,6100), PS3.3 C.7.6.10.1.1: TID mask = n − offset, offset 1 when empty,
 *          either sign; REV_TID mask = (first − offset) − (n − first), `first` of the first range. Contrast Frame
 *          Averaging (0028,6112), Table C.7-16: contrast frames to average before performing the mask operation, whichever
 */
export function findFrameRecipe(image: ImageDescription, frameNumber: number): Result<FrameRecipe, NoRecipe> {
  if (image.masks.every((item) => item.operation === 'NONE')) return noRecipe('The header of this run names no subtraction. Choose the mask frames yourself.')
  let broken: string | null = null
  for (const item of image.masks) {
    if (item.operation === 'NONE') {
      if (item.applicableFrameRanges.length > 0 && isInRange(item, frameNumber)) return noRecipe('The header says that this frame is not to be subtracted. Choose another frame, or the mask frames yourself.')
      continue
    }
    const recipe = recipeOf(item, frameNumber, image.frames)
    if (recipe === null) continue
    if (typeof recipe !== 'string') return ok(recipe)
    broken ??= recipe
  }
  return noRecipe(broken ?? 'The subtraction that the header names does not apply to this frame, which may be a mask frame itself. Choose another frame, or the mask frames yourself.')
}

/** The standard's own default: an empty TID Offset means 1. @units frames @source PS3.3 C.7.6.10.1.1 */
export const tidOffsetOf = ({ tidOffset }: Pick<MaskItem, 'tidOffset'>): number => tidOffset ?? 1

/** Whether an item speaks of a frame; without ranges it speaks of all. @units frame numbers from 1 @source Applicable Frame Range (0028,6102) */
export const isInRange = (item: Pick<MaskItem, 'applicableFrameRanges'>, frameNumber: number): boolean =>
  item.applicableFrameRanges.length === 0 || item.applicableFrameRanges.some(([first, last]) => frameNumber >= first && frameNumber <= last)

/** Null where the item does not apply; a sentence where it applies and cannot be followed. */
function recipeOf(item: MaskItem, frameNumber: number, frames: number): FrameRecipe | string | null {
  const averaged = Math.max(1, item.contrastFrameAveraging ?? 1)
  const isFrame = (number: number): boolean => number >= 1 && number <= frames
  const hasRange = item.applicableFrameRanges.length > 0
  // Without a range an item ends where the frames to average do.
  if (item.operation === 'NONE' || !isFrame(frameNumber) || !isInRange(item, frameNumber) || (!hasRange && frameNumber > frames - averaged + 1)) return null
  const maskFrameNumbers = masksFor(item, frameNumber)
  if (maskFrameNumbers.length === 0) return item.operation === 'AVG_SUB' ? 'The header asks for a mean mask and names no mask frames. Choose the mask frames yourself.' : 'The header asks for a reversed mask and names no range of frames. Choose the mask frames yourself.'
  const missing = maskFrameNumbers.filter((number) => !isFrame(number))
  if (missing.length > 0) {
    // Without a range a time interval difference applies only where its mask exists.
    if (item.operation === 'TID' && !hasRange) return null
    return `The header names frame ${missing.join(', ')} for the mask; this run has frames 1 to ${frames}. Choose the mask frames yourself.`
  }
  const count = Math.min(averaged, frames - frameNumber + 1)
  return {
    operation: item.operation, maskFrameNumbers, shiftPx: item.subPixelShift ?? [0, 0],
    contrastFrameNumbers: Array.from({ length: count }, (_, index) => frameNumber + index),
  }
}

/** The frames that an item takes as the mask of a frame, whether they are there or not. @units frame numbers from 1 @source PS3.3 C.7.6.10.1.1 */
export function masksFor(item: MaskItem, frameNumber: number): readonly number[] {
  const offset = tidOffsetOf(item)
  switch (item.operation) {
    case 'AVG_SUB': return item.maskFrameNumbers
    case 'TID': return [frameNumber - offset]
    case 'REV_TID': {
      const first = item.applicableFrameRanges[0]?.[0]
      return first === undefined ? [] : [first - offset - (frameNumber - first)]
    }
    default: return []
  }
}
