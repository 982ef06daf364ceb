import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { ShownArea, ViewState } from '#shared/procedure/recordEvents.ts'
import type { ViewOrientation } from './camera/orientation.ts'
import { screenToWorld, type ViewCamera } from './camera/viewCamera.ts'
import type { NeedlePath } from './planeFrame.ts'
import { point } from './planePath.ts'
import type { SeriesViewing } from './viewing.ts'
import { isGridPlane, type ViewPlane } from './viewProps.ts'

export type PlaneViewState = Extract<ViewState, { kind: 'plane' | 'needlePlane' }>
type Shown = {
  readonly plane: ViewPlane
  readonly viewing: SeriesViewing
  readonly window: { readonly centre: number; readonly width: number }
  readonly crosshair: PatientPoint
  readonly focalPoint: PatientPoint
  readonly halfHeight: number
  readonly path: NeedlePath
  readonly turn: ViewOrientation
}

/** What a key image keeps of a plane, so that it can be shown again as it was. */
export function planeStateOf({ plane, viewing: { slabMm, inverted, needleRollDeg, needleDepthMm }, window: { centre, width }, crosshair, focalPoint, halfHeight, path, turn: { flipped, rotationDeg } }: Shown): PlaneViewState {
  const shared = { crosshairLpsMm: point(crosshair), focalPointLpsMm: point(focalPoint), parallelScaleMm: halfHeight, slabMm, windowCentre: centre, windowWidth: width, inverted }
  if (isGridPlane(plane)) return { kind: 'plane', plane, ...shared, flippedHorizontally: flipped, rotationDeg }
  return { kind: 'needlePlane', view: plane, ...shared, entryLpsMm: point(path.entry), targetLpsMm: point(path.target), rollDeg: needleRollDeg, depthMm: needleDepthMm }
}

/** The corners of a plane's view, where they lie in the patient. */
export const planeAreaOf = (camera: ViewCamera): ShownArea => ({
  kind: 'plane', topLeftLpsMm: point(screenToWorld(camera, [0, 0])), topRightLpsMm: point(screenToWorld(camera, [camera.sizePx[0], 0])), bottomLeftLpsMm: point(screenToWorld(camera, [0, camera.sizePx[1]])),
})
