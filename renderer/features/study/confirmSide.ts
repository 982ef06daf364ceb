import { client, faultText } from '#renderer/api/index.ts'
import { ok } from '#shared/result.ts'
import { editCase, refreshCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'

/** Begins the procedure record, or tells an existing one that the side has changed, then confirms the side in the case. */
export async function confirmSide(seriesUid: string, operator: string): Promise<void> {
  const { document, caseId, saved } = useSession.getState()
  const recordId = saved?.recordId ?? null
  if (caseId === null || document === null) return
  const { side, level } = document.study
  if (side === null || level === null) return
  const actor = operator.trim() === '' ? {} : { actor: operator.trim() }
  // A record that exists is told of another side by an event of its own; creating it again would be a conflict.
  const begun = recordId === null ? await client.call('record.create', { seriesUid, side, level, ...actor }) : ok({ recordId })
  if (!begun.ok) return tellReceipt(faultText(begun.error))
  const record = await client.call('record.get', { recordId: begun.value.recordId })
  if (!record.ok) return tellReceipt(faultText(record.error))
  const { state } = record.value
  // A signed record is closed: another side is another record.
  const isNext = state.signature !== null && state.side !== side
  const next = isNext ? await client.call('record.create', { seriesUid, side, level, ...actor }) : null
  if (next?.ok === false) return tellReceipt(faultText(next.error))
  if (state.signature === null && state.side !== side) {
    const changed = await client.call('record.append', { recordId: begun.value.recordId, event: { kind: 'sideChanged', side, level }, ...actor })
    if (!changed.ok) return tellReceipt(faultText(changed.error))
  }
  const confirmedAtIso = new Date().toISOString()
  await editCase(`side ${side} confirmed`, before => ({ ...before, study: { ...before.study, confirmedAtIso } }))
  // Where it was not saved, that was told, and nothing is confirmed.
  if (useSession.getState().saved?.document.study.confirmedAtIso !== confirmedAtIso) return
  await refreshCase(caseId)
  tellReceipt(`${side} ${level} confirmed${isNext ? `. A new record begins; the signed one of ${state.side} stays` : ''}`)
}
