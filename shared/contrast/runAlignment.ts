import type { DisplayShutter } from '#shared/dicom/imageDescription.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { AttenuationScale, StoredPixels } from './attenuation.ts'
import { createShiftFinder, edgePlane, type MeasuredShift, type ShiftFinder, type ShiftPx } from './motionShift.ts'
import { findOpenArea, type OpenArea } from './openArea.ts'
import type { Plane } from './planeFilters.ts'
import { NoiseCollector, type NoiseMap } from './runNoise.ts'
import { averageAttenuation } from './subtraction.ts'
import type { SubtractionFrames } from './subtractor.ts'

/** A run in memory, frames from 0. */
export type RunPixels = {
  readonly frames: readonly StoredPixels[]
  readonly columns: number
  readonly rows: number
  readonly scale: AttenuationScale
  readonly shutter: DisplayShutter | null
}

export type RunAlignment = {
  readonly maskFrames: readonly number[]
  /** Per frame, of the mask. Frames between which the patient lay still have the same. */
  readonly shiftsPx: readonly ShiftPx[]
  /** Per frame: what motion leaves on bone in units of noise, before and after the shift. 1 is noise alone. */
  readonly scoresUnshifted: readonly number[]
  readonly scores: readonly number[]
  readonly openArea: OpenArea
  /** Of one frame's attenuation. */
  readonly noise: NoiseMap
  /** How each frame is subtracted, where one mask and one shift a frame do not tell it; null: this frame is not. */
  readonly recipes?: readonly (SubtractionFrames | null)[] | undefined
}

/** Part that is done, 0 to 1. */
export type Progress = number

/** So many pairs of neighbouring frames, spread over the run, tell the noise. */
const NOISE_PAIRS = 16
/** The edge of the field stays while the patient moves, and reaches so far into an edge picture. */
const EDGE_MARGIN_PX = 8
/** Shifts of neighbouring frames within it are one place, measured several times. */
const SAME_PLACE_PX = 0.2
/** Closer to the mask than this is where the mask lies: a shift would only blur it. */
const UNMOVED_PX = 0.04
/** Above it bone edges look like contrast: half a pixel of motion. */
export const movedScore = 2

/** What holds of a run whatever its mask: where it can be measured, and how noisy it is. */
export type RunGround = {
  readonly openArea: OpenArea
  /** Of one frame's attenuation. */
  readonly noise: NoiseMap
  readonly edgeNoise: NoiseMap
}

/** A mask that lies as it was shot, or is moved by hand. */
export type HandShifts = Pick<RunAlignment, 'maskFrames' | 'shiftsPx' | 'recipes'>

type IsInRegion = (column: number, row: number) => boolean
const everywhere: IsInRegion = () => true

/**
 * Open area and noise of a run, in steps.
 *
 * @frame   imageIndex
 * @units   noise in units of attenuation
 * @source  see openArea.ts and runNoise.ts
 */
export function* groundSteps(run: RunPixels): Generator<Progress, Result<RunGround, Fault<'RUN_TOO_SHORT'>>> {
  const [first] = run.frames
  if (first === undefined || run.frames.length < 2) return err('RUN_TOO_SHORT', 'This run has a single frame: there is nothing to compare it with. Choose a run of moving pictures.')
  const openArea = findOpenArea(first, run.columns, run.rows, run.scale, run.shutter)
  const noises = yield* collectNoise(run, openArea, new EdgeMaker(run))
  if (noises === null) return err('RUN_TOO_SHORT', 'The noise of this run cannot be told: its frames are all equal, or hardly a pixel is open. Movement cannot be judged on it.')
  return ok({ openArea, noise: noises.frame, edgeNoise: noises.edges })
}

/**
 * Lays the mask over every frame of a run, in steps, so that a caller can show progress and stop between them. With a
 * region only what lies in it is looked at: it gets a shift of its own. Shifts by hand are kept and only judged.
 *
 * @frame   imageIndex; shifts [row, column] in the sense of Mask Sub-pixel Shift (0028,6114)
 * @units   pixels; scores in units of noise
 * @source  see motionShift.ts
 */
