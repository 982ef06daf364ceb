import type { Progress } from '#shared/contrast/runAlignment.ts'

/**
 * Work that several questions wait for and that is done once: whoever is at it takes its next step, and who is called off
 * leaves what was done to the others.
 */
export class SharedSteps<T> {
  private readonly steps: Generator<Progress, T>
  private done: { readonly value: T } | null = null
  private part = 0

  constructor(steps: Generator<Progress, T>) {
    this.steps = steps
  }

  *join(): Generator<Progress, T> {
    while (this.done === null) {
      const step = this.steps.next()
      if (step.done === true) this.done = { value: step.value }
      else {
        this.part = step.value
        yield this.part
      }
    }
    return this.done.value
  }
}

/** The last few pieces of such work, by what they were asked for. */
export class KeptSteps<T> {
  private readonly most: number
  private readonly kept = new Map<string, SharedSteps<T>>()

  constructor(most: number) {
    this.most = most
  }

  of(key: string, begin: () => Generator<Progress, T>): Generator<Progress, T> {
    const there = this.kept.get(key) ?? new SharedSteps(begin())
    // Asked for last, forgotten last.
    this.kept.delete(key)
    this.kept.set(key, there)
    const [oldest] = this.kept.keys()
    if (this.kept.size > this.most && oldest !== undefined) this.kept.delete(oldest)
    return there.join()
  }
}
