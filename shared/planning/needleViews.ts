import { toDegrees, toRadians } from '#shared/geometry/angles.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorCross, vectorDot, vectorLength, vectorNormalise, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** Planes that follow a needle: two that contain it, one across it, and the two in which a C-arm watches it advance. */
export type NeedleViewName = 'alongAxial' | 'alongSagittal' | 'across' | 'progressLateral' | 'progressAp'

/** How a plane lies on the screen: unit vectors at right angles to each other. */
export type ViewAxes = { readonly right: PatientVector; readonly down: PatientVector; readonly towardsViewer: PatientVector }

const X: PatientVector = [1, 0, 0]
const Z: PatientVector = [0, 0, 1]
/** A part of an axis shorter than this gives no direction worth the name: 6 degrees off the needle. */
const LEAST_PART = 0.1

/** Down the needle LEFT keeps its screen edge for every path from behind; closer across the body than this the view is a sagittal one. */
const LEAST_ACROSS = 0.3

/** What is left of an axis at right angles to the needle; null where the needle runs along it. */
function perpendicularPart(axis: PatientVector, along: PatientVector): PatientVector | null {
  const part = vectorSubtract(axis, vectorScale(along, vectorDot(axis, along)))
  return vectorLength(part) < LEAST_PART ? null : vectorNormalise(part)
}

/** A unit vector in the plane of a unit normal, as near as possible to the wanted one. */
const inPlane = (wanted: PatientVector, normal: PatientVector): PatientVector | null => perpendicularPart(wanted, normal)

/** Right-handed on the screen: right, down, away from the viewer. */
const facing = (down: PatientVector, towardsViewer: PatientVector): ViewAxes => ({ right: vectorCross(down, vectorScale(towardsViewer, -1)), down, towardsViewer })

/** Rodrigues' formula. */
function turn(vector: PatientVector, about: PatientVector, degrees: number): PatientVector {
  const [cos, sin] = [Math.cos(toRadians(degrees)), Math.sin(toRadians(degrees))]
  return vectorAdd(vectorAdd(vectorScale(vector, cos), vectorScale(vectorCross(about, vector), sin)), vectorScale(about, vectorDot(about, vector) * (1 - cos)))
}

/**
 * The axes of a plane that follows a needle.
 *
 * `alongAxial` is of all planes through the needle the one nearest to an axial slice, `alongSagittal` stands upright on it;
 * both turn about the needle by `rollDeg`. `across` lies at right angles to it. Each is laid out as the
 * axial, coronal or sagittal plane to which it is nearest: its large letters stand where that plane has them;
 * down the needle that is LEFT for every path from behind.
 *
 * @frame   patientLps, unit vectors
 * @units   degrees, + as a right-handed screw that advances to the target
 * @source  radiologic layout: seen from the feet, from the front, from the patient's left
 * @limits  DEGENERATE_PATH when entry and target are the same point
 */
export function needleViewAxes(name: NeedleViewName, entry: PatientPoint, target: PatientPoint, rollDeg = 0): Result<ViewAxes, Fault<'DEGENERATE_PATH'>> {
  const along = vectorNormalise<'patientLps'>(vectorSubtract(target, entry))
  if (along === null) return err('DEGENERATE_PATH', 'Entry and target are the same point, so there is no path to look along. Place the entry at the skin.')
  // Upwards of the needle: towards the head, or, for a needle along the body, towards the front.
  const up = perpendicularPart(Z, along) ?? perpendicularPart([0, -1, 0], along) ?? Z
  switch (name) {
    case 'alongAxial': return ok(turned(axialLike(up), along, rollDeg))
    case 'alongSagittal': return ok(turned(uprightOf(vectorCross(up, along), up), along, rollDeg))
    case 'across': return ok(uprightOf(along, up, ({ right }) => Math.abs(right[0]) > LEAST_ACROSS))
    case 'progressLateral': return ok(seenAlong(raysAt(along).lateral, up))
    case 'progressAp': return ok(seenAlong(raysAt(along).anteroposterior, up))
  }
}

const turned = ({ right, down, towardsViewer }: ViewAxes, about: PatientVector, degrees: number): ViewAxes => (degrees === 0
  ? { right, down, towardsViewer }
  : { right: turn(right, about, degrees), down: turn(down, about, degrees), towardsViewer: turn(towardsViewer, about, degrees) })

