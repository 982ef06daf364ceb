import { useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { client, faultText, readAgain } from '#renderer/api/index.ts'
import { leaveCase, tellReceipt, useOperator } from '#renderer/features/case/index.ts'
import { showList } from '#renderer/features/library/index.ts'
import { SignForm } from '#renderer/features/record/index.ts'
import { PrimaryButton } from '#renderer/ui/index.ts'
import type { DraftSnapshot } from '#shared/teaching/draft.ts'
import { caseNumber, teachingKeys } from '../teachingQueries.ts'
import { useTeachingProgress } from './draftStore.ts'
import { beforeApproval, beforeCheck, isChecked, stepWords } from './draftWords.ts'

/** Check, then ready, then released by somebody else: one way, one button. */
export function ReleaseFoot({ draft }: { readonly draft: DraftSnapshot }) {
  const queries = useQueryClient()
  const operator = useOperator() ?? ''
  const [isSigning, sign] = useState(false)
  const [fault, setFault] = useState<string | null>(null)
  const [isChecking, setChecking] = useState(false)
  const progress = useTeachingProgress((all) => all[draft.draftId])
  const { draftId, check, prepared } = draft
  const again = (): Promise<void> => readAgain(queries, teachingKeys.all)
  const runCheck = async (): Promise<void> => {
    setChecking(true)
    setFault(null)
    const reply = await client.call('teaching.check', { draftId })
    if (!reply.ok) setFault(faultText(reply.error))
    await again()
    setChecking(false)
  }
  const seal = async (method: 'teaching.approve' | 'teaching.release', userId: string, passphrase: string): Promise<string | null> => {
    const contentSha256 = check?.contentSha256
    if (contentSha256 === undefined || contentSha256 === null) return 'The copy is not checked. Check it first.'
    const reply = await client.call(method, { draftId, userId, passphrase, contentSha256 })
    if (!reply.ok) return faultText(reply.error)
    sign(false)
    if (method === 'teaching.release') {
      tellReceipt(`TEACHING CASE ${caseNumber(draft.number)} released`)
      if (await leaveCase()) showList('teaching')
    } else tellReceipt('Ready. A second person releases it.')
    await again()
    return null
  }
  const isBusy = isChecking || draft.reading.state === 'running'
  if (isBusy) {
    return (
      <>
        <div className="tch-pg" role="progressbar" aria-valuemin={0} aria-valuemax={progress?.total ?? 1} aria-valuenow={progress?.done ?? 0} aria-label={stepWords[progress?.step ?? 'headers'] ?? 'Working'}>
          <span>{stepWords[progress?.step ?? 'headers'] ?? 'Working'}{progress === undefined || progress.total === 0 ? '' : `, ${String(progress.done)} of ${String(progress.total)}`}</span>
          <i><b style={{ inlineSize: `${String(progress === undefined || progress.total === 0 ? 0 : (100 * progress.done) / progress.total)}%` }} /></i>
        </div>
        <button type="button" className="btn" onClick={() => { void client.call('teaching.cancel', { draftId }) }}>Stop</button>
      </>
    )
  }
  if (!isChecked(draft) || check?.passed !== true) {
    return (
      <>
        {fault !== null && <p className="nf-e" role="alert">{fault}</p>}
        <PrimaryButton label={check === null ? 'Check the copy' : 'Check again'} todo={beforeCheck(draft)} onPress={() => { void runCheck() }} />
      </>
    )
  }
  if (isSigning) {
    return prepared === null
      ? <SignForm label="It is ready" operator={operator} sign={(userId, passphrase) => seal('teaching.approve', userId, passphrase)} onBack={() => { sign(false) }} />
      : <SignForm label="Release" operator="" without={prepared.userId} sign={(userId, passphrase) => seal('teaching.release', userId, passphrase)} onBack={() => { sign(false) }} />
  }
  return (
    <>
      <p className="nt c2">{prepared === null ? 'Whoever prepared it says that it is ready; somebody else releases it.' : `Ready, says ${prepared.name}. Somebody else looks at it and releases it.`}</p>
      <PrimaryButton label={prepared === null ? 'It is ready' : 'Release'} todo={beforeApproval(draft)} onPress={() => { sign(true) }} />
    </>
  )
}
