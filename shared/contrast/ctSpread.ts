import type { PatientPoint } from '#shared/geometry/frames.ts'
import { labelComponents } from '#shared/imageAnalysis/components.ts'
import { gridFrame, indexToLps, lpsToIndex, stepLengthsMm, type GridFrame, type HuVolume, type Triple } from '#shared/imageAnalysis/huVolume.ts'
import { moveRigidly, type RigidTransform } from '#shared/imageAnalysis/rigidTransform.ts'
import { VolumeSampler } from '#shared/imageAnalysis/volumeSampler.ts'
import { boxAround } from '#shared/imageAnalysis/voxelMask.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { coverageOf, isShown, type CtCoverage } from './ctCoverage.ts'
import type { Measured } from './curveMeasures.ts'

export type CtSpreadInput = {
  readonly before: HuVolume
  readonly after: HuVolume
  /** Carries a point of the later scan to where the same bone lies on the earlier one. */
  readonly beforeFromAfter: RigidTransform
  /** Joint or tip, on the later scan; what is farther than `reachMm` is not looked at. */
  readonly focusLpsMm: PatientPoint
  readonly reachMm?: number
  readonly thresholdHu?: number
  /** Both ends of a needle on either scan, in the later scan's frame: steel and its streaks are no contrast. */
  readonly needles?: readonly (readonly [PatientPoint, PatientPoint])[]
  /** The highest value that the scanner can store. */
  readonly ceilingHu?: number
}

export type CtSpread = {
  readonly thresholdHu: number
  readonly noiseHu: number
  readonly coverage: CtCoverage
  /** Centres of the opaque voxels, later scan. */
  readonly pointsLpsMm: readonly PatientPoint[]
  readonly voxelMm3: number
  /** Volume of what is opaque within what both scans show; null where the scanner's ceiling was reached. */
  readonly volumeMl: Measured
  readonly saturatedVoxels: number
  readonly longestMm: number
  /** Where it was looked: first voxel of the box and its size, later scan. */
  readonly box: { readonly low: Triple; readonly size: Triple }
  /** Later minus earlier in that box, HU; NaN where the earlier scan ends and beside needles. */
  readonly riseHu: Float32Array
  /** 1 where the box is opaque. */
  readonly opaque: Uint8Array
}

export const REACH_MM = 35
const CEILING_HU = 3071
const THRESHOLD_IN_NOISE = 5
/** Bone that lies half a voxel elsewhere rises by as much. */
const LEAST_THRESHOLD_HU = 120
const SMALLEST_MM3 = 3
const NEEDLE_MM = 2.5
/** A few voxels at the ceiling are a spot of enamel or a clip. */
const SATURATED_VOXELS = 5

/**
 * What has become opaque between two registered CT scans: the later minus the earlier one, above the noise.
 *
 * @frame   patientLps of the later scan
 * @units   mm, HU, mL
 * @source  none for the threshold: five times the noise of the difference, at least 120 HU; a scanner that stores 12 bits
 *          ends at 3071 HU (PS3.3 C.11.1: Bits Stored and Rescale), and a value there says only "at least"
 * @limits  voxels filled in part count whole or not at all: thin layers come out too thick or are lost. Contrast without
 *          volume, washed away between the scans, is not seen, nor is contrast where the earlier scan ends: `coverage` says
 *          how much both scans show
 */
