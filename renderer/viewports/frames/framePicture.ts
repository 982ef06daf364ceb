import type { SubtractionRecipe } from '#shared/contrast/assessment.ts'
import { autoWindow } from '#shared/contrast/autoWindow.ts'
import { FAINT_RADIUS_PX } from '#shared/contrast/faintWindow.ts'
import { boxMean } from '#shared/contrast/planeFilters.ts'
import { recipeOfFrame } from '#shared/contrast/runSubtraction.ts'
import type { SubtractedLook } from '#shared/contrast/subtractor.ts'
import { imageOfFrame } from '#shared/dicom/modalityLut.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { ok } from '#shared/result.ts'
import type { ShownImage } from '../engine/frameImages.ts'
import type { HeldPixels } from '../seriesPixels.ts'
import { isDifference, isWholeRun, type FrameMode } from '../viewProps.ts'
import type { FrameLooks, SeriesViewing } from '../viewing.ts'
import { createFrameAverager, framesOf, type FrameRange } from './averagedFrame.ts'
import { shownImage, type FrameBaker } from './bakeFrame.ts'
import { headerVoi, modalityValue, type DisplayVoi, type DisplayWindow } from './displayLut.ts'
import { createPictureFinisher, isFiltered } from './finishPicture.ts'
import type { FrameWish, PictureParts } from './frameWish.ts'
import { isColoured, paintOver, paintPeak } from './mapPicture.ts'
import { rowSize } from './pictureParts.ts'
import { createSeriesSubtractor, type SeriesSubtractor } from './subtractedFrame.ts'
import { createSubtractedWindows } from './subtractedPicture.ts'

export type MadePicture =
  | { readonly kind: 'image'; readonly image: ShownImage; readonly key: string }
  | { readonly kind: 'same' | 'coming' }
  | { readonly kind: 'problem'; readonly message: string }

