import { IconAlertTriangle, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import { slotWords } from '#shared/procedure/note/noteWords.ts'
import type { KeyImage, RecordState } from '#shared/procedure/recordEvents.ts'
import { goToStage } from '#renderer/features/case/index.ts'
import { TextField } from './note/fields.tsx'
import type { SlotPlace } from './slots.ts'
import { appendToRecord } from './recordChanges.ts'

type SlotTileProps = { readonly state: RecordState; readonly place: Exclude<SlotPlace, { readonly kind: 'filled' }>; /** The picture that is suggested for it. */ readonly suggested: KeyImage | null; readonly isLocked: boolean }
type Asking = 'nothing' | 'image' | 'reason'

/** A place of the minimum set without a picture: one is chosen, or it is said why there is none. */
export function SlotTile({ state, place, suggested, isLocked }: SlotTileProps) {
  const [asking, ask] = useState<Asking>('nothing')
  const { slot } = place
  const title = slotWords[slot]
  const give = (keyImageId: string | null, reason: string): void => {
    ask('nothing')
    void appendToRecord(state.recordId, { kind: 'keyImageSlotGiven', slot, keyImageId, reason }, `${title}: saved`)
  }
  const numberOf = (image: KeyImage): number => state.keyImages.indexOf(image) + 1
  const reason = place.kind === 'reason' ? place.reason : null
  return (
    <li className={reason === null ? 'ki miss' : 'ki'} aria-label={`${title}: ${reason === null ? 'not marked' : `left out, ${reason}`}`}>
      <div className="kp none">
        {asking === 'reason' && <div className="why nform"><TextField isAction label={`Why there is no picture: ${title}`} value={reason ?? ''} maxLength={500} placeholder="Reason, then Enter" onChange={(words) => { give(null, words) }} /><button type="button" className="btn sm nf-go" onClick={() => { ask('nothing') }}>Done</button></div>}
        {asking === 'image' && <Choice place={place} numberOf={numberOf} onChoose={(image) => { give(image.keyImageId, '') }} onBack={() => { ask('nothing') }} />}
        {asking === 'nothing' && (
          <>
            {reason === null ? <IconAlertTriangle className="i i-lg caution" aria-hidden /> : <IconPencil className="i i-lg soft" aria-hidden />}
            <b>{reason === null ? 'Not marked' : 'Left out'}</b>
            {reason !== null && <span className="kreason">{reason}</span>}
            {!isLocked && suggested !== null && <button type="button" className="btn sm pri2" aria-label={`Use key image ${String(numberOf(suggested))} as ${title}`} onClick={() => { give(suggested.keyImageId, '') }}>Use key image {numberOf(suggested)}</button>}
            {!isLocked && <button type="button" className="btn sm" aria-label={`Choose a key image: ${title}`} onClick={() => { ask('image') }}>Choose a key image</button>}
            {!isLocked && <button type="button" className="btn sm ghost" aria-label={`${reason === null ? 'Give a reason' : 'Change the reason'}: ${title}`} onClick={() => { ask('reason') }}>{reason === null ? 'Give a reason' : 'Change the reason'}</button>}
          </>
        )}
      </div>
      <div className="kc"><b>{title}</b><span className="kw">{reason === null ? 'Needed before signing' : 'Reason given'}</span></div>
    </li>
  )
}

type ChoiceProps = { readonly place: SlotTileProps['place']; readonly numberOf: (image: KeyImage) => number; readonly onChoose: (image: KeyImage) => void; readonly onBack: () => void }

function Choice({ place, numberOf, onChoose, onBack }: ChoiceProps) {
  const offered = place.kind === 'open' ? place.offered : []
  const isCt = place.slot === 'planSlice' || place.slot === 'tipInJoint'
  return (
    <div className="pick">
      {offered.map((image) => <button key={image.keyImageId} type="button" className="btn sm" aria-label={`Key image ${String(numberOf(image))}, ${image.title}`} onClick={() => { onChoose(image) }}><b>{numberOf(image)}</b><span>{image.title}</span></button>)}
      {offered.length === 0 && <><span>No key image yet. Press K on the image.</span><button type="button" className="btn sm" onClick={() => { goToStage(isCt ? 'plan' : 'contrast') }}>{isCt ? 'Go to Plan' : 'Go to Contrast'}</button></>}
      <button type="button" className="btn sm ghost" onClick={onBack}>Back</button>
    </div>
  )
}
