import { useCaseRecord } from '#renderer/features/case/index.ts'
import { KeyImageTile } from './KeyImageTile.tsx'
import { RecordPanel } from './RecordPanel.tsx'
import { ContrastBox, PlanBox } from './SummaryBoxes.tsx'
import './record.css'

export const RecordScreen = () => (
  <>
    <RecordWork />
    <RecordPanel />
  </>
)

function RecordWork() {
  const { recordId, state, fault } = useCaseRecord()
  if (recordId === null) return <Message words="No record yet. A record begins when the side is confirmed in Study and side." />
  if (fault !== null) return <Message words={fault} />
  if (state === null) return <Message words="Reading the record." />
  const shown = state.keyImages.filter((image) => !image.removed).length
  return (
    <main className="work recw" data-region="work">
      <section className="box keys" aria-label="Key images">
        <header className="bh"><h2>Key images</h2><span className="soft">{shown === 1 ? '1 saved' : `${String(shown)} saved`}</span></header>
        {state.keyImages.length === 0
          ? <div className="empty"><p>No key images yet. Press K on any image.</p></div>
          : <ul className="kg">{state.keyImages.map((image, index) => <KeyImageTile key={image.keyImageId} recordId={recordId} image={image} number={index + 1} />)}</ul>}
      </section>
      <div className="ngrid">
        <PlanBox state={state} />
        <ContrastBox state={state} />
      </div>
    </main>
  )
}

const Message = ({ words }: { readonly words: string }) => <main className="work" data-region="work"><div className="empty"><p>{words}</p></div></main>
