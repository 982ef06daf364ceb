import type { ShiftPx } from '#shared/contrast/motionShift.ts'
import { levelPeak } from '#shared/contrast/peakPicture.ts'
import { proposeThreshold, thresholdRange } from '#shared/contrast/opaqueRegion.ts'
import { withinProgress, type Progress, type RunPixels } from '#shared/contrast/runAlignment.ts'
import type { NoiseMap } from '#shared/contrast/runNoise.ts'
import type { RunMaps } from '#shared/contrast/runMaps.ts'
import { createSubtractor } from '#shared/contrast/subtractor.ts'
import { ok, type Result } from '#shared/result.ts'
import type { ContrastFault, MaskLie, PictureName } from './contrastMessages.ts'
import type { Laid } from './contrastRunAnalysis.ts'
import { KeptSteps } from './sharedSteps.ts'

type Steps<T> = Generator<Progress, T>
export type TakenPicture = {
  readonly picture: Float32Array
  /** Of this picture: the highest of many frames is less noisy than one of them. */
  readonly noise: NoiseMap
  /** How far the patient lies from where he lay on the mask. */
  readonly shiftPx: ShiftPx
  readonly laid: Laid
  readonly proposedThreshold: number
  readonly thresholds: readonly [least: number, most: number]
}

/** Deviation of the highest of some dozen values, in that of one. */
const PEAK_NOISE = 0.5

/** A slider asks for the same picture again and again. */
const KEPT_PICTURES = 4

/** Subtracted frames and peak pictures of one run. */
export class ContrastPictures {
  private readonly laid: (lie: MaskLie) => Steps<Result<Laid, ContrastFault>>
  private readonly mapsOf: (lie: MaskLie, laid: Laid) => Steps<RunMaps>
  private readonly kept = new KeptSteps<Result<TakenPicture, ContrastFault>>(KEPT_PICTURES)

  constructor(laid: ContrastPictures['laid'], mapsOf: ContrastPictures['mapsOf']) {
    this.laid = laid
    this.mapsOf = mapsOf
  }

  take(run: RunPixels, question: MaskLie & { readonly of: PictureName }, key: string): Steps<Result<TakenPicture, ContrastFault>> {
    return this.kept.of(`${key} ${String(question.of)}`, () => this.make(run, question))
  }

  private *make(run: RunPixels, question: MaskLie & { readonly of: PictureName }): Steps<Result<TakenPicture, ContrastFault>> {
    const laid = yield* withinProgress(this.laid(question), 0, 0.5)
    if (!laid.ok) return laid
    const { openArea, noise: ofFrame, shiftsPx } = laid.value.alignment
    const { of } = question
    const peak = of === 'peak' ? (yield* withinProgress(this.mapsOf(question, laid.value), 0.5, 0.95)).peak : null
    const shiftPx: ShiftPx = of === 'peak' ? [0, 0] : shiftsPx[of] ?? [0, 0]
    const picture = peak === null ? subtracted(run, question.maskFrames, of === 'peak' ? 0 : of, shiftPx) : levelPeak(peak, openArea.usable, ofFrame)
    const noise = peak === null ? ofFrame : { ...ofFrame, sigma: ofFrame.sigma.map(sigma => PEAK_NOISE * sigma) }
    yield 0.97
    return ok({ picture, noise, shiftPx, laid: laid.value, proposedThreshold: proposeThreshold(picture, openArea.usable, noise), thresholds: thresholdRange(picture, openArea.usable, noise) })
  }
}

function subtracted(run: RunPixels, maskFrames: readonly number[], frame: number, shiftPx: ShiftPx): Float32Array {
  const length = run.columns * run.rows
  const subtractor = createSubtractor(run.columns, run.rows, run.scale, (at) => run.frames[at] ?? new Uint16Array(length))
  return subtractor.subtract({ contrastFrames: [frame], maskFrames, shiftPx }, new Float32Array(length))
}
