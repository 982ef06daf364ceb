import { cache, Enums, StackViewport, type RenderingEngine } from '@cornerstonejs/core'
import type { ViewCamera } from '../camera/viewCamera.ts'
import { watchDrawing } from './watchDrawing.ts'
import { cameraOf } from './cameraOf.ts'
import { forgetFrameImage, makeFrameImage, newFrameImageId, type ShownImage } from './frameImages.ts'

/** One picture viewport: shows images that are already looked up, where our camera says. */
export type FrameViewport = {
  readonly canvas: HTMLCanvasElement
  /** Settles when what was last asked for has been drawn. */
  settled(): Promise<void>
  show(image: ShownImage): Promise<void>
  draw(camera: ViewCamera): void
  resize(): void
  close(): void
}

export function openFrameViewport(engine: RenderingEngine, viewId: string, element: HTMLDivElement): FrameViewport {
  engine.enableElement({ viewportId: viewId, element, type: Enums.ViewportType.STACK, defaultOptions: { background: [0, 0, 0] } })
  const viewport = engine.getViewport(viewId)
  if (!(viewport instanceof StackViewport)) throw new Error('The engine gave another viewport than a stack')
  // Its own id each time: a view that is closed and opened again must not meet the image of the one before.
  const imageId = newFrameImageId(viewId)
  const setUp = { started: false, closed: false }
  const drawing = watchDrawing(element)
  return {
    canvas: viewport.getCanvas(),
    settled: drawing.settled,
    async show(image) {
      const made = makeFrameImage(imageId, image)
      if (setUp.started) {
        viewport.renderImageObject(made)
      } else {
        setUp.started = true
        await viewport.setStack([imageId], 0)
        if (cache.getImageLoadObject(imageId) !== undefined) cache.removeImageLoadObject(imageId)
      }
      if (setUp.closed) return
      viewport.setProperties({ voiRange: { lower: 0, upper: 255 }, invert: false, interpolationType: Enums.InterpolationType.LINEAR })
    },
    draw(camera) {
      if (setUp.closed) return
      viewport.setCamera(cameraOf(camera))
      drawing.begin()
      viewport.render()
    },
    resize() { engine.resize(false, true) },
    close() {
      setUp.closed = true
      forgetFrameImage(imageId)
      if (engine.getViewport(viewId) === viewport) engine.disableElement(viewId)
    },
  }
}
