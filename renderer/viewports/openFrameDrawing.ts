import { drawsInSoftware, renderingEngine } from './engine/engine.ts'
import { openFrameViewport, type FrameViewport } from './engine/frameViewport.ts'
import { openSoftwareFrame } from './engine/softwareFrame.ts'
import { PLANE_DRAWING_KEY } from './openPlanePicture.ts'

/** The picture of a frame, drawn by the graphics card where there is one and by the processor where WebGL is drawn in software or missing. */
export function openFrameDrawing(viewId: string, element: HTMLDivElement): FrameViewport {
  const named = localStorage.getItem(PLANE_DRAWING_KEY)
  if (named === 'processor' || (named !== 'graphics' && drawsInSoftware())) return openSoftwareFrame(element)
  const engine = renderingEngine()
  return engine.ok ? openFrameViewport(engine.value, viewId, element) : openSoftwareFrame(element)
}