export function* alignOnGroundSteps(run: RunPixels, ground: RunGround, maskFrames: readonly number[], isInRegion: IsInRegion = everywhere, byHand: readonly ShiftPx[] | null = null): Generator<Progress, Result<RunAlignment, Fault<'NO_EDGES'>>> {
  const edges = new EdgeMaker(run)
  const farFromEdge = findOpenArea(run.frames[0] ?? new Uint16Array(0), run.columns, run.rows, run.scale, run.shutter, EDGE_MARGIN_PX)
  const mask = edges.ofFrames(maskFrames)
  const finder = createShiftFinder({ mask: { ...mask, values: mask.values.slice() }, maskFrameCount: maskFrames.length, usable: farFromEdge.usable, noise: ground.edgeNoise, isInRegion })
  if (finder === null) return err('NO_EDGES', 'Too little bone lies in the open part of the picture to see whether the patient moved. Compare mask and frame by eye.')
  const found = yield* findShifts(run, edges, finder, byHand)
  return ok({ maskFrames, openArea: ground.openArea, noise: ground.noise, ...found })
}

/**
 * A run whose mask nobody judged, as an alignment: what is measured on it goes by the shifts given.
 *
 * @frame   imageIndex; shifts [row, column] in the sense of Mask Sub-pixel Shift (0028,6114)
 * @units   pixels; no scores
 */
export const takenAsItLies = ({ openArea, noise }: RunGround, { maskFrames, shiftsPx, recipes }: HandShifts): RunAlignment => ({ maskFrames, shiftsPx, recipes, scores: [], scoresUnshifted: [], openArea, noise })

/**
 * How one frame is subtracted, so that every figure sees the pixels that the screen shows; null where it is not.
 *
 * @frame   frames from 0 within the run
 * @units   shift in pixels [row, column]
 */
export const subtractionAt = ({ maskFrames, shiftsPx, recipes }: HandShifts, frame: number): SubtractionFrames | null =>
  recipes === undefined ? { contrastFrames: [frame], maskFrames, shiftPx: shiftsPx[frame] ?? [0, 0] } : recipes[frame] ?? null

/**
 * Both at once, for callers that ask for one mask.
 *
 * @frame   imageIndex; shifts [row, column] in the sense of Mask Sub-pixel Shift (0028,6114)
 * @units   pixels; scores in units of noise
 * @source  see motionShift.ts
 */
export function* alignRunSteps(run: RunPixels, maskFrames: readonly number[], isInRegion: IsInRegion = everywhere): Generator<Progress, Result<RunAlignment, Fault<'RUN_TOO_SHORT' | 'NO_EDGES'>>> {
  const ground = yield* withinProgress(groundSteps(run), 0, 0.2)
  return ground.ok ? yield* withinProgress(alignOnGroundSteps(run, ground.value, maskFrames, isInRegion), 0.2, 1) : ground
}

/**
 * Steps as a part of longer ones.
 *
 * @units   parts of the whole, 0 to 1
 */
export function* withinProgress<T>(steps: Generator<Progress, T>, from: Progress, to: Progress): Generator<Progress, T> {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    yield from + (to - from) * step.value
  }
}

function* findShifts(run: RunPixels, edges: EdgeMaker, finder: ShiftFinder, byHand: readonly ShiftPx[] | null): Generator<Progress, Pick<RunAlignment, 'shiftsPx' | 'scores' | 'scoresUnshifted'>> {
  const shiftsPx: ShiftPx[] = []
  const scores: number[] = []
  const scoresUnshifted: number[] = []
  for (let frame = 0; frame < run.frames.length; frame += 1) {
    const plane = edges.ofFrames([frame])
    const found = byHand === null ? finder.find(plane) : judged(finder, plane, byHand[frame] ?? [0, 0])
    shiftsPx.push(found.shiftPx)
    scores.push(found.score)
    scoresUnshifted.push(found.scoreUnshifted)
    yield (frame + 1) / run.frames.length
  }
  return { shiftsPx: byHand === null ? settleShifts(shiftsPx) : shiftsPx, scores, scoresUnshifted }
}

