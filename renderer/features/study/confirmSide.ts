import { client, faultText } from '#renderer/api/index.ts'
import { editCase, refreshCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'

/** Begins the procedure record, or tells an existing one that the side has changed, then confirms the side in the case. */
export async function confirmSide(seriesUid: string, operator: string): Promise<void> {
  const { document, caseId } = useSession.getState()
  if (caseId === null || document === null) return
  const { side, level } = document.study
  if (side === null || level === null) return
  const actor = operator.trim() === '' ? {} : { actor: operator.trim() }
  const begun = await client.call('record.create', { seriesUid, side, level, ...actor })
  if (!begun.ok) return tellReceipt(faultText(begun.error))
  const record = await client.call('record.get', { recordId: begun.value.recordId })
  if (!record.ok) return tellReceipt(faultText(record.error))
  if (record.value.state.side !== side) {
    const changed = await client.call('record.append', { recordId: begun.value.recordId, event: { kind: 'sideChanged', side, level }, ...actor })
    if (!changed.ok) return tellReceipt(faultText(changed.error))
  }
  await editCase(`side ${side} confirmed`, before => ({ ...before, study: { ...before.study, confirmedAtIso: new Date().toISOString() } }))
  await refreshCase(caseId)
  tellReceipt(`${side} ${level} confirmed`)
}
