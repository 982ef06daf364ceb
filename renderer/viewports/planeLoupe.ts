import type { ScreenPoint } from './camera/viewCamera.ts'
import type { PlaneLook } from './engine/planeViewport.ts'
import type { HeldVolume } from './engine/volumes.ts'
import { loupeCamera, loupeMark, loupePlace } from './loupe.ts'
import type { DisplayList } from './overlay/displayList.ts'
import { planeDisplayList, type PlaneScene } from './planeDisplayList.ts'
import { planeBitmap } from './reslice/softwarePlane.ts'

/**
 * A plane with the loupe over it. What it shows is cut anew out of the voxels, whoever draws the plane itself: a part of the
 * screen made larger would show no more than the screen does.
 */
export function withPlaneLoupe(scene: PlaneScene, volume: HeldVolume, look: PlaneLook, at: ScreenPoint, isMoving: boolean): DisplayList {
  const { camera, rem } = scene
  const list = planeDisplayList(scene)
  const near = loupeCamera(camera, at, rem)
  const bitmap = planeBitmap(volume, near, look)
  if (bitmap === null) return list
  const shown = planeDisplayList({ ...scene, camera: near, brush: null, pointer: null })
  return { ...list, safety: [...list.safety, loupeMark(loupePlace(at, camera.sizePx, rem, isMoving), rem, [bitmap, ...shown.picture, ...shown.figures])] }
}
