import { useRecord, useSession } from '#renderer/features/session/index.ts'
import { ContrastBox, PlanBox } from './SummaryBoxes.tsx'
import { KeyImageTile } from './KeyImageTile.tsx'
import './record.css'

export function RecordWork() {
  const recordId = useSession((state) => state.snapshot?.recordId ?? null)
  const { data, error, isPending } = useRecord()
  if (recordId === null) return <Message title="No record yet" text="A record begins when the side is confirmed in Study and side." />
  if (error !== null) return <Message title="The record cannot be read" text={error.message} />
  if (isPending) return <main className="work recw" aria-busy="true" />
  const { state } = data
  const shown = state.keyImages.filter((image) => !image.removed).length
  return (
    <main className="work recw">
      <section className="box keys" aria-label="Key images">
        <header className="bh"><h2>Key images</h2><span className="soft">{shown === 1 ? '1 saved' : `${String(shown)} saved`}</span></header>
        {state.keyImages.length === 0
          ? <div className="empty-state"><b>No key images yet</b><span>Press K on any image.</span></div>
          : <ul className="kg">{state.keyImages.map((image, index) => <KeyImageTile key={image.keyImageId} recordId={recordId} image={image} number={index + 1} />)}</ul>}
      </section>
      <div className="ngrid">
        <PlanBox state={state} />
        <ContrastBox state={state} />
      </div>
    </main>
  )
}

const Message = ({ title, text }: { readonly title: string; readonly text: string }) => (
  <main className="work"><div className="empty-state"><b>{title}</b><span>{text}</span></div></main>
)
