import { Enums, VolumeViewport, type RenderingEngine } from '@cornerstonejs/core'
import type { ViewCamera } from '../camera/viewCamera.ts'
import { watchDrawing } from './watchDrawing.ts'
import type { HeldVolume } from './volumes.ts'
import { cameraOf, pointFor } from './cameraOf.ts'

/** How the voxels become grey: stored values between which the scale runs, and the slab in mm (0 = one plane). */
export type PlaneLook = { readonly lower: number; readonly upper: number; readonly inverted: boolean; readonly slabMm: number }

export type PlaneViewport = {
  readonly canvas: HTMLCanvasElement
  /** Settles when what was last asked for has been drawn. */
  settled(): Promise<void>
  show(volume: HeldVolume): Promise<void>
  draw(camera: ViewCamera, look: PlaneLook): void
  resize(): void
  close(): void
}

export function openPlaneViewport(engine: RenderingEngine, viewId: string, element: HTMLDivElement, camera: ViewCamera): PlaneViewport {
  const start = cameraOf(camera)
  engine.enableElement({
    viewportId: viewId, element, type: Enums.ViewportType.ORTHOGRAPHIC,
    defaultOptions: { background: [0, 0, 0], orientation: { viewPlaneNormal: pointFor(camera.towardsViewer), viewUp: start.viewUp ?? [0, -1, 0] } },
  })
  const viewport = engine.getViewport(viewId)
  if (!(viewport instanceof VolumeViewport)) throw new Error('The engine gave another viewport than a volume')
  const now = { ready: false, closed: false, inverted: false, slabMm: -1, lower: NaN, upper: NaN }
  const drawing = watchDrawing(element)
  return {
    canvas: viewport.getCanvas(),
    settled: drawing.settled,
    async show(volume) {
      await viewport.setVolumes([{ volumeId: volume.onGraphicsCard() }], false, true)
      now.ready = !now.closed
    },
    draw(view, look) {
      if (!now.ready || now.closed) return
      if (look.lower !== now.lower || look.upper !== now.upper) viewport.setProperties({ voiRange: { lower: look.lower, upper: look.upper } }, undefined, true)
      if (look.inverted !== now.inverted) viewport.setProperties({ invert: look.inverted }, undefined, true)
      if (look.slabMm !== now.slabMm) {
        viewport.setBlendMode(look.slabMm > 0 ? Enums.BlendModes.MAXIMUM_INTENSITY_BLEND : Enums.BlendModes.COMPOSITE)
        // cornerstone clips at this distance on both sides of the plane, so it takes half of the slab.
        viewport.setSlabThickness(look.slabMm / 2)
      }
      Object.assign(now, { inverted: look.inverted, slabMm: look.slabMm, lower: look.lower, upper: look.upper })
      viewport.setCamera(cameraOf(view))
      drawing.begin()
      viewport.render()
    },
    resize() { engine.resize(false, true) },
    close() {
      now.closed = true
      if (engine.getViewport(viewId) === viewport) engine.disableElement(viewId)
    },
  }
}
