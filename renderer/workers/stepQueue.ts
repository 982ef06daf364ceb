import type { Progress } from '#shared/contrast/runAlignment.ts'

type Work<T> = { readonly id: number; readonly rank: number; readonly steps: Generator<Progress, T>; readonly onProgress: (part: Progress) => void; readonly onDone: (value: T) => void }

/** So long a worker hears nothing; progress is told as often. */
const SLICE_MS = 25

/**
 * Takes the steps of several pieces of work, the lowest rank first and then the one asked for first, and looks between slices
 * whether something new was asked or called off.
 */
export class StepQueue<T> {
  private readonly pause: () => Promise<void>
  private readonly sliceMs: number
  private readonly waiting: Work<T>[] = []
  private isAtWork = false

  constructor(pause: () => Promise<void>, sliceMs = SLICE_MS) {
    this.pause = pause
    this.sliceMs = sliceMs
  }

  add(work: Work<T>): void {
    this.waiting.push(work)
    if (!this.isAtWork) void this.workOn()
  }

  cancel(id: number): void {
    const at = this.waiting.findIndex((work) => work.id === id)
    if (at !== -1) this.waiting.splice(at, 1)
  }

  private async workOn(): Promise<void> {
    this.isAtWork = true
    for (;;) {
      // What was asked in one breath is ranked together.
      await this.pause()
      const next = this.waiting.reduce<Work<T> | null>((first, work) => (first === null || work.rank < first.rank ? work : first), null)
      if (next === null) break
      const part = this.takeSlice(next)
      if (part !== null) next.onProgress(part)
    }
    this.isAtWork = false
  }

  /** How far it has come; null when it is done. */
  private takeSlice(work: Work<T>): Progress | null {
    const until = performance.now() + this.sliceMs
    for (;;) {
      const step = work.steps.next()
      if (step.done === true) {
        this.cancel(work.id)
        work.onDone(step.value)
        return null
      }
      if (performance.now() >= until) return step.value
    }
  }
}
