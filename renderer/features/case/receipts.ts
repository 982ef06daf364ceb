import { create } from 'zustand'

export type Receipt = { readonly words: string; readonly at: number }
/** What has just happened, oldest first. */
export const useReceipts = create<{ readonly receipts: readonly Receipt[] }>(() => ({ receipts: [] }))

/** How long a receipt stays beside Undo. */
const LIFE_MS = 6000
/** How long one is readable before the next takes its place: a decision and a picture that are kept in one breath are both said. */
const READ_MS = 2000
const MOST = 2

/** Says that something has happened; only ever after it has. */
export function tellReceipt(words: string): void {
  const receipt = { words, at: Date.now() }
  const unread = useReceipts.getState().receipts.filter((one) => one.words !== words && receipt.at - one.at < READ_MS)
  useReceipts.setState({ receipts: [...unread, receipt].slice(-MOST) })
  for (const one of unread) setTimeout(() => { drop(one) }, one.at + READ_MS - receipt.at)
  setTimeout(() => { drop(receipt) }, LIFE_MS)
}

/** How far something is: each word takes the place of the one before. */
export function tellProgress(words: string): void {
  const receipt = { words, at: Date.now() - READ_MS }
  useReceipts.setState({ receipts: [receipt] })
  setTimeout(() => { drop(receipt) }, LIFE_MS)
}

const drop = (gone: Receipt): void => {
  const { receipts } = useReceipts.getState()
  if (receipts.includes(gone)) useReceipts.setState({ receipts: receipts.filter((one) => one !== gone) })
}
