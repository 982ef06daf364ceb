import { levelPeak } from '#shared/contrast/peakPicture.ts'
import { buildAttenuationScale, type StoredPixels } from '#shared/contrast/attenuation.ts'
import { measureCurve, qualitativeOnly } from '#shared/contrast/curveMeasures.ts'
import { faintWindow } from '#shared/contrast/faintWindow.ts'
import { lookHereSteps } from '#shared/contrast/lookHere.ts'
import { proposeMask, type MaskProposal } from '#shared/contrast/maskProposal.ts'
import { regionCurveSteps } from '#shared/contrast/regionCurve.ts'
import { pixelsOfEllipse, type EllipseRegion } from '#shared/contrast/regionMean.ts'
import { alignOnGroundSteps, groundSteps, takenAsItLies, withinProgress, type Progress, type RunAlignment, type RunGround, type RunPixels } from '#shared/contrast/runAlignment.ts'
import { runMapSteps, type RunMaps } from '#shared/contrast/runMaps.ts'
import { judgedFrom } from '#shared/contrast/runPace.ts'
import { problemsOfHeader, problemsOfMask, problemsOfMotion, problemsOfSaturation, type RunProblem } from '#shared/contrast/runProblems.ts'
import { isInPolygon } from '#shared/contrast/shutterArea.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { ContrastPictures } from './contrastPictures.ts'
import { answerSpread } from './contrastSpread.ts'
import type { ContrastAnswer, ContrastFault, ContrastQuestion, ContrastQuestions, ContrastRun, MaskLie, RegionCurve } from './contrastMessages.ts'
import { KeptSteps } from './sharedSteps.ts'

type Steps<T> = Generator<Progress, T>
type AnswerOf<Name extends keyof ContrastQuestions> = ContrastQuestions[Name]['answer']
/** An alignment, or the mask as it lies where too little bone is seen to judge it. */
export type Laid = { readonly alignment: RunAlignment; readonly aligned: boolean }

const KEPT = { alignments: 8, maps: 3, curves: 40 } as const
const keyOf = ({ maskFrames, shiftsPx, recipes }: MaskLie): string => `${maskFrames.join(',')}@${shiftsPx === null ? 'auto' : shiftsPx.map((shift) => shift.join(',')).join(' ')}${recipes === undefined ? '' : JSON.stringify(recipes)}`
const CHANGE_ONLY = 'The header takes each frame off one near it: the curve shows what changed in between, not how much is there.'

/** What may be asked of one run, in steps, with what takes long kept: the thread that takes the steps is another's business. */
export class ContrastRunAnalysis {
  private readonly input: ContrastRun
  private readonly run: Result<RunPixels, ContrastFault>
  private readonly once = { proposal: new KeptSteps<MaskProposal>(1), ground: new KeptSteps<Result<RunGround, ContrastFault>>(1) }
  private readonly alignments = new KeptSteps<Result<RunAlignment, ContrastFault>>(KEPT.alignments)
  private readonly maps = new KeptSteps<RunMaps>(KEPT.maps)
  private readonly curves = new KeptSteps<Result<RegionCurve, ContrastFault>>(KEPT.curves)
  private readonly pictures: ContrastPictures

  constructor(input: ContrastRun) {
    this.input = input
    this.run = runPixels(input)
    this.pictures = new ContrastPictures((lie) => this.laid(lie), (lie, laid) => this.mapsOf(lie, laid))
  }

  *answer(question: ContrastQuestion): Steps<ContrastAnswer> {
    const { name, input } = question
    switch (name) {
      case 'proposal': return { name, answer: this.run.ok ? yield* this.proposal(this.run.value) : null }
      case 'alignment': return { name, answer: yield* this.shifts(input) }
      case 'maps': return { name, answer: yield* this.withLaid(input, (laid) => this.shownMaps(input, laid)) }
      case 'curves': return { name, answer: yield* this.regionCurves(input) }
      case 'faintWindow': return { name, answer: yield* this.withPicture(input, ({ picture, laid }, { columns, rows }) => faintWindow(picture, columns, rows, laid.alignment.openArea.usable)) }
      case 'spread': return { name, answer: yield* this.withPicture(input, (taken) => answerSpread(taken, input)) }
      case 'lookHere': return { name, answer: yield* this.lookHere(input) }
      case 'problems': return { name, answer: yield* this.problems(input) }
    }
  }

