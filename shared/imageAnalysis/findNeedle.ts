import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorDistance, vectorDot, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { err, type Fault, ok, type Result } from '#shared/result.ts'
import type { HuVolume } from './huVolume.ts'
import { longestRun, pointsOnRun, type Run } from './lineSearch.ts'
import { needleCandidates, type NeedleSearch } from './needleCandidates.ts'
import { fitShaftEnd, type ShaftEnd, type ShaftExtent, shaftExtent, ShaftReader } from './needleEnds.ts'
import { fitShaft, type FittedShaft, shaftProfile } from './shaftFit.ts'
import { VolumeSampler } from './volumeSampler.ts'

export type NeedleFault = Fault<'NO_NEEDLE' | 'TOO_SHORT' | 'TWO_NEEDLES' | 'METAL_ELSEWHERE' | 'TIP_UNSURE' | 'TIP_OUTSIDE'>

export type NeedleNote = { readonly code: 'OTHER_NEEDLE' | 'SHAFT_LEAVES_SCAN' | 'SHORT_SHAFT' | 'BENT_OR_BLURRED' | 'AGAINST_PLAN' | 'FAINT'; readonly message: string }

/** A needle as the scan shows it. */
export type FoundNeedle = {
  readonly tipLpsMm: PatientPoint
  /** The other end of the shaft, or where the shaft leaves the scan (said in the notes). */
  readonly outerEndLpsMm: PatientPoint
  /** From the outer end to the tip, unit vector. */
  readonly directionLps: PatientVector
  readonly lengthMm: number
  /** Scatter of the shaft's cross-sections about its axis. */
  readonly residualMm: number
  /** 0 to 1: how much of what a needle should show was seen. Below 0.5 the operator should mark it by hand. */
  readonly confidence: number
  readonly otherTipsLpsMm: readonly PatientPoint[]
  readonly notes: readonly NeedleNote[]
}

/** Metal in thin slices is brighter than bone; only slices thicker than this dilute it below that, HU and mm. */
const LEVELS_HU: readonly { readonly hu: number; readonly fromSliceMm: number }[] = [{ hu: 2400, fromSliceMm: 0 }, { hu: 1700, fromSliceMm: 0 }, { hu: 1100, fromSliceMm: 0 }, { hu: 750, fromSliceMm: 1.8 }]
const SHORTEST_NEEDLE_MM = 12
/** What is no brighter than bone must be longer than any straight edge of bone. */
const METAL_FROM_HU = 1700
const LONG_NEEDLE_MM = 30
const LEAST_EVENNESS = 0.85
const THICK_SLICE_MM = 1.4
const SHORTEST_HINT_MM = 5
const FULL_LENGTH_MM = 25
const MOST_NEEDLES = 3
const LARGEST_RESIDUAL_MM = 0.18
/** Of the distance of the slices. */
const LARGEST_STEPS = 0.25
/** In the plane of the slices; two needles side by side are wider. */
const WIDEST_SIGMA_MM = 1
const METAL_HU = 2400
const SAME_NEEDLE_MM = 2.5
/** What a line that was no needle takes with it: a needle beside it must stay. */
const REFUSED_MM = 0.7
const CLEARLY_NEARER_MM = 4

/**
 * Finds the needle on a check scan: the bright straight shaft, and its tip at the end of the shaft where the dark tail begins.
 *
 * @frame   patientLps
 * @units   mm, HU; on 200 generated scans with slices of 0.6 to 2 mm 95 % of the tips lie within 0.41 mm and of the directions within 0.36 degrees
 * @limits  a straight shaft of at least 12 mm; of a bent tip only the shaft before the bend is followed
 * @returns the needle nearest the plan when there are several, which is said; a fault when there is none or it is not sure
 */
