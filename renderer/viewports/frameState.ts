import type { SubtractionRecipe } from '#shared/contrast/assessment.ts'
import type { ShownArea, ViewState } from '#shared/procedure/recordEvents.ts'
import type { ViewOrientation } from './camera/orientation.ts'
import type { DisplayWindow } from './frames/displayLut.ts'
import type { FrameRange } from './frames/averagedFrame.ts'
import { plainLooks, type FrameLooks, type SeriesViewing } from './viewing.ts'
import { isDifference, type ComparedFrame, type FrameMode } from './viewProps.ts'

export type FrameViewState = Extract<ViewState, { kind: 'frame' }>

type Stand = {
  readonly frame: number
  readonly mode: FrameMode
  /** Of this frame; null where it is not subtracted. */
  readonly subtraction: SubtractionRecipe | null
  readonly faint: boolean
  readonly compared: ComparedFrame | null
  /** Image point in the middle of the view. */
  readonly centrePx: readonly [number, number]
  readonly zoom: number
  readonly window: DisplayWindow
  readonly viewing: SeriesViewing
  /** As the picture stands on the screen, for whatever reason. */
  readonly turn: ViewOrientation
  readonly averaged: FrameRange | null
  /** VOI LUT table of the header that makes the picture. */
  readonly headerTable: number | null
}

/** The part of the image that a view of this size shows, by the image points in its corners. */
export function frameAreaOf(imagePointAt: (at: readonly [number, number]) => readonly [number, number], size: readonly [number, number]): ShownArea {
  const [[left, top], [right, bottom]] = [imagePointAt([0, 0]), imagePointAt(size)]
  return { kind: 'frame', topLeftPx: [left, top], bottomRightPx: [right, bottom] }
}

const isPlain = (looks: FrameLooks): boolean => JSON.stringify(looks) === JSON.stringify(plainLooks)

/** All that shows this picture again. */
export function frameStateOf({ frame, mode, subtraction, faint, compared, centrePx, zoom, window, viewing, turn, averaged, headerTable }: Stand): FrameViewState {
  const { colours, denoised, sharpened, shutterOff } = viewing.looks
  const looks: FrameLooks = { sharpened, denoised, colours, shutterOff, headerTable, averaged }
  return {
    kind: 'frame', frame, mode, subtraction, centrePx: [centrePx[0], centrePx[1]], zoom, windowCentre: window.centre, windowWidth: Math.max(window.width, 1e-6), inverted: viewing.inverted,
    flippedHorizontally: turn.flipped, rotationDeg: turn.rotationDeg,
    ...(faint && { faint: true as const }), ...(compared !== null && { compared: { ...compared } }),
    ...(isPlain(looks) ? {} : { looks: { ...looks, averaged: averaged === null ? null : [averaged[0], averaged[1]] } }),
  }
}

/** How its series is looked at when that picture is shown again. */
export function viewingOfState(state: FrameViewState): Partial<SeriesViewing> {
  const looks = state.looks ?? plainLooks
  const isByTable = looks.headerTable !== null
  return {
    inverted: state.inverted, looks,
    ...(state.faint === true ? { faintCentre: state.windowCentre, faintWidth: state.windowWidth }
      : isDifference(state.mode) ? { subtractedCentre: state.windowCentre, subtractedWidth: state.windowWidth }
      : isByTable ? { windowCentre: null, windowWidth: null } : { windowCentre: state.windowCentre, windowWidth: state.windowWidth }),
  }
}
