import { moveRigidly, turnFurther, identityAt, type RigidTransform } from '#shared/imageAnalysis/rigidTransform.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorCross, vectorDistance, vectorDot, vectorLength, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** One place, found on X-ray and marked on CT. */
export type CommonPoint = { readonly name: string; readonly xrayMm: PatientPoint; readonly ctLpsMm: PatientPoint }
export type Alignment = {
  readonly transform: RigidTransform
  /** Shifted only, or turned as well. */
  readonly kind: 'shift' | 'rigid'
  /** Root mean square of what is left between the points; null for a single one, which fits always. */
  readonly residualMm: number | null
}
export type AlignmentFault = Fault<'NO_COMMON_POINT' | 'POINTS_DISAGREE'>

/** Points nearer to one line than this leave the turn about it open. */
const OFF_LINE_MM = 8
/** As for two marks of one place: less than half of the target band. */
const LARGEST_RESIDUAL_MM = 2

/**
 * How the frame of two views lies to a CT scan, from places that are marked in both.
 *
 * @frame   patientLps from an isocentre to patientLps of the CT
 * @units   mm
 * @source  least squares: the mean shift; with three points that lie in no line, shift and turn by Gauss-Newton
 * @limits  with one or two points, or points in a line, the head is taken to lie as on the CT and only the shift is found
 */
export function alignToCt(points: readonly CommonPoint[]): Result<Alignment, AlignmentFault> {
  if (points.length === 0) return err('NO_COMMON_POINT', 'No point is marked both on the CT and in both views. Mark the target or an end of the joint line in each.')
  const centre = mean(points.map(({ xrayMm }) => xrayMm))
  const shifted: RigidTransform = { ...identityAt(centre), shiftMm: vectorSubtract(mean(points.map(({ ctLpsMm }) => ctLpsMm)), centre) }
  const isRigid = points.length >= 3 && spreadMm(points.map(({ xrayMm }) => xrayMm)) >= OFF_LINE_MM
  const transform = isRigid ? turned(points, shifted) : shifted
  const residualMm = points.length === 1 ? null : Math.sqrt(mean2(points.map((point) => vectorDistance(moveRigidly(transform, point.xrayMm), point.ctLpsMm))))
  if (residualMm !== null && residualMm > LARGEST_RESIDUAL_MM) {
    return err('POINTS_DISAGREE', `The points that are marked on CT and on X-ray differ by ${residualMm.toFixed(1)} mm from each other; ${LARGEST_RESIDUAL_MM.toFixed(1)} mm is the limit. A mark is wrong, or the head lies otherwise than on the CT.`)
  }
  return ok({ transform, kind: isRigid ? 'rigid' : 'shift', residualMm })
}

const mean = (points: readonly PatientPoint[]): PatientPoint => vectorScale(points.reduce<PatientPoint>((sum, point) => vectorAdd(sum, point), [0, 0, 0]), 1 / points.length)
const mean2 = (values: readonly number[]): number => values.reduce((sum, value) => sum + value * value, 0) / values.length

/** How far any point lies from the line through the two that are farthest apart. */
function spreadMm(points: readonly PatientPoint[]): number {
  const [start, end] = points.flatMap((a) => points.map((b) => [a, b] as const)).reduce((far, next) => (vectorDistance(...next) > vectorDistance(...far) ? next : far))
  const along = vectorNormalise<'patientLps'>(vectorSubtract(end, start))
  return along === null ? 0 : Math.max(...points.map((point) => vectorLength(vectorCross(vectorSubtract(point, start), along))))
}

/** Turns about the middle of the points. Each step solves for the small turn that takes the rest away. */
function turned(points: readonly CommonPoint[], start: RigidTransform): RigidTransform {
  let transform = start
  for (let step = 0; step < 50; step += 1) {
    const middle = moveRigidly(transform, transform.centreLpsMm)
    const torque = points.reduce<PatientVector>((sum, { xrayMm, ctLpsMm }) => {
      const at = moveRigidly(transform, xrayMm)
      return vectorAdd(sum, vectorCross(vectorSubtract(at, middle), vectorSubtract(ctLpsMm, at)))
    }, [0, 0, 0])
    const turn = solveInertia(points.map(({ xrayMm }) => vectorSubtract(moveRigidly(transform, xrayMm), middle)), torque)
    if (turn === null || vectorLength(turn) < 1e-10) return transform
    transform = turnFurther(transform, [turn[0], turn[1], turn[2]], [0, 0, 0])
  }
  return transform
}

/** Sum of (r·r I - r r') times the turn is the torque: three equations, by Cramer's rule. */
function solveInertia(arms: readonly PatientVector[], torque: PatientVector): PatientVector | null {
  const row = (axis: 0 | 1 | 2): PatientVector => arms.reduce<PatientVector>((sum, r) => {
    const unit: PatientVector = [axis === 0 ? 1 : 0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0]
    return vectorAdd(sum, vectorSubtract(vectorScale(unit, vectorDot(r, r)), vectorScale(r, r[axis])))
  }, [0, 0, 0])
  const [a, b, c] = [row(0), row(1), row(2)]
  const volume = vectorDot(a, vectorCross(b, c))
  if (Math.abs(volume) < 1e-9) return null
  // The matrix is symmetric: its rows are its columns.
  return [vectorDot(torque, vectorCross(b, c)) / volume, vectorDot(a, vectorCross(torque, c)) / volume, vectorDot(a, vectorCross(b, torque)) / volume]
}
