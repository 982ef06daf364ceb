import { IconArrowBackUp, IconCircleCheck, IconEye, IconPlayerPlay, IconPlayerStop, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { kindWords } from '#shared/measurement/measurementFigures.ts'
import type { KeyImage, RecordedMeasurement } from '#shared/procedure/recordEvents.ts'
import { trueViewWords } from '#shared/fluoroscopy/trueView.ts'
import { streamUrl } from '#renderer/api/index.ts'
import { writeClockSeconds } from '#renderer/features/case/index.ts'
import { stripShareOf } from './pictureStrip.ts'
import { useKeyImageActions } from './useKeyImageActions.ts'

type KeyImageTileProps = {
  readonly recordId: string
  readonly image: KeyImage
  readonly number: number
  /** How long its deletion can still be taken back here. */
  readonly undoSeconds: number
}

export function KeyImageTile({ recordId, image, number, undoSeconds }: KeyImageTileProps) {
  const { jumpBack, remove, restore, changeCaption } = useKeyImageActions(recordId, image)
  const [playing, setPlaying] = useState(false)
  const sideWords = image.side === null ? 'Side not set' : `${image.side} ${image.level ?? ''}`
  if (image.removed) {
    return (
      <li className="ki removed" aria-label={`Key image ${String(number)}, deleted`}>
        <div className="kp none">
          <s>{image.title}</s>
          <button type="button" className="btn sm" onClick={() => { void restore() }}><IconArrowBackUp size="1rem" aria-hidden />Undo</button>
          <span>{undoSeconds} s, then under Versions</span>
          <span className="kn">{number}</span>
        </div>
        <div className="kc"><s>{image.title}</s><span className="kw">deleted, not exported</span></div>
      </li>
    )
  }
  return (
    <li className="ki" aria-label={`Key image ${String(number)}, ${sideWords}, ${image.title}`}>
      <div className="kp">
        <button type="button" className="kpb" aria-label={`Show key image ${String(number)} again as it was`} onClick={() => { void jumpBack() }}>
          <Picture source={streamUrl('record.picture', { recordId, keyImageId: image.keyImageId })} words={`${image.title}, ${sideWords}`} />
        </button>
        {image.loop !== undefined && playing && <video className="kv" src={streamUrl('record.loop', { recordId, keyImageId: image.keyImageId })} aria-label={`Loop of key image ${String(number)}`} controls autoPlay loop muted />}
        <span className="kn">{number}</span><span className="ks">{sideWords}</span>
      </div>
      <div className="kc">
        <b title={image.title}>{image.title}</b>
        {image.trueView !== undefined && <span className="kt">{trueViewWords(image.trueView)}, {image.trueView.by}</span>}
        {image.measurements !== undefined && <ul className="km" aria-label={`Measured on key image ${String(number)}`}>{image.measurements.map((measured, at) => <li key={at}>{measuredWords(measured)}</li>)}</ul>}
        <input className="caption" aria-label={`Caption of key image ${String(number)}`} placeholder="Caption" key={image.caption} defaultValue={image.caption} maxLength={2000} onBlur={(event) => { if (event.target.value !== image.caption) void changeCaption(event.target.value) }} />
        <span className="kw">
          <span className="kst"><IconCircleCheck className="ok" size="1rem" aria-hidden />saved {writeClockSeconds(new Date(image.addedAtIso))}</span>
          <span className="kb">
            {image.loop !== undefined && <button type="button" className="vp-x" aria-pressed={playing} aria-label={`Play the loop of key image ${String(number)}`} onClick={() => { setPlaying(!playing) }}>{playing ? <IconPlayerStop size="1.1rem" aria-hidden /> : <IconPlayerPlay size="1.1rem" aria-hidden />}</button>}
            <button type="button" className="vp-x" aria-label={`Go to the view of key image ${String(number)}`} onClick={() => { void jumpBack() }}><IconEye size="1.1rem" aria-hidden /></button>
            <button type="button" className="vp-x" aria-label={`Delete key image ${String(number)}`} onClick={() => { void remove() }}><IconTrash size="1.1rem" aria-hidden /></button>
          </span>
        </span>
      </div>
    </li>
  )
}

/** "Length 23.4 mm CAL", by the name it was given where it has one. */
const measuredWords = ({ kind, label, text }: RecordedMeasurement): string => [label === '' ? kindWords[kind] : label, text].filter((part) => part !== '').join(' ')

/** The middle of the picture fills the tile; the strip above it, which the tile's own words stand for, is left out. */
function Picture({ source, words }: { readonly source: string; readonly words: string }) {
  const [strip, setStrip] = useState(0)
  return <img src={source} alt={words} style={{ objectViewBox: `inset(${String(100 * strip)}% 0 0 0)` }} onLoad={(event) => { setStrip(stripShareOf(event.currentTarget)) }} />
}
