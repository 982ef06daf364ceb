import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorDistance } from '#shared/geometry/vectors.ts'
import type { GridFrame } from '#shared/imageAnalysis/huVolume.ts'
import { gapToBody, missingIn, preparedBody, type PreparedBody } from '#shared/planning/structureClearance.ts'
import type { StructureShape } from '#shared/planning/structure.ts'
import type { CtSpread } from './ctSpread.ts'
import type { Measured } from './curveMeasures.ts'

/** A drawing where it lies on the later scan; without a shape there is a reason why nothing can be said of it. */
export type AskedStructure = { readonly kind: string; readonly name: string } & (DrawnThere | { readonly notAssessed: string })
type DrawnThere = {
  readonly shape: StructureShape
  /** How far the drawing may be off. */
  readonly uncertaintyMm: number
  /** How closely the registration repeats that carried it over; 0 where it was drawn on this scan, null where nobody measured it. */
  readonly repeatsWithinMm: number | null
}

const notAssessed = (reason: string): Measured => ({ value: null, reason })

/**
 * How near contrast comes to a drawing: from the corner of the nearest opaque voxel that could reach farthest to the
 * drawing's surface, negative inside it. Not assessed where contrast that cannot be seen could lie nearer, unless what is
 * seen touches it already, or may.
 *
 * @frame   patientLps of the later scan
 * @units   mm
 * @source  the surface as the planner measures it (structureClearance.ts), less half a voxel's diagonal
 * @limits  what the drawing and the registration are uncertain by goes beside it, to be taken off. Where the later scan ends,
 *          only places no farther from contrast and drawing than these are from each other are asked about
 */
export function distanceTo({ pointsLpsMm: opaque, coverage }: CtSpread, grid: GridFrame, structure: AskedStructure): Measured {
  if ('notAssessed' in structure) return notAssessed(structure.notAssessed)
  const missing = missingIn(structure)
  if (missing !== null) return notAssessed(`Not assessed: ${missing}`)
  const [first] = opaque
  if (first === undefined) return notAssessed(coverage.share < 1 ? 'Nothing is opaque at this threshold within what both scans show.' : 'Nothing is opaque at this threshold.')
  const body = preparedBody(structure.shape)
  const gapMm = opaque.reduce((least, point) => Math.min(least, gapAt(point, body, least)), Infinity)
  const distanceMm = gapMm - halfDiagonal(grid)
  const { uncertaintyMm, repeatsWithinMm } = structure
  if (distanceMm <= (repeatsWithinMm === null ? uncertaintyMm : uncertaintyMm + repeatsWithinMm)) return { value: distanceMm, reason: null }
  const isNearer = (place: PatientPoint): boolean => gapAt(place, body, gapMm) < gapMm
  if (coverage.notEarlier.some(isNearer)) return notAssessed('Not assessed: the earlier scan does not show it.')
  if (coverage.notLater.some((place) => isNearer(place) && opaque.some((point) => vectorDistance(point, place) <= gapMm))) return notAssessed('Not assessed: the scan after contrast does not show it.')
  return { value: distanceMm, reason: null }
}

const gapAt = (point: PatientPoint, body: PreparedBody, withinMm: number): number => gapToBody([point, point], body, withinMm).gapMm

/** From a voxel's centre to its farthest corner; slices may be sheared. */
const halfDiagonal = ({ columnStep: c, rowStep: r, sliceStep: s }: GridFrame): number =>
  Math.max(...[[1, 1], [1, -1], [-1, 1], [-1, -1]].map(([row = 1, slice = 1]) => Math.hypot(c[0] + row * r[0] + slice * s[0], c[1] + row * r[1] + slice * s[1], c[2] + row * r[2] + slice * s[2]))) / 2
