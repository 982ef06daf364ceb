import type { ShaftAxis, ShaftProfile } from './shaftFit.ts'
import type { VolumeSampler } from './volumeSampler.ts'

/** One end of a shaft, mm along its axis; `way` is +1 at the far end, -1 at the near one. */
export type ShaftEnd = {
  readonly way: 1 | -1
  readonly mm: number
  readonly leavesScan: boolean
  /** Part of what surrounds the shaft near this end that is air, 0 to 1. */
  readonly airShare: number
  /** How much darker than its surroundings the line beyond the end is, HU: beam hardening leaves a dark tail beyond a tip. */
  readonly tailHu: number
}

const STEP_MM = 0.25
const GAP_MM = 1.6
const RIM_MM = 2.4
const AIR_HU = -300
const LOWEST_RIM_HU = -200
/** A shaft between two thick slices shows half of its contrast in each. */
const ENOUGH_CONTRAST = { thin: 0.4, thick: 0.28, thickFromMm: 1.4 }
const ENOUGH_BRIGHTNESS = 0.8
/** A shaft is as bright all along, within what thick slices make of it; an edge of bone is not. */
const EVEN_FROM = 0.5
const EVEN_TO = 1.6
const circle = Array.from({ length: 8 }, (_, n) => [Math.cos((n * Math.PI) / 4), Math.sin((n * Math.PI) / 4)] as const)

/** HU on the axis of a shaft and around it. */
export class ShaftReader {
  private readonly sampler: VolumeSampler
  private readonly axis: ShaftAxis

  constructor(sampler: VolumeSampler, axis: ShaftAxis) {
    this.sampler = sampler
    this.axis = axis
  }

  at(mm: number, a: number, b: number): number {
    const { point: p, direction: d, across: u, other: v } = this.axis
    return this.sampler.huAtXyz(p[0] + d[0] * mm + u[0] * a + v[0] * b, p[1] + d[1] * mm + u[1] * a + v[1] * b, p[2] + d[2] * mm + u[2] * a + v[2] * b)
  }

  core(mm: number): number {
    return (2 * this.at(mm, 0, 0) + this.at(mm, 0.25, 0) + this.at(mm, -0.25, 0) + this.at(mm, 0, 0.25) + this.at(mm, 0, -0.25)) / 6
  }

  /** Median on a ring around the axis. */
  rim(mm: number, radiusMm: number): number {
    return medianOf(circle.map(([cos, sin]) => this.at(mm, radiusMm * cos, radiusMm * sin)).filter((hu) => !Number.isNaN(hu)))
  }
}

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? NaN
}

export type ShaftExtent = { readonly near: ShaftEnd; readonly far: ShaftEnd; readonly coreHu: number; readonly contrastHu: number; readonly evenness: number }

/**
 * Both ends of a shaft whose axis is known, to about half a voxel.
 *
 * @frame   along the axis
 * @units   mm, HU
 */
export function shaftExtent(reader: ShaftReader, fromMm: number, toMm: number, sliceMm: number): ShaftExtent {
  const inside = Array.from({ length: Math.max(4, Math.floor((toMm - fromMm - 2) / STEP_MM)) }, (_, n) => fromMm + 1 + n * STEP_MM)
  const contrastAt = (mm: number): number => reader.core(mm) - Math.max(LOWEST_RIM_HU, reader.rim(mm, RIM_MM))
  const coreHu = medianOf(inside.map((mm) => reader.core(mm)))
  const contrasts = inside.map(contrastAt)
  const contrastHu = medianOf(contrasts)
  const evenness = contrasts.filter((hu) => hu > EVEN_FROM * contrastHu && hu < EVEN_TO * contrastHu).length / contrasts.length
  const enough = sliceMm < ENOUGH_CONTRAST.thickFromMm ? ENOUGH_CONTRAST.thin : ENOUGH_CONTRAST.thick
  const gapMm = Math.max(GAP_MM, 1.2 * sliceMm)
  const isShaft = (mm: number): boolean => contrastAt(mm) >= enough * contrastHu || reader.core(mm) >= ENOUGH_BRIGHTNESS * coreHu
  const walk = (way: 1 | -1): ShaftEnd => {
    let last = (fromMm + toMm) / 2
    let leavesScan = false
    for (let mm = last; Math.abs(mm - last) <= gapMm; mm += way * STEP_MM) {
      if (Number.isNaN(reader.core(mm))) { leavesScan = Math.abs(mm - last) <= 2 * STEP_MM; break }
      if (isShaft(mm)) last = mm
    }
    return { way, mm: last, leavesScan, airShare: airAround(reader, last, way), tailHu: tailBeyond(reader, last, way) }
  }
  return { near: walk(-1), far: walk(1), coreHu, contrastHu, evenness }
}

