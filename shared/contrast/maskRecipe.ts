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

/**
 * What the header says about subtracting one frame: the first item that subtracts and applies to it.
 *
 * @units   frame numbers from 1; shift in pixels [row, column]
 * @source  Mask Subtraction Sequence (0028,6100), PS3.3 C.7.6.10.1.1: TID mask = n − offset, offset 1 when empty,
 *          either sign; REV_TID mask = (first − offset) − (n − first)
 */
export function findFrameRecipe(image: ImageDescription, frameNumber: number): Result<FrameRecipe, NoRecipe> {
  const items = image.masks.filter((item) => item.operation !== 'NONE')
  if (items.length === 0) return err('NO_RECIPE', 'The header of this run names no subtraction. Choose the mask frames yourself.')
  for (const item of items) {
    const recipe = recipeOf(item, frameNumber, image.frames)
    if (recipe !== null) return ok(recipe)
  }
  return err('NO_RECIPE', 'The subtraction that the header names does not apply to this frame, which may be a mask frame itself. Choose another frame, or the mask frames yourself.')
}

function recipeOf(item: MaskItem, frameNumber: number, frames: number): FrameRecipe | null {
  const averaged = Math.max(1, item.contrastFrameAveraging ?? 1)
  const ranges = item.applicableFrameRanges
  const isFrame = (number: number): boolean => number >= 1 && number <= frames
  const isInRange = ranges.length === 0 || ranges.some(([first, last]) => frameNumber >= first && frameNumber <= last)
  // Without a range AVG_SUB ends where the frames to average do.
  const lastFrame = ranges.length === 0 && item.operation === 'AVG_SUB' ? frames - averaged + 1 : frames
  if (!isInRange || !isFrame(frameNumber) || frameNumber > lastFrame || item.operation === 'NONE') return null
  const maskFrameNumbers = masksFor(item, frameNumber)
  if (maskFrameNumbers.length === 0 || !maskFrameNumbers.every(isFrame)) return null
  const count = item.operation === 'AVG_SUB' ? Math.min(averaged, frames - frameNumber + 1) : 1
  return {
    operation: item.operation, maskFrameNumbers, shiftPx: item.subPixelShift ?? [0, 0],
    contrastFrameNumbers: Array.from({ length: count }, (_, index) => frameNumber + index),
  }
}

function masksFor(item: MaskItem, frameNumber: number): readonly number[] {
  const offset = item.tidOffset ?? 1
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
