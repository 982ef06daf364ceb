import type { PatientPoint } from '#shared/geometry/frames.ts'
import { gridFrame, lpsToIndex, type GridFrame, type HuVolume, type Triple } from '#shared/imageAnalysis/huVolume.ts'
import { moveRigidly, type RigidTransform } from '#shared/imageAnalysis/rigidTransform.ts'

/** How much both scans show of the ball that is looked at. */
export type CtCoverage = {
  /** 0 to 1; 1 only where both show all of it. */
  readonly share: number
  /** Ends, along the axes, of what both show of it. */
  readonly lowLpsMm: [number, number, number]
  readonly highLpsMm: [number, number, number]
  /** Places, a millimetre apart, that the later scan shows and the earlier one does not. */
  readonly notEarlier: readonly PatientPoint[]
  /** Places that the later scan does not show. */
  readonly notLater: readonly PatientPoint[]
}

export type CoveredBy = {
  readonly before: HuVolume
  readonly after: HuVolume
  readonly beforeFromAfter: RigidTransform
  readonly focusLpsMm: PatientPoint
}

const STEP_MM = 1

/**
 * Which part of a ball two registered scans both show; null where they share none of it.
 *
 * @frame   patientLps of the later scan
 * @units   mm
 * @source  counted on a lattice of 1 mm
 */
export function coverageOf({ before, after, beforeFromAfter, focusLpsMm: [x, y, z] }: CoveredBy, reachMm: number): CtCoverage | null {
  const [earlier, later] = [gridFrame(before.geometry), gridFrame(after.geometry)]
  const low: CtCoverage['lowLpsMm'] = [Infinity, Infinity, Infinity]
  const high: CtCoverage['highLpsMm'] = [-Infinity, -Infinity, -Infinity]
  const notEarlier: PatientPoint[] = []
  const notLater: PatientPoint[] = []
  let both = 0
  const steps = Math.floor(reachMm / STEP_MM)
  for (let k = -steps; k <= steps; k += 1) for (let j = -steps; j <= steps; j += 1) for (let i = -steps; i <= steps; i += 1) {
    if (Math.hypot(i, j, k) * STEP_MM > reachMm) continue
    const point: PatientPoint = [x + i * STEP_MM, y + j * STEP_MM, z + k * STEP_MM]
    if (!isShown(later, lpsToIndex(later, point))) notLater.push(point)
    else if (!isShown(earlier, lpsToIndex(earlier, moveRigidly(beforeFromAfter, point)))) notEarlier.push(point)
    else {
      both += 1
      for (const axis of [0, 1, 2] as const) {
        low[axis] = Math.min(low[axis], point[axis])
        high[axis] = Math.max(high[axis], point[axis])
      }
    }
  }
  return both === 0 ? null : { share: both / (both + notEarlier.length + notLater.length), lowLpsMm: low, highLpsMm: high, notEarlier, notLater }
}

/**
 * Whether a volume shows this place: a voxel shows half of itself on either side of its centre.
 *
 * @frame   voxelIndex
 */
export const isShown = ({ size }: GridFrame, index: Triple): boolean =>
  ([0, 1, 2] as const).every((axis) => index[axis] >= -0.5 - EDGE_VOXELS && index[axis] <= size[axis] - 0.5 + EDGE_VOXELS)

/** A point on the outermost face is inside in spite of rounding. */
const EDGE_VOXELS = 1e-6
