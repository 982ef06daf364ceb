import { IconArrowBackUp, IconArrowsMaximize, IconCircleCheck, IconEye, IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { kindWords } from '#shared/measurement/measurementFigures.ts'
import type { KeyImage, RecordedMeasurement } from '#shared/procedure/recordEvents.ts'
import { trueViewWords } from '#shared/fluoroscopy/trueView.ts'
import { streamUrl } from '#renderer/api/index.ts'
import { writeClockSeconds } from '#renderer/features/case/index.ts'
import { useTyped } from '#renderer/ui/index.ts'
import { Picture } from './Picture.tsx'
import { useKeyImageActions } from './useKeyImageActions.ts'

/** Order by hand, and by Alt and an arrow key. */
export type TileDrag = { readonly isOver: boolean; readonly onStart: () => void; readonly onEnd: () => void; readonly onDrop: () => void; readonly onMove: (by: 1 | -1) => void }
type KeyImageTileProps = {
  readonly recordId: string
  readonly image: KeyImage
  readonly number: number
  /** The place of the minimum set that it fills, in words. */
  readonly slot: string | null
  /** How long its deletion can still be taken back here. */
  readonly undoSeconds: number
  readonly isLocked: boolean
  readonly drag: TileDrag | null
  readonly onEnlarge: () => void
}

export const sideOf = ({ side, level }: KeyImage): string => (side === null ? 'Side not set' : `${side} ${level ?? ''}`)

export function KeyImageTile(props: KeyImageTileProps) {
  const { recordId, image, number, slot, isLocked, drag, onEnlarge } = props
  const { jumpBack, remove } = useKeyImageActions(recordId, image)
  const [playing, setPlaying] = useState(false)
  if (image.removed) return <RemovedTile {...props} />
  const onKeyDown = (event: React.KeyboardEvent): void => {
    const by = event.key === 'ArrowRight' || event.key === 'ArrowDown' ? 1 : event.key === 'ArrowLeft' || event.key === 'ArrowUp' ? -1 : null
    if (!event.altKey || by === null || drag === null) return
    event.preventDefault()
    event.stopPropagation()
    drag.onMove(by)
  }
  return (
    <li
      className={drag?.isOver === true ? 'ki over' : 'ki'} aria-label={`Key image ${String(number)}, ${sideOf(image)}, ${slot === null ? '' : `${slot}, `}${image.title}`} onKeyDown={onKeyDown}
      draggable={drag !== null} onDragStart={drag?.onStart} onDragEnd={drag?.onEnd} onDragOver={(event) => { if (drag !== null) event.preventDefault() }} onDrop={drag?.onDrop}
    >
      <div className="kp">
        <button type="button" className="kpb" aria-label={`Show key image ${String(number)} again as it was`} onClick={() => { void jumpBack() }}>
          <Picture source={streamUrl('record.picture', { recordId, keyImageId: image.keyImageId })} words={`${image.title}, ${sideOf(image)}`} />
        </button>
        {image.loop !== undefined && playing && <video className="kv" src={streamUrl('record.loop', { recordId, keyImageId: image.keyImageId })} aria-label={`Loop of key image ${String(number)}`} controls autoPlay loop muted />}
        <span className="kn">{number}</span><span className="ks">{sideOf(image)}</span>
      </div>
      <div className="kc">
        <b title={image.title}>{slot ?? image.title}</b>
        {image.trueView !== undefined && <span className="kt">{trueViewWords(image.trueView)}, {image.trueView.by}</span>}
        {image.measurements !== undefined && <ul className="km" aria-label={`Measured on key image ${String(number)}`}>{image.measurements.map((measured, at) => <li key={at}>{measuredWords(measured)}</li>)}</ul>}
        <CaptionField recordId={recordId} image={image} number={number} isLocked={isLocked} />
        <span className="kw">
          <span className="kst" title={`${image.title}, saved ${writeClockSeconds(new Date(image.addedAtIso))}`}><IconCircleCheck className="ok" size="1rem" aria-hidden /><span>{slot === null ? `saved ${writeClockSeconds(new Date(image.addedAtIso))}` : image.title}</span></span>
          <span className="kb">
            {image.loop !== undefined && <button type="button" className="vp-x" aria-pressed={playing} aria-label={`Play the loop of key image ${String(number)}`} onClick={() => { setPlaying(!playing) }}>{playing ? <IconPlayerStop size="1.1rem" aria-hidden /> : <IconPlayerPlay size="1.1rem" aria-hidden />}</button>}
            <button type="button" className="vp-x" aria-label={`Enlarge key image ${String(number)}`} onClick={onEnlarge}><IconArrowsMaximize size="1.1rem" aria-hidden /></button>
            <button type="button" className="vp-x" aria-label={`Go to the view of key image ${String(number)}`} onClick={() => { void jumpBack() }}><IconEye size="1.1rem" aria-hidden /></button>
            {!isLocked && <button type="button" className="vp-x" aria-label={`Delete key image ${String(number)}`} onClick={() => { void remove() }}><IconTrash size="1.1rem" aria-hidden /></button>}
          </span>
        </span>
      </div>
    </li>
  )
}

type CaptionFieldProps = Pick<KeyImageTileProps, 'recordId' | 'image' | 'number' | 'isLocked'>

export function CaptionField({ recordId, image, number, isLocked }: CaptionFieldProps) {
  const { changeCaption } = useKeyImageActions(recordId, image)
  const { shown, type, leave } = useTyped(image.caption, (typed) => {
    if (typed === image.caption) return 'now'
    void changeCaption(typed)
    return 'later'
  }, { of: `${recordId} ${image.keyImageId}` })
  if (isLocked) return image.caption === '' ? null : <span className="kt kcap" title={image.caption}>{image.caption}</span>
  return (
    <input
      className="caption" aria-label={`Caption of key image ${String(number)}`} placeholder="Caption" title={image.caption} value={shown} maxLength={2000}
      onChange={(event) => { type(event.currentTarget.value) }} onBlur={leave} onKeyDown={(event) => { if (event.key === 'Enter') event.currentTarget.blur() }}
    />
  )
}

function RemovedTile({ recordId, image, number, undoSeconds, isLocked }: KeyImageTileProps) {
  const { restore } = useKeyImageActions(recordId, image)
  return (
    <li className="ki removed" aria-label={`Key image ${String(number)}, deleted`}>
      <div className="kp none">
        <s>{image.title}</s>
        {!isLocked && <button type="button" className="btn sm" onClick={() => { void restore() }}><IconArrowBackUp size="1rem" aria-hidden />Undo</button>}
        <span>{undoSeconds} s, then under Versions</span>
        <span className="kn">{number}</span>
      </div>
      <div className="kc"><s>{image.title}</s><span className="kw">deleted, not exported</span></div>
    </li>
  )
}

/** "Length 23.4 mm CAL", by the name it was given where it has one. */
const measuredWords = ({ kind, label, text }: RecordedMeasurement): string => [label === '' ? kindWords[kind] : label, text].filter((part) => part !== '').join(' ')