export function findNeedle(volume: HuVolume, search: NeedleSearch): Result<FoundNeedle, NeedleFault> {
  const sampler = new VolumeSampler(volume)
  let bright = 0, longest = 0
  let foundAt: number | null = null
  const seen: SeenNeedle[] = []
  for (const { hu, fromSliceMm } of LEVELS_HU) {
    if (volume.geometry.spacingMm[2] < fromSliceMm) break
    // Without a plan, edges of bone all over the box compete with what is no brighter than they are.
    if (hu < METAL_FROM_HU && search.kind === 'box' && volume.geometry.spacingMm[2] < THICK_SLICE_MM) break
    const candidates = needleCandidates(volume, sampler, search, hu)
    if (hu >= METAL_HU) bright = candidates.bright
    const found = needlesAmong(sampler, candidates.thin, seen, volume.geometry.spacingMm[2], hu < METAL_FROM_HU ? LONG_NEEDLE_MM : SHORTEST_NEEDLE_MM - 1)
    longest = Math.max(longest, found.longestMm)
    seen.push(...found.needles)
    // One level lower may show a second, thinner needle.
    if (seen.length > 0 && foundAt !== null) break
    if (seen.length > 0) foundAt = hu
  }
  if (seen.length === 0) return nothingFound(longest, bright)
  return choose(seen, search)
}

type SeenNeedle = { readonly shaft: FittedShaft; readonly extent: ShaftExtent; readonly near: number; readonly far: number; readonly residualMm: number; readonly filled: number }

function needlesAmong(sampler: VolumeSampler, thin: readonly PatientPoint[], already: readonly SeenNeedle[], sliceMm: number, shortestMm: number): { readonly needles: readonly SeenNeedle[]; readonly longestMm: number } {
  const needles: SeenNeedle[] = []
  let points = thin
  let longestMm = 0
  for (let turn = 0; turn < 2 * MOST_NEEDLES && needles.length < MOST_NEEDLES; turn += 1) {
    const run = longestRun(points, sliceMm)
    if (run === null || run.filledMm < SHORTEST_HINT_MM) break
    longestMm = Math.max(longestMm, run.filledMm)
    const needle = run.filledMm < SHORTEST_NEEDLE_MM * 0.75 ? null : measure(sampler, run, sliceMm)
    const own = new Set(pointsOnRun(points, run, needle === null ? REFUSED_MM : SAME_NEEDLE_MM, SAME_NEEDLE_MM))
    points = points.filter((point) => !own.has(point))
    if (needle === null || needle.far - needle.near < shortestMm || (shortestMm === LONG_NEEDLE_MM && sliceMm < THICK_SLICE_MM && needle.extent.evenness < LEAST_EVENNESS)) continue
    if (![...already, ...needles].some((other) => isSame(other, needle))) needles.push(needle)
  }
  return { needles, longestMm }
}

function measure(sampler: VolumeSampler, run: Pick<Run, 'point' | 'direction' | 'fromMm' | 'toMm'>, sliceMm: number): SeenNeedle | null {
  const first = fitShaft(sampler, run, sliceMm)
  if (first === null) return null
  const firstExtent = shaftExtent(new ShaftReader(sampler, first.axis), first.fromMm, first.toMm, sliceMm)
  const whole = { point: first.axis.point, direction: first.axis.direction, fromMm: firstExtent.near.mm + 0.8, toMm: firstExtent.far.mm - 0.8 }
  if (whole.toMm - whole.fromMm < SHORTEST_NEEDLE_MM - 2) return null
  const shaft = fitShaft(sampler, whole, sliceMm)
  if (shaft === null || shaft.residualMm > LARGEST_RESIDUAL_MM || shaft.stepsMm > LARGEST_RESIDUAL_MM + LARGEST_STEPS * sliceMm) return null
  const reader = new ShaftReader(sampler, shaft.axis)
  const extent = shaftExtent(reader, shaft.fromMm, shaft.toMm, sliceMm)
  const lengthMm = extent.far.mm - extent.near.mm
  if (lengthMm < SHORTEST_NEEDLE_MM - 1) return null
  const clipHu = scannerLimit(reader, extent)
  const profile = shaftProfile(sampler, shaft.axis, extent.near.mm + 2, extent.far.mm - 2, clipHu)
  if (profile !== null && profile.sigmaAcrossMm > WIDEST_SIGMA_MM) return null
  const endOf = (end: ShaftEnd): number => (end.leavesScan ? end.mm : fitShaftEnd(reader, end, profile, extent.coreHu, clipHu))
  return { shaft, extent, near: endOf(extent.near), far: endOf(extent.far), residualMm: shaft.residualMm, filled: Math.min(1, (shaft.sections * 0.5) / Math.max(1, shaft.toMm - shaft.fromMm)) }
}

