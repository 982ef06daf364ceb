/** What goes to a worker that answers questions, and what comes back; the worker's own messages are these and its first one. */
export type ToAnsweringWorker<Question> =
  | { readonly kind: 'ask'; readonly id: number; readonly question: Question }
  /** Nobody waits for the answer any more. */
  | { readonly kind: 'cancel'; readonly id: number }
export type FromAnsweringWorker<Answer> =
  | { readonly kind: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly kind: 'progress'; readonly id: number; readonly part: number }

export type OnProgress = ((part: number) => void) | undefined
export type WorkerQuestions<Question, Answer> = {
  /** Null when the worker was closed before the answer came, or the question was called off and nobody awaits its end. */
  ask(question: Question, onProgress: OnProgress, signal: AbortSignal | undefined): Promise<Answer | null>
  close(): void
}

type Waiting<Answer> = { readonly settle: (answer: Answer | null) => void; readonly onProgress: OnProgress }

/**
 * Puts questions to a worker and hands each answer to whoever asked. `whenCalledOff`: what `signal` does to the one who waits:
 * 'forget' answers null at once, 'await' leaves it to the worker to answer that it has stopped.
 */
export function askWorker<Question, Answer>(worker: Worker, what: string, whenCalledOff: 'forget' | 'await'): WorkerQuestions<Question, Answer> {
  const send = (message: ToAnsweringWorker<Question>): void => { worker.postMessage(message) }
  const waiting = new Map<number, Waiting<Answer>>()
  let lastId = 0
  const settle = (id: number, answer: Answer | null): void => {
    const one = waiting.get(id)
    waiting.delete(id)
    one?.settle(answer)
  }
  const close = (): void => {
    worker.terminate()
    for (const id of [...waiting.keys()]) settle(id, null)
  }
  worker.addEventListener('message', ({ data }: MessageEvent<FromAnsweringWorker<Answer>>) => {
    if (data.kind === 'progress') return waiting.get(data.id)?.onProgress?.(data.part)
    settle(data.id, data.answer)
  })
  worker.addEventListener('error', (event) => {
    close()
    throw new Error(`The analysis of the ${what} stopped: ${event.message}`)
  })
  return {
    close,
    ask: (question, onProgress, signal) => new Promise((resolve) => {
      if (signal?.aborted === true && whenCalledOff === 'forget') return resolve(null)
      lastId += 1
      const id = lastId
      waiting.set(id, { settle: resolve, onProgress })
      send({ kind: 'ask', id, question })
      signal?.addEventListener('abort', () => {
        if (!waiting.has(id)) return
        send({ kind: 'cancel', id })
        if (whenCalledOff === 'forget') settle(id, null)
      }, { once: true })
    }),
  }
}
