import type { CurveMeasures } from '#shared/contrast/curveMeasures.ts'
import type { CurveRegion } from '#shared/contrast/runMarks.ts'
import { percent } from './figureRows.ts'
import { regionLooks, regionName, type RegionLook } from './regionWords.ts'

/** All by the highest peak of them, or each by its own: a flash is some 25 times weaker than an arthrogram. */
export type ChartScale = 'common' | 'own'
export type ChartLine = {
  readonly regionId: string
  readonly name: string
  readonly look: RegionLook
  /** Per cent of a peak, by frame of the run; NaN where a frame is not subtracted. */
  readonly values: readonly number[]
  readonly endLabel: string
  /** So far below the others on their scale that its onset and peak may be no more than light scattered about them. */
  readonly isLow: boolean
  readonly measures: CurveMeasures
}
type Measured = { readonly region: CurveRegion; readonly curve: { readonly values: readonly number[]; readonly measures: CurveMeasures } | null }

/** Below this part of the highest peak a curve is told by its height. */
const LOW_SHARE = 0.1
/** A curve within its noise is drawn no higher than this. */
const NOISE_TOP = 25

/** The curves as a chart draws them: from the level of the mask, in per cent of a peak. */
export function chartLines(measured: readonly Measured[], maskFrames: readonly number[], scale: ChartScale): readonly ChartLine[] {
  const lines = measured.flatMap(({ region, curve }) => {
    if (curve === null || !curve.values.some(value => Number.isFinite(value))) return []
    const level = maskFrames.map(frame => curve.values[frame] ?? NaN).filter(value => Number.isFinite(value))
    const base = level.reduce((sum, value) => sum + value, 0) / Math.max(1, level.length)
    const heights = curve.values.map(value => value - base)
    const isSeen = curve.measures.peakFrame.value !== null
    return [{ region, curve, heights, isSeen, most: heights.reduce((most, height) => (Math.abs(height) > most ? Math.abs(height) : most), 0) }]
  })
  const highest = lines.reduce((most, line) => (line.isSeen ? Math.max(most, line.most) : most), 0)
  return lines.map(({ region, curve, heights, isSeen, most }) => {
    const whole = scale === 'common' && highest > 0 ? highest : isSeen ? most : (100 / NOISE_TOP) * most
    const { retainedFraction } = curve.measures
    // What is kept of next to nothing is no statement: there the height is.
    const isLow = scale === 'common' && most < LOW_SHARE * highest
    const kept = !isSeen ? 'within noise' : isLow ? `${percent(most / highest)} at most` : retainedFraction.value === null ? 'course only' : `${percent(retainedFraction.value)} kept`
    return { regionId: region.regionId, name: regionName(region), look: regionLooks[region.kind], values: heights.map(height => (whole > 0 ? (100 * height) / whole : 0)), endLabel: `${regionName(region)}, ${kept}`, isLow, measures: curve.measures }
  })
}

export type Tick = { readonly at: number; readonly label: string }
const MOST_TICKS = 8

/** Whole seconds, or fewer, at their place between frames; frames where the run has no times. `at` in frames of the run. */
export function axisTicks(timesMs: readonly number[], frames: number): readonly Tick[] {
  const lastMs = timesMs.length === frames ? timesMs.at(-1) ?? 0 : 0
  if (!(lastMs > 0)) return every(frames - 1).map(frame => ({ at: frame, label: `frame ${String(frame + 1)}` }))
  const step = steps.find(each => lastMs / each <= MOST_TICKS) ?? 60_000
  return Array.from({ length: Math.floor(lastMs / step) + 1 }, (_, n) => ({ at: frameAtTime(timesMs, n * step), label: `${String((n * step) / 1000)} s` }))
}

const steps = [250, 500, 1000, 2000, 5000, 10_000, 30_000]

function every(last: number): readonly number[] {
  const step = Math.max(1, [1, 2, 5, 10, 20, 50, 100, 200, 500].find(each => last / each <= MOST_TICKS) ?? 1000)
  return Array.from({ length: Math.floor(last / step) + 1 }, (_, n) => n * step)
}

function frameAtTime(timesMs: readonly number[], ms: number): number {
  const next = timesMs.findIndex(time => time >= ms)
  if (next <= 0) return next === -1 ? timesMs.length - 1 : 0
  const [before, after] = [timesMs[next - 1] ?? ms, timesMs[next] ?? ms]
  return after === before ? next : next - 1 + (ms - before) / (after - before)
}

/** Labels at the end of their curves, pushed apart until none lies on another; from top to bottom in the order of their places. */
export function spreadApart(wanted: readonly number[], gap: number, most: number): readonly number[] {
  const order = wanted.map((at, n) => ({ at, n })).toSorted((a, b) => a.at - b.at)
  const places = new Array<number>(wanted.length).fill(0)
  let least = 0
  for (const { at, n } of order) {
    places[n] = Math.max(at, least)
    least = (places[n] ?? 0) + gap
  }
  let room = most
  for (const { n } of order.toReversed()) {
    places[n] = Math.max(0, Math.min(places[n] ?? 0, room))
    room = (places[n] ?? 0) - gap
  }
  return places
}
