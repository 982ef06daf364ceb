import { init, metaData, RenderingEngine, Enums, cache, getRenderingCapabilities } from '@cornerstonejs/core'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { frameMetadata } from './frameImages.ts'
import { registerFrameLoader } from './frameImages.ts'

export type EngineFault = Fault<'NO_GRAPHICS'>
/** cornerstone counts our buffers as its own; they are freed by us, so its limit must never be what ends a load. */
const CACHE_LIMIT_BYTES = 8 * 2 ** 30

let engine: RenderingEngine | null = null

/**
 * The one engine of the window, made at the first view and kept: engines that come and go leak their contexts, and a
 * volume's texture belongs to the context that made it. One context therefore draws all views, and a volume is on the
 * graphics card once, however many planes show it.
 */
export function renderingEngine(): Result<RenderingEngine, EngineFault> {
  if (engine !== null) return ok(engine)
  if (!hasWebGl2()) return err('NO_GRAPHICS', 'This computer offers no WebGL 2, so images cannot be drawn. Turn on hardware acceleration or update the graphics driver, then start again.')
  init({ rendering: { webGlContextCount: 1, renderingEngineMode: Enums.RenderingEngineModeEnum.ContextPool, useCPURendering: false }, debug: {} })
  cache.setMaxCacheSize(CACHE_LIMIT_BYTES)
  metaData.addProvider(frameMetadata, 10_000)
  registerFrameLoader()
  engine = new RenderingEngine('axis-guide')
  return ok(engine)
}

/** Whether WebGL is missing or is the processor's work: then a volume texture costs seconds and saves nothing. */
export function drawsInSoftware(): boolean {
  const { webgl2, softwareRasterizer } = getRenderingCapabilities()
  return !webgl2 || softwareRasterizer
}

function hasWebGl2(): boolean {
  const context = document.createElement('canvas').getContext('webgl2')
  context?.getExtension('WEBGL_lose_context')?.loseContext()
  return context !== null
}
