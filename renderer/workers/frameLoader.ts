import { encodingOf } from '#shared/codecs/transferSyntaxes.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { FailedFrame, FromWorker, LoadJob, ToDecodeWorker, ToStreamWorker } from './frameMessages.ts'
import { planByteLength, planFrames, viewValues, type FramePlan, type FrameTarget, type PixelValues } from './framePlan.ts'
import { writeEmpty } from './frameWriter.ts'
import type { RestMessage } from './rest.ts'

export type LoadProgress = {
  /** Frames that have come since the last report, in the order of their arrival. */
  readonly frames: readonly number[]
  readonly failed: readonly FailedFrame[]
  readonly loaded: number
  readonly total: number
}

export type LoadOutcome = {
  readonly loaded: number
  readonly failed: readonly FailedFrame[]
  /** Why the stream as a whole did not arrive, in words for the screen; null when it did. */
  readonly fault: string | null
  readonly cancelled: boolean
}

export type FrameLoad = {
  /** There at once and filled as frames arrive; the only copy of the pixels. */
  readonly values: PixelValues
  readonly plan: FramePlan
  /** Settles when every frame has come or failed, or after cancel. Never rejects. */
  readonly done: Promise<LoadOutcome>
  readonly cancel: () => void
  /** While resting nothing more is read or decoded; what is in hand is finished. */
  readonly rest: (resting: boolean) => void
}

export type LoadRequest = {
  /** The stream library.frames, in the order in which the viewport wants its frames. */
  readonly streamUrl: string
  readonly description: SeriesDescription
  readonly target: FrameTarget
  readonly onProgress?: (progress: LoadProgress) => void
}

/**
 * Loads the pixels of a series into one buffer, in workers: one reads the stream and puts plain frames straight to
 * their place, the others decode what is compressed and write into the same buffer. In a page that is not
 * cross-origin isolated frames are handed over one by one instead, at the price of a second copy of each on its way.
 */
export function loadFrames({ streamUrl, description, target, onProgress }: LoadRequest): FrameLoad {
  const plan = planFrames(description, target)
  const shared = globalThis.crossOriginIsolated ? new SharedArrayBuffer(planByteLength(plan)) : null
  const values = viewValues(plan.element, shared ?? new ArrayBuffer(planByteLength(plan)))
  const job: LoadJob = { plan, images: description.images, shared, codecBase: new URL('/codecs/', location.href).href }
  const workers = startWorkers(job, new URL(streamUrl, location.href).href)
  const ledger = createLedger(plan.slots.length)

  let settle: (outcome: LoadOutcome) => void = () => undefined
  const done = new Promise<LoadOutcome>((resolve) => { settle = resolve })
  const finish = (fault: string | null, cancelled: boolean): void => {
    for (const worker of workers) worker.terminate()
    settle({ loaded: ledger.loaded(), failed: ledger.failed(), fault, cancelled })
  }
  // Only the end of the stream tells whether it was refused: all frames may have been reported before it.
  let streamEnd: { readonly fault: string | null } | null = null
  const onMessage = ({ data }: MessageEvent<FromWorker>): void => {
    if (data.kind === 'streamEnded') {
      streamEnd = data
    } else {
      for (const { frame, values: arrived } of data.pixels) {
        const slot = plan.slots[frame]
        if (slot !== undefined) values.set(viewValues(plan.element, arrived), slot.offset)
      }
      report(data.loaded, data.failed)
    }
    if (streamEnd !== null && ledger.missing().length === 0) finish(streamEnd.fault, false)
  }
  const report = (frames: readonly number[], failed: readonly FailedFrame[]): void => {
    if (ledger.loaded() === 0) afterDrawing(() => { workers[0]?.postMessage('firstDrawn') })
    ledger.note(frames, failed)
    for (const { frame } of failed) {
      const slot = plan.slots[frame]
      if (slot !== undefined) writeEmpty(plan, slot, values)
    }
    onProgress?.({ frames, failed, loaded: ledger.loaded(), total: plan.slots.length })
  }
  for (const worker of workers) {
    worker.addEventListener('message', onMessage)
    worker.addEventListener('error', () => {
      report([], ledger.missing().map((frame) => ({ frame, reason: 'The decoder stopped unexpectedly.' })))
      finish('Loading stopped unexpectedly. Open the series again.', false)
    })
  }
  const rest = (resting: boolean): void => {
    const message: RestMessage = resting ? 'rest' : 'goOn'
    for (const worker of workers) worker.postMessage(message)
  }
  return { values, plan, done, rest, cancel: () => finish(null, true) }
}

/** Calls back when what is asked to be drawn now is on the screen. */
function afterDrawing(then: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(then))
}

const newStreamWorker = (): Worker => new Worker(new URL('./frameStreamWorker.ts', import.meta.url), { type: 'module' })
const newDecodeWorker = (): Worker => new Worker(new URL('./decodeWorker.ts', import.meta.url), { type: 'module' })
const spare: { stream: Worker | null; decode: Worker | null } = { stream: null, decode: null }

/** Starts the workers that the next series will need, so that its first frame does not wait for their scripts. */
export function prepareFrameWorkers(): void {
  spare.stream ??= newStreamWorker()
  spare.decode ??= newDecodeWorker()
}

/** One worker for the stream; decoders only where something is compressed, one processor being left for the screen. */
function startWorkers(job: LoadJob, streamUrl: string): readonly Worker[] {
  const isEncoded = job.images.some((image) => !(encodingOf(image.transferSyntaxUid) ?? 'native').startsWith('native'))
  const count = isEncoded ? Math.min(Math.max(1, navigator.hardwareConcurrency - 1), job.plan.slots.length) : 0
  const ports: MessagePort[] = []
  const decoders = Array.from({ length: count }, () => {
    const worker = spare.decode ?? newDecodeWorker()
    spare.decode = null
    const { port1, port2 } = new MessageChannel()
    ports.push(port1)
    const message: ToDecodeWorker = { job, frames: port2 }
    worker.postMessage(message, [port2])
    return worker
  })
  const stream = spare.stream ?? newStreamWorker()
  spare.stream = null
  const message: ToStreamWorker = { job, streamUrl, decoders: ports }
  stream.postMessage(message, ports)
  return [stream, ...decoders]
}

/** Which frames have come: each counts once, whatever is reported. */
function createLedger(total: number) {
  const came = new Set<number>()
  const failures = new Map<number, FailedFrame>()
  return {
    note(frames: readonly number[], failed: readonly FailedFrame[]): void {
      for (const frame of frames) came.add(frame)
      for (const report of failed) if (!came.has(report.frame)) failures.set(report.frame, report)
    },
    loaded: (): number => came.size,
    failed: (): readonly FailedFrame[] => [...failures.values()],
    missing: (): readonly number[] => {
      if (came.size + failures.size >= total) return []
      return Array.from({ length: total }, (_, frame) => frame).filter((frame) => !came.has(frame) && !failures.has(frame))
    },
  }
}
