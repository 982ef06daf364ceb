import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { client, faultText, readAgain } from '#renderer/api/index.ts'
import { tellReceipt, useOperator } from '#renderer/features/case/index.ts'
import { SignForm } from '#renderer/features/record/index.ts'
import { Section } from '#renderer/ui/index.ts'
import type { TeachingSet } from '#shared/teaching/teachingCase.ts'
import { caseNumber, teachingKeys, type TeachingCaseLine } from '../teachingQueries.ts'

type SetSectionProps = {
  readonly sets: readonly TeachingSet[]; readonly set: TeachingSet | null
  readonly cases: readonly TeachingCaseLine[]
  /** Cases that are ticked, in the order in which they were. */
  readonly chosen: readonly string[]
  readonly onChoose: (setId: string | null, caseIds?: readonly string[]) => void
}

/** Ordered lists of cases. Once locked a set is never changed; what follows is its next version. */
export function SetSection({ sets, set, cases, chosen, onChoose }: SetSectionProps) {
  const queries = useQueryClient()
  const operator = useOperator() ?? ''
  const [title, setTitle] = useState('')
  const [isSigning, sign] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  /** A title with an ordinary word in it that is a name too, until somebody has looked at it. */
  const [asking, ask] = useState<string | null>(null)
  const name = set === null ? title.trim() : set.title
  /** What was looked at: with another title or other cases it is asked anew. */
  const looked = JSON.stringify([name, chosen])
  const after = async (reply: { readonly ok: true; readonly value: TeachingSet } | { readonly ok: false; readonly words: string }, done: string): Promise<void> => {
    setFault(reply.ok ? null : reply.words)
    if (reply.ok) {
      tellReceipt(done)
      onChoose(reply.value.setId)
    }
    await readAgain(queries, teachingKeys.sets)
  }
  const save = async (isAccepted = false): Promise<void> => {
    if (name === '' || chosen.length === 0) return
    const reply = await client.call('teaching.saveSet', { ...(set === null ? {} : { setId: set.setId }), title: name, ...(isAccepted && { titleAcceptedBy: operator }), cases: chosen.map((teachingCaseId) => ({ teachingCaseId })) })
    ask(!reply.ok && reply.error.code === 'WORDS_NOT_SEEN' ? looked : null)
    await after(reply.ok ? reply : { ok: false, words: faultText(reply.error) }, `Set ${name} saved`)
    if (reply.ok) setTitle('')
  }
  const lock = async (): Promise<void> => {
    if (set === null) return
    const reply = await client.call('teaching.lockSet', { setId: set.setId })
    await after(reply.ok ? reply : { ok: false, words: faultText(reply.error) }, `Set ${set.title} locked`)
  }
  const releaseAnswers = async (userId: string, passphrase: string): Promise<string | null> => {
    if (set === null) return null
    const reply = await client.call('teaching.releaseAnswers', { setId: set.setId, userId, passphrase })
    if (!reply.ok) return faultText(reply.error)
    sign(false)
    await after(reply, `Answers of ${set.title} released`)
    return null
  }
  return (
    <Section title="Set" className="tch-st" end={set === null ? '' : setWords(set)}>
      {sets.length > 0 && (
        <select className="nin" aria-label="Set" value={set?.setId ?? ''} onChange={({ currentTarget }) => {
          const next = sets.find(({ setId }) => setId === currentTarget.value)
          onChoose(next?.setId ?? null, next?.cases.map(({ teachingCaseId }) => teachingCaseId))
        }}><option value="">A new one</option>{sets.map((one) => <option key={one.setId} value={one.setId}>{one.title}, version {one.version}</option>)}</select>
      )}
      {set === null && <input className="nin" aria-label="Title of the new set" placeholder="Title of the new set" value={title} maxLength={200} onChange={({ currentTarget }) => { setTitle(currentTarget.value) }} />}
      {chosen.length > 0 && <ol className="tch-so" aria-label="Cases in their order">{chosen.map((id) => cases.find(({ teachingCaseId }) => teachingCaseId === id)).map((one) => one !== undefined && <li key={one.teachingCaseId}>{caseNumber(one.number)} {one.title}</li>)}</ol>}
      <div className="row">
        <button type="button" className="btn sm" aria-disabled={chosen.length === 0 || (set === null && title.trim() === '')} onClick={() => { void save() }}>{set === null ? `Make a set of ${String(chosen.length)}` : set.lockedAtIso === null ? 'Save these cases' : `Begin version ${String(set.version + 1)} with these`}</button>
        {set !== null && set.lockedAtIso === null && <button type="button" className="btn sm" onClick={() => { void lock() }}>Lock this version</button>}
        {set !== null && set.lockedAtIso !== null && set.answersReleasedAtIso === null && !isSigning && <button type="button" className="btn sm" onClick={() => { sign(true) }}>Release the answers</button>}
      </div>
      {chosen.length === 0 && <p className="nt">Tick cases in the order in which they are to come.</p>}
      {isSigning && <SignForm label="Release the answers" operator={operator} sign={releaseAnswers} onBack={() => { sign(false) }} />}
      {fault !== null && <p className="nf-e" role="alert">{fault}</p>}
      {asking === looked && <button type="button" className="btn sm" onClick={() => { void save(true) }}>Nobody is named in the title</button>}
    </Section>
  )
}

const setWords = ({ version, lockedAtIso, answersReleasedAtIso }: TeachingSet): string => `version ${String(version)}${lockedAtIso === null ? '' : ', locked'}${answersReleasedAtIso === null ? '' : ', answers released'}`
