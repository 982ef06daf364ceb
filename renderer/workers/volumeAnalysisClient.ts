import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import type { Answer, Question, QuestionName, ToVolumeAnalysis, VolumeQuestions } from './volumeAnalysisMessages.ts'
import { askWorker } from './workerQuestions.ts'

export type VolumeAnalysis = {
  /** Settles with the answer; null when the analysis was closed before it came. A question that answers in steps hears `signal` and answers CANCELLED. */
  ask<Name extends QuestionName>(name: Name, input: VolumeQuestions[Name]['input'], onProgress?: (part: number) => void, signal?: AbortSignal): Promise<VolumeQuestions[Name]['answer'] | null>
  close(): void
}

/**
 * Questions about one CT volume, answered in a worker of its own over the buffer that the views hold; where memory cannot
 * be shared, the worker gets one copy.
 */
export function openVolumeAnalysis(volume: HuVolume): VolumeAnalysis {
  const worker = new Worker(new URL('./volumeAnalysisWorker.ts', import.meta.url), { type: 'module' })
  const first: ToVolumeAnalysis = { kind: 'volume', volume }
  worker.postMessage(first)
  const questions = askWorker<Question, Answer>(worker, 'volume', 'await')
  return {
    close: questions.close,
    async ask(name, input, onProgress, signal) {
      // Name and input belong together by the signature; the union cannot be rebuilt from a generic name without saying so.
      const answer = await questions.ask({ name, input } as Question, onProgress, signal)
      return answer === null ? null : answer.answer as VolumeQuestions[typeof name]['answer']
    },
  }
}
