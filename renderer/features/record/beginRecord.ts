import { client, faultText } from '#renderer/api/index.ts'
import { refreshCase, useSession, writeConfirmAgain } from '#renderer/features/case/index.ts'
import { lookAtOpenRecord } from './recordOnScreen.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { whyConfirmAgain, type ConfirmAgain } from '#shared/procedure/confirmation.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** Begins the next record of the open case, of the side that is set there; a signed one stays as it is. */
export async function beginRecord(seriesUid: string): Promise<Result<string, Fault<'NOT_BEGUN'>>> {
  const { caseId, document, saved } = useSession.getState()
  if (caseId === null || document === null) return err('NOT_BEGUN', 'No case is open. Open it, then begin the record.')
  const { side, level } = document.study
  if (side === null || level === null) return err('NOT_BEGUN', 'No side is set. Confirm it in Study and side, then begin the record.')
  const again = await askedAgain(caseId, document, saved?.recordId ?? null)
  if (again !== null) return err('NOT_BEGUN', writeConfirmAgain(again, document.study.confirmedAtIso))
  const begun = await client.call('record.create', { seriesUid, side, level })
  if (!begun.ok) return err('NOT_BEGUN', faultText(begun.error))
  await refreshCase(caseId)
  lookAtOpenRecord()
  return ok(begun.value.recordId)
}

/** Side and patient were confirmed for the record before, or before images of a later day came. */
async function askedAgain(caseId: string, { study }: CaseDocument, recordId: string | null): Promise<ConfirmAgain | null> {
  const [series, record] = await Promise.all([client.call('library.series', { caseId }), recordId === null ? null : client.call('record.get', { recordId })])
  return whyConfirmAgain(study.confirmedAtIso, series.ok ? series.value.series : [], record?.ok === true ? record.value.state : null)
}
