import { client, faultText } from '#renderer/api/index.ts'
import { refreshCase, useSession } from '#renderer/features/case/index.ts'
import { lookAtOpenRecord } from './recordOnScreen.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

/** Begins the next record of the open case, of the side that is set there; a signed one stays as it is. */
export async function beginRecord(seriesUid: string): Promise<Result<string, Fault<'NOT_BEGUN'>>> {
  const { caseId, document } = useSession.getState()
  if (caseId === null || document === null) return err('NOT_BEGUN', 'No case is open. Open it, then begin the record.')
  const { side, level } = document.study
  if (side === null || level === null) return err('NOT_BEGUN', 'No side is set. Confirm it in Study and side, then begin the record.')
  const begun = await client.call('record.create', { seriesUid, side, level })
  if (!begun.ok) return err('NOT_BEGUN', faultText(begun.error))
  await refreshCase(caseId)
  lookAtOpenRecord()
  return ok(begun.value.recordId)
}