  private proposal(run: RunPixels): Steps<MaskProposal> {
    return this.once.proposal.of('', function* () {
      yield 0
      return proposeMask(run.frames, run.columns, run.rows, run.scale, run.shutter)
    })
  }

  private *ground(): Steps<Result<RunGround, ContrastFault>> {
    const { run } = this
    return run.ok ? yield* this.once.ground.of('', () => groundSteps(run.value)) : run
  }

  private *alignment(lie: MaskLie, region: ContrastQuestions['alignment']['input']['region'] = null): Steps<Result<RunAlignment, ContrastFault>> {
    const { run } = this
    if (!run.ok) return run
    const ground = yield* withinProgress(this.ground(), 0, 0.2)
    if (!ground.ok) return ground
    const vertices = region?.map(([column, row]) => [row, column] as const) ?? null
    const isInRegion = (column: number, row: number): boolean => vertices === null || isInPolygon(vertices, column, row)
    return yield* withinProgress(this.alignments.of(`${keyOf(lie)} ${JSON.stringify(region)}`, () => alignOnGroundSteps(run.value, ground.value, lie.maskFrames, isInRegion, lie.shiftsPx)), 0.2, 1)
  }

  /** The mask laid over the patient; where nobody can tell how he lay, as it was shot. */
  private *laid(lie: MaskLie): Steps<Result<Laid, ContrastFault>> {
    const ground = yield* withinProgress(this.ground(), 0, 0.2)
    if (!ground.ok) return ground
    const { maskFrames, shiftsPx: byHand, recipes } = lie
    if (byHand !== null) return ok({ alignment: takenAsItLies(ground.value, { maskFrames, shiftsPx: byHand, recipes }), aligned: true })
    const alignment = yield* withinProgress(this.alignment(lie), 0.2, 1)
    if (alignment.ok) return ok({ alignment: { ...alignment.value, recipes }, aligned: true })
    return alignment.error.code === 'NO_EDGES' ? ok({ alignment: takenAsItLies(ground.value, { maskFrames, shiftsPx: this.input.offsets.map(() => [0, 0]), recipes }), aligned: false }) : alignment
  }

  private *withLaid<T>(lie: MaskLie, of: (laid: Laid) => Steps<T>): Steps<Result<T, ContrastFault>> {
    const laid = yield* withinProgress(this.laid(lie), 0, 0.4)
    return laid.ok ? ok(yield* withinProgress(of(laid.value), 0.4, 1)) : laid
  }

  private *withPicture<T>(question: MaskLie & { readonly of: number | 'peak' }, of: (taken: Parameters<typeof answerSpread>[0], run: RunPixels) => T): Steps<Result<T, ContrastFault>> {
    const { run } = this
    if (!run.ok) return run
    const taken = yield* this.pictures.take(run.value, question, keyOf(question))
    return taken.ok ? ok(of(taken.value, run.value)) : taken
  }

  private *shifts(input: ContrastQuestions['alignment']['input']): Steps<AnswerOf<'alignment'>> {
    const alignment = yield* this.alignment(input, input.region)
    return alignment.ok ? ok({ shiftsPx: alignment.value.shiftsPx, scores: alignment.value.scores, scoresUnshifted: alignment.value.scoresUnshifted }) : alignment
  }

  /** What noise alone reaches is taken off the peaks: behind bone it would look like contrast. */
  private *shownMaps(lie: MaskLie, laid: Laid): Steps<RunMaps> {
    const maps = yield* this.mapsOf(lie, laid)
    const level = (peak: Float32Array): Float32Array => levelPeak(peak, laid.alignment.openArea.usable, laid.alignment.noise)
    return { ...maps, peak: level(maps.peak), faintPeak: level(maps.faintPeak) }
  }

  private *mapsOf(lie: MaskLie, { alignment }: Laid): Steps<RunMaps> {
    const { run, input } = this
    if (!run.ok) throw new Error('A run that was laid has pixels.')
    return yield* this.maps.of(keyOf(lie), () => runMapSteps(run.value, alignment, input.timesMs))
  }

