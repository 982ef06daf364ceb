import type { QueryClient } from '@tanstack/react-query'
import { client, readAgain } from '#renderer/api/index.ts'
import { queryKeys, refreshCase, tellReceipt, useSession } from '#renderer/features/case/index.ts'
import { showList } from '#renderer/features/library/index.ts'
import { tellRefused } from '#renderer/features/teaching/index.ts'

/** Events tell that something changed; what it is now is asked again. */
export function followEvents(queries: QueryClient): void {
  const again = (key: readonly string[]): void => { void readAgain(queries, key) }
  client.onRestored(() => {
    again([])
    const { caseId } = useSession.getState()
    if (caseId !== null) void refreshCase(caseId)
  })
  client.on('library.changed', () => {
    again(['library.series'])
    again(['library.describe'])
    again(queryKeys.cases)
    again(queryKeys.hello)
  })
  client.on('quiz.changed', () => { again(['quiz']); again(['teaching']) })
  client.on('teaching.changed', () => { again(['teaching']); again(['quiz']) })
  client.on('teaching.opened', ({ teachingCaseIds, setIds, refused }) => {
    again(['teaching'])
    again(['quiz'])
    if (refused.length > 0) tellRefused(refused)
    tellReceipt(refused[0] ?? (setIds.length > 0 ? 'A teaching set was taken in' : teachingCaseIds.length === 1 ? 'A teaching case was taken in' : `${String(teachingCaseIds.length)} teaching cases were taken in`))
    // An open patient stays open: what arrives is in the list.
    if (useSession.getState().caseId === null) showList('teaching')
  })
  client.on('case.changed', ({ caseId }) => {
    again(queryKeys.cases)
    void refreshCase(caseId)
  })
  client.on('record.changed', ({ recordId, caseId }) => {
    again(queryKeys.record(recordId))
    again(['record.search'])
    again(['record.list'])
    again(['record.statistics'])
    again(['record.carried'])
    again(queryKeys.cases)
    void refreshCase(caseId)
  })
}
