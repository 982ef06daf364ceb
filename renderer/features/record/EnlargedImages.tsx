import { IconArrowLeft, IconArrowRight, IconX } from '@tabler/icons-react'
import type { KeyImage, RecordState } from '#shared/procedure/recordEvents.ts'
import { streamUrl } from '#renderer/api/index.ts'
import { CaptionField, sideOf } from './KeyImageTile.tsx'
import { changeRecord } from './recordChanges.ts'
import { changedOrder, movedBy, orderedKeyImages } from './slots.ts'

type EnlargedImagesProps = { readonly state: RecordState; readonly shown: readonly string[]; readonly onShow: (ids: readonly string[]) => void; readonly isLocked: boolean }

/** One key image large, or two beside each other, each whole with what is burned into it. */
export function EnlargedImages({ state, shown, onShow, isLocked }: EnlargedImagesProps) {
  const ordered = orderedKeyImages(state)
  const images = shown.flatMap((id) => ordered.find(({ keyImageId }) => keyImageId === id) ?? [])
  const numberOf = (image: KeyImage): number => state.keyImages.indexOf(image) + 1
  const onKeyDown = (event: React.KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.stopPropagation()
    onShow([])
  }
  return (
    <section className="box enl" aria-label={images.length > 1 ? 'Key images compared' : 'Key image enlarged'} onKeyDown={onKeyDown}>
      <header className="bh">
        <h2>{images.length > 1 ? 'Compare' : 'Key image'}</h2>
        <label className="enl-c">Beside it
          <select className="nin" aria-label="Compare with" value={images[1]?.keyImageId ?? ''} onChange={({ currentTarget }) => { onShow([images[0]?.keyImageId ?? '', currentTarget.value].filter((id) => id !== '')) }}>
            <option value="">nothing</option>
            {ordered.filter((image) => image !== images[0]).map((image) => <option key={image.keyImageId} value={image.keyImageId}>{numberOf(image)}, {image.title}</option>)}
          </select>
        </label>
        <span className="end"><button type="button" className="btn sm" autoFocus onClick={() => { onShow([]) }}><IconX className="i i-sm" aria-hidden />Back to the note</button></span>
      </header>
      <div className="enl-g">{images.map((image) => <Large key={image.keyImageId} state={state} image={image} number={numberOf(image)} isLocked={isLocked} ordered={ordered} />)}</div>
    </section>
  )
}

type LargeProps = { readonly state: RecordState; readonly image: KeyImage; readonly number: number; readonly isLocked: boolean; readonly ordered: readonly KeyImage[] }

function Large({ state: { recordId }, image, number, isLocked, ordered }: LargeProps) {
  const move = (by: 1 | -1): void => { void changeRecord(recordId, changedOrder((images) => movedBy(images, image.keyImageId, by)), 'Order of key images saved') }
  const at = ordered.indexOf(image)
  return (
    <figure className="enl-f" aria-label={`Key image ${String(number)}, ${sideOf(image)}, ${image.title}`}>
      <img src={streamUrl('record.picture', { recordId, keyImageId: image.keyImageId })} alt={`${image.title}, ${sideOf(image)}`} />
      <figcaption>
        <b>{number}, {image.title}</b>
        <CaptionField recordId={recordId} image={image} number={number} isLocked={isLocked} />
        {!isLocked && (
          <span className="row">
            <button type="button" className="btn sm" disabled={at === 0} onClick={() => { move(-1) }}><IconArrowLeft className="i i-sm" aria-hidden />Earlier in the report</button>
            <button type="button" className="btn sm" disabled={at === ordered.length - 1} onClick={() => { move(1) }}>Later in the report<IconArrowRight className="i i-sm" aria-hidden /></button>
          </span>
        )}
      </figcaption>
    </figure>
  )
}
