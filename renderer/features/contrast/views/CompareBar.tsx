import { IconArrowsRightLeft, IconLayersDifference, IconX } from '@tabler/icons-react'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { compareWith, type Compared, type Slot } from '../contrastView.ts'

/** Holds the frame that is shown, so that another can be laid against it. */
export function CompareBar({ slot, run, compared }: { readonly slot: Slot; readonly run: Run; readonly compared: Compared | null }) {
  const number = (frame: number): string => String(frame - run.firstFrame + 1)
  if (compared === null) {
    const { stillFrame } = run.cine
    return <button type="button" className="btn sm" onClick={() => { run.cine.pause(); compareWith(slot, { frame: stillFrame ?? run.cine.frame, how: 'swipe', share: 0.5 }) }}><IconLayersDifference size="1.1rem" aria-hidden />Compare</button>
  }
  return (
    <span className="compare" role="group" aria-label={`Frame ${number(compared.frame)} against the frame shown`}>
      <span className="soft">Frame <b>{number(compared.frame)}</b> against</span>
      <button type="button" className={compared.how === 'swipe' ? 'btn sm on' : 'btn sm'} aria-pressed={compared.how === 'swipe'} onClick={() => { compareWith(slot, { ...compared, how: 'swipe' }) }}>Swipe</button>
      {compared.how === 'swipe' && <input type="range" min={0} max={100} value={Math.round(100 * compared.share)} aria-label={`How much of frame ${number(compared.frame)}`} onChange={(event) => { compareWith(slot, { ...compared, share: Number(event.currentTarget.value) / 100 }) }} />}
      <button type="button" className={compared.how === 'flicker' ? 'btn sm on' : 'btn sm'} aria-pressed={compared.how === 'flicker'} onClick={() => { compareWith(slot, { ...compared, how: 'flicker' }) }}><IconArrowsRightLeft size="1.1rem" aria-hidden />Flicker</button>
      <button type="button" className="btn sm" aria-label="End the comparison" onClick={() => { compareWith(slot, null) }}><IconX size="1.1rem" aria-hidden /></button>
    </span>
  )
}