function airAround(reader: ShaftReader, endMm: number, way: 1 | -1): number {
  let air = 0, seen = 0
  for (let back = -4; back <= 6; back += 1) for (const [cos, sin] of circle) {
    const hu = reader.at(endMm - way * back, 5 * cos, 5 * sin)
    if (Number.isNaN(hu)) continue
    seen += 1
    if (hu < AIR_HU) air += 1
  }
  return seen === 0 ? NaN : air / seen
}

function tailBeyond(reader: ShaftReader, endMm: number, way: 1 | -1): number {
  let sum = 0, count = 0
  for (let mm = 1.5; mm <= 6; mm += 0.5) {
    const difference = reader.core(endMm + way * mm) - reader.rim(endMm + way * mm, 4)
    if (Number.isNaN(difference)) continue
    sum += difference
    count += 1
  }
  return count < 4 ? NaN : -sum / count
}

const FIT_REACH_MM = 4
const FIT_STEP_MM = 0.1
const FIT_SHIFT_MM = 2.5
const FINE_MM = 0.05

/**
 * The end of the metal: the place at which a step, blurred as the shaft is blurred across and cut off at the scanner's
 * highest value, comes nearest to the HU along the axis. The dark tail beyond counts as tissue, so it moves nothing.
 *
 * @frame   along the axis
 * @units   mm, HU
 */
export function fitShaftEnd(reader: ShaftReader, end: ShaftEnd, profile: ShaftProfile | null, coreHu: number, clipHu: number): number {
  const samples = Array.from({ length: 2 * Math.round(FIT_REACH_MM / FIT_STEP_MM) + 1 }, (_, n) => {
    const t = n * FIT_STEP_MM - FIT_REACH_MM
    return { t, hu: reader.core(end.mm + end.way * t) }
  }).filter(({ hu }) => !Number.isNaN(hu))
  const beyond = Math.min(0.7 * coreHu, Math.max(0, medianOf(samples.filter(({ t }) => t > 2).map(({ hu }) => hu))))
  const peak = Math.max(coreHu, profile === null ? coreHu : Math.min(profile.peakHu, 6 * coreHu))
  const sigma = profile === null ? 0.5 : Math.max(0.25, profile.sigmaAlongMm)
  let best = 0, bestError = Infinity
  for (let shift = -FIT_SHIFT_MM; shift <= FIT_SHIFT_MM; shift += FINE_MM) {
    let error = 0
    for (const { t, hu } of samples) {
      const model = Math.min(clipHu, coreHu * 1.02, beyond + (peak - beyond) * normalCdf((shift - t) / sigma))
      error += (Math.max(hu, beyond) - model) ** 2
    }
    if (error < bestError) { bestError = error; best = shift }
  }
  return end.mm + end.way * best
}

/** Abramowitz and Stegun 26.2.17, off by less than 1e-7. */
function normalCdf(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x))
  const tail = 0.3989422804 * Math.exp((-x * x) / 2) * t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return x >= 0 ? 1 - tail : tail
}