const judged = (finder: ShiftFinder, plane: Plane, shiftPx: ShiftPx): MeasuredShift => ({ shiftPx, score: finder.score(plane, shiftPx), scoreUnshifted: finder.score(plane, [0, 0]) })

/**
 * Shifts of frames in which the patient lay in one place, each measured with its own noise, become their median.
 *
 * @units   pixels [row, column]
 */
export function settleShifts(measured: readonly ShiftPx[]): readonly ShiftPx[] {
  const settled: ShiftPx[] = []
  while (settled.length < measured.length) {
    const start = settled.length
    let end = start + 1
    while (end < measured.length && isSamePlace(measured[end], medianShift(measured.slice(start, end)))) end += 1
    const place = medianShift(measured.slice(start, end))
    const shift: ShiftPx = Math.hypot(place[0], place[1]) < UNMOVED_PX ? [0, 0] : place
    for (let frame = start; frame < end; frame += 1) settled.push(shift)
  }
  return settled
}

const isSamePlace = (one: ShiftPx | undefined, other: ShiftPx): boolean => one !== undefined && Math.hypot(one[0] - other[0], one[1] - other[1]) < SAME_PLACE_PX

function medianShift(shifts: readonly ShiftPx[]): ShiftPx {
  const middle = (axis: 0 | 1): number => shifts.map((shift) => shift[axis]).sort((a, b) => a - b)[shifts.length >> 1] ?? 0
  return [middle(0), middle(1)]
}

/** Noise of a frame and of its edges, from pairs spread over the run. */
function* collectNoise(run: RunPixels, openArea: OpenArea, edges: EdgeMaker): Generator<Progress, { readonly frame: NoiseMap; readonly edges: NoiseMap } | null> {
  const ofFrame = new NoiseCollector(run.columns, run.rows, openArea.usable)
  const ofEdges = new NoiseCollector(run.columns, run.rows, openArea.usable)
  const every = Math.max(1, (run.frames.length - 1) / NOISE_PAIRS)
  for (let pair = 0; Math.floor(pair * every) + 1 < run.frames.length; pair += 1) {
    const at = Math.floor(pair * every)
    const before = edges.ofFrames([at])
    const kept = { edges: before.values.slice(), frame: edges.attenuation.slice() }
    ofEdges.add(kept.edges, edges.ofFrames([at + 1]).values)
    ofFrame.add(kept.frame, edges.attenuation)
    yield Math.min(1, pair / NOISE_PAIRS)
  }
  const frame = ofFrame.finish()
  const edgeNoise = ofEdges.finish()
  return frame === null || edgeNoise === null ? null : { frame, edges: edgeNoise }
}

/** Makes edge pictures in the same buffers again and again. */
class EdgeMaker {
  readonly attenuation: Float32Array
  private readonly run: RunPixels
  private readonly target: Float32Array
  private readonly scratch: Float32Array
  private readonly slow: Float32Array

  constructor(run: RunPixels) {
    const length = run.columns * run.rows
    this.run = run
    this.attenuation = new Float32Array(length)
    this.target = new Float32Array(length)
    this.scratch = new Float32Array(length)
    this.slow = new Float32Array(length)
  }

  /** Good until the next call. */
  ofFrames(frames: readonly number[]): Plane {
    const { run } = this
    averageAttenuation(frames.map((frame) => run.frames[frame] ?? new Uint16Array(0)), run.scale, this.attenuation)
    return edgePlane(this.attenuation, run.columns, run.rows, this.target, this.scratch, this.slow)
  }
}

/**
 * Runs the steps of a generator to their end in one go, for callers that show no progress.
 *
 * @units   none
 */
export function finishSteps<T>(steps: Generator<Progress, T>): T {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}
