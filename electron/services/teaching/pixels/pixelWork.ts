import type { PixelBox } from '#shared/teaching/deidentification/findings.ts'
import type { Result } from '#shared/result.ts'
import type { CleanedPixels, RemovedPixels } from './cleanedPixels.ts'
import type { HiddenFace, HideFace, FaceQuestion } from './face/faceHiding.ts'
import type { PixelFault, PixelObject, PixelSeries, Watch } from './pixelSeries.ts'
import type { PictureSheet, SheetOptions } from './sheet/pictureSheet.ts'

/** What was looked for and found; every box is proposed. */
export type TextFinding = {
  readonly boxes: readonly PixelBox[]
  readonly framesLookedAt: number
  /** What was looked at, for the report on the copy. */
  readonly words: string
}

/** The pixel part of de-identification. It runs in a thread of its own; one job at a time, the others wait. */
export type PixelWork = {
  /** Burned-in text of a series. Boxes of a run hold for all its frames unless the text changes. */
  readonly findBurnedInText: (series: PixelSeries, watch?: Watch) => Promise<Result<TextFinding, PixelFault>>
  /** Pixel data of one object without the boxes that are not dismissed, without removed pixels, without overlays and comments in its streams. */
  readonly cleanPixels: (object: PixelObject, what: { readonly boxes: readonly PixelBox[]; readonly removed: RemovedPixels | null }, watch?: Watch) => Promise<Result<CleanedPixels, PixelFault>>
  /** Whether a series shows a face that must be hidden; reads pixels only where the header leaves it open. */
  readonly faceNeeded: (series: PixelSeries, watch?: Watch) => Promise<Result<FaceQuestion, PixelFault>>
  /** Which frames stay (crop), or which pixels go (deface); nothing is written. */
  readonly hideFace: (series: PixelSeries, how: HideFace, watch?: Watch) => Promise<Result<HiddenFace, PixelFault>>
  /** Pages of pictures for a person who looks for what the search missed. To be made of the cleaned objects. */
  readonly pictureSheet: (series: PixelSeries, options: SheetOptions, watch?: Watch) => Promise<Result<PictureSheet, PixelFault>>
  readonly close: () => Promise<void>
}
