import type { ImagePlane } from '#shared/dicom/imageDescription.ts'
import type { SeriesDescription, VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { Presented } from '#shared/presentation/presentOn.ts'
import type { ViewAxes } from '#shared/planning/needleViews.ts'
import type { ViewOrientation } from './camera/orientation.ts'
import { clampToGrid, type UprightGrid } from './camera/planeAxes.ts'
import { planeStand } from './presentedPlace.ts'
import type { AppliedState } from './presenting.ts'
import type { SeriesViewing } from './viewing.ts'
import { sliceReference } from './sliceReference.ts'

/** The slice at the crosshair as a presentation state has it, with its place in the patient. */
export type PresentedSlice = { readonly shown: Presented; readonly slice: ImagePlane }

export function presentedSlice(state: AppliedState | null, series: SeriesDescription, geometry: UprightGrid, crosshair: PatientPoint): PresentedSlice | null {
  if (state === null) return null
  const frame = sliceReference(series, geometry, crosshair)?.frame
  const shown = frame === undefined ? null : state.present(frame)
  const slice = series.frames[frame ?? -1]?.plane ?? null
  return shown === null || slice === null ? null : { shown, slice }
}

type Wanted = { readonly moment: { readonly centre: PatientPoint; readonly halfHeight?: number; readonly restoredPath: null }; readonly viewing: Partial<SeriesViewing>; readonly turn: ViewOrientation }

/** How a plane of the grid has to stand to show the slice of a state; null where it is no plane of that slice. */
export function wantedPlane(state: AppliedState, series: SeriesDescription, geometry: VolumeGeometry, axes: ViewAxes, sizePx: readonly [number, number]): Wanted | null {
  const [shown, found] = [state.present(state.frame), series.frames[state.frame]]
  const image = series.images[found?.image ?? -1]
  const stand = shown === null || image === undefined || found === undefined || found.plane === null ? null : planeStand(axes, found.plane, shown, image, sizePx)
  if (shown === null || stand === null) return null
  return {
    moment: { centre: stand.centre, ...(stand.halfHeight !== null && { halfHeight: stand.halfHeight }), restoredPath: null }, turn: stand.turn,
    viewing: { crosshairLpsMm: clampToGrid(geometry, stand.centre), windowCentre: shown.window?.centre ?? null, windowWidth: shown.window?.width ?? null, inverted: shown.inverted, slabMm: 0 },
  }
}
