import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { buildAttenuationScale } from '#shared/contrast/attenuation.ts'
import type { SubtractionFrames } from '#shared/contrast/subtractor.ts'
import { loadFrames, type LoadOutcome } from '#renderer/workers/frameLoader.ts'
import type { FrameTarget } from '#renderer/workers/framePlan.ts'
import { createSubtractionClient } from '#renderer/workers/subtractionClient.ts'

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

export type SubtractionResult = { readonly centres: readonly (number | null)[]; readonly timesMs: readonly number[] }

/** Asks for one difference picture after the other, as a hand on a slider does. */
async function subtractSeries(description: SeriesDescription, streamUrl: string, requests: readonly SubtractionFrames[]): Promise<SubtractionResult> {
  const [image] = description.images
  const load = loadFrames({ streamUrl, description, target: 'stored' })
  await load.done
  const scale = image === undefined ? null : buildAttenuationScale(image)
  if (image === undefined || scale === null || !scale.ok) throw new Error('Not a projection')
  const client = createSubtractionClient({ values: load.values, slots: load.plan.slots, scale: scale.value })
  const centre = (image.rows >> 1) * image.columns + (image.columns >> 1)
  const centres: (number | null)[] = []
  const timesMs: number[] = []
  for (const request of requests) {
    const startedAt = performance.now()
    const picture = await client.subtract(request)
    timesMs.push(performance.now() - startedAt)
    centres.push(picture?.[centre] ?? null)
    if (picture !== null) client.recycle(picture)
  }
  client.close()
  return { centres, timesMs }
}

/** Asks for many at once and tells which were made. */
async function floodSubtraction(description: SeriesDescription, streamUrl: string, requests: readonly SubtractionFrames[]): Promise<readonly boolean[]> {
  const [image] = description.images
  const load = loadFrames({ streamUrl, description, target: 'stored' })
  await load.done
  const scale = image === undefined ? null : buildAttenuationScale(image)
  if (scale === null || !scale.ok) throw new Error('Not a projection')
  const client = createSubtractionClient({ values: load.values, slots: load.plan.slots, scale: scale.value })
  const made = await Promise.all(requests.map(async (request) => (await client.subtract(request)) !== null))
  client.close()
  return made
}

Object.assign(globalThis, { loadSeries, cancelSeries, subtractSeries, floodSubtraction })
