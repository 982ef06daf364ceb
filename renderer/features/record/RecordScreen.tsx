import { useEffect, useState } from 'react'
import { useCaseRecord, type ScreenProps } from '#renderer/features/case/index.ts'
import type { RecordEvent, RecordState } from '#shared/procedure/recordEvents.ts'
import { KeyImageTile } from './KeyImageTile.tsx'
import { RecordPanel } from './RecordPanel.tsx'
import { ContrastBox, PlanBox } from './SummaryBoxes.tsx'
import { removedAt, undoSecondsLeft } from './versions.ts'
import { VersionsBox } from './VersionsBox.tsx'
import './record.css'

export const RecordScreen = ({ tools }: ScreenProps) => (
  <>
    <RecordWork />
    {tools}
    <RecordPanel />
  </>
)

function RecordWork() {
  const { recordId, state, events, fault } = useCaseRecord()
  if (recordId === null) return <Message words="No record yet. A record begins when the side is confirmed in Study and side." />
  if (fault !== null) return <Message words={fault} />
  if (state === null) return <Message words="Reading the record." />
  return (
    <main className="work recw" data-region="work">
      <KeyImages state={state} events={events} />
      <div className="ngrid">
        <PlanBox state={state} />
        <ContrastBox state={state} />
      </div>
      <VersionsBox state={state} events={events} />
    </main>
  )
}

function KeyImages({ state, events }: { readonly state: RecordState; readonly events: readonly RecordEvent[] }) {
  const removed = removedAt(state, events)
  const now = useClock(removed.size > 0)
  const tiles = state.keyImages.map((image, index) => ({ image, number: index + 1, undoSeconds: undoSecondsLeft(removed.get(image.keyImageId), now) })).filter(({ image, undoSeconds }) => !image.removed || undoSeconds > 0)
  const shown = state.keyImages.filter((image) => !image.removed).length
  return (
    <section className="box keys" aria-label="Key images">
      <header className="bh"><h2>Key images</h2><span className="soft">{shown === 1 ? '1 saved' : `${String(shown)} saved`}</span></header>
      {tiles.length === 0
        ? <div className="empty"><p>No key images yet. Press K on any image.</p></div>
        : <ul className={tiles.length < 3 ? 'kg few' : 'kg'}>{tiles.map((tile) => <KeyImageTile key={tile.image.keyImageId} recordId={state.recordId} {...tile} />)}</ul>}
    </section>
  )
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

const Message = ({ words }: { readonly words: string }) => <main className="work" data-region="work"><div className="empty"><p>{words}</p></div></main>
