import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import { vectorDot, vectorScale, vectorAdd } from './vectors.ts'
import type { PatientPoint, PatientVector } from './frames.ts'

/** How the slices of a tilted stack are moved within their planes so that they stand above each other. */
export type Unshearing = {
  /** The upright grid around all slices; no slice loses a pixel. */
  readonly geometry: VolumeGeometry
  /** Source column (row) = target column (row) + start − slice · step, in pixels. */
  readonly startPx: readonly [column: number, row: number]
  readonly stepPx: readonly [column: number, row: number]
}

/** In-plane drift over the whole stack beneath which a stack counts as upright: less than interpolation itself moves. */
const NEGLIGIBLE_PX = 0.01

/**
 * Plans the resampling of a stack whose slices are offset within their planes (tilted gantry) to an upright grid.
 *
 * @frame   patientLps throughout; only the origin and the in-plane size of the grid change
 * @units   mm; shifts in pixels
 * @source  PS3.3 C.7.6.2.1.1 Image Position and Orientation; Gantry/Detector Tilt (0018,1120) is not used
 * @returns null when the stack is upright already
 */
export function planUnshearing(volume: VolumeGeometry): Unshearing | null {
  const [columns, rows, slices] = volume.dimensions
  const [columnSpacing, rowSpacing] = volume.spacingMm
  const d = volume.directionLps
  const alongRow: PatientVector = [d[0], d[1], d[2]]
  const downColumn: PatientVector = [d[3], d[4], d[5]]
  const normal: PatientVector = [d[6], d[7], d[8]]
  const stepPx = [vectorDot(volume.sliceStepLpsMm, alongRow) / columnSpacing, vectorDot(volume.sliceStepLpsMm, downColumn) / rowSpacing] as const
  const drift = [stepPx[0] * (slices - 1), stepPx[1] * (slices - 1)] as const
  if (Math.max(Math.abs(drift[0]), Math.abs(drift[1])) < NEGLIGIBLE_PX) return null
  const startPx = [Math.floor(Math.min(0, drift[0])), Math.floor(Math.min(0, drift[1]))] as const
  const origin: PatientPoint = volume.originLpsMm
  const originLpsMm = vectorAdd(origin, vectorAdd(vectorScale(alongRow, startPx[0] * columnSpacing), vectorScale(downColumn, startPx[1] * rowSpacing)))
  const upright = vectorScale(normal, vectorDot(volume.sliceStepLpsMm, normal))
  return {
    startPx, stepPx,
    geometry: {
      ...volume,
      dimensions: [columns + Math.ceil(Math.max(0, drift[0])) - startPx[0], rows + Math.ceil(Math.max(0, drift[1])) - startPx[1], slices],
      originLpsMm: [originLpsMm[0], originLpsMm[1], originLpsMm[2]],
      sliceStepLpsMm: [upright[0], upright[1], upright[2]],
      tiltDeg: 0,
    },
  }
}

type Samples = { readonly length: number; readonly [index: number]: number }
type WritableSamples = { readonly length: number; [index: number]: number }
type Size = { readonly columns: number; readonly rows: number }

/**
 * Moves one slice of a tilted stack to its place in the upright grid, by linear interpolation within its plane.
 *
 * @frame   in: the slice as stored, row by row; out: the same slice of the grid of planUnshearing
 * @units   values as given; integers are rounded to the nearest; outside the slice stands `fill`
 * @source  bilinear; along the normal nothing moves, so no slice is mixed with another
 */
export function resampleSheared(source: Samples, size: Size, plan: Unshearing, slice: number, target: WritableSamples, fill: number, isInteger: boolean): void {
  const [columns, rows] = plan.geometry.dimensions
  const column = splitShift(plan.startPx[0] - slice * plan.stepPx[0])
  const row = splitShift(plan.startPx[1] - slice * plan.stepPx[1])
  const half = isInteger ? 0.5 : 0
  for (let y = 0; y < rows; y += 1) {
    const top = y + row.whole
    const isRowInside = top >= 0 && top + (row.part > 0 ? 1 : 0) < size.rows
    const first = top * size.columns
    const second = row.part > 0 ? first + size.columns : first
    for (let x = 0, to = y * columns; x < columns; x += 1, to += 1) {
      const left = x + column.whole
      const next = column.part > 0 ? 1 : 0
      if (!isRowInside || left < 0 || left + next >= size.columns) {
        target[to] = fill
        continue
      }
      const a = source[first + left] ?? fill
      const b = source[first + left + next] ?? fill
      const c = source[second + left] ?? fill
      const e = source[second + left + next] ?? fill
      const upper = a + (b - a) * column.part
      const value = upper + (c + (e - c) * column.part - upper) * row.part
      target[to] = isInteger ? Math.floor(value + half) : value
    }
  }
}

/** Shifts within a millionth of a pixel of a whole number are whole: no interpolation, values stay bit-exact. */
function splitShift(shift: number): { readonly whole: number; readonly part: number } {
  const nearest = Math.round(shift)
  if (Math.abs(shift - nearest) < 1e-6) return { whole: nearest, part: 0 }
  const whole = Math.floor(shift)
  return { whole, part: shift - whole }
}
