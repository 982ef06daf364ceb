import { IconAlertTriangle, IconCircle, IconCircleCheck } from '@tabler/icons-react'
import { openCase, writeDate, writeName } from '#renderer/features/case/index.ts'
import { lookAtRecord } from '#renderer/features/record/index.ts'
import { decisionWords, patternsInWords } from '#shared/contrast/assessmentWords.ts'
import type { Output } from '#shared/contract/types.ts'
import { localDay } from '#shared/localDay.ts'
import { complicationWords } from '#shared/procedure/note/noteWords.ts'
import { FROM_A_FILE } from '#shared/procedure/recordOrder.ts'

type Line = Output<'record.search'>['records'][number]
const figure = (value: number | null, unit: string): string => (value === null ? 'not stated' : `${String(Number(value.toFixed(1)))} ${unit}`)

export const RecordsTable = ({ records }: { readonly records: readonly Line[] }) => (
  <div className="tw" tabIndex={0} role="group" aria-label="Records found">
    <table className="ct rec-t">
      <thead><tr><th scope="col">Date</th><th scope="col">Patient</th><th scope="col">Side and level</th><th scope="col">Contrast</th><th scope="col">Complications</th><th scope="col">Fluoroscopy</th><th scope="col">Relief</th><th scope="col">Signed</th><th scope="col"><span className="sr">Open</span></th></tr></thead>
      <tbody>{records.map((line) => <Row key={line.recordId} line={line} />)}</tbody>
    </table>
  </div>
)

function Row({ line: { caseId, recordId, patientName, patientId, side, level, summary, signedAtIso, signedFromFile } }: { readonly line: Line }) {
  const { patterns, lastDecision, complications, fluoroscopyTimeS, reliefPercent, blockPositive, operator, signedBy } = summary
  return (
    <tr>
      <td>{writeDate(localDay(summary.performedAtIso))}<small>{operator === '' ? 'operator not stated' : operator}</small></td>
      <td><b>{writeName(patientName)}</b><small>{patientId === '' ? 'no ID' : `ID ${patientId}`}</small></td>
      <td><span className="sdw">{side}</span> {level}</td>
      <td>{patterns.length === 0 ? 'not stated' : patternsInWords(patterns)}{lastDecision !== null && <small>{decisionWords[lastDecision]}</small>}</td>
      <td>{complications.length === 0 ? 'not answered' : complications.map((one) => complicationWords[one]).join(', ')}</td>
      <td>{figure(fluoroscopyTimeS, 's')}</td>
      <td>{figure(reliefPercent, '%')}{blockPositive !== null && <small>{blockPositive ? 'positive block' : 'negative block'}</small>}</td>
      <td>{signedAtIso === null ? <span className="rec-s"><IconCircle className="i i-sm caution" aria-hidden />not signed</span> : <span className="rec-s">{signedFromFile ? <IconAlertTriangle className="i i-sm caution" aria-hidden /> : <IconCircleCheck className="i i-sm ok" aria-hidden />}{signedBy ?? 'signed'}{signedFromFile && <small>{FROM_A_FILE}</small>}</span>}</td>
      <td className="go"><button type="button" className="btn sm" aria-label={`Open the record of ${writeName(patientName)}, ${writeDate(localDay(summary.performedAtIso))}`} onClick={() => { lookAtRecord(caseId, recordId); void openCase(caseId, 'record') }}>Open</button></td>
    </tr>
  )
}
