import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { loadFrames, type LoadOutcome } from '#renderer/workers/frameLoader.ts'
import type { FrameTarget } from '#renderer/workers/framePlan.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { openRun, paintOne, type Painted, type PaintedRun, type PaintOrder } from './paintRun.ts'

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
  // What is in hand is finished, however long that takes here.
  let atRest = -1
  while (atRest !== now.loaded) {
    atRest = now.loaded
    await wait(500)
  }
  await wait(1000)
  const later = now.loaded
  load.rest(false)
  return { atRest, later, atEnd: (await load.done).loaded }
}

export type PaintTimes = { readonly onPage: readonly number[]; readonly inWorker: readonly number[]; readonly thereAndBack: readonly number[] }

/** Each picture with another shift, by turns on the page's own thread and in a worker. */
async function paintPictures(image: ImageDescription, rounds: number): Promise<PaintTimes> {
  const length = image.rows * image.columns
  const frames = Array.from({ length: 6 }, (_, frame) => {
    const own = new Uint16Array(new SharedArrayBuffer(2 * length))
    for (let at = 0; at < length; at += 1) own[at] = 200 + ((at * 31 + frame * 977) % 3800)
    return own
  })
  const run: PaintedRun = { image, frames, greys: new Uint8Array(new SharedArrayBuffer(length)) }
  const worker = new Worker(new URL('./paintWorker.ts', import.meta.url), { type: 'module' })
  const order = (what: PaintOrder): void => { worker.postMessage(what) }
  const answer = (frame: number, shiftPx: readonly [number, number]): Promise<Painted> => new Promise((resolve) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Painted>) => { resolve(data) }, { once: true })
    order({ frame, shiftPx })
  })
  order({ run })
  const here = openRun(run)
  const times = { onPage: [] as number[], inWorker: [] as number[], thereAndBack: [] as number[] }
  for (let round = 0; round < rounds; round += 1) {
    const [frame, shiftPx] = [4 + (round % 2), [0.1 + round * 0.01, -0.35] as const]
    times.onPage.push(paintOne(here, frame, shiftPx, run.greys).paintMs)
    const startedAt = performance.now()
    const { paintMs } = await answer(frame, shiftPx)
    times.thereAndBack.push(performance.now() - startedAt)
    times.inWorker.push(paintMs)
  }
  worker.terminate()
  return times
}

Object.assign(globalThis, { loadSeries, cancelSeries, restSeries, paintPictures })