/** What is shown of a frame: which values, through which window, as which eight bits. */
export type FramePicture = {
  make(wish: FrameWish, shown: string | null): MadePicture
  window(wish: FrameWish): DisplayWindow
  automatic(wish: FrameWish): DisplayWindow | null
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

/** Of a difference through a window about nought. */
const NO_CHANGE = 128
const NOTHING: DisplayWindow = { centre: 0, width: 1 }

export function createFramePicture(series: SeriesDescription, pixels: HeldPixels, baker: FrameBaker): FramePicture {
  const isHere = (frame: number): boolean => pixels.frameState(frame) === 'here'
  const subtractor = createSeriesSubtractor({ values: pixels.values, slots: pixels.slots, isHere }, series.images)
  const finisher = createPictureFinisher()
  const averager = createFrameAverager(pixels)
  // Measured on the first frame that is shown and then kept, so that a run does not flicker from frame to frame.
  const nativeWindows = new Map<string, DisplayWindow>()
  const partsOf = (frame: number): PictureParts | null => {
    const described = series.frames[frame]
    const slot = pixels.slots[frame]
    const image = described === undefined ? undefined : series.images[described.image]
    return described === undefined || slot === undefined || image === undefined ? null : { slot, image: imageOfFrame(image, described.frameNumber), described }
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
  const subtractedWindows = createSubtractedWindows({ subtractor, partsOf, isHere })
  const ownWindow = ({ faint, viewing }: FrameWish): DisplayWindow | null => (faint ? chosen(viewing.faintCentre, viewing.faintWidth) : chosen(viewing.subtractedCentre, viewing.subtractedWidth))
  const subtractedWindow = (wish: FrameWish): DisplayWindow => ownWindow(wish) ?? subtractedWindows.of(wish) ?? NOTHING
  const averaged = (frame: number, { looks }: SeriesViewing, beatMs: number | null): FrameRange | null => {
    const range = looks.averaged
    return range === null || beatMs !== null || frame < range[0] || frame > range[1] || averager.mean(range) === null ? null : range
  }
  const windowOf = (wish: FrameWish): DisplayWindow => {
    if (isDifference(wish.mode)) return subtractedWindow(wish)
    const voi = nativeVoi(wish.frame, wish.viewing)
    // A table has no window; dragging one begins with what the picture holds.
    return voi.kind === 'window' ? voi.window : nativeAutomatic(wish.frame, wish.viewing.looks) ?? NOTHING
  }
  const isFilteredNow = ({ viewing, beatMs }: FrameWish): boolean => isFiltered(viewing.looks) && finisher.keepsUp(beatMs)
  /** Names a picture: the same name, the same eight bits. What lies over the picture, as the shutter, does not make it another one. */
  const keyOf = (wish: FrameWish): string => {
    const { frame, mode, viewing, subtraction, maps, faint } = wish
    const range = averaged(frame, viewing, wish.beatMs)
    const ways = [range ?? frame, viewing.inverted, isFilteredNow(wish) ? [viewing.looks.denoised, viewing.looks.sharpened] : [], viewing.looks.colours]
    if (mode === 'native') return JSON.stringify(['native', nativeVoi(frame, viewing), ...ways])
    if (mode === 'subtracted') {
      const recipe = subtraction === null ? null : recipeOfFrame(subtraction, frame)
      return JSON.stringify(['subtracted', recipe, recipe?.ok === false && wish.beatMs !== null, subtractedWindow(wish), ...ways])
    }
    return JSON.stringify([mode, maps?.kind === 'here' ? numberOf(maps.maps.peak) : null, faint, windowOf(wish), ...ways])
  }
  const nativeImage = ({ frame, viewing }: FrameWish, { slot, image, described }: PictureParts, range: FrameRange | null): ShownImage => {
    const voi = nativeVoi(frame, viewing)
    const mean = range === null ? null : averager.mean(range)
    return mean === null ? baker.native(slot, image, described, pixels.values, voi, viewing.inverted) : baker.native(mean.slot, image, described, mean.values, voi, viewing.inverted)
  }
  const wholeRun = (wish: FrameWish, parts: PictureParts, key: string): MadePicture => {
    const { mode, maps, viewing } = wish
    if (maps === null || maps.kind === 'coming') return { kind: 'coming' }
    if (maps.kind === 'problem') return maps
    const { slot, image, described } = parts
    if (maps.maps.peak.length !== slot.length) return { kind: 'problem', message: 'This frame has another size than the pictures of the whole run. Choose a frame of their size.' }
    if (!isColoured(mode)) return { kind: 'image', key, image: shownImage(slot, image, described, paintPeak(wish.faint ? boxMean(maps.maps.faintPeak, slot.columns, slot.rows, FAINT_RADIUS_PX, new Float32Array(slot.length), new Float32Array(slot.length)) : maps.maps.peak, subtractedWindow(wish), viewing.inverted)) }
    return { kind: 'image', key, image: { ...shownImage(slot, image, described, paintOver(nativeImage(wish, parts, null).pixels, maps.maps, mode)), samples: 3 } }
  }
  /** Faint flow is looked for in means of some pixels: their noise is what its window is scaled by. */
  const smoothed = (frames: readonly number[], recipe: SubtractionRecipe, { slot }: PictureParts, { window, inverted }: SubtractedLook): ReturnType<SeriesSubtractor['paint']> => {
    const made = subtractor.subtract(frames, recipe)
    if (!made.ok) return made
    return ok(paintPeak(boxMean(made.value, slot.columns, slot.rows, FAINT_RADIUS_PX, new Float32Array(slot.length), new Float32Array(slot.length)), window, inverted))
  }
  const makeOne = (wish: FrameWish, shown: string | null): MadePicture => {
    const { frame, mode, viewing, subtraction, beatMs } = wish
    const parts = partsOf(frame)
    if (parts === null) return { kind: 'problem', message: 'This frame is not in the series. Choose another one.' }
    const state = pixels.frameState(frame)
    if (state === 'coming') return { kind: 'coming' }
    if (state !== 'here') return { kind: 'problem', message: `Frame ${String(frame + 1)} of ${String(series.frames.length)} cannot be shown. ${state.unreadable} The other frames are open.` }
    const key = keyOf(wish)
    if (key === shown) return { kind: 'same' }
    const filtered = isFilteredNow(wish)
    const range = averaged(frame, viewing, beatMs)
    if (mode === 'native') return { kind: 'image', key, image: finisher.finish(nativeImage(wish, parts, range), viewing.looks, filtered) }
    if (isWholeRun(mode)) return wholeRun(wish, parts, key)
    if (subtraction === null) return { kind: 'problem', message: 'No mask is chosen. Go to a frame before the contrast and press B.' }
    const recipe = recipeOfFrame(subtraction, frame)
    // The header subtracts some frames of a run and not others: those it leaves are shown as stored, and say so. In a run that
    // plays they would flash up between differences: there they are as grey as no change.
    if (!recipe.ok && subtraction.maskSource === 'header' && beatMs !== null) return { kind: 'image', key, image: shownImage(parts.slot, parts.image, parts.described, new Uint8Array(parts.slot.length).fill(NO_CHANGE)) }
    if (!recipe.ok && subtraction.maskSource === 'header') return { kind: 'image', key, image: finisher.finish(nativeImage(wish, parts, range), viewing.looks, filtered) }
    if (!recipe.ok) return { kind: 'problem', message: recipe.error.message }
    const frames = range === null ? [frame] : framesOf(range)
    const look = { window: subtractedWindow(wish), landmark: recipe.value.landmark ?? 0, inverted: viewing.inverted }
    const made = wish.faint ? smoothed(frames, recipe.value, parts, look) : subtractor.paint(frames, recipe.value, look)
    if (!made.ok) return made.error.code === 'STILL_LOADING' ? { kind: 'coming' } : { kind: 'problem', message: made.error.message }
    return { kind: 'image', key, image: finisher.finish(shownImage(parts.slot, parts.image, parts.described, made.value), viewing.looks, filtered) }
  }
  return {
    averaged, movement: range => averager.movement(range), filterKeepsUp: beatMs => finisher.keepsUp(beatMs),
    make(wish, shown) {
      const { compared } = wish
      if (compared === null || compared.frame === wish.frame) return makeOne(wish, shown)
      const other: FrameWish = { ...wish, frame: compared.frame, compared: null }
      const right = wish.screenRight ?? [1, 0]
      const key = JSON.stringify([compared.share, right, keyOf(wish), keyOf(other)])
      if (key === shown) return { kind: 'same' }
      const first = makeOne(other, null)
      if (first.kind !== 'image') return first
      const kept = { ...first.image, pixels: first.image.pixels.slice() }
      const second = makeOne({ ...wish, compared: null }, null)
      if (second.kind !== 'image') return second
      return sidesOf(kept, second.image, compared.share, right, key)
    },
    window: windowOf,
    automatic: wish => (!isDifference(wish.mode) ? nativeAutomatic(wish.frame, wish.viewing.looks) : subtractedWindows.automatic(wish)),
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

const numbers = new WeakMap<Float32Array, number>()
const counted = { last: 0 }
/** Tells the pictures of one run from those made later. */
function numberOf(values: Float32Array): number {
  const known = numbers.get(values)
  if (known !== undefined) return known
  counted.last += 1
  numbers.set(values, counted.last)
  return counted.last
}

/** Two pictures of one size in one: the first up to a share of the width that they have on the screen, however they are turned there. */
function sidesOf(first: ShownImage, second: ShownImage, share: number, [alongColumns, alongRows]: readonly [number, number], key: string): MadePicture {
  const { columns, rows, samples } = second
  if (first.columns !== columns || first.rows !== rows || first.samples !== samples) return { kind: 'problem', message: 'The two frames differ in size. Choose two frames of one run.' }
  const isAlongColumns = Math.abs(alongColumns) >= Math.abs(alongRows)
  const length = isAlongColumns ? columns : rows
  const until = Math.round(share * length)
  const [from, to] = (isAlongColumns ? alongColumns : alongRows) > 0 ? [0, until] : [length - until, length]
  const pixels = second.pixels.slice()
  if (!isAlongColumns) pixels.set(first.pixels.subarray(from * columns * samples, to * columns * samples), from * columns * samples)
  else for (let row = 0; row < rows; row += 1) pixels.set(first.pixels.subarray((row * columns + from) * samples, (row * columns + to) * samples), (row * columns + from) * samples)
  return { kind: 'image', key, image: { ...second, pixels } }
}
