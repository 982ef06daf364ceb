import { IconLink } from '@tabler/icons-react'
import { tellReceipt } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import { eventHere, toggleLinked, useLinked, usePartner, type Run } from '#renderer/features/fluoroscopy/index.ts'
import { viewIdOf, type Slot } from './contrastView.ts'

/** Two runs in step: joined by one clock, started from an event that both show. */
export function LinkButtons({ slot, run }: { readonly slot: Slot; readonly run: Run }) {
  const { linked } = useLinked()
  const partner = usePartner(viewIdOf(slot))
  const reason = typeof partner === 'string' ? partner : null
  useCommands({ 'link-views': { run: toggleLinked, reason } })
  const isOn = linked && reason === null
  return (
    <>
      <button type="button" className={isOn ? 'btn sm on' : 'btn sm'} aria-pressed={isOn} aria-disabled={reason !== null} onClick={() => { if (reason === null) toggleLinked(); else tellReceipt(`${reason}.`) }}>
        <IconLink size="1.1rem" aria-hidden />Link views <kbd>Y</kbd>
      </button>
      {isOn && typeof partner !== 'string' && (
        <>
          <button type="button" className="btn sm" onClick={() => { eventHere(run) }}>Event here</button>
          <span className="soft">Start together: <b>frame {eventNumber(run)} here, {eventNumber(partner)} in the other</b></span>
        </>
      )}
    </>
  )
}

const eventNumber = ({ times, firstFrame }: Run): number => (times.eventFrame ?? firstFrame) - firstFrame + 1
