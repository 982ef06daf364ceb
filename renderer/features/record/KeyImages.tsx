import { IconArrowsMove } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { slotWords } from '#shared/procedure/note/noteWords.ts'
import type { KeyImage, RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { tellReceipt } from '#renderer/features/case/index.ts'
import { KeyImageTile } from './KeyImageTile.tsx'
import { changeRecord } from './recordChanges.ts'
import { changedOrder, movedBy, movedTo, orderedKeyImages, placesOf, suggestedFillings, type SlotPlace } from './slots.ts'
import { SlotTile } from './SlotTile.tsx'
import { useSuggestedSlots } from './useSuggestedSlots.ts'
import { removedAt, undoSecondsLeft } from './versions.ts'

type KeyImagesProps = { readonly state: RecordState; readonly events: readonly RecordEvent[]; readonly isLocked: boolean; readonly onEnlarge: (image: KeyImage) => void }

/** The minimum set in its places, then what else was saved. */
export function KeyImages({ state, events, isLocked, onEnlarge }: KeyImagesProps) {
  const suggested = useSuggestedSlots(state)
  const places = placesOf(state, suggested)
  const fillings = isLocked ? [] : suggestedFillings(places, suggested)
  const [dragged, setDragged] = useState<string | null>(null)
  const ordered = orderedKeyImages(state)
  const order = (moved: (images: readonly KeyImage[]) => readonly string[]): void => { void changeRecord(state.recordId, changedOrder(moved), 'Order of key images saved') }
  const tileOf = (image: KeyImage, slot: string | null) => (
    <KeyImageTile
      key={image.keyImageId} recordId={state.recordId} image={image} number={state.keyImages.indexOf(image) + 1} slot={slot} undoSeconds={0} isLocked={isLocked} onEnlarge={() => { onEnlarge(image) }}
      drag={isLocked ? null : { isOver: dragged !== null && dragged !== image.keyImageId, onStart: () => { setDragged(image.keyImageId) }, onEnd: () => { setDragged(null) }, onDrop: () => { if (dragged !== null && dragged !== image.keyImageId) order((images) => movedTo(images, dragged, image.keyImageId)); setDragged(null) }, onMove: (by) => { order((images) => movedBy(images, image.keyImageId, by)) } }}
    />
  )
  const further = ordered.filter(({ keyImageId }) => !places.some((place) => place.kind === 'filled' && place.image.keyImageId === keyImageId))
  const filled = places.filter(({ kind }) => kind !== 'open').length
  const count = places.length > 0 ? `${String(filled)} of ${String(places.length)}` : ordered.length === 1 ? '1 saved' : `${String(ordered.length)} saved`
  const tiles = [
    ...places.map((place) => placeTile(place, state, isLocked, tileOf, fillings)),
    ...further.map((image) => tileOf(image, null)),
  ]
  return (
    <section className="box keys" id="key-images" aria-label="Key images">
      <header className="bh"><h2>Key images</h2><span className="soft">{count}</span>
        {fillings.length > 1 && <span className="end"><button type="button" className="btn sm" onClick={() => { void fillAll(state.recordId, fillings) }}>Use the {fillings.length} suggested</button></span>}
      </header>
      {tiles.length === 0 && state.keyImages.length === 0
        ? <div className="empty"><p>No key images yet. Press K on any image.</p></div>
        : <ul className={tiles.length < 3 ? 'kg few' : 'kg'}>{tiles}<RemovedTiles state={state} events={events} /></ul>}
      {places.length === 0 && tiles.length > 0 && <p className="nt kh"><IconArrowsMove className="i i-sm" aria-hidden /> Which pictures are needed is known once Technique says the guidance.</p>}
    </section>
  )
}

type Filling = ReturnType<typeof suggestedFillings>[number]

function placeTile(place: SlotPlace, state: RecordState, isLocked: boolean, tileOf: (image: KeyImage, slot: string) => React.ReactNode, fillings: readonly Filling[]) {
  if (place.kind !== 'filled') return <SlotTile key={place.slot} state={state} place={place} isLocked={isLocked} suggested={fillings.find(({ slot }) => slot === place.slot)?.image ?? null} />
  if (!place.isRepeated) return tileOf(place.image, slotWords[place.slot])
  const number = String(state.keyImages.indexOf(place.image) + 1)
  return <li key={place.slot} className="ki" aria-label={`${slotWords[place.slot]}: the same as key image ${number}`}><div className="kp none"><b>As key image {number}</b></div><div className="kc"><b>{slotWords[place.slot]}</b><span className="kw">{place.image.title}</span></div></li>
}

async function fillAll(recordId: string, fillings: readonly Filling[]): Promise<void> {
  for (const { slot, image } of fillings) await changeRecord(recordId, ({ slots }) => (slots.some((given) => given.slot === slot && given.keyImageId === image.keyImageId) ? null : { kind: 'keyImageSlotGiven', slot, keyImageId: image.keyImageId, reason: '' }), `${slotWords[slot]}: saved`)
  tellReceipt(`${String(fillings.length)} key images put in their places`)
}

/** Deleted pictures stay crossed out for a minute. */
function RemovedTiles({ state, events }: Pick<KeyImagesProps, 'state' | 'events'>) {
  const removed = removedAt(state, events)
  const now = useClock(removed.size > 0)
  return state.keyImages.map((image, index) => ({ image, number: index + 1, undoSeconds: undoSecondsLeft(removed.get(image.keyImageId), now) })).filter(({ image, undoSeconds }) => image.removed && undoSeconds > 0)
    .map((tile) => <KeyImageTile key={tile.image.keyImageId} recordId={state.recordId} slot={null} isLocked={state.signature !== null} drag={null} onEnlarge={() => undefined} {...tile} />)
}

/** The time, every second while somebody needs it. */
function useClock(isNeeded: boolean): Date {
  const [now, setNow] = useState(() => new Date())
  useEffect(() => {
    if (!isNeeded) return
    const timer = setInterval(() => { setNow(new Date()) }, 1000)
    return () => { clearInterval(timer) }
  }, [isNeeded])
  return now
}
