import type { Types } from '@cornerstonejs/core'
import type { PatientVector } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorScale } from '#shared/geometry/vectors.ts'
import type { ViewCamera } from '../camera/viewCamera.ts'

/** Hand-over to an interface of mutable tuples. */
export const pointFor = (vector: PatientVector): Types.Point3 => [vector[0], vector[1], vector[2]]
const FROM_PLANE = 500

/** Our camera as cornerstone's; its distance from the plane has no meaning in a parallel projection. */
export const cameraOf = (camera: ViewCamera): Types.ICamera => ({
  focalPoint: pointFor(camera.focalPoint),
  position: pointFor(vectorAdd(camera.focalPoint, vectorScale(camera.towardsViewer, FROM_PLANE))),
  viewUp: pointFor(vectorScale(camera.down, -1)),
  viewPlaneNormal: pointFor(camera.towardsViewer),
  parallelScale: camera.halfHeight,
  parallelProjection: true,
})
