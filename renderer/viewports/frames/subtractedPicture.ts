import type { SubtractionRecipe } from '#shared/contrast/assessment.ts'
import { faintWindow } from '#shared/contrast/faintWindow.ts'
import { recipeOfFrame, type RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import { isInsideShutter } from '#shared/contrast/shutterArea.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { subtractionWindow } from './automaticWindow.ts'
import type { DisplayWindow } from './displayLut.ts'
import { takeSparse } from './gridPicture.ts'
import type { FrameWish, PictureParts } from './frameWish.ts'
import type { SeriesSubtractor } from './subtractedFrame.ts'

/** A window for faint flow is measured on every n-th pixel of a larger picture: it sorts them. */
const FAINT_SIZE_PX = 400

/** Windows of subtracted pictures, and of those of a whole run. Measured once and then kept, so that a run does not flicker from frame to frame. */
export type SubtractedWindows = {
  /** Null while nothing can be measured. */
  of(wish: FrameWish): DisplayWindow | null
  /** Measured anew on what is shown. */
  automatic(wish: FrameWish): DisplayWindow | null
}

type WindowSource = { readonly subtractor: SeriesSubtractor; readonly partsOf: (frame: number) => PictureParts | null; readonly isHere: (frame: number) => boolean }

export function createSubtractedWindows({ subtractor, partsOf, isHere }: WindowSource): SubtractedWindows {
  const kept = new Map<string, DisplayWindow>()
  const keptOfMaps = new WeakMap<Float32Array, Map<string, DisplayWindow>>()
  const measured = (wish: FrameWish, values: Float32Array, parts: PictureParts): DisplayWindow | null => {
    const shutter = wish.viewing.looks.shutterOff ? null : parts.image.shutter
    const { columns } = parts.slot
    if (wish.faint) return faintOf(values, parts, shutter)
    return subtractionWindow(values, at => isInsideShutter(shutter, at % columns, Math.floor(at / columns)))
  }
  const onFrame = (wish: FrameWish, run: RunSubtraction, frame: number): DisplayWindow | null => {
    const parts = partsOf(frame)
    const recipe = recipeOfFrame(run, frame)
    const made = parts === null || !isHere(frame) || !recipe.ok ? null : subtractor.subtract([frame], recipe.value)
    return made?.ok === true && parts !== null ? measured(wish, made.value, parts) : null
  }
  const ofFrames = (wish: FrameWish): DisplayWindow | null => {
    const { subtraction, frame } = wish
    if (subtraction === null) return null
    // A shift by hand does not change the window under the hand.
    const key = JSON.stringify([subtraction.firstFrame, subtraction.maskSource, subtraction.maskFrames, subtraction.frameShiftsPx.length > 0, wish.faint, wish.viewing.looks.shutterOff])
    const known = kept.get(key)
    if (known !== undefined) return known
    // A mask frame subtracts to nothing but noise: the last frame, when it is here, holds the most contrast.
    const last = subtraction.firstFrame + subtraction.frames - 1
    const onLast = isHere(last) ? onFrame(wish, subtraction, last) : null
    if (onLast !== null) kept.set(key, onLast)
    return onLast ?? onFrame(wish, subtraction, frame)
  }
  const ofMaps = (wish: FrameWish): DisplayWindow | null => {
    const parts = partsOf(wish.frame)
    if (wish.maps?.kind !== 'here' || parts === null) return null
    const { peak } = wish.maps.maps
    const windows = keptOfMaps.get(peak) ?? new Map<string, DisplayWindow>()
    keptOfMaps.set(peak, windows)
    const key = JSON.stringify([wish.faint, wish.viewing.looks.shutterOff])
    const window = windows.get(key) ?? (parts.slot.length === peak.length ? measured(wish, peak, parts) : null)
    if (window !== null) windows.set(key, window)
    return window
  }
  return {
    of: wish => (wish.mode === 'subtracted' ? ofFrames(wish) : ofMaps(wish)),
    automatic: wish => (wish.mode !== 'subtracted' ? ofMaps(wish) : wish.subtraction === null ? null : onFrame(wish, wish.subtraction, wish.frame)),
  }
}

function faintOf(values: Float32Array, { slot }: PictureParts, shutter: ImageDescription['shutter']): DisplayWindow | null {
  const sparse = takeSparse(values, { ...slot, offset: 0, samples: 1 }, FAINT_SIZE_PX)
  if (!(sparse.values instanceof Float32Array)) return null
  const step = Math.max(1, Math.ceil(slot.columns / sparse.columns))
  // What never changes at all is closed, as outside of a round detector.
  const usable = Uint8Array.from(sparse.values, (value, at) => (value !== 0 && isInsideShutter(shutter, (at % sparse.columns) * step, Math.floor(at / sparse.columns) * step) ? 1 : 0))
  return faintWindow(sparse.values, sparse.columns, sparse.rows, usable)
}

/** The recipe of a frame, where the picture is subtracted. */
export function recipeOfWish({ mode, subtraction, frame, faint }: Pick<FrameWish, 'mode' | 'subtraction' | 'frame' | 'faint'>): SubtractionRecipe | null {
  if (mode === 'native' || subtraction === null) return null
  // No anatomy is left behind what is faint, or behind a whole run.
  const recipe = recipeOfFrame(faint || mode !== 'subtracted' ? { ...subtraction, landmark: 0 } : subtraction, frame)
  return recipe.ok ? recipe.value : null
}
