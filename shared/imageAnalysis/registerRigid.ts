import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorDistance } from '#shared/geometry/vectors.ts'
import { err, type Fault, ok, type Result } from '#shared/result.ts'
import { alignBone, boneCost, BoneSamples, similarity } from './boneAlignment.ts'
import { gridFrame, type HuVolume, indexToLps, shrinkVolume } from './huVolume.ts'
import { identityAt, invertRigid, moveRigidly, type RigidTransform, turnBetweenDeg, turnFurther } from './rigidTransform.ts'
import { VolumeSampler } from './volumeSampler.ts'

export type RegistrationFault = Fault<'NO_BONE' | 'NO_OVERLAP' | 'CANCELLED'>

export type RegistrationDoubt = { readonly code: 'LOW_SIMILARITY' | 'LITTLE_OVERLAP' | 'STARTS_DISAGREE' | 'LARGE_MOTION'; readonly message: string }

export type Registration = {
  /** Carries a point of the fixed scan to where the same bone lies on the moving scan. */
  readonly movingFromFixed: RigidTransform
  readonly fixedFromMoving: RigidTransform
  /** Correlation of bone on both scans, -1 to 1. */
  readonly similarity: number
  /** Part of the bone that was compared which both scans hold, 0 to 1. */
  readonly overlap: number
  /** How far two independent searches end apart, at the joint and in angle. */
  readonly disagreement: { readonly mm: number; readonly deg: number }
  /** How far the joint lies from where it lay, and by how much the head has turned. */
  readonly motion: { readonly mm: number; readonly deg: number }
  readonly isTrustworthy: boolean
  readonly doubts: readonly RegistrationDoubt[]
}

export type RegistrationInput = {
  readonly fixed: HuVolume
  readonly moving: HuVolume
  /** The joint, on the fixed scan: bone near it counts, bone farther than `reachMm` does not. */
  readonly focusLpsMm: PatientPoint
  readonly reachMm?: number
}

/** C0 to C3 and the ring of C1 around it; the jaw, which moves on its own, mostly left out. */
const REACH_MM = 45
const COARSE_MM = 4
const MIDDLE_MM = 2
const START_TURNS_DEG = [-14, -7, 0, 7, 14]
const START_SHIFTS_MM = [-14, -7, 0, 7, 14]
const LOOKED_AT_SAMPLES = 400
const FOLLOWED = 60
const SURVIVORS = 4
const FEWEST_SAMPLES = 200
const GOOD_SIMILARITY = 0.8
const GOOD_OVERLAP = 0.5
const SAME_MM = 0.7
const SAME_DEG = 0.7
const LARGE_MM = 20
const LARGE_DEG = 20

/** What is reported between two steps: the part that is done, 0 to 1. */
export type RegistrationProgress = number

/**
 * Lays two CT scans of the same bones over each other, in steps, so that a caller can show progress and stop between them.
 *
 * @frame   patientLps of the two scans; no header's frame of reference is believed
 * @units   mm, degrees
 * @source  bone-weighted least squares of HU by Gauss-Newton on three resolutions from the best of 15,625 poses; then once more from
 *          another start with other samples, which must end at the same place
 * @limits  one rigid motion: a C1 turned against C2 between the scans is said by low similarity, not solved
 */
export function* registrationSteps(input: RegistrationInput): Generator<RegistrationProgress, Result<Registration, RegistrationFault>> {
  const reachMm = input.reachMm ?? REACH_MM
  const fixedCoarse = shrinkVolume(input.fixed, COARSE_MM)
  yield 0.1
  const movingCoarse = shrinkVolume(input.moving, COARSE_MM)
  yield 0.2
  const focus = input.focusLpsMm
  const coarse = new BoneSamples(fixedCoarse, focus, reachMm + 10, 3000, 0)
  if (coarse.count < FEWEST_SAMPLES) return err('NO_BONE', 'Too little bone lies near the joint on this scan. The scans cannot be registered: mark the same points on both, or plan anew.')
  const starts = yield* coarseStarts(coarse, new VolumeSampler(movingCoarse), focus)
  const [first] = starts
  if (first === undefined) return err('NO_OVERLAP', 'No bone of the one scan was found on the other. They do not show the same part of the body, or not enough of it. Plan anew on this scan.')
  const fixedMiddle = shrinkVolume(input.fixed, MIDDLE_MM)
  const middleSamples = [new BoneSamples(fixedMiddle, focus, reachMm, 6000, 0), new BoneSamples(fixedMiddle, focus, reachMm, 6000, 1)] as const
  yield 0.55
  const movingMiddle = new VolumeSampler(shrinkVolume(input.moving, MIDDLE_MM))
  yield 0.65
  const middle = starts.map((start) => alignBone(middleSamples[0], movingMiddle, start, 25)).sort((a, b) => a.cost - b.cost)
  yield 0.75
  const best = middle[0]
  if (best === undefined) throw new Error('A start was lost')
  const moving = new VolumeSampler(input.moving)
  const fine = alignBone(new BoneSamples(input.fixed, focus, reachMm, 12_000, 0), moving, best.transform, 20)
  yield 0.9
  const other = otherStart(starts, best.transform, focus)
  const second = alignBone(middleSamples[1], movingMiddle, other, 30)
  const secondFine = alignBone(new BoneSamples(input.fixed, focus, reachMm, 12_000, 1), moving, second.transform, 20)
  yield 1
  return ok(judge(fine.transform, secondFine.transform, middleSamples[0], movingMiddle, focus))
}

