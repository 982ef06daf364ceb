import { useState } from 'react'
import { TextInput } from '@mantine/core'
import { IconArrowBackUp, IconEye, IconTrash } from '@tabler/icons-react'
import { streamUrl } from '#renderer/api/index.ts'
import { writeClockSeconds } from '#renderer/features/case/index.ts'
import type { KeyImage } from '#shared/procedure/recordEvents.ts'
import { changeCaption, removeKeyImage, restoreKeyImage, showSource } from './recordEdits.ts'

type KeyImageTileProps = { readonly recordId: string; readonly image: KeyImage; readonly number: number; readonly onRemoved: (keyImageId: string) => void }

export function KeyImageTile({ recordId, image, number, onRemoved }: KeyImageTileProps) {
  const [caption, setCaption] = useState(image.caption)
  const side = image.side === null ? 'Side not set' : `${image.side} ${image.level ?? ''}`
  const keep = (): void => { if (caption !== image.caption) void changeCaption(recordId, image.keyImageId, caption) }
  return (
    <li className={image.removed ? 'ki gone' : 'ki'} aria-label={`Key image ${String(number)}, ${image.title}, ${side}${image.removed ? ', taken off' : ''}`}>
      <div className="kp">
        <img src={streamUrl('record.picture', { recordId, keyImageId: image.keyImageId })} alt={`${image.title}, ${side}`} />
        <span className="kn">{number}</span><span className="ks">{side}</span>
      </div>
      <div className="kc">
        <b>{image.title}</b>
        <span className="kw">{writeClockSeconds(new Date(image.addedAtIso))}, {image.actor === '' ? 'no operator' : image.actor}</span>
        {image.removed ? (
          <button type="button" className="btn sm" onClick={() => { void restoreKeyImage(recordId, image.keyImageId) }}><IconArrowBackUp className="i i-sm" aria-hidden />Undo</button>
        ) : (
          <div className="kb">
            <TextInput aria-label={`Caption of key image ${String(number)}`} placeholder="Caption" maxLength={2000} value={caption} onChange={event => { setCaption(event.currentTarget.value) }} onBlur={keep} onKeyDown={event => { if (event.key === 'Enter') event.currentTarget.blur() }} />
            <button type="button" className="btn sm" aria-label={`Show where key image ${String(number)} was taken`} onClick={() => { showSource(image) }}><IconEye className="i i-sm" aria-hidden /></button>
            <button type="button" className="btn sm" aria-label={`Delete key image ${String(number)}`} onClick={() => { onRemoved(image.keyImageId); void removeKeyImage(recordId, image.keyImageId) }}><IconTrash className="i i-sm" aria-hidden /></button>
          </div>
        )}
      </div>
    </li>
  )
}
