import type { ShiftPx } from '#shared/contrast/motionShift.ts'
import { levelPeak } from '#shared/contrast/peakPicture.ts'
import { proposeThreshold, thresholdRange } from '#shared/contrast/opaqueRegion.ts'
import { subtractionAt, withinProgress, type Progress, type RunPixels } from '#shared/contrast/runAlignment.ts'
import type { NoiseMap } from '#shared/contrast/runNoise.ts'
import type { RunMaps } from '#shared/contrast/runMaps.ts'
import { residueOf } from '#shared/contrast/shiftResidue.ts'
import { createSubtractor, type SubtractionFrames } from '#shared/contrast/subtractor.ts'
import { err, ok, type Result } from '#shared/result.ts'
import type { ContrastFault, MaskLie, PictureName } from './contrastMessages.ts'
import type { Laid } from './contrastRunAnalysis.ts'
import { KeptSteps } from './sharedSteps.ts'

type Steps<T> = Generator<Progress, T>
export type TakenPicture = {
  readonly picture: Float32Array
  /** Of this picture: the highest of many frames is less noisy than one of them. */
  readonly noise: NoiseMap
  /** What the moved mask may leave on it. */
  readonly residue: Float32Array | null
  /** How far the patient lies from where he lay on the mask. */
  readonly shiftPx: ShiftPx
  readonly laid: Laid
  readonly proposedThreshold: number
  readonly thresholds: readonly [least: number, most: number]
}

/** Deviation of the highest of some dozen values, in that of one. */
const PEAK_NOISE = 0.5

const ONE_MASK = 'The header gives every frame a mask of its own. A picture of the whole run needs one: choose the frames before the contrast.'

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
    const { alignment } = laid.value
    const { openArea, noise: ofFrame, shiftsPx } = alignment
    const { of } = question
    const how = of === 'peak' ? null : subtractionAt(alignment, of)
    if (how === null && of !== 'peak') return err('NO_RECIPE', 'The header does not subtract this frame. Choose another frame, or the mask frames yourself.')
    if (of === 'peak' && question.maskFrames.length === 0) return err('NO_RECIPE', ONE_MASK)
    const peak = of === 'peak' ? (yield* withinProgress(this.mapsOf(question, laid.value), 0.5, 0.95)).peak : null
    const shiftPx: ShiftPx = of === 'peak' ? [0, 0] : shiftsPx[of] ?? [0, 0]
    const picture = how !== null ? subtracted(run, how) : peak === null ? new Float32Array(0) : levelPeak(peak, openArea.usable, ofFrame)
    const residue = residueOf(run, alignment, of)
    const noise = peak === null ? ofFrame : { ...ofFrame, sigma: ofFrame.sigma.map(sigma => PEAK_NOISE * sigma) }
    yield 0.97
    return ok({ picture, noise, residue, shiftPx, laid: laid.value, proposedThreshold: proposeThreshold(picture, openArea.usable, noise), thresholds: thresholdRange(picture, openArea.usable, noise) })
  }
}

function subtracted(run: RunPixels, how: SubtractionFrames): Float32Array {
  const length = run.columns * run.rows
  const subtractor = createSubtractor(run.columns, run.rows, run.scale, (at) => run.frames[at] ?? new Uint16Array(length))
  return subtractor.subtract(how, new Float32Array(length))
}
