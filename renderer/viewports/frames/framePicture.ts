import type { SubtractionRecipe } from '#shared/contrast/assessment.ts'
import { autoWindow } from '#shared/contrast/autoWindow.ts'
import { isInsideShutter } from '#shared/contrast/shutterArea.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { SeriesDescription, SeriesFrame } from '#shared/dicom/seriesDescription.ts'
import type { FrameSlot } from '#renderer/workers/framePlan.ts'
import type { ShownImage } from '../engine/frameImages.ts'
import type { HeldPixels } from '../seriesPixels.ts'
import type { FrameMode } from '../viewProps.ts'
import { plainLooks, type FrameLooks, type SeriesViewing } from '../viewing.ts'
import { createFrameAverager, framesOf, type FrameRange } from './averagedFrame.ts'
import type { FrameBaker } from './bakeFrame.ts'
import { subtractionWindow } from './automaticWindow.ts'
import { headerVoi, modalityValue, type DisplayVoi, type DisplayWindow } from './displayLut.ts'
import { rowSize } from './pictureParts.ts'
import { createPictureFinisher, isFiltered } from './finishPicture.ts'
import { createSeriesSubtractor } from './subtractedFrame.ts'

export type MadePicture =
  | { readonly kind: 'image'; readonly image: ShownImage; readonly key: string }
  | { readonly kind: 'same' | 'coming' }
  | { readonly kind: 'problem'; readonly message: string }

/** What is shown of a frame: which values, through which window, as which eight bits. */
export type FramePicture = {
  /** `beatMs`: time from frame to frame while the run plays; null while it stands still. */
  make(frame: number, mode: FrameMode, recipe: SubtractionRecipe | null, viewing: SeriesViewing, shown: string | null, beatMs?: number | null): MadePicture
  window(frame: number, mode: FrameMode, recipe: SubtractionRecipe | null, viewing: SeriesViewing): DisplayWindow
  automatic(frame: number, mode: FrameMode, recipe: SubtractionRecipe | null, looks?: FrameLooks): DisplayWindow | null
  usesTable(frame: number, mode: FrameMode, viewing: SeriesViewing): number | null
  /** The frames whose mean is shown in place of this one; null where the frame itself is. */
  averaged(frame: number, viewing: SeriesViewing, beatMs: number | null): FrameRange | null
  /** How much more than noise those frames differ; null where nothing is averaged, or nobody can tell. */
  movement(range: FrameRange): number | null
  /** False while sharpening and denoising wait, because the run plays faster than they work. */
  filterKeepsUp(beatMs: number | null): boolean
  isColour(frame: number): boolean
  size(frame: number): readonly [columns: number, rows: number]
  rowSize(frame: number): number
}

type Parts = { readonly slot: FrameSlot; readonly image: ImageDescription; readonly described: SeriesFrame }
const NOTHING: DisplayWindow = { centre: 0, width: 1 }

