import { ok, type Result, type Fault } from '#shared/result.ts'
import { centreLineOf, lineLength } from './linePath.ts'
import { scorePassages, type Passages, type TimeStack } from './passageScore.ts'
import { blurPlane, halvePlane } from './planeFilters.ts'
import { subtractionAt, type Progress, type RunAlignment, type RunPixels } from './runAlignment.ts'
import { NoiseCollector } from './runNoise.ts'
import { shiftPlane } from './subtraction.ts'
import { createSubtractor } from './subtractor.ts'

/** A place to look at: something narrow came and went along a line. An aid to look, not a finding. */
export type LookHere = {
  /** [column, row], from one end to the other. */
  readonly line: readonly (readonly [column: number, row: number])[]
  readonly lengthPx: number
  readonly widthPx: number
  /** Frames in which it is there, from 0 within the run. */
  readonly firstFrame: number
  readonly lastFrame: number
  /** The frame to show: where the most of it is there. */
  readonly frame: number
  /** Median height along the line in units of noise. */
  readonly strength: number
}

export type LookHereOptions = {
  /** How long a passage may last; null where the header has no frame times: then a dozen frames. */
  readonly frameIntervalMs: number | null
  readonly longestMs?: number
}

/** Longest passage that is searched for. */
export const LONGEST_MS = 1500
export const LONGEST_FRAMES_WITHOUT_TIMES = 12
/** Searched in pictures of about this width: a vessel is several pixels wide in them, and noise is averaged. */
const WORK_COLUMNS = 384
const BLUR_PX = 1
const MEMBER_STRENGTH = 4.2
const SEED_STRENGTH = 6
/** Of the width of the picture. */
const SHORTEST_SHARE = 0.05
const LEAST_LENGTH_TO_WIDTH = 2.5
/** Neighbours belong together when they are passed at about the same time. */
const TOGETHER_FRAMES = 2

/**
 * Looks for what comes and goes fast along a line: a matched filter in time on the aligned subtraction, then long narrow
 * pieces of what it finds. In steps, so that a caller can show progress and stop between them.
 *
 * @frame   imageIndex of the mask: where the patient lay then; frames from 0 within the run
 * @units   pixels, frames; strength in units of noise
 * @source  none; a proposal of where to look
 * @limits  says nothing of what it is, and nothing at all by finding nothing: a passage between two frames, along the
 *          beam, or still there at the end of the run is not seen
 */
export function* lookHereSteps(run: RunPixels, alignment: RunAlignment, options: LookHereOptions): Generator<Progress, Result<readonly LookHere[], Fault<never>>> {
  const work = new WorkSize(run, alignment)
  const stack = yield* subtractAll(run, alignment, work)
  const noise = noiseOfStack(stack, work.usable)
  if (noise === null) return ok([])
  const longestFrames = options.frameIntervalMs === null ? LONGEST_FRAMES_WITHOUT_TIMES : Math.max(1, Math.round((options.longestMs ?? LONGEST_MS) / options.frameIntervalMs))
  const darkening = scorePassages(stack, noise, longestFrames)
  yield 0.8
  for (let at = 0; at < darkening.strength.length; at += 1) if (work.usable[at] === 0) darkening.strength[at] = 0
  const pieces = connectedPassages(darkening, stack.columns)
  yield 0.95
  return ok(pieces.flatMap((piece) => placeOf(piece, darkening, stack.columns, work)).sort((a, b) => b.strength * b.lengthPx - a.strength * a.lengthPx))
}

/** The smaller pictures that the search works in. */
class WorkSize {
  readonly columns: number
  readonly rows: number
  readonly halvings: number
  readonly usable: Uint8Array
  readonly runColumns: number

  constructor(run: RunPixels, alignment: RunAlignment) {
    let halvings = 0
    while (run.columns >> halvings > WORK_COLUMNS) halvings += 1
    this.halvings = halvings
    this.runColumns = run.columns
    this.columns = run.columns >> halvings
    this.rows = run.rows >> halvings
    const step = 1 << halvings
    this.usable = Uint8Array.from({ length: this.columns * this.rows }, (_, at) =>
      alignment.openArea.usable[(Math.floor(at / this.columns) * step + (step >> 1)) * run.columns + (at % this.columns) * step + (step >> 1)] ?? 0)
  }

  /** Centre of a pixel of the smaller picture in the run's own pixels. */
  toRun(column: number, row: number): readonly [column: number, row: number] {
    const step = 1 << this.halvings
    return [column * step + (step - 1) / 2, row * step + (step - 1) / 2]
  }
}