/**
 * Runs the steps to their end, pausing between them, so that a worker hears of a cancellation.
 *
 * @frame   as registrationSteps
 */
export async function registerRigid(input: RegistrationInput, watch: { readonly signal?: { readonly aborted: boolean }; readonly onProgress?: (part: RegistrationProgress) => void; readonly pause?: () => Promise<void> } = {}): Promise<Result<Registration, RegistrationFault>> {
  const steps = registrationSteps(input)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    watch.onProgress?.(step.value)
    await (watch.pause?.() ?? Promise.resolve())
    if (watch.signal?.aborted === true) return err('CANCELLED', 'The registration was cancelled. Nothing has changed.')
  }
}

/** Poses over the whole range are only looked at; the most promising ones are followed downhill. */
function* coarseStarts(samples: BoneSamples, moving: VolumeSampler, focus: PatientPoint): Generator<RegistrationProgress, readonly RigidTransform[]> {
  const few = samples.every(Math.max(1, Math.floor(samples.count / LOOKED_AT_SAMPLES)))
  const looked: { readonly transform: RigidTransform; readonly cost: number }[] = []
  const radians = START_TURNS_DEG.map((deg) => (deg * Math.PI) / 180)
  for (const [done, x] of radians.entries()) {
    for (const y of radians) for (const z of radians) {
      const turned = turnFurther(identityAt(focus), [x, y, z], [0, 0, 0])
      for (const a of START_SHIFTS_MM) for (const b of START_SHIFTS_MM) for (const c of START_SHIFTS_MM) {
        const transform = { ...turned, shiftMm: [a, b, c] as const }
        looked.push({ transform, cost: boneCost(few, moving, transform) })
      }
    }
    yield 0.2 + 0.04 * (done + 1)
  }
  looked.sort((a, b) => a.cost - b.cost)
  const found = looked.slice(0, FOLLOWED).map(({ transform }) => alignBone(samples, moving, transform, 15))
  yield 0.5
  const ranked = found.filter(({ overlap }) => overlap > 0.2).sort((a, b) => a.cost - b.cost)
  const kept: RigidTransform[] = []
  for (const { transform } of ranked) {
    if (kept.length >= SURVIVORS) break
    if (kept.every((one) => distanceAt(one, transform, focus) > 2 || turnBetweenDeg(one, transform) > 2)) kept.push(transform)
  }
  return kept
}

/** The second search begins at the next best place, or a few millimetres and degrees off where there is only one. */
function otherStart(starts: readonly RigidTransform[], best: RigidTransform, focus: PatientPoint): RigidTransform {
  const near = starts.find((one) => distanceAt(one, best, focus) > 1 && distanceAt(one, best, focus) < 6 && turnBetweenDeg(one, best) < 6)
  return near ?? turnFurther(best, [0.05, -0.05, 0.05], [2, -2, 2])
}

const distanceAt = (a: RigidTransform, b: RigidTransform, point: PatientPoint): number => vectorDistance(moveRigidly(a, point), moveRigidly(b, point))

function judge(best: RigidTransform, second: RigidTransform, samples: BoneSamples, moving: VolumeSampler, focus: PatientPoint): Registration {
  const { correlation, overlap } = similarity(samples, moving, best)
  const disagreement = { mm: distanceAt(best, second, focus), deg: turnBetweenDeg(best, second) }
  const motion = { mm: vectorDistance(moveRigidly(best, focus), focus), deg: turnBetweenDeg(best, identityAt(focus)) }
  const doubts: RegistrationDoubt[] = []
  if (!(correlation >= GOOD_SIMILARITY)) doubts.push({ code: 'LOW_SIMILARITY', message: `Bone on the two scans does not match well (${(100 * correlation).toFixed(0)} %). The joint may have turned within itself, or these are different patients.` })
  if (!(overlap >= GOOD_OVERLAP)) doubts.push({ code: 'LITTLE_OVERLAP', message: `The scans share only ${(100 * overlap).toFixed(0)} % of the bone near the joint.` })
  if (disagreement.mm > SAME_MM || disagreement.deg > SAME_DEG) doubts.push({ code: 'STARTS_DISAGREE', message: `Two independent searches end ${disagreement.mm.toFixed(1)} mm and ${disagreement.deg.toFixed(1)}° apart.` })
  if (motion.mm > LARGE_MM || motion.deg > LARGE_DEG) doubts.push({ code: 'LARGE_MOTION', message: `The head has moved by ${motion.mm.toFixed(0)} mm and ${motion.deg.toFixed(0)}°. Check the blend with care.` })
  return { movingFromFixed: best, fixedFromMoving: invertRigid(best), similarity: correlation, overlap, disagreement, motion, isTrustworthy: doubts.length === 0, doubts }
}

/**
 * The middle of a scan, for callers that know no joint yet.
 *
 * @frame   patientLps
 * @units   mm
 */
export function middleOf(volume: HuVolume): PatientPoint {
  const frame = gridFrame(volume.geometry)
  return indexToLps(frame, (frame.size[0] - 1) / 2, (frame.size[1] - 1) / 2, (frame.size[2] - 1) / 2)
}
