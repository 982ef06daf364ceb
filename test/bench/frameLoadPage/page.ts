import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { loadFrames, type LoadOutcome } from '#renderer/workers/frameLoader.ts'
import type { FrameTarget } from '#renderer/workers/framePlan.ts'

export type PageResult = {
  readonly firstMs: number
  readonly completeMs: number
  readonly outcome: LoadOutcome
  readonly isShared: boolean
  /** The sum of every element: whoever serves the frames knows what it must be. */
  readonly checksum: number
}

async function loadSeries(description: SeriesDescription, target: FrameTarget, streamUrl: string): Promise<PageResult> {
  const startedAt = performance.now()
  let firstMs = Number.NaN
  const load = loadFrames({
    streamUrl, description, target,
    onProgress: ({ loaded }) => { if (loaded > 0 && Number.isNaN(firstMs)) firstMs = performance.now() - startedAt },
  })
  const outcome = await load.done
  const completeMs = performance.now() - startedAt
  let checksum = 0
  for (const value of load.values) checksum += value
  return { firstMs, completeMs, outcome, isShared: globalThis.crossOriginIsolated, checksum }
}

async function cancelSeries(description: SeriesDescription, streamUrl: string): Promise<LoadOutcome> {
  const load = loadFrames({ streamUrl, description, target: 'stored' })
  load.cancel()
  return load.done
}

Object.assign(globalThis, { loadSeries, cancelSeries })
