import type { Segment } from '#shared/geometry/segments.ts'
import { judgeClearance, marginFor, type ClearanceLevel, type Margin } from './margins.ts'
import type { ConfiguredMargin } from './planningMarks.ts'
import type { PlannedStructure, TubePoint } from './structure.ts'
import { gapToTube, prepareTube, smoothTube, type PreparedTube } from './tube.ts'

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
 * @source  needle and tube as round bodies about their centre lines; levels by margins.ts or the department's own margins
 * @limits  a tube of fewer than two points, one whose uncertainty nobody has stated, and a painted one are not assessed
 */
export function structureClearance(path: Segment, needleRadiusMm: number, structure: PlannedStructure, configured: readonly ConfiguredMargin[]): ClearanceState {
  const { shape, uncertaintyMm, kind } = structure
  if (shape.form !== 'tube') return { kind: 'notAssessed', why: 'It was painted; only tubes are measured. Draw its centre line.' }
  if (shape.points.length < 2) return { kind: 'notAssessed', why: 'One point is no tube. Add a second point.' }
  if (uncertaintyMm === null) return { kind: 'notAssessed', why: 'Say how exact the drawing is.' }
  const tube = preparedTube(shape.points)
  if (tube === null) return { kind: 'notAssessed', why: 'It has no point yet. Click along its middle.' }
  const { gapMm, alongMm } = gapToTube(path, tube)
  const distanceMm = gapMm - needleRadiusMm
  const leastMm = distanceMm - uncertaintyMm
  const margin = marginFor(kind, configured)
  return { kind: 'assessed', distanceMm, leastMm, alongMm, margin, level: judgeClearance(leastMm, margin) }
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
