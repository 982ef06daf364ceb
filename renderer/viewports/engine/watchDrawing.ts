import { Enums } from '@cornerstonejs/core'

/** How long a drawing may take before a capture goes on with what is there: a hidden tab draws nothing at all. */
const LONGEST_MS = 400

/** Knows whether what was asked of a viewport is on its canvas already. */
export function watchDrawing(element: HTMLElement): { begin(): void; settled(): Promise<void> } {
  const now: { pending: boolean; waiting: (() => void)[] } = { pending: false, waiting: [] }
  element.addEventListener(Enums.Events.IMAGE_RENDERED, () => {
    now.pending = false
    for (const go of now.waiting.splice(0)) go()
  })
  return {
    begin() { now.pending = true },
    settled: () => (now.pending
      ? new Promise(resolve => {
        now.waiting.push(resolve)
        setTimeout(resolve, LONGEST_MS)
      })
      : Promise.resolve()),
  }
}
