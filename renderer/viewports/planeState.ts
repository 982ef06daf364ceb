import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { ViewState } from '#shared/procedure/recordEvents.ts'
import type { ViewOrientation } from './camera/orientation.ts'
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
