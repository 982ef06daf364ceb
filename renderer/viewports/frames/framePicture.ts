import type { SubtractionRecipe } from '#shared/contrast/assessment.ts'
import { autoWindow } from '#shared/contrast/autoWindow.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { SeriesDescription, SeriesFrame } from '#shared/dicom/seriesDescription.ts'
import type { FrameSlot } from '#renderer/workers/framePlan.ts'
import type { ShownImage } from '../engine/frameImages.ts'
import type { HeldPixels } from '../seriesPixels.ts'
import type { FrameMode } from '../viewProps.ts'
import type { SeriesViewing } from '../viewing.ts'
import type { FrameBaker } from './bakeFrame.ts'
import { subtractionWindow } from './automaticWindow.ts'
import { headerVoi, modalityValue, type DisplayVoi, type DisplayWindow } from './displayLut.ts'
import { rowSize } from './pictureParts.ts'
import { createSeriesSubtractor } from './subtractedFrame.ts'

export type MadePicture =
  | { readonly kind: 'image'; readonly image: ShownImage; readonly key: string }
  | { readonly kind: 'same' | 'coming' }
  | { readonly kind: 'problem'; readonly message: string }

/** What is shown of a frame: which values, through which window, as which eight bits. */
export type FramePicture = {
  make(frame: number, mode: FrameMode, recipe: SubtractionRecipe | null, viewing: SeriesViewing, shown: string | null): MadePicture
  window(frame: number, mode: FrameMode, recipe: SubtractionRecipe | null, viewing: SeriesViewing): DisplayWindow
  automatic(frame: number, mode: FrameMode, recipe: SubtractionRecipe | null): DisplayWindow | null
  usesTable(frame: number, mode: FrameMode, viewing: SeriesViewing): boolean
  isColour(frame: number): boolean
  size(frame: number): readonly [columns: number, rows: number]
  rowSize(frame: number): number
}

type Parts = { readonly slot: FrameSlot; readonly image: ImageDescription; readonly described: SeriesFrame }
const NOTHING: DisplayWindow = { centre: 0, width: 1 }

