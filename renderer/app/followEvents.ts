import type { QueryClient } from '@tanstack/react-query'
import { client } from '#renderer/api/index.ts'
import { queryKeys, refreshCase } from '#renderer/features/case/index.ts'

/** Events tell that something changed; what it is now is asked again. */
export function followEvents(queries: QueryClient): void {
  const again = (key: readonly string[]): void => { void queries.invalidateQueries({ queryKey: key }) }
  client.on('library.changed', () => {
    again(['library.series'])
    again(['library.describe'])
    again(queryKeys.cases)
    again(queryKeys.hello)
  })
  client.on('case.changed', ({ caseId }) => {
    again(queryKeys.cases)
    void refreshCase(caseId)
  })
  client.on('record.changed', ({ recordId, caseId }) => {
    again(queryKeys.record(recordId))
    again(queryKeys.cases)
    void refreshCase(caseId)
  })
}
