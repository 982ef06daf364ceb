import { Notice, Section, Segmented } from '#renderer/ui/index.ts'
import { chooseLayout, sayLies, useCaseLayout } from './caseLayout.ts'
import { useCaseDocument } from '#renderer/features/case/index.ts'

const layouts = [{ value: 'asAcquired', label: 'As acquired' }, { value: 'radiologic', label: 'Radiologic' }, { value: 'asPositioned', label: 'As positioned' }] as const
const ways = [{ value: 'prone', label: 'Prone' }, { value: 'supine', label: 'Supine' }] as const

/** One left-right convention for every view together; each view names it. */
export function LayoutSection() {
  const { layout } = useCaseDocument().fluoroscopy
  const { lies, asksLies } = useCaseLayout()
  return (
    <Section title="Layout" end="every view">
      <Segmented className="of3" label="Layout" choices={layouts} value={layout ?? 'asAcquired'} onChange={chooseLayout} />
      {layout === 'asPositioned' && (
        <>
          {asksLies && <Notice kind="caution">How the patient lies is not stated, or the headers do not agree. Nothing is turned until you say it.</Notice>}
          <div className="q"><span>Patient lies{lies?.by === 'headers' ? ', says the header' : ''}</span><Segmented label="Patient lies" choices={ways} value={lies?.how ?? null} onChange={sayLies} /></div>
        </>
      )}
    </Section>
  )
}
