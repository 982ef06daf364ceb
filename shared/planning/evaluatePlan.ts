import type { Input } from '#shared/contract/types.ts'
import type { PlanEvaluation } from '#shared/contract/areas/plan.ts'
import { toDegrees } from '#shared/geometry/angles.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorDot, vectorLength, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { consoleAngles } from '#shared/projection/consoleAngles.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { marginFor } from './margins.ts'
import { midlineX } from './mirrorPlan.ts'
import { needleOuterRadiusMm } from './needleGauge.ts'
import { progressDirections } from './needleViews.ts'
import { acquisitionPlaneAngles, gravityAngles, isTablePosition, tablePositions } from './pathAngles.ts'
import { missingKinds } from './pairedStructures.ts'
import { planProblems } from './planProblems.ts'
import { skinOffset } from './skinOffsets.ts'
import type { TubePoint } from './structure.ts'
import { placeInBand, targetBand } from './targetBand.ts'
import { askedStructures } from './structureKinds.ts'
import { clearanceLevel, gapToBody, preparedBody, type PreparedBody } from './structureClearance.ts'
import { prepareTube, smoothTube } from './tube.ts'

/** Below this two points are the same place: a tenth of a millimetre is finer than any image the app plans on. */
const SHORTEST_PATH_MM = 0.1
/** A sideways or in-plane part smaller than this is rounding, not direction. */
const NO_DIRECTION_MM = 1e-6

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
  const progress = progressAngles(entry, target)
  if (lengthMm < SHORTEST_PATH_MM || progress === null) return err('DEGENERATE_PATH', 'Entry and target are the same point. A path needs a direction. Place the entry at the skin.')
  const towardsEntry = vectorScale(path, -1 / lengthMm)
  return ok({
    lengthMm,
    inPlaneDeg: toDegrees(Math.atan2(Math.abs(path[0]), Math.abs(path[1]))),
    inPlaneTowards: sideOf(path[0]),
    craniocaudalDeg: toDegrees(Math.asin(clampUnit(path[2] / lengthMm))),
    carm: { entrySide: carmAlong(towardsEntry), oppositeSide: carmAlong(vectorScale(towardsEntry, -1)), progress },
  })
}

export type EvaluateFault = Fault<'DEGENERATE_PATH' | 'UNSUPPORTED_POSITION' | 'UNKNOWN_GAUGE' | 'JOINT_LINE_TOO_SHORT' | 'JOINT_LINE_TURNED_ROUND'>

/**
 * The whole answer of plan.evaluate: the path and its angles, its target against the joint, its entry against landmarks,
 * what stays outside of the needle, how near it passes each structure, and what is wrong with it.
 *
 * @frame   patientLps
 * @units   mm, degrees
 * @source  clearance: tube.ts, painted.ts; levels: margins.ts; radii: ISO 9626; angles: pathAngles.ts; band: targetBand.ts
 * @limits  without a needle, clearances count from the path's line: `needleOuterRadiusMm` is then null. Skin and scan are not
 *          judged: they need voxels
 */
