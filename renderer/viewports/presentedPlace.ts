import type { ImagePlane } from '#shared/dicom/imageDescription.ts'
import type { PatientPoint, Point2 } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorCross, vectorDot, vectorScale } from '#shared/geometry/vectors.ts'
import type { ViewAxes } from '#shared/planning/needleViews.ts'
import type { Presented } from '#shared/presentation/presentOn.ts'
import { turnAxes, type ViewOrientation } from './camera/orientation.ts'
import { plainLooks, type SeriesViewing } from './viewing.ts'

/** Half of the height that shows a width and a height wholly, with no margin: the displayed area ends where the view ends. */
const exactHalfHeight = (width: number, height: number, [across, down]: readonly [number, number]): number => Math.max(height, (width * down) / Math.max(1, across)) / 2

type Area = { readonly centre: Point2<'imageIndex'>; /** In units of a column, along the screen. */ readonly width: number; readonly height: number }

/** The part that a state shows; `columns` and `rows` are worth as much as given, and lie along the screen as it is turned. */
function areaOf({ area }: Presented, rotationDeg: number, perColumn: number, perRow: number): Area | null {
  if (area === null) return null
  const [across, down] = [Math.abs(area.bottomRight[0] - area.topLeft[0]) * perColumn, Math.abs(area.bottomRight[1] - area.topLeft[1]) * perRow]
  const centre: Point2<'imageIndex'> = [(area.topLeft[0] + area.bottomRight[0]) / 2, (area.topLeft[1] + area.bottomRight[1]) / 2]
  return rotationDeg % 180 === 0 ? { centre, width: across, height: down } : { centre, width: down, height: across }
}

/** Where a frame view stands to show just that part. */
export function frameStand(shown: Presented, rotationDeg: number, aspect: number, sizePx: readonly [number, number]): { readonly centre: Point2<'imageIndex'>; readonly halfHeight: number } | null {
  const area = areaOf(shown, rotationDeg, 1, aspect)
  return area === null ? null : { centre: area.centre, halfHeight: exactHalfHeight(area.width, area.height, sizePx) }
}

/** A point of a slice, in the patient. */
export function sliceToPatient({ positionLpsMm, rowDirectionLps, columnDirectionLps, columnSpacingMm, rowSpacingMm }: ImagePlane, [column, row]: Point2<'imageIndex'>): PatientPoint | null {
  if (columnSpacingMm === null || rowSpacingMm === null) return null
  return vectorAdd<'patientLps'>(positionLpsMm, vectorAdd(vectorScale<'patientLps'>(rowDirectionLps, column * columnSpacingMm), vectorScale<'patientLps'>(columnDirectionLps, row * rowSpacingMm)))
}

const PARALLEL = 0.999
const orientations: readonly ViewOrientation[] = ([0, 90, 180, 270] as const).flatMap(rotationDeg => [false, true].map(flipped => ({ flipped, rotationDeg })))

export type PlaneStand = { readonly turn: ViewOrientation; readonly centre: PatientPoint; readonly halfHeight: number | null }

/** How a plane of the volume is turned and where it stands to show a slice as a state has it; null where it is another plane. */
export function planeStand(axes: ViewAxes, slice: ImagePlane, shown: Presented, size: { readonly columns: number; readonly rows: number }, sizePx: readonly [number, number]): PlaneStand | null {
  const wanted = turnAxes({ right: slice.rowDirectionLps, down: slice.columnDirectionLps, towardsViewer: vectorScale<'patientLps'>(vectorCross<'patientLps'>(slice.rowDirectionLps, slice.columnDirectionLps), -1) }, shown)
  const turn = orientations.find(each => {
    const { right, down } = turnAxes(axes, each)
    return vectorDot<'patientLps'>(right, wanted.right) > PARALLEL && vectorDot<'patientLps'>(down, wanted.down) > PARALLEL
  })
  if (turn === undefined || slice.columnSpacingMm === null || slice.rowSpacingMm === null) return null
  const area = areaOf(shown, shown.rotationDeg, slice.columnSpacingMm, slice.rowSpacingMm)
  const centre = sliceToPatient(slice, area?.centre ?? [(size.columns - 1) / 2, (size.rows - 1) / 2])
  return centre === null ? null : { turn, centre, halfHeight: area === null ? null : exactHalfHeight(area.width, area.height, sizePx) }
}

/** What a series is looked at like to show a frame as a state has it. */
export function presentedViewing({ window, inverted }: Presented, isOfDifference: boolean): Partial<SeriesViewing> {
  const [centre, width] = [window?.centre ?? null, window?.width ?? null]
  return { inverted, looks: plainLooks, ...(isOfDifference ? { subtractedCentre: centre, subtractedWidth: width } : { windowCentre: centre, windowWidth: width }) }
}
