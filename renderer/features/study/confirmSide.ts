import { client, faultText } from '#renderer/api/index.ts'
import { editCase, notPut, recordFirst, refreshCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { ok } from '#shared/result.ts'

/** Begins the procedure record, or tells an existing one that the side has changed, then confirms the side in the case. */
export async function confirmSide(seriesUid: string, operator: string): Promise<void> {
  const { document, caseId, saved } = useSession.getState()
  const recordId = saved?.recordId ?? null
  if (caseId === null || document === null) return
  const { side, level } = document.study
  if (side === null || level === null) return
  const actor = operator.trim() === '' ? {} : { actor: operator.trim() }
  const confirmed = await recordFirst('side', {
    what: `the side ${side}`, again: 'confirm the side again', said: ({ study }) => study,
    put: async (isOff) => {
      // A record that exists is told of another side by an event of its own; creating it again would be a conflict.
      const begun = recordId === null ? await client.call('record.create', { seriesUid, side, level, ...actor }) : ok({ recordId })
      if (!begun.ok) return notPut(faultText(begun.error))
      const record = await client.call('record.get', { recordId: begun.value.recordId })
      if (!record.ok) return notPut(faultText(record.error))
      const { state } = record.value
      if (state.side === side) return { atIso: new Date().toISOString(), signedSide: null }
      if (isOff()) return null
      // A signed record is closed: another side is another record.
      const told = state.signature !== null
        ? await client.call('record.create', { seriesUid, side, level, ...actor })
        : await client.call('record.append', { recordId: begun.value.recordId, event: { kind: 'sideChanged', side, level }, ...actor })
      return told.ok ? { atIso: new Date().toISOString(), signedSide: state.signature === null ? null : state.side } : notPut(faultText(told.error))
    },
    edit: ({ atIso }) => editCase(`side ${side} confirmed`, (before) => ({ ...before, study: { ...before.study, confirmedAtIso: atIso } })),
  })
  // Which record is the case's is read again also where the side is not confirmed: it may have been begun.
  await refreshCase(caseId)
  // Where it was not saved, that was told, and nothing is confirmed.
  if (confirmed === null || useSession.getState().saved?.document.study.confirmedAtIso !== confirmed.atIso) return
  tellReceipt(`${side} ${level} confirmed${confirmed.signedSide === null ? '' : `. A new record begins; the signed one of ${confirmed.signedSide} stays`}`)
}
