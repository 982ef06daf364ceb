import type { Input } from '#shared/contract/types.ts'
import type { PlanEvaluation } from '#shared/contract/areas/plan.ts'
import { toDegrees } from '#shared/geometry/angles.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorLength, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { tubeClearance } from './clearance.ts'
import { judgeClearance } from './margins.ts'
import { needleOuterRadiusMm } from './needleGauge.ts'

/** Below this two points are the same place: a tenth of a millimetre is finer than any image the app plans on. */
const SHORTEST_PATH_MM = 0.1
/** A sideways or in-plane part smaller than this is rounding, not direction. */
const NO_DIRECTION_MM = 1e-6

/** Patient Position, PS3.3 C.7.3.1.1.2: the eight positions on a table. In all of them LPS is the patient's own frame. */
const tablePositions: ReadonlySet<string> = new Set(['HFP', 'HFS', 'HFDR', 'HFDL', 'FFP', 'FFS', 'FFDR', 'FFDL'])

export type CArmAngles = { readonly primaryDeg: number; readonly secondaryDeg: number }
export type PathFigures = Pick<PlanEvaluation, 'lengthMm' | 'inPlaneDeg' | 'inPlaneTowards' | 'craniocaudalDeg' | 'carm'>

/**
 * The figures of a needle path from its entry on the skin to its target.
 *
 * @frame   patientLps
 * @units   mm; degrees: in-plane 0 to 90 from the antero-posterior line, cranio-caudal -90 to 90, + towards the head
 * @source  ARCHITECTURE.md, "Space and time": p = T - E, atan2(|px|, |py|), asin(pz / |p|)
 * @limits  DEGENERATE_PATH when entry and target are less than 0.1 mm apart
 */
export function evaluatePath(entry: PatientPoint, target: PatientPoint): Result<PathFigures, Fault<'DEGENERATE_PATH'>> {
  const path = vectorSubtract(target, entry)
  const lengthMm = vectorLength(path)
  if (lengthMm < SHORTEST_PATH_MM) return err('DEGENERATE_PATH', 'Entry and target are the same point. A path needs a direction. Place the entry at the skin.')
  const towardsEntry = vectorScale(path, -1 / lengthMm)
  return ok({
    lengthMm,
    inPlaneDeg: toDegrees(Math.atan2(Math.abs(path[0]), Math.abs(path[1]))),
    inPlaneTowards: sideOf(path[0]),
    craniocaudalDeg: toDegrees(Math.asin(clampUnit(path[2] / lengthMm))),
    carm: { entrySide: carmAlong(towardsEntry), oppositeSide: carmAlong(vectorScale(towardsEntry, -1)) },
  })
}

/**
 * The whole answer of plan.evaluate: the path, what stays outside of the needle, and how near it passes each structure.
 *
 * @frame   patientLps
 * @units   mm, degrees
 * @source  clearance: shared/planning/clearance.ts; levels: shared/planning/margins.ts; radii: ISO 9626
 * @limits  without a needle, clearances count from the path's line: `needleOuterRadiusMm` is then null
 */
export function evaluatePlan(input: Input<'plan.evaluate'>): Result<PlanEvaluation, Fault<'DEGENERATE_PATH' | 'UNSUPPORTED_POSITION' | 'UNKNOWN_GAUGE'>> {
  const { entryLpsMm, targetLpsMm, needle, structures = [], patientPosition } = input
  if (patientPosition !== undefined && !tablePositions.has(patientPosition)) {
    return err('UNSUPPORTED_POSITION', `The patient position "${patientPosition}" is not known, so angles at the C-arm cannot be trusted. Use one of ${[...tablePositions].join(', ')}.`)
  }
  const path = evaluatePath(entryLpsMm, targetLpsMm)
  if (!path.ok) return path
  const radiusMm = needle === undefined ? null : needleOuterRadiusMm(needle.gauge)
  if (needle !== undefined && radiusMm === null) {
    return err('UNKNOWN_GAUGE', `The outer diameter of a ${String(needle.gauge)} G needle is not known, so no clearance can be given. Choose 14 to 30 G.`)
  }
  const clearances = structures.flatMap(({ id, kind, pathLpsMm, radiusMm: tubeRadiusMm }) => {
    const clearance = tubeClearance([entryLpsMm, targetLpsMm], radiusMm ?? AXIS_ONLY_MM, { pathLpsMm, radiusMm: tubeRadiusMm })
    return clearance === null ? [] : [{ id, ...clearance, level: judgeClearance(kind, clearance.distanceMm) }]
  })
  return ok({
    ...path.value,
    needleReserveMm: needle === undefined ? null : needle.lengthMm - path.value.lengthMm,
    needleOuterRadiusMm: radiusMm,
    clearances,
  })
}

/** No needle is chosen yet: the line itself is measured, and the answer says so. */
const AXIS_ONLY_MM = 0

/**
 * C-arm angles that look along a direction from source to detector: the inverse of centralRay.
 *
 * @frame   head-first supine patientLps, unit vector
 * @units   degrees; primary above -180 to 180 (+ LAO), secondary -90 to 90 (+ cranial)
 * @source  a = atan2(ux, -uy), b = asin(uz); PS3.3 C.8.7.5.1.2
 * @limits  looking straight along the body every primary angle gives the same ray; it is then 0
 */
export function carmAlong(direction: PatientVector): CArmAngles {
  const [x, y, z] = direction
  const secondaryDeg = toDegrees(Math.asin(clampUnit(z)))
  if (Math.hypot(x, y) < NO_DIRECTION_MM) return { primaryDeg: 0, secondaryDeg }
  const primaryDeg = toDegrees(Math.atan2(x, -y))
  // + 0 turns minus zero into zero; the two ends of the circle are one angle.
  return { primaryDeg: (primaryDeg === -180 ? 180 : primaryDeg) + 0, secondaryDeg: secondaryDeg + 0 }
}

function sideOf(xMm: number): PathFigures['inPlaneTowards'] {
  if (Math.abs(xMm) < NO_DIRECTION_MM) return 'NEITHER'
  return xMm > 0 ? 'LEFT' : 'RIGHT'
}

const clampUnit = (value: number): number => Math.min(1, Math.max(-1, value))
