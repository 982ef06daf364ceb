import type { SubtractionRecipe } from '#shared/contrast/assessment.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { findFrameRecipe, tidOffsetOf } from './maskRecipe.ts'
import type { ShiftPx } from './motionShift.ts'
import type { SubtractionFrames } from './subtractor.ts'

/** A box of the picture whose mask is moved by itself. */
export type ShiftRegion = {
  readonly regionId: string
  /** [column, row] of two opposite corners. */
  readonly corners: readonly [readonly [number, number], readonly [number, number]]
  readonly shiftPx: ShiftPx
  readonly frameShiftsPx: readonly ShiftPx[]
}

/** How every frame of a run is subtracted; frames of the series from 0. */
export type RunSubtraction = {
  readonly seriesUid: string
  readonly firstFrame: number
  readonly frames: number
  readonly maskFrames: readonly number[]
  /** With `header`, its recipe counts and `maskFrames` does not. */
  readonly maskSource: 'operator' | 'proposal' | 'header'
  readonly shiftPx: ShiftPx
  /** As found for each frame of the run, on top of `shiftPx`; empty = not asked for. */
  readonly frameShiftsPx: readonly ShiftPx[]
  readonly shiftRegions: readonly ShiftRegion[]
  /** How much of the anatomy is left behind the difference, 0 to 1. */
  readonly landmark: number
  readonly image: ImageDescription
  /** A frame that is shown again as it was kept, whatever was changed since. */
  readonly seen?: { readonly frame: number; readonly recipe: SubtractionRecipe } | undefined
}

type NotSubtracted = Fault<'NO_RECIPE'>
type MaskOfFrame = Pick<SubtractionRecipe, 'maskFrames' | 'shiftPx' | 'header' | 'proposed' | 'contrastFrames'>

/**
 * How one frame of a run is subtracted: its mask, by hand or by the header, and where the mask lies on it.
 *
 * @units   frames of the series from 0; shifts in pixels [row, column]
 * @source  PS3.3 C.7.6.10; of the shift the operator's and the found one add up to that of the header
 */
export function recipeOfFrame(run: RunSubtraction, frame: number): Result<SubtractionRecipe, NotSubtracted> {
  if (run.seen?.frame === frame) return ok(run.seen.recipe)
  const mask = maskOfFrame(run, frame)
  if (!mask.ok) return mask
  const at = frame - run.firstFrame
  const own = sum(mask.value.shiftPx, run.shiftPx)
  const regions = run.shiftRegions.map(({ corners, shiftPx, frameShiftsPx }) => ({ vertices: boxVertices(corners), shiftPx: sum(sum(mask.value.shiftPx, shiftPx), frameShiftsPx[at]) }))
  return ok({
    ...mask.value, seriesUid: run.seriesUid, shiftPx: sum(own, run.frameShiftsPx[at]),
    ...(run.frameShiftsPx.length > 0 && { automatic: true as const }), ...(regions.length > 0 && { regions }), ...(run.landmark > 0 && { landmark: run.landmark }),
  })
}

/**
 * How every frame is subtracted, where the mask and one shift a frame do not tell it: by the header, or with boxes. Absent else.
 *
 * @units   frames from 0 within the run; shifts in pixels [row, column]
 * @source  PS3.3 C.7.6.10; null for a frame that the header's recipe does not subtract
 */
export function recipesInRun(run: RunSubtraction): readonly (SubtractionFrames | null)[] | undefined {
  if (run.maskSource !== 'header' && run.shiftRegions.length === 0) return undefined
  const inRun = (frames: readonly number[]): readonly number[] => frames.map((frame) => frame - run.firstFrame)
  return Array.from({ length: run.frames }, (_, at) => {
    const recipe = recipeOfFrame(run, run.firstFrame + at)
    if (!recipe.ok) return null
    const { contrastFrames, maskFrames, shiftPx, regions } = recipe.value
    return { contrastFrames: contrastFrames === undefined ? [at] : inRun(contrastFrames), maskFrames: inRun(maskFrames), shiftPx, ...(regions !== undefined && { regions }) }
  })
}

function maskOfFrame({ image, firstFrame, frames, maskFrames, maskSource }: RunSubtraction, frame: number): Result<MaskOfFrame, NotSubtracted> {
  if (maskSource !== 'header') {
    if (maskFrames.length === 0) return err('NO_RECIPE', 'No mask is chosen. Go to a frame before the contrast and press B.')
    return ok({ maskFrames: [...maskFrames], shiftPx: [0, 0], ...(maskSource === 'proposal' && { proposed: true as const }) })
  }
  if (image.frames !== frames) return err('NO_RECIPE', 'The header of each picture speaks for itself alone. Choose the mask frames yourself.')
  const found = findFrameRecipe(image, frame - firstFrame + 1)
  if (!found.ok) return found
  const { operation, maskFrameNumbers, contrastFrameNumbers, shiftPx } = found.value
  const inSeries = (numbers: readonly number[]): number[] => numbers.map((number) => firstFrame + number - 1)
  return ok({ header: operation, maskFrames: inSeries(maskFrameNumbers), shiftPx: [shiftPx[0], shiftPx[1]], ...(contrastFrameNumbers.length > 1 && { contrastFrames: inSeries(contrastFrameNumbers) }) })
}

const sum = (one: ShiftPx, other: ShiftPx | undefined): [number, number] => (other === undefined ? [one[0], one[1]] : [one[0] + other[0], one[1] + other[1]])

/**
 * The four corners of a box, edges of its outermost pixels included.
 *
 * @frame   imageIndex [column, row]
 */
export function boxVertices([from, to]: ShiftRegion['corners']): [number, number][] {
  const [left, right] = [Math.min(from[0], to[0]), Math.max(from[0], to[0])]
  const [top, bottom] = [Math.min(from[1], to[1]), Math.max(from[1], to[1])]
  return [[left, top], [right, top], [right, bottom], [left, bottom]]
}

/**
 * What the header's recipe does, for a person to read; null when it names none.
 *
 * @source  Mask Subtraction Sequence (0028,6100)
 */
export function headerRecipeWords({ masks, frames }: Pick<ImageDescription, 'masks' | 'frames'>): string | null {
  const item = masks.find(({ operation }) => operation !== 'NONE')
  if (item === undefined) return null
  const offset = tidOffsetOf(item)
  const ranges = item.applicableFrameRanges.length === 0 ? '' : ` on frames ${item.applicableFrameRanges.map(([first, last]) => `${first} to ${last}`).join(', ')}`
  const averaged = item.contrastFrameAveraging !== null && item.contrastFrameAveraging > 1 ? `, ${item.contrastFrameAveraging} frames averaged` : ''
  const missing = item.maskFrameNumbers.filter((number) => number < 1 || number > frames)
  const broken = missing.length === 0 ? '' : `; frame ${missing.join(', ')} is not in this run`
  switch (item.operation) {
    case 'AVG_SUB': return `AVG_SUB, mask ${item.maskFrameNumbers.length === 0 ? 'not named' : item.maskFrameNumbers.join(', ')}${ranges}${averaged}${broken}`
    case 'TID': return `TID, each frame minus the one ${Math.abs(offset)} ${offset < 0 ? 'after' : 'before'} it${ranges}${averaged}`
    default: return `REV_TID, offset ${offset}${ranges}${averaged}`
  }
}