/** A plane whose normal points to the head, seen from the feet. */
function axialLike(normal: PatientVector): ViewAxes {
  const right = inPlane(X, normal) ?? inPlane(Z, normal) ?? X
  return { right, down: vectorCross(normal, right), towardsViewer: vectorScale(normal, -1) }
}

/** The picture of a beam across the needle; one that runs mostly along the body is laid out as the axial plane. */
function seenAlong(ray: PatientVector, up: PatientVector): ViewAxes {
  return nearestOf(ray) === 'alongBody' ? axialLike(ray[2] > 0 ? ray : vectorScale(ray, -1)) : uprightOf(ray, up)
}

const isNearerToCoronal = ({ right }: ViewAxes): boolean => Math.abs(right[0]) > Math.abs(right[1])

/** An upright plane, laid out like a coronal plane with LEFT, or like a sagittal one with the back, at the end of the screen line. */
function uprightOf(normal: PatientVector, up: PatientVector, isCoronal = isNearerToCoronal): ViewAxes {
  const down = vectorScale(inPlane(Z, normal) ?? up, -1)
  const from = facing(down, normal)
  const isShown = isCoronal(from) ? from.right[0] > 0 : from.right[1] > 0
  return isShown ? from : facing(down, vectorScale(normal, -1))
}

/** Rays from source to detector, at right angles to a needle. */
export type ProgressDirections = { readonly lateral: PatientVector; readonly anteroposterior: PatientVector }

/**
 * The two directions from which a C-arm sees a needle's full length: of all at right angles to it, the one nearest to a true
 * lateral (detector on the patient's LEFT) and the one nearest to a true AP (detector in front).
 *
 * @frame   patientLps, unit vectors from source to detector
 * @units   none
 * @source  the part of the patient's x axis, and of the negative y axis, at right angles to the path
 * @limits  where the needle runs within 6 degrees of one of the axes all its views are as far from that one: the view at
 *          right angles to the other is given, so that a trembling hand does not turn it. Null for a path without a direction
 */
export function progressDirections(entry: PatientPoint, target: PatientPoint): ProgressDirections | null {
  const along = vectorNormalise<'patientLps'>(vectorSubtract(target, entry))
  return along === null ? null : raysAt(along)
}

function raysAt(along: PatientVector): ProgressDirections {
  const [lateral, anteroposterior] = [perpendicularPart(X, along), perpendicularPart([0, -1, 0], along)]
  // No needle runs along both axes: where one of the parts is nothing, the other is nearly whole.
  return {
    lateral: lateral ?? vectorCross(along, anteroposterior ?? Z),
    anteroposterior: anteroposterior ?? vectorCross(along, lateral ?? Z),
  }
}

export type ProgressViewName = Extract<NeedleViewName, 'progressLateral' | 'progressAp'>
export type ProgressView = {
  readonly view: ProgressViewName
  readonly offTrueDeg: number
  /** The true view that it is nearest to, which may be another one than its name says. */
  readonly looks: 'lateral' | 'ap' | 'alongBody'
}

/**
 * The two views of a needle's progress, the one that is nearer to its true view first, with how far each is off. From behind
 * that is the lateral: what is then nearest to a true AP looks almost along the body or from the side.
 *
 * @frame   patientLps
 * @units   degrees, 0 to 90
 * @source  the angle between the view's ray and a true lateral or AP, whichever way the ray runs
 * @limits  empty where entry and target are the same point
 */
export function progressViews(entry: PatientPoint, target: PatientPoint): readonly ProgressView[] {
  const rays = progressDirections(entry, target)
  if (rays === null) return []
  const seen = (view: ProgressViewName, ray: PatientVector, axis: 0 | 1): ProgressView => ({ view, offTrueDeg: toDegrees(Math.acos(Math.min(1, Math.abs(ray[axis])))), looks: nearestOf(ray) })
  return [seen('progressLateral', rays.lateral, 0), seen('progressAp', rays.anteroposterior, 1)].toSorted((a, b) => a.offTrueDeg - b.offTrueDeg)
}

function nearestOf(ray: PatientVector): ProgressView['looks'] {
  const [x, y, z] = [Math.abs(ray[0]), Math.abs(ray[1]), Math.abs(ray[2])]
  return z > Math.max(x, y) ? 'alongBody' : x >= y ? 'lateral' : 'ap'
}
