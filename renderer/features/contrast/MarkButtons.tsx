import { editCase } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { showMode, type RunChoice, type Slot } from './contrastView.ts'
import { framesInWords, setMask, toggleSeen, type RunAnswers } from './runEdits.ts'

type MarkButtonsProps = { readonly slot: Slot; readonly run: Run; readonly choice: RunChoice; readonly answers: RunAnswers }

/** Which frames are from before the contrast, and on which it was seen. */
export function MarkButtons({ slot, run, choice, answers }: MarkButtonsProps) {
  const { cine, firstFrame } = run
  // While it plays nobody can read a number on a button before it is another.
  const { stillFrame } = cine
  const isSeen = stillFrame !== null && answers.seenFrames.includes(stillFrame)
  const choose = (frames: readonly number[]): void => {
    void editCase(`mask ${framesInWords(frames, firstFrame)}`, setMask(choice, frames))
    showMode(slot, 'subtracted')
  }
  return (
    <>
      <button type="button" className="btn sm" onClick={() => { choose([cine.frame]) }}>Mask here <kbd>B</kbd></button>
      {stillFrame !== firstFrame && <button type="button" className="btn sm" onClick={() => { choose(Array.from({ length: cine.frame - firstFrame + 1 }, (_, step) => firstFrame + step)) }}>{stillFrame === null ? 'Mask up to here' : `Mask 1 to ${String(stillFrame - firstFrame + 1)}`}</button>}
      <button type="button" className={isSeen ? 'btn sm on' : 'btn sm'} aria-pressed={isSeen} onClick={() => { void editCase(isSeen ? 'frame unmarked' : 'frame with contrast', toggleSeen(choice, cine.frame)) }}>Contrast here</button>
      {answers.seenFrames.length > 0 && <span className="soft">With contrast: <b>{framesInWords(answers.seenFrames, firstFrame)}</b></span>}
    </>
  )
}