export function createFramePicture(series: SeriesDescription, pixels: HeldPixels, baker: FrameBaker): FramePicture {
  const isHere = (frame: number): boolean => pixels.frameState(frame) === 'here'
  const subtractor = createSeriesSubtractor({ values: pixels.values, slots: pixels.slots, isHere }, series.images)
  // Measured on the first frame that is shown and then kept, so that a run does not flicker from frame to frame.
  const nativeWindows = new Map<number, DisplayWindow>()
  const subtractedWindows = new Map<string, DisplayWindow>()
  const partsOf = (frame: number): Parts | null => {
    const described = series.frames[frame]
    const slot = pixels.slots[frame]
    const image = described === undefined ? undefined : series.images[described.image]
    return described === undefined || slot === undefined || image === undefined ? null : { slot, image, described }
  }
  const nativeAutomatic = (frame: number): DisplayWindow | null => {
    const parts = partsOf(frame)
    if (parts === null || !isHere(frame) || parts.slot.samples === 3) return null
    const { slot, image } = parts
    const stored = autoWindow(pixels.values.subarray(slot.offset, slot.offset + slot.length), slot.columns, slot.rows, image.shutter)
    if (stored === null) return null
    const [a, b] = [modalityValue(image.modalityLut, stored.centre - stored.width / 2), modalityValue(image.modalityLut, stored.centre + stored.width / 2)]
    return Math.abs(b - a) > 0 ? { centre: (a + b) / 2, width: Math.abs(b - a) } : null
  }
  const subtractedAutomatic = (frame: number, recipe: SubtractionRecipe | null): DisplayWindow | null => {
    const made = recipe === null || !isHere(frame) ? null : subtractor.subtract(frame, recipe)
    return made?.ok === true ? subtractionWindow(made.value) : null
  }
  const chosen = (centre: number | null, width: number | null): DisplayWindow | null => (centre === null || width === null ? null : { centre, width })
  const nativeVoi = (frame: number, viewing: SeriesViewing): DisplayVoi => {
    const own = chosen(viewing.windowCentre, viewing.windowWidth)
    if (own !== null) return { kind: 'window', window: own }
    const parts = partsOf(frame)
    const header = parts === null ? null : headerVoi(parts.image)
    if (header !== null || parts === null) return header ?? { kind: 'window', window: NOTHING }
    const known = nativeWindows.get(parts.slot.image) ?? nativeAutomatic(frame)
    if (known !== null) nativeWindows.set(parts.slot.image, known)
    return { kind: 'window', window: known ?? NOTHING }
  }
  const subtractedWindow = (frame: number, recipe: SubtractionRecipe | null, viewing: SeriesViewing): DisplayWindow => {
    const own = chosen(viewing.subtractedCentre, viewing.subtractedWidth)
    if (own !== null) return own
    const key = JSON.stringify(recipe)
    const known = subtractedWindows.get(key)
    if (known !== undefined) return known
    // A mask frame subtracts to nothing but noise: the last frame, when it is here, holds the most contrast.
    const last = series.frames.length - 1
    const measured = subtractedAutomatic(isHere(last) ? last : frame, recipe) ?? subtractedAutomatic(frame, recipe)
    if (measured !== null && isHere(last)) subtractedWindows.set(key, measured)
    return measured ?? NOTHING
  }
  return {
    make(frame, mode, recipe, viewing, shown) {
      const parts = partsOf(frame)
      if (parts === null) return { kind: 'problem', message: 'This frame is not in the series. Choose another one.' }
      const state = pixels.frameState(frame)
      if (state === 'coming') return { kind: 'coming' }
      if (state !== 'here') return { kind: 'problem', message: `Frame ${String(frame + 1)} of ${String(series.frames.length)} cannot be shown. ${state.unreadable} The other frames are open.` }
      const { slot, image, described } = parts
      if (mode === 'native') {
        const voi = nativeVoi(frame, viewing)
        const key = JSON.stringify(['native', frame, voi, viewing.inverted])
        if (key === shown) return { kind: 'same' }
        return { kind: 'image', key, image: baker.native(slot, image, described, pixels.values, voi, viewing.inverted) }
      }
      if (recipe === null) return { kind: 'problem', message: 'No mask is chosen. Go to a frame before the contrast and press B.' }
      const window = subtractedWindow(frame, recipe, viewing)
      const key = JSON.stringify(['subtracted', frame, recipe, window, viewing.inverted])
      if (key === shown) return { kind: 'same' }
      const made = subtractor.subtract(frame, recipe)
      if (!made.ok) return made.error.code === 'STILL_LOADING' ? { kind: 'coming' } : { kind: 'problem', message: made.error.message }
      return { kind: 'image', key, image: baker.subtracted(slot, image, described, made.value, window, viewing.inverted) }
    },
    window(frame, mode, recipe, viewing) {
      if (mode === 'subtracted') return subtractedWindow(frame, recipe, viewing)
      const voi = nativeVoi(frame, viewing)
      // A table has no window; dragging one begins with what the picture holds.
      return voi.kind === 'window' ? voi.window : nativeAutomatic(frame) ?? NOTHING
    },
    automatic: (frame, mode, recipe) => (mode === 'subtracted' ? subtractedAutomatic(frame, recipe) : nativeAutomatic(frame)),
    usesTable: (frame, mode, viewing) => mode === 'native' && nativeVoi(frame, viewing).kind === 'table',
    isColour: frame => partsOf(frame)?.slot.samples === 3,
    size(frame) {
      const parts = partsOf(frame)
      return parts === null ? [1, 1] : [parts.slot.columns, parts.slot.rows]
    },
    rowSize(frame) {
      const parts = partsOf(frame)
      return parts === null ? 1 : rowSize(parts.image, parts.described)
    },
  }
}
