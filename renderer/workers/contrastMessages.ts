import type { Window } from '#shared/contrast/autoWindow.ts'
import type { CurveMeasures } from '#shared/contrast/curveMeasures.ts'
import type { LookHere } from '#shared/contrast/lookHere.ts'
import type { MaskProposal } from '#shared/contrast/maskProposal.ts'
import type { ShiftPx } from '#shared/contrast/motionShift.ts'
import type { OutlinePoint } from '#shared/contrast/outline.ts'
import type { EllipseRegion } from '#shared/contrast/regionMean.ts'
import type { RunMaps } from '#shared/contrast/runMaps.ts'
import type { RunProblem } from '#shared/contrast/runProblems.ts'
import type { SubtractionFrames } from '#shared/contrast/subtractor.ts'
import type { PictureOrientation, SpreadDirection } from '#shared/contrast/spreadDirection.ts'
import type { SpreadContext, SpreadMeasures } from '#shared/contrast/spreadMeasures.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { Fault, Result } from '#shared/result.ts'
import type { PixelValues } from './framePlan.ts'
import type { FromAnsweringWorker, ToAnsweringWorker } from './workerQuestions.ts'

/** One run as it lies in memory. Frames count from 0 within the run, here and in all questions and answers. */
export type ContrastRun = {
  readonly values: PixelValues
  /** Where each frame begins in `values`; each is rows × columns elements long. */
  readonly offsets: readonly number[]
  readonly image: ImageDescription
  /** From the first frame on; empty where the header does not say. */
  readonly timesMs: readonly number[]
}

/** The mask, and how it lies over the frames: `null` = laid over the patient in every frame, else [row, column] per frame as said. */
export type MaskLie = {
  /** None where the header gives every frame a mask of its own. */
  readonly maskFrames: readonly number[]
  readonly shiftsPx: readonly ShiftPx[] | null
  /** How the screen subtracts each frame, where mask and shifts do not tell it; null: it does not. */
  readonly recipes?: readonly (SubtractionFrames | null)[] | undefined
}

export type ContrastFault = Fault<'NOT_A_PROJECTION' | 'RUN_TOO_SHORT' | 'NO_EDGES' | 'EMPTY_REGION' | 'NO_RECIPE'>

export type RunShifts = {
  readonly shiftsPx: readonly ShiftPx[]
  /** What motion leaves on bone in units of noise, with the shift and without; 1 is noise alone. */
  readonly scores: readonly number[]
  readonly scoresUnshifted: readonly number[]
}

export type RegionCurve = {
  readonly values: readonly number[]
  readonly timesMs: readonly number[]
  readonly measures: CurveMeasures
  readonly pixels: number
  /** False where too little bone is seen to lay the mask over the patient: it lies as it was shot. */
  readonly aligned: boolean
}

/** A subtracted frame, or the peak picture of the whole run. */
export type PictureName = number | 'peak'

export type SpreadQuestion = MaskLie & {
  readonly of: PictureName
  /** null = as proposed. */
  readonly threshold: number | null
  /** An outline that a person has changed goes before any threshold. */
  readonly outline: readonly (readonly OutlinePoint[])[] | null
  readonly connectedTo: { readonly point: OutlinePoint; readonly reachPx: number } | null
  readonly context: Omit<SpreadContext, 'closed'>
  /** Where the contrast set out from; null = the tip, or else no direction. */
  readonly origin: OutlinePoint | null
  readonly orientation: PictureOrientation | null
}

export type SpreadAnswer = {
  readonly threshold: number
  readonly proposedThreshold: number
  /** From where to where a threshold says anything. */
  readonly thresholds: readonly [least: number, most: number]
  /** Closed lines around what is opaque, on the frame as it lies; few points, to be taken by hand. */
  readonly outline: readonly (readonly OutlinePoint[])[]
  readonly measures: SpreadMeasures
  readonly direction: SpreadDirection | null
  /** Long narrow pieces that reach the edge: an aid to look, not a finding. */
  readonly vesselLike: readonly (readonly OutlinePoint[])[]
}

/** What may be asked of one run, and what comes back. */
export type ContrastQuestions = {
  readonly proposal: { readonly input: null; readonly answer: MaskProposal | null }
  readonly alignment: { readonly input: MaskLie & { readonly region: readonly OutlinePoint[] | null }; readonly answer: Result<RunShifts, ContrastFault> }
  readonly maps: { readonly input: MaskLie; readonly answer: Result<RunMaps, ContrastFault> }
  /** One answer a region. */
  readonly curves: { readonly input: MaskLie & { readonly regions: readonly EllipseRegion[] }; readonly answer: Result<readonly { readonly region: EllipseRegion; readonly curve: Result<RegionCurve, ContrastFault> }[], ContrastFault> }
  readonly faintWindow: { readonly input: MaskLie & { readonly of: PictureName }; readonly answer: Result<Window | null, ContrastFault> }
  readonly spread: { readonly input: SpreadQuestion; readonly answer: Result<SpreadAnswer, ContrastFault> }
  readonly lookHere: { readonly input: MaskLie; readonly answer: Result<readonly LookHere[], ContrastFault> }
  readonly problems: { readonly input: { readonly maskFrames: readonly number[]; readonly shiftsPx: readonly ShiftPx[] | null }; readonly answer: readonly RunProblem[] }
}
export type ContrastQuestionName = keyof ContrastQuestions
export type ContrastQuestion = { [Name in ContrastQuestionName]: { readonly name: Name; readonly input: ContrastQuestions[Name]['input'] } }[ContrastQuestionName]
export type ContrastAnswer = { [Name in ContrastQuestionName]: { readonly name: Name; readonly answer: ContrastQuestions[Name]['answer'] } }[ContrastQuestionName]

export type ToContrastWorker = { readonly kind: 'run'; readonly run: ContrastRun } | ToAnsweringWorker<ContrastQuestion>
export type FromContrastWorker = FromAnsweringWorker<ContrastAnswer>
