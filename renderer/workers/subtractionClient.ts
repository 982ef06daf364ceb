import type { SubtractionFrames } from '#shared/contrast/subtractor.ts'
import type { FromSubtractionWorker, SubtractionRun, ToSubtractionWorker } from './subtractionMessages.ts'

export type SubtractionClient = {
  /**
   * The difference picture, contrast positive. While one is being made only the newest request waits; one that a newer
   * has overtaken resolves to null, so that a slider never lags behind the hand.
   */
  readonly subtract: (frames: SubtractionFrames) => Promise<Float32Array | null>
  /** Gives a picture that is no longer shown back, to be filled again. */
  readonly recycle: (picture: Float32Array) => void
  readonly close: () => void
}

type Waiting = { readonly frames: SubtractionFrames; readonly resolve: (picture: Float32Array | null) => void }

/**
 * Subtraction of one run in a worker of its own. Frames are counted within the run; its buffer is shared with the
 * loader where memory can be shared, else copied once.
 */
export function createSubtractionClient(run: SubtractionRun): SubtractionClient {
  const worker = new Worker(new URL('./subtractionWorker.ts', import.meta.url), { type: 'module' })
  const send = (message: ToSubtractionWorker, transfer: Transferable[] = []): void => worker.postMessage(message, transfer)
  const spare: Float32Array<ArrayBuffer>[] = []
  let nextId = 1
  let current: (Waiting & { readonly id: number }) | null = null
  let newest: Waiting | null = null

  const start = (waiting: Waiting): void => {
    current = { ...waiting, id: nextId }
    nextId += 1
    const target = spare.pop() ?? null
    send({ kind: 'subtract', id: current.id, frames: waiting.frames, target }, target === null ? [] : [target.buffer])
  }
  worker.addEventListener('message', ({ data }: MessageEvent<FromSubtractionWorker>) => {
    const finished = current
    current = null
    if (finished !== null && finished.id === data.id) finished.resolve(data.picture)
    if (newest !== null) {
      const next = newest
      newest = null
      start(next)
    }
  })
  send({ kind: 'run', run })
  return {
    subtract: (frames) => new Promise((resolve) => {
      const waiting: Waiting = { frames, resolve }
      if (current === null) return start(waiting)
      newest?.resolve(null)
      newest = waiting
    }),
    recycle(picture) {
      const { buffer } = picture
      if (buffer instanceof ArrayBuffer && buffer.byteLength > 0 && spare.length < 2) spare.push(new Float32Array(buffer))
    },
    close() {
      worker.terminate()
      current?.resolve(null)
      newest?.resolve(null)
      current = newest = null
    },
  }
}