export function evaluatePlan(input: Input<'plan.evaluate'>): Result<PlanEvaluation, EvaluateFault> {
  const { entryLpsMm, targetLpsMm, needle, structures = [], painted = [], patientPosition, sliceNormalLps, landmarks = [], margins = [] } = input
  if (patientPosition !== undefined && !isTablePosition(patientPosition)) {
    return err('UNSUPPORTED_POSITION', `The patient position "${patientPosition}" is not known, so which way is up cannot be told. Use one of ${tablePositions.join(', ')}.`)
  }
  const path = evaluatePath(entryLpsMm, targetLpsMm)
  if (!path.ok) return path
  const radiusMm = needle === undefined ? null : needleOuterRadiusMm(needle.gauge)
  if (needle !== undefined && radiusMm === null) {
    return err('UNKNOWN_GAUGE', `The outer diameter of a ${String(needle.gauge)} G needle is not known, so no clearance can be given. Choose 14 to 30 G.`)
  }
  const band = bandFigures(input)
  if (!band.ok) return band
  const gravity = patientPosition === undefined ? null : gravityAngles(entryLpsMm, targetLpsMm, patientPosition)
  const plane = sliceNormalLps === undefined ? null : acquisitionPlaneAngles(entryLpsMm, targetLpsMm, sliceNormalLps)
  const midline = midlineX(landmarks)
  const bodies = [
    ...structures.flatMap(({ id, kind, uncertaintyMm, ...drawn }): readonly MeasuredBody[] => {
      const tube = prepareTube(piecesOf(drawn))
      return tube === null ? [] : [{ id, kind, uncertaintyMm, body: { form: 'tube', tube } }]
    }),
    ...painted.flatMap(({ id, kind, uncertaintyMm, shape }): readonly MeasuredBody[] => (shape.voxels === 0 ? [] : [{ id, kind, uncertaintyMm, body: preparedBody(shape) }])),
  ]
  return ok({
    ...path.value,
    console: consoleFigures(path.value.carm, input.carmSetting),
    gravity: gravity?.ok === true ? gravity.value : null,
    acquisitionPlane: plane?.ok === true ? plane.value : null,
    targetBand: band.value,
    skinOffsets: landmarks.map((landmark) => skinOffset(entryLpsMm, landmark)),
    needleReserveMm: needle === undefined ? null : needle.lengthMm - path.value.lengthMm,
    needleOuterRadiusMm: radiusMm,
    clearances: bodies.map(({ id, kind, body, uncertaintyMm }) => {
      const { gapMm, alongMm, endsThere } = gapToBody([entryLpsMm, targetLpsMm], body)
      const distanceMm = gapMm - (radiusMm ?? AXIS_ONLY_MM)
      return { id, distanceMm, alongMm, endsThere, leastMm: uncertaintyMm === undefined ? null : distanceMm - uncertaintyMm, level: clearanceLevel({ distanceMm, uncertaintyMm: uncertaintyMm ?? null, endsThere }, marginFor(kind, margins)) }
    }),
    notAssessed: missingKinds(askedStructures, bodies, { targetLpsMm, side: null, midlineXMm: midline.ok ? midline.value : null }).map(({ kind }) => kind),
    problems: [...planProblems({
      entryLpsMm, targetLpsMm, needle: needle ?? null, volume: null, side: input.jointLine?.side ?? null, midlineXMm: midline.ok ? midline.value : null, targetInBand: band.value?.inBand ?? null,
      structures: bodies.map(({ id, body }) => ({ name: id, holds: (point) => gapToBody([point, point], body).gapMm < 0 })),
    })],
  })
}

type MeasuredBody = { readonly id: string; readonly kind: string; readonly uncertaintyMm: number | undefined; readonly body: PreparedBody }
type GivenTube = Pick<NonNullable<Input<'plan.evaluate'>['structures']>[number], 'pathLpsMm' | 'radiusMm' | 'curve'>

function piecesOf({ pathLpsMm, radiusMm, curve = 'straight' }: GivenTube): readonly TubePoint[] {
  const points = pathLpsMm.map((pointLpsMm, at): TubePoint => ({ pointLpsMm, radiusMm: Array.isArray(radiusMm) ? radiusMm[at] ?? Number.NaN : radiusMm }))
  return curve === 'smooth' ? smoothTube(points) : points
}

function bandFigures({ jointLine, targetLpsMm }: Input<'plan.evaluate'>): Result<PlanEvaluation['targetBand'], Fault<'JOINT_LINE_TOO_SHORT' | 'JOINT_LINE_TURNED_ROUND'>> {
  if (jointLine === undefined) return ok(null)
  const band = targetBand(jointLine.medialLpsMm, jointLine.lateralLpsMm, jointLine.side)
  if (!band.ok) return band
  const { jointLineMm, medialEndLpsMm, lateralEndLpsMm, middleLpsMm } = band.value
  return ok({ jointLineMm, medialEndLpsMm: tuple(medialEndLpsMm), lateralEndLpsMm: tuple(lateralEndLpsMm), middleLpsMm: tuple(middleLpsMm), ...placeInBand(targetLpsMm, band.value) })
}

function consoleFigures({ entrySide, oppositeSide, progress }: PathFigures['carm'], setting: Input<'plan.evaluate'>['carmSetting']): PlanEvaluation['console'] {
  if (setting === undefined) return null
  const shown = ({ primaryDeg, secondaryDeg }: CArmAngles): CArmAngles => consoleAngles({ primaryDeg, secondaryDeg }, setting.patientLies, setting.setTo)
  return { entrySide: shown(entrySide), oppositeSide: shown(oppositeSide), progress: { lateral: shown(progress.lateral), anteroposterior: shown(progress.anteroposterior) } }
}

const tuple = ([x, y, z]: PatientPoint): [number, number, number] => [x, y, z]

function progressAngles(entry: PatientPoint, target: PatientPoint): PathFigures['carm']['progress'] | null {
  const rays = progressDirections(entry, target)
  if (rays === null) return null
  const seen = (ray: PatientVector, truth: PatientVector): PathFigures['carm']['progress']['lateral'] => ({ ...carmAlong(ray), offTrueDeg: toDegrees(Math.acos(clampUnit(Math.abs(vectorDot(ray, truth))))) })
  return { lateral: seen(rays.lateral, [1, 0, 0]), anteroposterior: seen(rays.anteroposterior, [0, -1, 0]) }
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
