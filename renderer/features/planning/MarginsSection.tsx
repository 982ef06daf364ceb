import { NumberInput } from '@mantine/core'
import { editCase, useCaseDocument } from '#renderer/features/case/index.ts'
import { Section } from '#renderer/ui/index.ts'
import { marginFor, type Margin } from '#shared/planning/margins.ts'
import { structureKinds, type StructureKindName } from '#shared/planning/structureKinds.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { withOpenQuestions } from './structureEdits.ts'

export function withMargin(document: CaseDocument, kind: StructureKindName, margin: Margin | null): CaseDocument {
  const others = document.planning.margins.filter(each => each.kind !== kind)
  const margins = margin === null ? others : [...others, { kind, ...margin }]
  return withOpenQuestions({ ...document, planning: { ...document.planning, margins } })
}

/** The margins that the levels are judged by: proposals with their source, until a department sets its own. */
export function MarginsSection() {
  const { planning } = useCaseDocument()
  const set = (kind: StructureKindName, name: string, margin: Margin | null): void => { void editCase(`margins of ${name}`, document => withMargin(document, kind, margin)) }
  return (
    <Section title="Margins, mm">
      <table className="cmp mg">
        <thead><tr><th scope="col">Structure</th><th scope="col">Stop below</th><th scope="col">Caution below</th><th scope="col"><span className="sr">Back to the proposal</span></th></tr></thead>
        <tbody>
          {structureKinds.map(({ kind, name }) => {
            const margin = marginFor(kind, planning.margins)
            const isOwn = planning.margins.some(each => each.kind === kind)
            return (
              <tr key={kind}>
                <th scope="row">{name}{isOwn && <small>set here</small>}</th>
                <td><NumberInput className="num" aria-label={`Stop below, ${name}, mm`} min={0} max={margin.cautionMm} step={0.5} decimalScale={1} hideControls clampBehavior="strict" value={margin.stopMm} onChange={value => { if (typeof value === 'number' && value !== margin.stopMm) set(kind, name, { ...margin, stopMm: value }) }} /></td>
                <td><NumberInput className="num" aria-label={`Caution below, ${name}, mm`} min={margin.stopMm} max={50} step={0.5} decimalScale={1} hideControls value={margin.cautionMm} onChange={value => { if (typeof value === 'number' && value !== margin.cautionMm && value >= margin.stopMm) set(kind, name, { ...margin, cautionMm: value }) }} /></td>
                <td>{isOwn && <button type="button" className="btn sm ghost" aria-label={`Proposed margins of ${name}`} onClick={() => { set(kind, name, null) }}>Reset</button>}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      <p className="sub">Proposals from published path clearances (488 CT angiographies, Pain Medicine 2019: vertebral artery 7.1 ± 1.8 mm, thecal sac 6.0 ± 2.2 mm). A clinical lead has to confirm them.</p>
    </Section>
  )
}
