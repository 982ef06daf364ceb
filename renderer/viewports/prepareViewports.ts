import { prepareFrameWorkers } from '#renderer/workers/frameLoader.ts'
import { preparePngWorker } from '#renderer/workers/pngClient.ts'
import { drawsInSoftware } from './engine/engine.ts'

/** Does while nobody waits what the first view would otherwise wait for: asking what the graphics card can do, and starting a worker. */
export function prepareViewports(): void {
  requestIdleCallback(() => {
    drawsInSoftware()
    prepareFrameWorkers()
    preparePngWorker()
  })
}