/** Scanners that store 12 bits end here; metal reaches it. */
const TWELVE_BIT_HU = 3071

/** The value that the scanner cuts metal off at: the shaft's highest one, when it is reached again and again. */
function scannerLimit(reader: ShaftReader, extent: ShaftExtent): number {
  const values: number[] = []
  for (let mm = extent.near.mm + 1; mm <= extent.far.mm - 1; mm += 0.5) values.push(reader.core(mm))
  const highest = Math.max(...values)
  const level = values.filter((hu) => hu > highest - 20).length
  return highest > TWELVE_BIT_HU - 100 || (highest > 2000 && level > 0.15 * values.length) ? highest : Infinity
}

const pointAt = (needle: SeenNeedle, mm: number): PatientPoint => vectorAdd(needle.shaft.axis.point, vectorScale(needle.shaft.axis.direction, mm))

function isSame(a: SeenNeedle, b: SeenNeedle): boolean {
  const middle = pointAt(b, (b.near + b.far) / 2)
  const r = vectorSubtract(middle, a.shaft.axis.point)
  const along = vectorDot(r, a.shaft.axis.direction)
  return vectorDistance(r, vectorScale(a.shaft.axis.direction, along)) < SAME_NEEDLE_MM && along > a.near - 10 && along < a.far + 10
}

function nothingFound(longestMm: number, bright: number): Result<FoundNeedle, NeedleFault> {
  if (longestMm >= SHORTEST_HINT_MM && longestMm < SHORTEST_NEEDLE_MM) {
    return err('TOO_SHORT', `Only ${longestMm.toFixed(0)} mm of something straight and bright are seen, too little for a direction. Mark the needle by hand, or scan more of it.`)
  }
  if (bright > 20) return err('METAL_ELSEWHERE', 'There is metal or dense bone here, but nothing straight and thin like a needle. Mark the needle by hand.')
  return err('NO_NEEDLE', 'No needle is seen here. Mark it by hand, or choose the scan on which it lies.')
}

function choose(seen: readonly SeenNeedle[], search: NeedleSearch): Result<FoundNeedle, NeedleFault> {
  const ranked = seen.map((needle) => ({ needle, offMm: offSearch(needle, search) })).sort((a, b) => a.offMm - b.offMm)
  const [first, second] = ranked
  if (first === undefined) throw new Error('Nothing to choose from')
  if (second !== undefined && search.kind === 'box' && second.offMm - first.offMm < CLEARLY_NEARER_MM) {
    return err('TWO_NEEDLES', `${seen.length} needles lie here and it is not clear which one is meant. Click nearer to the right one, or mark it by hand.`)
  }
  const { needle } = first
  const tip = tipEnd(needle, search)
  if (!tip.ok) return tip
  const outer = tip.value.way === 1 ? needle.extent.near : needle.extent.far
  const tipMm = tip.value.way === 1 ? needle.far : needle.near
  const outerMm = tip.value.way === 1 ? needle.near : needle.far
  const notes = notesOn(needle, outer, ranked.length, search, tip.value)
  const others = ranked.slice(1).map((other) => { const end = tipEnd(other.needle, search); return end.ok ? pointAt(other.needle, end.value.way === 1 ? other.needle.far : other.needle.near) : pointAt(other.needle, other.needle.far) })
  return ok({
    tipLpsMm: pointAt(needle, tipMm), outerEndLpsMm: pointAt(needle, outerMm), directionLps: vectorScale(needle.shaft.axis.direction, tip.value.way),
    lengthMm: Math.abs(tipMm - outerMm), residualMm: needle.residualMm, confidence: confidenceIn(needle), otherTipsLpsMm: others, notes,
  })
}

/** Mean distance of the shaft from the planned line, with its angle to it; or the distance of the clicked place from the shaft. */
function offSearch(needle: SeenNeedle, search: NeedleSearch): number {
  if (search.kind === 'box') {
    const r = vectorSubtract(search.centreLpsMm, needle.shaft.axis.point)
    const along = Math.max(needle.near, Math.min(needle.far, vectorDot(r, needle.shaft.axis.direction)))
    return vectorDistance(search.centreLpsMm, pointAt(needle, along))
  }
  const unit = vectorNormalise(vectorSubtract(search.targetLpsMm, search.entryLpsMm))
  if (unit === null) throw new Error('A path needs two different points')
  let sum = 0
  for (let n = 0; n <= 10; n += 1) {
    const r = vectorSubtract(pointAt(needle, needle.near + ((needle.far - needle.near) * n) / 10), search.entryLpsMm)
    sum += vectorDistance(r, vectorScale(unit, vectorDot(r, unit)))
  }
  return sum / 11
}

