import type { RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { SeriesFrame } from '#shared/dicom/seriesDescription.ts'
import type { FrameSlot } from '#renderer/workers/framePlan.ts'
import type { ComparedFrame, FrameMaps, FrameMode } from '../viewProps.ts'
import type { SeriesViewing } from '../viewing.ts'

/** All that decides what the picture of a frame looks like. */
export type FrameWish = {
  readonly frame: number
  readonly mode: FrameMode
  readonly subtraction: RunSubtraction | null
  readonly maps: FrameMaps | null
  readonly faint: boolean
  readonly compared: ComparedFrame | null
  /** Which way of the image goes to the end of the screen's lines; along the columns where nothing is turned. */
  readonly screenRight?: readonly [columns: number, rows: number]
  readonly viewing: SeriesViewing
  /** Time from frame to frame while the run plays; null while it stands still. */
  readonly beatMs: number | null
}

/** A frame as it is stored. */
export type PictureParts = { readonly slot: FrameSlot; readonly image: ImageDescription; readonly described: SeriesFrame }
