import { useState } from 'react'
import { openCase, sinceNow, writeDate, type ScreenProps } from '#renderer/features/case/index.ts'
import { client, faultText } from '#renderer/api/index.ts'
import { ListSwitch } from '#renderer/features/library/index.ts'
import { LeftOut, Panel, Section } from '#renderer/ui/index.ts'
import { ImportReport, ImportSets } from './sets/ImportSets.tsx'
import { SetSection } from './sets/SetSection.tsx'
import { WriteSection } from './sets/WriteSection.tsx'
import { caseNumber, useTeachingCases, useTeachingSets, type TeachingCaseLine } from './teachingQueries.ts'
import { TeachingSwitch } from './teachingPage.tsx'
import './teaching.css'

/** What there is to teach and to learn with: released cases, and the sets that they are put in. */
export function TeachingScreen({ tools }: ScreenProps) {
  const cases = useTeachingCases()
  const sets = useTeachingSets()
  const [chosen, choose] = useState<readonly string[]>([])
  const [setId, chooseSet] = useState<string | null>(null)
  const [trouble, tell] = useState<string | null>(null)
  const lines = cases.value ?? []
  const set = sets.value?.find((one) => one.setId === setId) ?? null
  const toggle = (teachingCaseId: string): void => { choose(chosen.includes(teachingCaseId) ? chosen.filter((one) => one !== teachingCaseId) : [...chosen, teachingCaseId]) }
  const fault = cases.fault ?? sets.fault
  /** The next version is made where the first one was: at the originals. */
  const correct = async (teachingCaseId: string): Promise<void> => {
    const isHere = sinceNow()
    const begun = await client.call('teaching.begin', { teachingCaseId })
    if (!begun.ok) return tell(faultText(begun.error))
    const drafts = await client.call('teaching.drafts', {})
    if (!drafts.ok) return tell(faultText(drafts.error))
    if (!isHere()) return
    const caseId = drafts.value.drafts.find(({ draftId }) => draftId === begun.value.draftId)?.caseId ?? null
    if (caseId === null) return tell('The images that this case was made of are not in the library any more. Import them again, then correct the case.')
    await openCase(caseId, 'teach')
  }
  return (
    <>
      <main className="work" data-region="work">
        <section className="lib" aria-label="Teaching">
          <div className="lh"><h1>Teaching</h1><ListSwitch /><TeachingSwitch /><span className="soft count" role="status">{lines.length === 1 ? '1 case' : `${String(lines.length)} cases`}</span></div>
          <LeftOut count={cases.damaged} one="case" many="cases" />
          {trouble !== null && <p className="nf-e" role="alert">{trouble}</p>}
          {lines.length > 0
            ? <CaseTable lines={lines} chosen={chosen} onToggle={toggle} onCorrect={(teachingCaseId) => { void correct(teachingCaseId) }} />
            : <div className="empty">{fault !== null ? <p role="alert">{fault}</p> : <p>No teaching sets. Add a signed case or import a set.</p>}</div>}
        </section>
      </main>
      {tools}
      <Panel title="Teaching sets" end={sets.value === null ? '' : String(sets.value.length)}>
        <LeftOut count={sets.damaged} one="set" many="sets" />
        <Section title="Import"><ImportSets className="btn" /><ImportReport /></Section>
        <SetSection sets={sets.value ?? []} set={set} cases={lines} chosen={chosen} onChoose={(next, caseIds) => { chooseSet(next); if (caseIds !== undefined) choose(caseIds) }} />
        <WriteSection set={set} chosen={chosen} />
      </Panel>
    </>
  )
}

type CaseTableProps = { readonly lines: readonly TeachingCaseLine[]; readonly chosen: readonly string[]; readonly onToggle: (teachingCaseId: string) => void; readonly onCorrect: (teachingCaseId: string) => void }

const CaseTable = ({ lines, chosen, onToggle, onCorrect }: CaseTableProps) => (
  <div className="tw">
    <table className="ct tch-ct">
      <thead><tr><th>Case</th><th>Title</th><th>Released</th><th>Answers</th><th>From</th><th aria-label="Correct" /></tr></thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.teachingCaseId} className={chosen.includes(line.teachingCaseId) ? 'sel' : ''}>
            <td><label className="tch-k"><input type="checkbox" checked={chosen.includes(line.teachingCaseId)} aria-label={`Choose case ${caseNumber(line.number)}`} onChange={() => { onToggle(line.teachingCaseId) }} />{caseNumber(line.number)}</label></td>
            <td><b>{line.title}</b><small className="soft">version {line.version}{line.isSynthetic ? ', made by calculation' : ''}{line.correction === null ? '' : `: ${line.correction}`}</small></td>
            <td>{writeDate(line.releasedAtIso.slice(0, 10))}</td>
            <td>{line.hasAnswers ? 'with answers' : 'without'}</td>
            <td>{line.origin === 'here' ? 'this computer' : 'imported'}</td>
            <td className="go">{line.mayCorrect && <button type="button" className="btn sm" aria-label={`Correct case ${caseNumber(line.number)}`} onClick={() => { onCorrect(line.teachingCaseId) }}>Correct</button>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
