import { create } from 'zustand'

type Receipt = { readonly words: string; readonly at: number }
export const useReceipt = create<{ readonly receipt: Receipt | null }>(() => ({ receipt: null }))

/** How long a receipt stays beside Undo. */
const LIFE_MS = 6000

/** Says that something has happened; only ever after it has. */
export function tellReceipt(words: string): void {
  const receipt = { words, at: Date.now() }
  useReceipt.setState({ receipt })
  setTimeout(() => {
    if (useReceipt.getState().receipt === receipt) useReceipt.setState({ receipt: null })
  }, LIFE_MS)
}