function* subtractAll(run: RunPixels, alignment: RunAlignment, work: WorkSize): Generator<Progress, TimeStack> {
  const { columns, rows } = run
  const pixels = work.columns * work.rows
  const stack: TimeStack = { columns: work.columns, rows: work.rows, frames: run.frames.length, values: new Float32Array(pixels * run.frames.length) }
  const subtractor = createSubtractor(columns, rows, run.scale, (frame) => run.frames[frame] ?? new Uint16Array(columns * rows))
  const full = new Float32Array(columns * rows)
  const scratch = new Float32Array(pixels)
  const small = new Float32Array(pixels)
  const perPixel = 2 ** -work.halvings
  for (let frame = 0; frame < run.frames.length; frame += 1) {
    const shiftPx = alignment.shiftsPx[frame] ?? [0, 0]
    subtractor.subtract(subtractionAt(alignment, frame) ?? { contrastFrames: [frame], maskFrames: alignment.maskFrames, shiftPx }, full)
    for (let halving = 0; halving < work.halvings; halving += 1) halvePlane(full, columns >> halving, rows >> halving, full)
    const plane = stack.values.subarray(frame * pixels, (frame + 1) * pixels)
    blurPlane(full.subarray(0, pixels), work.columns, work.rows, BLUR_PX, small, scratch)
    // Back to where the patient lay: contrast that moves with him neither comes nor goes.
    shiftPlane(small, work.columns, work.rows, [-shiftPx[0] * perPixel, -shiftPx[1] * perPixel], plane)
    takeOffMedian(plane, work.usable)
    yield (0.6 * (frame + 1)) / run.frames.length
  }
  return stack
}

/** A change of exposure is the same everywhere: it is no flow. */
function takeOffMedian(plane: Float32Array, usable: Uint8Array): void {
  const open = plane.filter((_, at) => at % 7 === 0 && usable[at] === 1).sort()
  const median = open[open.length >> 1] ?? 0
  for (let at = 0; at < plane.length; at += 1) plane[at] = (plane[at] ?? NaN) - median
}

function noiseOfStack(stack: TimeStack, usable: Uint8Array): ReturnType<NoiseCollector['finish']> {
  const pixels = stack.columns * stack.rows
  const collector = new NoiseCollector(stack.columns, stack.rows, usable)
  for (let frame = 0; frame + 1 < stack.frames; frame += 1) collector.add(stack.values.subarray(frame * pixels, (frame + 1) * pixels), stack.values.subarray((frame + 1) * pixels, (frame + 2) * pixels))
  return collector.finish()
}

/** Pieces of strong pixels that touch and are passed at about the same time. */
function connectedPassages({ strength, firstFrame, lastFrame }: Passages, columns: number): readonly (readonly number[])[] {
  const taken = new Uint8Array(strength.length)
  const middle = (at: number): number => ((firstFrame[at] ?? NaN) + (lastFrame[at] ?? NaN)) / 2
  const pieces: number[][] = []
  for (let seed = 0; seed < strength.length; seed += 1) {
    if (taken[seed] === 1 || (strength[seed] ?? NaN) < SEED_STRENGTH) continue
    const piece = [seed]
    taken[seed] = 1
    for (let next = 0; next < piece.length; next += 1) {
      const at = piece[next] ?? NaN
      for (const step of [1, -1, columns, -columns, columns + 1, columns - 1, -columns + 1, -columns - 1]) {
        const to = at + step
        if (taken[to] !== 0 || !((strength[to] ?? NaN) >= MEMBER_STRENGTH) || Math.abs(middle(to) - middle(at)) > TOGETHER_FRAMES) continue
        taken[to] = 1
        piece.push(to)
      }
    }
    pieces.push(piece)
  }
  return pieces
}

function placeOf(piece: readonly number[], { strength, firstFrame, lastFrame }: Passages, columns: number, work: WorkSize): readonly LookHere[] {
  const path = centreLineOf(piece, columns, (at) => strength[at] ?? 0)
  const line = smoothed(path.map((at) => work.toRun(at % columns, Math.floor(at / columns))))
  const lengthPx = lineLength(line)
  const step = 1 << work.halvings
  const widthPx = lengthPx === 0 ? Infinity : (piece.length * step * step) / lengthPx
  if (lengthPx < SHORTEST_SHARE * work.runColumns || lengthPx < LEAST_LENGTH_TO_WIDTH * widthPx) return []
  const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b)
  const quantile = (values: readonly number[], share: number): number => sorted(values)[Math.floor(share * (values.length - 1))] ?? NaN
  const firsts = path.map((at) => firstFrame[at] ?? NaN)
  const lasts = path.map((at) => lastFrame[at] ?? NaN)
  return [{
    line, lengthPx, widthPx, firstFrame: quantile(firsts, 0.1), lastFrame: quantile(lasts, 0.9),
    frame: Math.round((quantile(firsts, 0.5) + quantile(lasts, 0.5)) / 2), strength: quantile(path.map((at) => strength[at] ?? NaN), 0.5),
  }]
}

/** Steps of a pixel grid are not the line's own. */
function smoothed(line: readonly (readonly [number, number])[]): readonly (readonly [number, number])[] {
  return line.map((_, n) => {
    const reach = Math.min(2, n, line.length - 1 - n)
    const near = line.slice(n - reach, n + reach + 1)
    return [near.reduce((sum, [column]) => sum + column, 0) / near.length, near.reduce((sum, [, row]) => sum + row, 0) / near.length]
  })
}