export function createFramePicture(series: SeriesDescription, pixels: HeldPixels, baker: FrameBaker): FramePicture {
  const isHere = (frame: number): boolean => pixels.frameState(frame) === 'here'
  const subtractor = createSeriesSubtractor({ values: pixels.values, slots: pixels.slots, isHere }, series.images)
  const finisher = createPictureFinisher()
  const averager = createFrameAverager(pixels)
  // Measured on the first frame that is shown and then kept, so that a run does not flicker from frame to frame.
  const nativeWindows = new Map<string, DisplayWindow>()
  const subtractedWindows = new Map<string, DisplayWindow>()
  const partsOf = (frame: number): Parts | null => {
    const described = series.frames[frame]
    const slot = pixels.slots[frame]
    const image = described === undefined ? undefined : series.images[described.image]
    return described === undefined || slot === undefined || image === undefined ? null : { slot, image, described }
  }
  const shutterOf = (image: ImageDescription, { shutterOff }: FrameLooks): ImageDescription['shutter'] => (shutterOff ? null : image.shutter)
  const nativeAutomatic = (frame: number, looks: FrameLooks): DisplayWindow | null => {
    const parts = partsOf(frame)
    if (parts === null || !isHere(frame) || parts.slot.samples === 3) return null
    const { slot, image } = parts
    const stored = autoWindow(pixels.values.subarray(slot.offset, slot.offset + slot.length), slot.columns, slot.rows, shutterOf(image, looks))
    if (stored === null) return null
    const [a, b] = [modalityValue(image.modalityLut, stored.centre - stored.width / 2), modalityValue(image.modalityLut, stored.centre + stored.width / 2)]
    return Math.abs(b - a) > 0 ? { centre: (a + b) / 2, width: Math.abs(b - a) } : null
  }
  const subtractedAutomatic = (frame: number, recipe: SubtractionRecipe | null, looks: FrameLooks): DisplayWindow | null => {
    const parts = partsOf(frame)
    const made = recipe === null || parts === null || !isHere(frame) ? null : subtractor.subtract([frame], recipe)
    if (made?.ok !== true || parts === null) return null
    const shutter = shutterOf(parts.image, looks)
    return subtractionWindow(made.value, at => isInsideShutter(shutter, at % parts.slot.columns, Math.floor(at / parts.slot.columns)))
  }
  const chosen = (centre: number | null, width: number | null): DisplayWindow | null => (centre === null || width === null ? null : { centre, width })
  const nativeVoi = (frame: number, viewing: SeriesViewing): DisplayVoi => {
    const own = chosen(viewing.windowCentre, viewing.windowWidth)
    if (own !== null) return { kind: 'window', window: own }
    const parts = partsOf(frame)
    const { headerTable } = viewing.looks
    if (headerTable !== null && parts?.image.voiLut.tables[headerTable] !== undefined) return { kind: 'table', table: headerTable }
    const header = parts === null ? null : headerVoi(parts.image)
    if (header !== null || parts === null) return header ?? { kind: 'window', window: NOTHING }
    const key = `${String(parts.slot.image)} ${String(viewing.looks.shutterOff)}`
    const known = nativeWindows.get(key) ?? nativeAutomatic(frame, viewing.looks)
    if (known !== null) nativeWindows.set(key, known)
    return { kind: 'window', window: known ?? NOTHING }
  }
  const subtractedWindow = (frame: number, recipe: SubtractionRecipe | null, viewing: SeriesViewing): DisplayWindow => {
    const own = chosen(viewing.subtractedCentre, viewing.subtractedWidth)
    if (own !== null) return own
    const key = JSON.stringify([recipe, viewing.looks.shutterOff])
    const known = subtractedWindows.get(key)
    if (known !== undefined) return known
    // A mask frame subtracts to nothing but noise: the last frame, when it is here, holds the most contrast.
    const last = series.frames.length - 1
    const measured = subtractedAutomatic(isHere(last) ? last : frame, recipe, viewing.looks) ?? subtractedAutomatic(frame, recipe, viewing.looks)
    if (measured !== null && isHere(last)) subtractedWindows.set(key, measured)
    return measured ?? NOTHING
  }
  const averaged = (frame: number, { looks }: SeriesViewing, beatMs: number | null): FrameRange | null => {
    const range = looks.averaged
    return range === null || beatMs !== null || frame < range[0] || frame > range[1] || averager.mean(range) === null ? null : range
  }
  return {
    averaged, movement: range => averager.movement(range), filterKeepsUp: beatMs => finisher.keepsUp(beatMs),
    make(frame, mode, recipe, viewing, shown, beatMs = null) {
      const parts = partsOf(frame)
      if (parts === null) return { kind: 'problem', message: 'This frame is not in the series. Choose another one.' }
      const state = pixels.frameState(frame)
      if (state === 'coming') return { kind: 'coming' }
      if (state !== 'here') return { kind: 'problem', message: `Frame ${String(frame + 1)} of ${String(series.frames.length)} cannot be shown. ${state.unreadable} The other frames are open.` }
      const { slot, image, described } = parts
      const range = averaged(frame, viewing, beatMs)
      const filtered = isFiltered(viewing.looks) && finisher.keepsUp(beatMs)
      // What lies over the picture, as the shutter, does not make it another one.
      const ways = [range ?? frame, viewing.inverted, filtered ? [viewing.looks.denoised, viewing.looks.sharpened] : [], viewing.looks.colours]
      if (mode === 'native') {
        const voi = nativeVoi(frame, viewing)
        const key = JSON.stringify(['native', voi, ...ways])
        if (key === shown) return { kind: 'same' }
        const mean = range === null ? null : averager.mean(range)
        const baked = mean === null ? baker.native(slot, image, described, pixels.values, voi, viewing.inverted) : baker.native(mean.slot, image, described, mean.values, voi, viewing.inverted)
        return { kind: 'image', key, image: finisher.finish(baked, viewing.looks, filtered) }
      }
      if (recipe === null) return { kind: 'problem', message: 'No mask is chosen. Go to a frame before the contrast and press B.' }
      const window = subtractedWindow(frame, recipe, viewing)
      const key = JSON.stringify(['subtracted', recipe, window, ...ways])
      if (key === shown) return { kind: 'same' }
      const made = subtractor.subtract(range === null ? [frame] : framesOf(range), recipe)
      if (!made.ok) return made.error.code === 'STILL_LOADING' ? { kind: 'coming' } : { kind: 'problem', message: made.error.message }
      return { kind: 'image', key, image: finisher.finish(baker.subtracted(slot, image, described, made.value, window, viewing.inverted), viewing.looks, filtered) }
    },
    window(frame, mode, recipe, viewing) {
      if (mode === 'subtracted') return subtractedWindow(frame, recipe, viewing)
      const voi = nativeVoi(frame, viewing)
      // A table has no window; dragging one begins with what the picture holds.
      return voi.kind === 'window' ? voi.window : nativeAutomatic(frame, viewing.looks) ?? NOTHING
    },
    automatic: (frame, mode, recipe, looks = plainLooks) => (mode === 'subtracted' ? subtractedAutomatic(frame, recipe, looks) : nativeAutomatic(frame, looks)),
    usesTable(frame, mode, viewing) {
      const voi = nativeVoi(frame, viewing)
      return mode === 'native' && voi.kind === 'table' ? voi.table : null
    },
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
