import type { PatientPoint, PatientVector, Point2 } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorDot, vectorScale, vectorSubtract } from '#shared/geometry/vectors.ts'

/**
 * How a view looks at its world: a parallel projection onto a plane. For planes the world is the patient (LPS, mm), for
 * frames it is the image (column, row, 0) with rows stretched to square pixels. Both are drawn with the same arithmetic,
 * on the screen and into a captured picture, so a needle never lies elsewhere in the picture than on the screen.
 */
export type ViewCamera = {
  /** World point in the middle of the view. */
  readonly focalPoint: PatientPoint
  /** Unit vectors: towards the screen's end, down the screen, and from the picture towards the viewer. */
  readonly right: PatientVector
  readonly down: PatientVector
  readonly towardsViewer: PatientVector
  /** Half of the shown height, in world units. */
  readonly halfHeight: number
  /** Width and height in CSS pixels. */
  readonly sizePx: readonly [number, number]
}

export type ScreenPoint = Point2<'viewport'>

/** CSS pixels for one world unit. */
export const pixelsPerUnit = (camera: ViewCamera): number => camera.sizePx[1] / (2 * camera.halfHeight)

/**
 * Where a world point is drawn; points before and behind the plane are drawn along the view's axis.
 *
 * @frame   in: the view's world; out: viewport, CSS pixels, +y down
 * @units   mm (planes) or image pixels (frames)
 */
export function worldToScreen(camera: ViewCamera, point: PatientPoint): ScreenPoint {
  const offset = vectorSubtract(point, camera.focalPoint)
  const scale = pixelsPerUnit(camera)
  return [camera.sizePx[0] / 2 + vectorDot(offset, camera.right) * scale, camera.sizePx[1] / 2 + vectorDot(offset, camera.down) * scale]
}

/** The world point of the shown plane under a screen point. */
export function screenToWorld(camera: ViewCamera, [x, y]: ScreenPoint): PatientPoint {
  const scale = 1 / pixelsPerUnit(camera)
  const across = vectorScale(camera.right, (x - camera.sizePx[0] / 2) * scale)
  const downwards = vectorScale(camera.down, (y - camera.sizePx[1] / 2) * scale)
  return vectorAdd(camera.focalPoint, vectorAdd(across, downwards))
}

/** Signed distance of a point from the shown plane, + towards the viewer. */
export const depthOf = (camera: ViewCamera, point: PatientPoint): number => vectorDot(vectorSubtract(point, camera.focalPoint), camera.towardsViewer)

/** The same view zoomed by a factor (> 1 = larger) so that the world point under `at` stays where it is. */
export function zoomAt(camera: ViewCamera, factor: number, at: ScreenPoint): ViewCamera {
  const anchor = screenToWorld(camera, at)
  const zoomed = { ...camera, halfHeight: camera.halfHeight / factor }
  return { ...zoomed, focalPoint: vectorAdd(zoomed.focalPoint, vectorSubtract(anchor, screenToWorld(zoomed, at))) }
}

/** The same view with the picture moved by a screen distance. */
export function moveBy(camera: ViewCamera, [dx, dy]: ScreenPoint): ViewCamera {
  const centre: ScreenPoint = [camera.sizePx[0] / 2 - dx, camera.sizePx[1] / 2 - dy]
  return { ...camera, focalPoint: screenToWorld(camera, centre) }
}

/** Half height that shows a width and height wholly, with a small margin. */
export function fittingHalfHeight(width: number, height: number, sizePx: readonly [number, number]): number {
  const aspect = sizePx[0] / Math.max(1, sizePx[1])
  return (Math.max(height, width / Math.max(aspect, 1e-6)) / 2) * 1.02
}
