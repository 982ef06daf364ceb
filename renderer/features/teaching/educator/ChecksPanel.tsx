import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck, IconCircleDashed } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { client, faultText } from '#renderer/api/index.ts'
import { tellReceipt, useOperator } from '#renderer/features/case/index.ts'
import { Notice, Section } from '#renderer/ui/index.ts'
import { checkNames, type ReleaseCheck } from '#shared/teaching/deidentification/findings.ts'
import type { DraftCheck, DraftSnapshot } from '#shared/teaching/draft.ts'
import { teachingKeys } from '../teachingQueries.ts'
import { checkStates, checkTitles, isChecked } from './draftWords.ts'

const icons = { passed: IconCircleCheck, failed: IconAlertOctagon, toDo: IconAlertTriangle, notNeeded: IconCircleDashed } as const
const looks = { passed: 'ok', failed: 'stop', toDo: 'caution', notNeeded: 'soft' } as const
const isOpen = ({ state }: ReleaseCheck): boolean => state === 'failed' || state === 'toDo'

/** What the copy must pass before anything of it leaves, and what it passed: what asks for somebody stands open, the rest is folded. */
export function ChecksSection({ draft }: { readonly draft: DraftSnapshot }) {
  const { check } = draft
  const isNew = isChecked(draft)
  const done = isNew ? check?.checks ?? [] : []
  const quiet = done.filter((one) => !isOpen(one))
  return (
    <Section title="Identity checks" end={check === null ? 'not checked yet' : isNew ? (check.passed ? 'passed' : 'not passed') : 'of an earlier version'}>
      {check !== null && !isNew && <Notice kind="caution">The copy has changed since it was checked. Check it again.</Notice>}
      {done.some(isOpen) && <ul className="cks tch-c">{done.filter(isOpen).map((one) => <CheckLine key={one.name} check={one} />)}</ul>}
      {isNew && check !== null && <Residues draftId={draft.draftId} check={check} />}
      <details className="tch-d">
        <summary>{done.length === 0 ? `${String(checkNames.length)} checks are run on the copy` : `${String(quiet.length)} of ${String(done.length)} ask for nothing`}</summary>
        {done.length === 0 ? <ul className="tch-n">{checkNames.map((name) => <li key={name}>{checkTitles[name]}</li>)}</ul> : <ul className="cks tch-c">{quiet.map((one) => <CheckLine key={one.name} check={one} />)}</ul>}
      </details>
      {isNew && (check?.remarks.length ?? 0) > 0 && (
        <details className="tch-d">
          <summary>{check?.remarks.length === 1 ? '1 remark' : `${String(check?.remarks.length ?? 0)} remarks`} on what is not in the copy</summary>
          {check?.remarks.map((remark) => <p className="nt" key={remark}>{remark}</p>)}
        </details>
      )}
    </Section>
  )
}

/** What is left over: of a name where it lies, of an ordinary word what it stands in, for a person to judge. */
function Residues({ draftId, check: { residues, accepted, contentSha256 } }: { readonly draftId: string; readonly check: DraftCheck }) {
  const queries = useQueryClient()
  const operator = useOperator() ?? ''
  if (residues.length === 0) return null
  const isOrdinary = residues.every(({ ordinary }) => ordinary) && contentSha256 !== null
  const accept = async (): Promise<void> => {
    if (contentSha256 === null) return
    const reply = await client.call('teaching.acceptWords', { draftId, contentSha256, ...(operator === '' ? {} : { by: operator }) })
    if (reply.ok) queries.setQueryData<DraftSnapshot>(teachingKeys.draft(draftId), (held) => held && { ...held, check: reply.value })
    else tellReceipt(faultText(reply.error))
  }
  return (
    <>
      <ul className="tch-rs" aria-label="Identity left over">{residues.slice(0, isOrdinary ? undefined : 20).map(({ file, offset, of, encoding, around }) => <li key={`${file} ${String(offset)} ${of}`}><b>{around ?? of}</b><small>{around === null ? '' : `${of}, `}{file}, byte {offset}, {encoding}</small></li>)}</ul>
      {isOrdinary && accepted === null && <button type="button" className="btn sm" onClick={() => { void accept() }}>Nobody is named in {residues.length === 1 ? 'this place' : `these ${String(residues.length)} places`}</button>}
    </>
  )
}

function CheckLine({ check }: { readonly check: ReleaseCheck }) {
  const Icon = icons[check.state]
  const said = checkStates[check.state]
  return (
    <li className="todo">
      <Icon className={`i ${looks[check.state]}`} role="img" aria-label={said} />
      <span>{checkTitles[check.name]}<small>{check.words}</small></span>
      <span className={`w ${looks[check.state]}`}>{said}</span>
    </li>
  )
}
