import { create } from 'zustand'
import { tellReceipt, useSession, writeClockSeconds } from '#renderer/features/case/index.ts'
import { holdsUnsaved, useUnsavedKeyImages } from '#renderer/features/record/index.ts'

/** Whether all that was made is on the disk: no edit is on its way or still to be made, and nothing of a record is in memory alone. The one answer to that question: the bar, Ctrl+S and the closing of the window go by it. */
export function isAllSaved(): boolean {
  const { saving, owed } = useSession.getState()
  return saving.kind === 'saved' && owed === 0 && !holdsUnsaved()
}

/** Most of it is on the disk sooner than a screen shows a word, and to paint that word would hold up a picture that is being saved. */
const QUIET_MS = 100

/** What the bar says; it does not say anything else of what is saved at once. */
export const useAllSaved = create<{ readonly isSaid: boolean }>(() => ({ isSaid: true }))
let looksUnsaved = 0
const say = (isSaid: boolean): void => { if (useAllSaved.getState().isSaid !== isSaid) useAllSaved.setState({ isSaid }) }
function look(): void {
  looksUnsaved = isAllSaved() ? 0 : looksUnsaved + 1
  if (looksUnsaved !== 1) say(looksUnsaved === 0)
}
/** Not all that holds something tells when it does: it is looked at. Answers what ends it. */
export function followSaved(): () => void {
  const lookForEnd = (): void => { if (isAllSaved()) look() }
  const timer = setInterval(look, QUIET_MS)
  const stops = [useSession.subscribe(lookForEnd), useUnsavedKeyImages.subscribe(lookForEnd)]
  return () => {
    clearInterval(timer)
    for (const stop of stops) stop()
  }
}

/** Says that all is saved once it is; what takes longer, or is held, is said meanwhile. */
export async function saySaved(): Promise<void> {
  await saved(QUIET_MS)
  if (isAllSaved()) return tellReceipt(savedWords())
  const { saving } = useSession.getState()
  if (saving.kind === 'failed') return tellReceipt(saving.message)
  if (holdsUnsaved()) return tellReceipt('Not everything is saved: a picture or a part of the record is in memory only.')
  tellReceipt('Not everything is saved yet: a step is on its way.')
  await saved(LONG_MS)
  if (isAllSaved()) tellReceipt(savedWords())
}
const LONG_MS = 10_000

function savedWords(): string {
  const { saved: snapshot } = useSession.getState()
  return snapshot === null || snapshot.savedAtIso === null ? 'Nothing to save yet' : `Saved ${writeClockSeconds(new Date(snapshot.savedAtIso))}`
}

/** Until all is saved, at most so long. */
async function saved(atMostMs: number): Promise<void> {
  for (const endMs = performance.now() + atMostMs; !isAllSaved() && performance.now() < endMs;) await new Promise((resolve) => { setTimeout(resolve, 10) })
}
