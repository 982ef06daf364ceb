import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { Segment } from '#shared/geometry/segments.ts'
import { judgeClearance, marginFor, type ClearanceLevel, type Margin } from './margins.ts'
import type { ConfiguredMargin } from './planningMarks.ts'
import { gapToPainted, nearestOnRim, preparePainted, type PreparedPainted } from './painted.ts'
import type { PlannedStructure, StructureShape, TubePoint } from './structure.ts'
import { gapToTube, nearestOnTube, prepareTube, smoothTube, type PreparedTube, type TubeGap } from './tube.ts'

export type ClearanceState =
  /** Nobody can say: the words say why. Never the same as clear. */
  | { readonly kind: 'notAssessed'; readonly why: string }
  | {
    readonly kind: 'assessed'
    /** From surface to surface; negative where they meet. */
    readonly distanceMm: number
    /** The distance less the uncertainty of the drawing: what the level is judged by. Of a drawing that the needle meets while nobody has said how exact it is: the distance. */
    readonly leastMm: number
    /** From the entry, along the needle, to the closest place. */
    readonly alongMm: number
    readonly level: ClearanceLevel
    /** The closest place is where the drawing ends. */
    readonly endsThere: boolean
    readonly margin: Margin
  }

/**
 * How near a needle passes a drawn structure.
 *
 * @frame   patientLps
 * @units   mm
 * @source  needle and tube as round bodies about their centre lines, painted ones as their voxels; levels by margins.ts or the
 *          department's own margins
 * @limits  a tube of fewer than two points, nothing painted, and a drawing whose uncertainty nobody has stated are not
 *          assessed; but one that the needle meets as it is drawn is a stop, however exact it is
 */
export function structureClearance(path: Segment, needleRadiusMm: number, structure: PlannedStructure, configured: readonly ConfiguredMargin[]): ClearanceState {
  const { shape, uncertaintyMm, kind } = structure
  const missing = missingShapeIn(shape)
  if (missing !== null) return { kind: 'notAssessed', why: missing }
  const { gapMm, alongMm, endsThere } = gapToBody(path, preparedBody(shape))
  const distanceMm = gapMm - needleRadiusMm
  if (uncertaintyMm === null && distanceMm > 0) return { kind: 'notAssessed', why: UNCERTAINTY_UNSAID }
  const margin = marginFor(kind, configured)
  return { kind: 'assessed', distanceMm, leastMm: leastOf({ distanceMm, uncertaintyMm }), alongMm, endsThere, margin, level: clearanceLevel({ distanceMm, uncertaintyMm, endsThere }, margin) }
}

type Measured = { readonly distanceMm: number; readonly uncertaintyMm: number | null; readonly endsThere: boolean }

/**
 * What a distance to a drawing means: a stop where the needle meets it as it is drawn, at most a caution where the drawing
 * ends at the closest place, else by its margin.
 *
 * @units   mm, from surface to surface; an uncertainty that nobody stated takes nothing off
 * @source  margins.ts; the app's own rule: what was not drawn is never clear
 */
export function clearanceLevel({ distanceMm, uncertaintyMm, endsThere }: Measured, margin: Margin): ClearanceLevel {
  if (distanceMm <= 0) return 'stop'
  const level = judgeClearance(leastOf({ distanceMm, uncertaintyMm }), margin)
  return level === 'above' && endsThere ? 'caution' : level
}

/** What is left of a distance once the drawing may be off by what was stated; where nothing was, the caller says so and the distance stands. */
const leastOf = ({ distanceMm, uncertaintyMm }: Pick<Measured, 'distanceMm' | 'uncertaintyMm'>): number => (uncertaintyMm === null ? distanceMm : distanceMm - uncertaintyMm)

const UNCERTAINTY_UNSAID = 'Say how exact the drawing is.'

/**
 * What a drawing lacks before anything can be measured against it; null when it lacks nothing.
 *
 * @source  the app's own rule: what is not drawn, or not said how exactly, is never clear
 */
export function missingIn({ shape, uncertaintyMm }: Pick<PlannedStructure, 'shape' | 'uncertaintyMm'>): string | null {
  return missingShapeIn(shape) ?? (uncertaintyMm === null ? UNCERTAINTY_UNSAID : null)
}

function missingShapeIn(shape: StructureShape): string | null {
  if (shape.form === 'painted' && shape.voxels === 0) return 'Nothing is painted yet. Paint over it, or fill from the crosshair.'
  if (shape.form === 'tube' && shape.points.length === 0) return 'It has no point yet. Click along its middle.'
  if (shape.form === 'tube' && shape.points.length === 1) return 'One point is no tube. Add a second point.'
  return null
}

/** A drawing in the form in which it is measured many times. */
export type PreparedBody = { readonly form: 'tube'; readonly tube: PreparedTube } | { readonly form: 'painted'; readonly painted: PreparedPainted }

/**
 * How near a needle's centre line comes to a drawing's surface, negative where it runs inside.
 *
 * @frame   patientLps
 * @units   mm; nothing farther than `withinMm` is looked for
 * @source  tube.ts, painted.ts
 */
export const gapToBody = (path: Segment, body: PreparedBody, withinMm = Infinity): TubeGap => (body.form === 'tube' ? gapToTube(path, body.tube, withinMm) : gapToPainted(path, body.painted, withinMm))

/**
 * A drawing as it is measured.
 *
 * @frame   patientLps
 * @units   mm
 * @source  tube.ts, painted.ts
 * @throws  for a drawing without a point: `missingIn` says so first
 */
export function preparedBody(shape: StructureShape): PreparedBody {
  if (shape.form === 'painted') return { form: 'painted', painted: preparePainted(shape) }
  const tube = preparedTube(shape.points)
  if (tube === null) throw new Error('A tube without a point cannot be measured')
  return { form: 'tube', tube }
}

/**
 * A drawing as it is measured; null while there is not enough of it.
 *
 * @frame   patientLps
 * @units   mm
 * @source  tube.ts, painted.ts
 */
export const measurableBody = (shape: StructureShape): PreparedBody | null => (missingShapeIn(shape) === null ? preparedBody(shape) : null)

/**
 * The place of a drawing that is nearest to a point: on a tube's centre line, or on the rim of what is painted.
 *
 * @frame   patientLps
 * @units   mm; the gap to the surface
 * @source  tube.ts, painted.ts
 */
export const nearestPlaceOf = (body: PreparedBody, point: PatientPoint): { readonly placeLpsMm: PatientPoint; readonly gapMm: number } => (body.form === 'tube' ? nearestOnTube(body.tube, point) : nearestOnRim(body.painted, point))

/** Prepared once for every drawing: a path is dragged far more often than a structure. */
const preparedOf = new WeakMap<readonly TubePoint[], PreparedTube>()

/**
 * A drawn tube as it is measured; null without a point.
 *
 * @frame   patientLps
 * @units   mm
 * @source  tube.ts
 */
export function preparedTube(points: readonly TubePoint[]): PreparedTube | null {
  const known = preparedOf.get(points)
  if (known !== undefined) return known
  const made = prepareTube(smoothTube(points))
  if (made !== null) preparedOf.set(points, made)
  return made
}
