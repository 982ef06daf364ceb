import { create } from 'zustand'
import { useCaseRecord, useRecord, useSession } from '#renderer/features/case/index.ts'

type LookedAt = { readonly caseId: string | null; readonly recordId: string | null }
const useLookedAt = create<LookedAt>(() => ({ caseId: null, recordId: null }))

/** Shows one record of a case, which may be an earlier one than the case goes on with. */
export const lookAtRecord = (caseId: string, recordId: string): void => { useLookedAt.setState({ caseId, recordId }) }
export const lookAtOpenRecord = (): void => { useLookedAt.setState({ caseId: null, recordId: null }) }

/** The record that Record shows: the one that was asked for, else the one of the case. */
export function useRecordOnScreen(): ReturnType<typeof useCaseRecord> & { readonly isEarlier: boolean } {
  const open = useCaseRecord()
  const caseId = useSession((session) => session.caseId)
  const earlierId = useLookedAt((looked) => (looked.caseId === caseId && looked.recordId !== open.recordId ? looked.recordId : null))
  const earlier = useRecord(earlierId)
  return earlierId === null ? { ...open, isEarlier: false } : { ...earlier, isEarlier: true }
}

// Of a case that is left and opened again the open record is shown.
useSession.subscribe(({ caseId }, before) => { if (caseId !== before.caseId && caseId !== useLookedAt.getState().caseId) lookAtOpenRecord() })
