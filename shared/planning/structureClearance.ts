import type { Segment } from '#shared/geometry/segments.ts'
import { judgeClearance, marginFor, type ClearanceLevel, type Margin } from './margins.ts'
import type { ConfiguredMargin } from './planningMarks.ts'
import { gapToPainted, preparePainted, type PreparedPainted } from './painted.ts'
import type { PlannedStructure, StructureShape, TubePoint } from './structure.ts'
import { gapToTube, prepareTube, smoothTube, type PreparedTube, type TubeGap } from './tube.ts'

export type ClearanceState =
  /** Nobody can say: the words say why. Never the same as clear. */
  | { readonly kind: 'notAssessed'; readonly why: string }
  | {
    readonly kind: 'assessed'
    /** From surface to surface; negative where they meet. */
    readonly distanceMm: number
    /** The distance less the uncertainty of the drawing: what the level is judged by. */
    readonly leastMm: number
    /** From the entry, along the needle, to the closest place. */
    readonly alongMm: number
    readonly level: ClearanceLevel
    readonly margin: Margin
  }

/**
 * How near a needle passes a drawn structure.
 *
 * @frame   patientLps
 * @units   mm
 * @source  needle and tube as round bodies about their centre lines, painted ones as their voxels; levels by margins.ts or the
 *          department's own margins
 * @limits  a tube of fewer than two points, nothing painted, and a drawing whose uncertainty nobody has stated are not assessed
 */
export function structureClearance(path: Segment, needleRadiusMm: number, structure: PlannedStructure, configured: readonly ConfiguredMargin[]): ClearanceState {
  const { shape, uncertaintyMm, kind } = structure
  const missing = missingIn(structure)
  if (missing !== null || uncertaintyMm === null) return { kind: 'notAssessed', why: missing ?? 'Say how exact the drawing is.' }
  const { gapMm, alongMm } = gapToBody(path, preparedBody(shape))
  const distanceMm = gapMm - needleRadiusMm
  const leastMm = distanceMm - uncertaintyMm
  const margin = marginFor(kind, configured)
  return { kind: 'assessed', distanceMm, leastMm, alongMm, margin, level: judgeClearance(leastMm, margin) }
}

/**
 * What a drawing lacks before anything can be measured against it; null when it lacks nothing.
 *
 * @source  the app's own rule: what is not drawn, or not said how exactly, is never clear
 */
export function missingIn({ shape, uncertaintyMm }: Pick<PlannedStructure, 'shape' | 'uncertaintyMm'>): string | null {
  if (shape.form === 'painted' && shape.voxels === 0) return 'Nothing is painted yet. Paint over it, or fill from the crosshair.'
  if (shape.form === 'tube' && shape.points.length === 0) return 'It has no point yet. Click along its middle.'
  if (shape.form === 'tube' && shape.points.length === 1) return 'One point is no tube. Add a second point.'
  return uncertaintyMm === null ? 'Say how exact the drawing is.' : null
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