  private *regionCurves({ regions, ...lie }: ContrastQuestions['curves']['input']): Steps<AnswerOf<'curves'>> {
    const { run } = this
    if (!run.ok) return run
    const laid = yield* withinProgress(this.laid(lie), 0, 0.9)
    if (!laid.ok) return laid
    const answers: { readonly region: EllipseRegion; readonly curve: Result<RegionCurve, ContrastFault> }[] = []
    for (const region of regions) answers.push({ region, curve: yield* withinProgress(this.curves.of(`${keyOf(lie)} ${JSON.stringify(region)}`, () => this.curve(run.value, laid.value, region)), 0.9, 1) })
    return ok(answers)
  }

  private *curve(run: RunPixels, { alignment, aligned }: Laid, region: EllipseRegion): Steps<Result<RegionCurve, ContrastFault>> {
    const { columns, rows, scale } = run
    const { timesMs } = this.input
    const pixels = pixelsOfEllipse(region, columns, rows, alignment.openArea.closed)
    if (pixels.indexes.length === 0) return err('EMPTY_REGION', 'No open pixel of the picture lies in this region. Move it onto the picture.')
    const values = yield* regionCurveSteps(run, alignment, pixels)
    const measures = measureCurve({ timesMs, values }, alignment.maskFrames)
    return ok({ values, timesMs, measures: scale.space !== 'log' ? qualitativeOnly(measures, scale.note) : alignment.maskFrames.length === 0 ? qualitativeOnly(measures, CHANGE_ONLY) : measures, pixels: pixels.indexes.length, aligned })
  }

  private *lookHere(lie: MaskLie): Steps<AnswerOf<'lookHere'>> {
    const { run, input } = this
    if (!run.ok) return run
    // A header that gives every frame a mask of its own shows what changed, not what came and went.
    const over = lie.maskFrames.length > 0 ? lie : { maskFrames: (yield* this.proposal(run.value)).maskFrames, shiftsPx: null }
    const laid = yield* withinProgress(this.laid(over), 0, 0.4)
    if (!laid.ok) return laid
    return yield* withinProgress(lookHereSteps(run.value, laid.value.alignment, { frameIntervalMs: intervalOf(input.timesMs) }), 0.4, 1)
  }

  private *problems({ maskFrames, shiftsPx }: ContrastQuestions['problems']['input']): Steps<readonly RunProblem[]> {
    const { run, input } = this
    if (!run.ok) return problemsOfHeader([input.image], input.timesMs, judgedFrom(null, maskFrames))
    const proposal = yield* withinProgress(this.proposal(run.value), 0, 0.2)
    const ofHeader = problemsOfHeader([input.image], input.timesMs, judgedFrom(proposal.onsetFrame, maskFrames))
    const ground = yield* withinProgress(this.ground(), 0.2, 0.4)
    const saturated = ground.ok ? problemsOfSaturation(run.value, input.image.pixel, ground.value.openArea.closed) : []
    if (maskFrames.length === 0) return [...ofHeader, ...saturated]
    const alignment = yield* withinProgress(this.alignment({ maskFrames, shiftsPx }), 0.4, 1)
    return [...ofHeader, ...problemsOfMask(maskFrames, proposal), ...saturated, ...(alignment.ok ? problemsOfMotion(alignment.value) : [])]
  }
}

/** The middle time between two frames; null without times. */
function intervalOf(timesMs: readonly number[]): number | null {
  const steps = timesMs.slice(1).map((time, frame) => time - (timesMs[frame] ?? NaN)).sort((a, b) => a - b)
  return steps[steps.length >> 1] ?? null
}

function runPixels({ values, offsets, image }: ContrastRun): Result<RunPixels, ContrastFault> {
  const scale = buildAttenuationScale(image)
  if (!scale.ok) return scale
  if (values instanceof Float32Array) return err('NOT_A_PROJECTION', 'The pictures of this series are stored in different ways and cannot be subtracted. Watch the run as it is.')
  const length = image.rows * image.columns
  const frames = offsets.map((offset): StoredPixels => values.subarray(offset, offset + length))
  return ok({ frames, columns: image.columns, rows: image.rows, scale: scale.value, shutter: image.shutter })
}