export function measureCtSpread(input: CtSpreadInput): Result<CtSpread, Fault<'NO_OVERLAP'>> {
  const frame = gridFrame(input.after.geometry)
  const { reachMm = REACH_MM } = input
  const { low, high } = boxAround(frame, input.focusLpsMm, reachMm)
  const size: Triple = [high[0] - low[0] + 1, high[1] - low[1] + 1, high[2] - low[2] + 1]
  const rise = differenceIn(input, frame, low, size)
  const noiseHu = noiseOf(rise)
  const coverage = coverageOf(input, reachMm)
  if (noiseHu === null || coverage === null) return err('NO_OVERLAP', 'The two scans share nothing near the joint. Choose scans that both show it, and register them.')
  const thresholdHu = input.thresholdHu ?? Math.max(LEAST_THRESHOLD_HU, THRESHOLD_IN_NOISE * noiseHu)
  const steps = stepLengthsMm(frame)
  const voxelMm3 = steps[0] * steps[1] * steps[2]
  const opaque = largePieces(Uint8Array.from(rise, (value) => (value > thresholdHu ? 1 : 0)), size, Math.ceil(SMALLEST_MM3 / voxelMm3))
  const points: PatientPoint[] = []
  let saturated = 0
  const ceiling = (input.ceilingHu ?? CEILING_HU) - 0.5
  for (let at = 0; at < opaque.length; at += 1) {
    if (opaque[at] !== 1) continue
    const [i, j, k] = cellOf(at, size)
    points.push(indexToLps(frame, low[0] + i, low[1] + j, low[2] + k))
    if (huOf(input.after, low[0] + i, low[1] + j, low[2] + k) >= ceiling) saturated += 1
  }
  const isSaturated = saturated >= SATURATED_VOXELS
  const tooDense: Measured = { value: null, reason: `${saturated} voxels are at the scanner's ceiling of ${input.ceilingHu ?? CEILING_HU} HU: how dense the contrast is cannot be told, and it blooms. No volume is given.` }
  return ok({
    thresholdHu, noiseHu, coverage, pointsLpsMm: points, voxelMm3, saturatedVoxels: saturated, longestMm: longestOf(points), box: { low, size }, riseHu: rise, opaque,
    volumeMl: isSaturated ? tooDense : { value: (points.length * voxelMm3) / 1000, reason: null },
  })
}

const cellOf = (at: number, size: Triple): Triple => [at % size[0], Math.floor(at / size[0]) % size[1], Math.floor(at / (size[0] * size[1]))]

const huOf = ({ values, geometry, toHu }: HuVolume, i: number, j: number, k: number): number =>
  (values[(k * geometry.dimensions[1] + j) * geometry.dimensions[0] + i] ?? NaN) * toHu.slope + toHu.intercept

/** Later minus earlier in a box of the later scan; NaN where the earlier one ends, and beside needles. */
function differenceIn({ before, after, beforeFromAfter, needles = [] }: CtSpreadInput, frame: GridFrame, low: Triple, size: Triple): Float32Array {
  const earlier = new VolumeSampler(before)
  const last = earlier.frame.size
  const rise = new Float32Array(size[0] * size[1] * size[2])
  for (let at = 0; at < rise.length; at += 1) {
    const [i, j, k] = cellOf(at, size)
    const point = indexToLps(frame, low[0] + i, low[1] + j, low[2] + k)
    const there = lpsToIndex(earlier.frame, moveRigidly(beforeFromAfter, point))
    // Between the outermost centres and faces the earlier scan shows its outermost voxels.
    const within = (axis: 0 | 1 | 2): number => Math.max(0, Math.min(last[axis] - 1, there[axis]))
    rise[at] = !isShown(earlier.frame, there) || needles.some((needle) => distanceToSegment(point, needle) < NEEDLE_MM) ? NaN
      : huOf(after, low[0] + i, low[1] + j, low[2] + k) - earlier.huAtIndex(within(0), within(1), within(2))
  }
  return rise
}

/** From the middle half of the differences: bone edges and contrast are outside of it. */
function noiseOf(rise: Float32Array): number | null {
  const known = rise.filter((value) => !Number.isNaN(value)).sort()
  if (known.length < 1000) return null
  const at = (share: number): number => known[Math.floor(share * known.length)] ?? NaN
  return (at(0.75) - at(0.25)) / 1.349
}

function largePieces(mask: Uint8Array, size: Triple, fewest: number): Uint8Array {
  const labels = labelComponents(mask, size)
  const isLarge = new Set(labels.components.filter(({ count }) => count >= fewest).map(({ label }) => label))
  return mask.map((_, at) => (isLarge.has(labels.of[at] ?? 0) ? 1 : 0))
}

function distanceToSegment(point: PatientPoint, [from, to]: readonly [PatientPoint, PatientPoint]): number {
  const d = [to[0] - from[0], to[1] - from[1], to[2] - from[2]] as const
  const length2 = d[0] * d[0] + d[1] * d[1] + d[2] * d[2]
  const t = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((point[0] - from[0]) * d[0] + (point[1] - from[1]) * d[1] + (point[2] - from[2]) * d[2]) / length2))
  return Math.hypot(point[0] - from[0] - t * d[0], point[1] - from[1] - t * d[1], point[2] - from[2] - t * d[2])
}

