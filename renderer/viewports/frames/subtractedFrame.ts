import type { SubtractionRecipe } from '#shared/contrast/assessment.ts'
import { buildAttenuationScale, type AttenuationScale, type StoredPixels } from '#shared/contrast/attenuation.ts'
import { averageAttenuation, shiftPlane, subtractMask } from '#shared/contrast/subtraction.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { FrameSlot } from '#renderer/workers/framePlan.ts'
import type { StoredValues } from './displayLut.ts'

export type SubtractionFault = Fault<'NOT_A_PROJECTION' | 'MIXED_SIZE' | 'STILL_LOADING' | 'NO_SUCH_FRAME'>
export type Subtracted = { readonly values: Float32Array; readonly scale: AttenuationScale }
/** What the subtraction needs to know of the pixels of a series. */
export type FrameSource = { readonly values: StoredValues; readonly slots: readonly FrameSlot[]; isHere(frame: number): boolean }

/** Subtracts one frame after the other with one mask: the mask is averaged and shifted once, not per frame. */
export function createSubtractor(source: FrameSource, images: readonly ImageDescription[]): { subtract(frame: number, recipe: SubtractionRecipe): Result<Subtracted, SubtractionFault> } {
  const scales = new Map<number, AttenuationScale>()
  const kept: { key: string; mask: Float32Array; target: Float32Array } = { key: '', mask: new Float32Array(0), target: new Float32Array(0) }
  const scaleOf = (image: number): Result<AttenuationScale, SubtractionFault> => {
    const known = scales.get(image)
    if (known !== undefined) return ok(known)
    const described = images[image]
    if (described === undefined) return err('NO_SUCH_FRAME', 'This frame is not in the series.')
    const built = buildAttenuationScale(described)
    if (built.ok) scales.set(image, built.value)
    return built
  }
  const pixelsOf = (frame: number): StoredPixels | null => {
    const slot = source.slots[frame]
    if (slot === undefined || source.values instanceof Float32Array) return null
    return source.values.subarray(slot.offset, slot.offset + slot.length)
  }
  const prepareMask = (recipe: SubtractionRecipe, slot: FrameSlot, scale: AttenuationScale): Result<Float32Array, SubtractionFault> => {
    const key = JSON.stringify([slot.image, recipe])
    if (kept.key === key) return ok(kept.mask)
    const frames: StoredPixels[] = []
    for (const frame of recipe.maskFrames) {
      const maskSlot = source.slots[frame]
      const pixels = pixelsOf(frame)
      if (maskSlot === undefined || pixels === null) return err('NO_SUCH_FRAME', 'A mask frame is not in the series. Choose the mask again.')
      if (maskSlot.columns !== slot.columns || maskSlot.rows !== slot.rows) return err('MIXED_SIZE', 'The mask has another size than this frame, so they cannot be subtracted. Choose a mask from the same run.')
      if (!source.isHere(frame)) return err('STILL_LOADING', 'The mask is still loading.')
      frames.push(pixels)
    }
    const average = averageAttenuation(frames, scale)
    const [row, column] = recipe.shiftPx
    const mask = row === 0 && column === 0 ? average : shiftPlane(average, slot.columns, slot.rows, recipe.shiftPx, new Float32Array(average.length))
    Object.assign(kept, { key, mask })
    return ok(mask)
  }
  return {
    subtract(frame, recipe) {
      const slot = source.slots[frame]
      if (slot === undefined) return err('NO_SUCH_FRAME', 'This frame is not in the series.')
      const pixels = slot.samples === 1 ? pixelsOf(frame) : null
      if (pixels === null) return err('NOT_A_PROJECTION', 'Only grey images of up to 16 bits can be subtracted. Choose a fluoroscopy or angiography run.')
      const scale = scaleOf(slot.image)
      if (!scale.ok) return scale
      const mask = prepareMask(recipe, slot, scale.value)
      if (!mask.ok) return mask
      if (kept.target.length !== slot.length) kept.target = new Float32Array(slot.length)
      return ok({ values: subtractMask(pixels, mask.value, scale.value, kept.target), scale: scale.value })
    },
  }
}
