import type { Result } from '#shared/result.ts'
import type { CleanedPixels } from '#electron/services/teaching/pixels/cleanedPixels.ts'
import type { Removal } from '#electron/services/teaching/pixels/clean/cleanObject.ts'
import type { FaceQuestion, HiddenFace, HideFace } from '#electron/services/teaching/pixels/face/faceHiding.ts'
import type { ObjectOutline, PixelFault } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { TextFinding } from '#electron/services/teaching/pixels/pixelWork.ts'
import type { PictureSheet, SheetOptions } from '#electron/services/teaching/pixels/sheet/pictureSheet.ts'

export type SeriesOutline = { readonly seriesUid: string; readonly objects: readonly ObjectOutline[] }

/** What the thread can be asked: the question beside the series, and the answer. */
export type Works = {
  readonly clean: { readonly question: Removal; readonly answer: CleanedPixels }
  readonly findText: { readonly question: null; readonly answer: TextFinding }
  readonly faceNeeded: { readonly question: null; readonly answer: FaceQuestion }
  readonly hideFace: { readonly question: HideFace; readonly answer: HiddenFace }
  readonly sheet: { readonly question: SheetOptions; readonly answer: PictureSheet }
}
export type WorkName = keyof Works

export type Job = { readonly [Name in WorkName]: { readonly name: Name; readonly question: Works[Name]['question'] } }[WorkName] & { readonly series: SeriesOutline }

export type ToThread =
  | { readonly kind: 'job'; readonly id: number; readonly job: Job }
  | { readonly kind: 'callOff'; readonly id: number }
  | { readonly kind: 'bytes'; readonly ask: number; readonly bytes: Uint8Array | null }

export type FromThread =
  | { readonly kind: 'frame'; readonly id: number; readonly ask: number; readonly object: number; readonly frame: number }
  | { readonly kind: 'codec' | 'textModel'; readonly ask: number; readonly fileName: string }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number; readonly all: number }
  | { readonly kind: 'done'; readonly id: number; readonly outcome: Result<unknown, PixelFault> }
  | { readonly kind: 'bug'; readonly id: number; readonly message: string }
