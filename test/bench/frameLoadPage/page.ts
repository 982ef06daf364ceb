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

const FIRST = 20
/** Rests once some frames have come: how many there are when it has come to rest, a while later, and at the end. */
async function restSeries(description: SeriesDescription, streamUrl: string): Promise<{ atRest: number; later: number; atEnd: number }> {
  const now = { loaded: 0 }
  const load = loadFrames({
    streamUrl, description, target: 'stored',
    onProgress: ({ loaded }) => {
      if (now.loaded < FIRST && loaded >= FIRST) load.rest(true)
      now.loaded = loaded
    },
  })
  const wait = (ms: number): Promise<void> => new Promise(resolve => { setTimeout(resolve, ms) })
  while (now.loaded < FIRST) await wait(20)
  await wait(500)
  const atRest = now.loaded
  await wait(1000)
  const later = now.loaded
  load.rest(false)
  return { atRest, later, atEnd: (await load.done).loaded }
}

Object.assign(globalThis, { loadSeries, cancelSeries, restSeries })
