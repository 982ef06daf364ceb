import type { ViewCamera } from './camera/viewCamera.ts'
import { drawsInSoftware, renderingEngine } from './engine/engine.ts'
import { openPlaneViewport, type PlaneViewport } from './engine/planeViewport.ts'
import { openSoftwarePlane } from './reslice/softwarePlane.ts'

/** Names which of the two draws the planes, whatever the machine has: 'graphics' or 'processor'. For support, and for comparing them. */
export const PLANE_DRAWING_KEY = 'axis-guide:planes'

/** The picture of a plane, drawn by the graphics card where there is one and by the processor where WebGL is drawn in software or missing. */
export function openPlanePicture(viewId: string, element: HTMLDivElement, camera: ViewCamera): PlaneViewport {
  const named = localStorage.getItem(PLANE_DRAWING_KEY)
  if (named === 'processor' || (named !== 'graphics' && drawsInSoftware())) return openSoftwarePlane(element)
  const engine = renderingEngine()
  return engine.ok ? openPlaneViewport(engine.value, viewId, element, camera) : openSoftwarePlane(element)
}