/** Greatest distance between points that lie farthest out in some direction: within a hundredth of the true one. */
function longestOf(points: readonly PatientPoint[]): number {
  const ends: PatientPoint[] = []
  for (let n = 0; n < DIRECTIONS; n += 1) {
    const z = 1 - (n + 0.5) / DIRECTIONS
    const flat = Math.sqrt(1 - z * z)
    const turn = n * Math.PI * (3 - Math.sqrt(5))
    const along = (point: PatientPoint): number => point[0] * flat * Math.cos(turn) + point[1] * flat * Math.sin(turn) + point[2] * z
    const [first] = points
    if (first === undefined) return 0
    let least = first
    let most = first
    for (const point of points) {
      if (along(point) < along(least)) least = point
      if (along(point) > along(most)) most = point
    }
    ends.push(least, most)
  }
  return ends.reduce((longest, from) => ends.reduce((far, to) => Math.max(far, Math.hypot(to[0] - from[0], to[1] - from[1], to[2] - from[2])), longest), 0)
}

const DIRECTIONS = 64

export type VolumeBalance = {
  /** Injected minus visible. */
  readonly missingMl: Measured
  readonly isDiscordant: boolean
  readonly message: string | null
}

const DISCORDANT_SHARE = 0.5

/**
 * Whether as much is seen as was injected. Contrast that is carried away at once leaves nothing to see.
 *
 * @units   mL
 * @source  compare injected with visible volume, Kranz et al., AJNR 36:1000; the flag at half of it is a proposal
 * @limits  what both scans do not show (`coverage`; undefined: not known) counts as missing; dilution makes what is seen larger
 *          than what was injected: only too little is flagged
 */
export function balanceVolumes(injectedMl: number | null, volumeMl: Measured, coverage: Pick<CtCoverage, 'share'> | undefined): VolumeBalance {
  if (injectedMl === null) return { missingMl: { value: null, reason: 'Enter how much was injected.' }, isDiscordant: false, message: null }
  if (volumeMl.value === null) return { missingMl: volumeMl, isDiscordant: false, message: null }
  const missing = injectedMl - volumeMl.value
  const isDiscordant = volumeMl.value < DISCORDANT_SHARE * injectedMl
  return {
    missingMl: { value: missing, reason: null }, isDiscordant,
    message: isDiscordant ? `${injectedMl} mL were injected, ${volumeMl.value.toFixed(1)} mL are seen. Contrast may have been carried away${coverage?.share === 1 ? '' : ', or lies where both scans do not show it'}. Look along vessels and at the edge of the scan.` : null,
  }
}

export type LaterPhase = {
  readonly scan: HuVolume
  /** Carries a point of the first scan after contrast to where it lies on this one. */
  readonly laterFromFirst: RigidTransform
}

/**
 * What a later scan has lost where the first one was opaque: 0 nothing, 1 all of it. The later scan needs no threshold of
 * its own, below which dilute contrast would seem to be gone.
 *
 * @frame   patientLps of the first scan after contrast
 * @units   part of the first scan's rise in HU, 0 to 1; negative where there is more
 * @limits  contrast that has moved elsewhere counts as lost here
 */
export function decreaseBetween(first: CtSpread, firstInput: Pick<CtSpreadInput, 'before' | 'after' | 'beforeFromAfter'>, later: LaterPhase): Measured {
  if (first.volumeMl.value === null) return first.volumeMl
  if (first.pointsLpsMm.length === 0) return { value: null, reason: 'Nothing is opaque on the first scan.' }
  const [before, after, scan] = [new VolumeSampler(firstInput.before), new VolumeSampler(firstInput.after), new VolumeSampler(later.scan)]
  let firstRise = 0
  let laterRise = 0
  let outside = 0
  for (const point of first.pointsLpsMm) {
    const base = before.huAt(moveRigidly(firstInput.beforeFromAfter, point))
    const then = after.huAt(point)
    const now = scan.huAt(moveRigidly(later.laterFromFirst, point))
    if (base === null || then === null || now === null) { outside += 1; continue }
    firstRise += then - base
    laterRise += now - base
  }
  if (outside > 0.05 * first.pointsLpsMm.length || !(firstRise > 0)) return { value: null, reason: 'The later scan does not show all that was opaque on the first.' }
  return { value: 1 - laterRise / firstRise, reason: null }
}
