import type { ContrastAnswer, ContrastQuestion, ContrastQuestionName, ContrastQuestions, ContrastRun, FromContrastWorker, ToContrastWorker } from './contrastMessages.ts'

export type ContrastAnalysis = {
  /** Settles with the answer; null when it was called off by `signal` or the analysis was closed before it came. */
  ask<Name extends ContrastQuestionName>(name: Name, input: ContrastQuestions[Name]['input'], onProgress?: (part: number) => void, signal?: AbortSignal): Promise<ContrastQuestions[Name]['answer'] | null>
  close(): void
}

type Waiting = { readonly settle: (answer: ContrastAnswer | null) => void; readonly onProgress: ((part: number) => void) | undefined }

/**
 * Questions about one run, answered in a worker of its own over the buffer that the views hold; where memory cannot be shared,
 * the worker gets one copy of the run.
 */
export function openContrastAnalysis(run: ContrastRun): ContrastAnalysis {
  const worker = new Worker(new URL('./contrastWorker.ts', import.meta.url), { type: 'module' })
  const send = (message: ToContrastWorker): void => { worker.postMessage(message) }
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  const settle = (id: number, answer: ContrastAnswer | null): void => {
    const one = waiting.get(id)
    waiting.delete(id)
    one?.settle(answer)
  }
  worker.addEventListener('message', ({ data }: MessageEvent<FromContrastWorker>) => {
    if (data.kind === 'progress') return waiting.get(data.id)?.onProgress?.(data.part)
    settle(data.id, data.answer)
  })
  const close = (): void => {
    worker.terminate()
    for (const id of [...waiting.keys()]) settle(id, null)
  }
  worker.addEventListener('error', (event) => {
    close()
    throw new Error(`The analysis of the run stopped: ${event.message}`)
  })
  send({ kind: 'run', run: sharedOrOwn(run) })
  const post = (question: ContrastQuestion, onProgress: Waiting['onProgress'], signal: AbortSignal | undefined): Promise<ContrastAnswer | null> => new Promise((resolve) => {
    if (signal?.aborted === true) return resolve(null)
    lastId += 1
    const id = lastId
    waiting.set(id, { settle: resolve, onProgress })
    send({ kind: 'ask', id, question })
    signal?.addEventListener('abort', () => {
      if (!waiting.has(id)) return
      send({ kind: 'cancel', id })
      settle(id, null)
    }, { once: true })
  })
  return {
    close,
    async ask(name, input, onProgress, signal) {
      // Name and input belong together by the signature; the union cannot be rebuilt from a generic name without saying so.
      const answer = await post({ name, input } as ContrastQuestion, onProgress, signal)
      return answer === null ? null : answer.answer as ContrastQuestions[typeof name]['answer']
    },
  }
}

/** A view of memory that is not shared would take the whole series with it. */
function sharedOrOwn(run: ContrastRun): ContrastRun {
  if (typeof SharedArrayBuffer !== 'undefined' && run.values.buffer instanceof SharedArrayBuffer) return run
  const length = run.image.rows * run.image.columns
  const first = Math.min(...run.offsets)
  return { ...run, values: run.values.slice(first, Math.max(...run.offsets) + length), offsets: run.offsets.map((offset) => offset - first) }
}
