/** Said by the page to a worker, beside its job: rest between two pieces of work, or go on. */
export type RestMessage = 'rest' | 'goOn'

/** Lets a worker rest while the page says so. */
export function createRest(): { hear(message: unknown): void; over(): Promise<void> } {
  const now: { resting: boolean; waiting: (() => void)[] } = { resting: false, waiting: [] }
  return {
    hear(message) {
      if (message === 'rest') now.resting = true
      if (message !== 'goOn') return
      now.resting = false
      for (const go of now.waiting.splice(0)) go()
    },
    over: () => (now.resting ? new Promise(resolve => { now.waiting.push(resolve) }) : Promise.resolve()),
  }
}
