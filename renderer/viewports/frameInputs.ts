import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { ScreenPoint } from './camera/viewCamera.ts'
import type { ShownImage } from './engine/frameImages.ts'
import type { ImagePoint } from './frameLayer.ts'
import type { FrameWish } from './frames/frameWish.ts'
import type { SeriesViewing } from './viewing.ts'
import { isDifference, type FrameViewProps } from './viewProps.ts'

export type FrameInputs = Pick<FrameViewProps, 'frame' | 'onFrameChange' | 'mode' | 'subtraction' | 'plans' | 'activePlanId' | 'onPlanChange' | 'leftOnScreen' | 'anteriorOnScreen' | 'side'> & { readonly onTurn: FrameViewProps['onTurn'] | undefined } & Required<Pick<FrameViewProps, 'calibrations' | 'layers' | 'turn' | 'beatMs' | 'saidView' | 'maps' | 'faint' | 'compared'>> & {
  readonly turnable: boolean
  readonly large: boolean
  readonly onEnlarge: (() => void) | undefined
  readonly onMark: (() => void) | undefined
  readonly onNudge: FrameViewProps['onNudge'] | undefined
}
export type FrameController = { update(inputs: FrameInputs): void; close(): void }
export type FrameOptions = Pick<FrameViewProps, 'viewId' | 'series'> & { readonly host: HTMLElement; readonly inputs: FrameInputs; readonly onProblem: (message: string | null) => void; readonly onMenu: (at: ScreenPoint) => void }

export type FrameMoment = {
  inputs: FrameInputs
  closed: boolean
  /** The frame and the way it was made that the viewport holds now; null = nothing yet. */
  shown: string | null
  showing: boolean
  pointer: ScreenPoint | null
  /** A finger moves a handle there, and hides it. */
  underFinger: ScreenPoint | null
  /** A handle is in the hand. */
  held: boolean
  image: ShownImage | null
  windowStart: { readonly centre: number; readonly width: number }
  /** Image point in the middle, [column, row]; null = the image's own middle. */
  centre: ImagePoint | null
  /** 1 = the whole image fits. */
  zoom: number
  /** Which way the image lay when it was drawn last. */
  turned: string
  problem: string | null
}

export const freshMoment = (inputs: FrameInputs): FrameMoment => ({
  inputs, closed: false, shown: null, showing: false, pointer: null, underFinger: null, held: false, image: null, windowStart: { centre: 0, width: 1 }, centre: null, zoom: 1, turned: '', problem: null,
})

/** The frame that is asked for, where the series has it; else the nearest. */
export const frameWithin = ({ frames }: SeriesDescription, { frame }: FrameInputs): number => Math.min(frames.length - 1, Math.max(0, frame))

export const wishOf = ({ mode, subtraction, maps, faint, compared, beatMs }: FrameInputs, frame: number, viewing: SeriesViewing, screenRight: readonly [number, number]): FrameWish => ({ frame, mode, subtraction, maps, faint: faint && isDifference(mode), compared, viewing, beatMs, screenRight })

/** Whether the picture, and not only what lies over it, may be another one. */
export const asksAnew = (before: FrameInputs, next: FrameInputs): boolean =>
  before.frame !== next.frame || before.mode !== next.mode || before.subtraction !== next.subtraction || before.maps !== next.maps || before.faint !== next.faint || before.compared !== next.compared || before.beatMs !== next.beatMs
