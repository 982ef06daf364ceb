import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorDot, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'
import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import type { PlaneName } from '../viewNames.ts'

/** One axis of a view: which axis of the grid it runs along and which way. */
export type GridAxis = { readonly axis: 0 | 1 | 2; readonly direction: PatientVector }
export type PlaneAxes = {
  readonly right: PatientVector
  readonly down: PatientVector
  readonly towardsViewer: PatientVector
  /** Axis of the grid that the wheel runs along. */
  readonly scrollAxis: 0 | 1 | 2
  /** Change of the grid index for one step of the wheel towards the user. */
  readonly scrollStep: 1 | -1
  readonly sliceSpacingMm: number
  readonly slices: number
}

/**
 * What each plane wants to have at the screen's end and at its foot: the radiologic layout, seen from the feet, from the
 * front and from the patient's left. The patient's LEFT is at the same screen edge in all views that show it. The wheel
 * runs to the feet, to the back and to the patient's right.
 */
type Layout = { readonly right: PatientVector; readonly down: PatientVector; readonly towardsViewer: PatientVector; readonly scrollTowards: PatientVector }
const wanted: Record<PlaneName, Layout> = {
  axial: { right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], scrollTowards: [0, 0, -1] },
  coronal: { right: [1, 0, 0], down: [0, 0, -1], towardsViewer: [0, -1, 0], scrollTowards: [0, 1, 0] },
  sagittal: { right: [0, 1, 0], down: [0, 0, -1], towardsViewer: [1, 0, 0], scrollTowards: [-1, 0, 0] },
}

/** What places a voxel of a grid whose slices stand above each other. */
export type UprightGrid = Pick<VolumeGeometry, 'originLpsMm' | 'directionLps' | 'spacingMm' | 'dimensions'>

const gridDirections = ({ directionLps: d }: Pick<VolumeGeometry, 'directionLps'>): readonly [PatientVector, PatientVector, PatientVector] => [
  [d[0], d[1], d[2]], [d[3], d[4], d[5]], [d[6], d[7], d[8]],
]

const orders: readonly (readonly [0 | 1 | 2, 0 | 1 | 2, 0 | 1 | 2])[] = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]]

/** Which grid axis lies nearest to the patient's x, y and z. All three are fitted together: two never take the same one. */
function nearestAxes(directions: readonly [PatientVector, PatientVector, PatientVector]): readonly [0 | 1 | 2, 0 | 1 | 2, 0 | 1 | 2] {
  const fit = (order: readonly [0 | 1 | 2, 0 | 1 | 2, 0 | 1 | 2]): number => order.reduce<number>((sum, grid, patient) => sum + Math.abs(directions[grid][patient] ?? 0), 0)
  return orders.reduce((best, order) => (fit(order) > fit(best) + 1e-9 ? order : best))
}

/**
 * How a plane of the volume is laid on the screen. The planes follow the grid, so that acquired slices are shown as they
 * were acquired; an oblique grid gives oblique planes, and the edge letters say so.
 *
 * @frame   patientLps, unit vectors
 * @source  Image Orientation (Patient) (0020,0037), PS3.3 C.7.6.2.1.1
 */
export function planeAxes(geometry: VolumeGeometry, plane: PlaneName): PlaneAxes {
  const directions = gridDirections(geometry)
  const order = nearestAxes(directions)
  const along = (want: PatientVector): GridAxis => {
    const patientAxis = want.findIndex(value => value !== 0)
    const axis = order[patientAxis === 0 ? 0 : patientAxis === 1 ? 1 : 2]
    const direction = directions[axis]
    return { axis, direction: vectorDot(direction, want) < 0 ? vectorScale(direction, -1) : direction }
  }
  const { right, down, towardsViewer, scrollTowards } = wanted[plane]
  const through = along(towardsViewer)
  return {
    right: along(right).direction, down: along(down).direction, towardsViewer: through.direction,
    scrollAxis: through.axis, scrollStep: vectorDot(directions[through.axis], scrollTowards) >= 0 ? 1 : -1,
    sliceSpacingMm: geometry.spacingMm[through.axis], slices: geometry.dimensions[through.axis],
  }
}

/** Fractional [column, row, slice] of a patient point in an upright grid. */
export function patientToGrid(geometry: Omit<UprightGrid, 'dimensions'>, point: PatientPoint): readonly [number, number, number] {
  const offset = vectorSubtract(point, geometry.originLpsMm)
  const [i, j, k] = gridDirections(geometry)
  return [vectorDot(offset, i) / geometry.spacingMm[0], vectorDot(offset, j) / geometry.spacingMm[1], vectorDot(offset, k) / geometry.spacingMm[2]]
}

/** The patient point of a fractional grid index. */
export function gridToPatient(geometry: UprightGrid, index: readonly [number, number, number]): PatientPoint {
  const [i, j, k] = gridDirections(geometry)
  const [di, dj, dk] = geometry.spacingMm
  return vectorAdd(geometry.originLpsMm, vectorAdd(vectorScale(i, index[0] * di), vectorAdd(vectorScale(j, index[1] * dj), vectorScale(k, index[2] * dk))))
}

/** The centre of the middle voxel: where the crosshair begins. */
export const volumeMiddle = (geometry: UprightGrid): PatientPoint =>
  gridToPatient(geometry, [Math.floor((geometry.dimensions[0] - 1) / 2), Math.floor((geometry.dimensions[1] - 1) / 2), Math.floor((geometry.dimensions[2] - 1) / 2)])

/** Width and height of the volume as a plane shows it, in mm, voxel edges included. */
export function planeExtentMm(geometry: VolumeGeometry, axes: PlaneAxes): readonly [number, number] {
  const directions = gridDirections(geometry)
  const extent = (view: PatientVector): number => {
    const axis = directions.findIndex(direction => Math.abs(vectorDot(direction, view)) > 0.99)
    return (geometry.dimensions[axis] ?? 0) * (geometry.spacingMm[axis] ?? 0)
  }
  return [extent(axes.right), extent(axes.down)]
}

/** A point kept inside the grid along each of its axes. */
export function clampToGrid(geometry: VolumeGeometry, point: PatientPoint): PatientPoint {
  const [i, j, k] = patientToGrid(geometry, point)
  const clamp = (value: number, axis: 0 | 1 | 2): number => Math.min(geometry.dimensions[axis] - 1, Math.max(0, value))
  return gridToPatient(geometry, [clamp(i, 0), clamp(j, 1), clamp(k, 2)])
}

/** The slice a plane shows, from 1, counted in the direction in which the wheel runs. */
export function sliceNumber(geometry: VolumeGeometry, axes: PlaneAxes, point: PatientPoint): number {
  const index = Math.round(patientToGrid(geometry, point)[axes.scrollAxis])
  return axes.scrollStep === 1 ? index + 1 : axes.slices - index
}
