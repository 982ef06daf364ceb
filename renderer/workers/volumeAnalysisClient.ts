import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import type { Answer, FromVolumeAnalysis, Question, QuestionName, ToVolumeAnalysis, VolumeQuestions } from './volumeAnalysisMessages.ts'

export type VolumeAnalysis = {
  /** Settles with the answer; null when the analysis was closed before it came. A question that answers in steps hears `signal` and answers CANCELLED. */
  ask<Name extends QuestionName>(name: Name, input: VolumeQuestions[Name]['input'], onProgress?: (part: number) => void, signal?: AbortSignal): Promise<VolumeQuestions[Name]['answer'] | null>
  close(): void
}

type Waiting = { readonly settle: (answer: Answer | null) => void; readonly onProgress: ((part: number) => void) | undefined }

/**
 * Questions about one CT volume, answered in a worker of its own over the buffer that the views hold; where memory cannot
 * be shared, the worker gets one copy.
 */
export function openVolumeAnalysis(volume: HuVolume): VolumeAnalysis {
  const worker = new Worker(new URL('./volumeAnalysisWorker.ts', import.meta.url), { type: 'module' })
  const send = (message: ToVolumeAnalysis): void => { worker.postMessage(message) }
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  worker.addEventListener('message', ({ data }: MessageEvent<FromVolumeAnalysis>) => {
    const one = waiting.get(data.id)
    if (data.kind === 'progress') return one?.onProgress?.(data.part)
    waiting.delete(data.id)
    one?.settle(data.answer)
  })
  const close = (): void => {
    worker.terminate()
    for (const { settle } of waiting.values()) settle(null)
    waiting.clear()
  }
  worker.addEventListener('error', (event) => {
    close()
    throw new Error(`The analysis of the volume stopped: ${event.message}`)
  })
  send({ kind: 'volume', volume })
  const post = (question: Question, onProgress: Waiting['onProgress'], signal: AbortSignal | undefined): Promise<Answer | null> => new Promise((settle) => {
    lastId += 1
    const id = lastId
    waiting.set(id, { settle, onProgress })
    send({ kind: 'ask', id, question })
    signal?.addEventListener('abort', () => { if (waiting.has(id)) send({ kind: 'cancel', id }) }, { once: true })
  })
  return {
    close,
    async ask(name, input, onProgress, signal) {
      // Name and input belong together by the signature; the union cannot be rebuilt from a generic name without saying so.
      const answer = await post({ name, input } as Question, onProgress, signal)
      return answer === null ? null : answer.answer as VolumeQuestions[typeof name]['answer']
    },
  }
}
