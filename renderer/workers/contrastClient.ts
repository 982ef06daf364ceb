import type { ContrastAnswer, ContrastQuestion, ContrastQuestionName, ContrastQuestions, ContrastRun, ToContrastWorker } from './contrastMessages.ts'
import { askWorker } from './workerQuestions.ts'

export type ContrastAnalysis = {
  /** Settles with the answer; null when it was called off by `signal` or the analysis was closed before it came. */
  ask<Name extends ContrastQuestionName>(name: Name, input: ContrastQuestions[Name]['input'], onProgress?: (part: number) => void, signal?: AbortSignal): Promise<ContrastQuestions[Name]['answer'] | null>
  close(): void
}

/**
 * Questions about one run, answered in a worker of its own over the buffer that the views hold; where memory cannot be shared,
 * the worker gets one copy of the run.
 */
export function openContrastAnalysis(run: ContrastRun): ContrastAnalysis {
  const worker = new Worker(new URL('./contrastWorker.ts', import.meta.url), { type: 'module' })
  const first: ToContrastWorker = { kind: 'run', run: sharedOrOwn(run) }
  worker.postMessage(first)
  const questions = askWorker<ContrastQuestion, ContrastAnswer>(worker, 'run', 'forget')
  return {
    close: questions.close,
    async ask(name, input, onProgress, signal) {
      // Name and input belong together by the signature; the union cannot be rebuilt from a generic name without saying so.
      const answer = await questions.ask({ name, input } as ContrastQuestion, onProgress, signal)
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