const MOSTLY_AIR = 0.6
const HARDLY_AIR = 0.35
const DARK_TAIL_HU = 100

function tipEnd(needle: SeenNeedle, search: NeedleSearch): Result<ShaftEnd, NeedleFault> {
  const { near, far } = needle.extent
  if (near.leavesScan && far.leavesScan) return err('TIP_OUTSIDE', 'The shaft leaves the scan at both ends: the tip is not on it. Choose or make a scan that holds the tip.')
  const isOuter = (end: ShaftEnd, other: ShaftEnd): boolean => (end.leavesScan && other.airShare < MOSTLY_AIR) || (end.airShare > MOSTLY_AIR && other.airShare < HARDLY_AIR)
  if (isOuter(near, far)) return ok(far)
  if (isOuter(far, near)) return ok(near)
  if (search.kind === 'path') {
    const planned = vectorNormalise(vectorSubtract(search.targetLpsMm, search.entryLpsMm))
    const cosine = planned === null ? 0 : vectorDot(planned, needle.shaft.axis.direction)
    if (Math.abs(cosine) > 0.5) {
      const end = cosine > 0 ? far : near
      return end.leavesScan ? err('TIP_OUTSIDE', 'The shaft leaves the scan on the side of the target: the tip is not on it. Choose or make a scan that holds the tip.') : ok(end)
    }
  }
  if (far.tailHu - near.tailHu > DARK_TAIL_HU) return ok(far)
  if (near.tailHu - far.tailHu > DARK_TAIL_HU) return ok(near)
  return err('TIP_UNSURE', 'A shaft is seen, but not which of its ends is the tip. Mark the tip by hand.')
}

const isFaint = (needle: SeenNeedle): boolean => needle.extent.coreHu < METAL_FROM_HU

function confidenceIn(needle: SeenNeedle): number {
  const length = Math.min(1, (needle.far - needle.near) / FULL_LENGTH_MM)
  const straight = 1 - 0.6 * Math.min(1, needle.residualMm / LARGEST_RESIDUAL_MM)
  const contrast = Math.min(1, needle.extent.contrastHu / 1200)
  return Math.max(0, Math.min(1, Math.sqrt(length) * straight * Math.sqrt(contrast) * needle.filled * (isFaint(needle) ? 0.7 : 1)))
}

function notesOn(needle: SeenNeedle, outer: ShaftEnd, count: number, search: NeedleSearch, tip: ShaftEnd): readonly NeedleNote[] {
  const notes: NeedleNote[] = []
  if (count > 1) notes.push({ code: 'OTHER_NEEDLE', message: `${count} needles are seen; the one nearest to ${search.kind === 'path' ? 'the plan' : 'the place'} is proposed. Check that it is the right one.` })
  if (outer.leavesScan) notes.push({ code: 'SHAFT_LEAVES_SCAN', message: 'The shaft leaves the scan: its outer end and its length are not known.' })
  if (needle.far - needle.near < FULL_LENGTH_MM) notes.push({ code: 'SHORT_SHAFT', message: `Only ${(needle.far - needle.near).toFixed(0)} mm of the shaft are seen: its direction is less certain.` })
  if (needle.residualMm > 0.5 * LARGEST_RESIDUAL_MM) notes.push({ code: 'BENT_OR_BLURRED', message: 'The shaft is bent or blurred: check the tip on the planes along it.' })
  if (isFaint(needle)) notes.push({ code: 'FAINT', message: 'The shaft is no brighter than bone: a thin needle, thick slices, or an edge of bone. Check it.' })
  if (search.kind === 'path') {
    const planned = vectorSubtract(search.targetLpsMm, search.entryLpsMm)
    if (vectorDot(planned, needle.shaft.axis.direction) * tip.way < 0) notes.push({ code: 'AGAINST_PLAN', message: 'The needle comes from the other end of the plan. Check that it is the right one.' })
  }
  return notes
}
