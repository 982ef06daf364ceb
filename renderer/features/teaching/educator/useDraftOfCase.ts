import { useSession } from '#renderer/features/case/index.ts'
import type { DraftLine } from '#shared/teaching/draft.ts'

/** The draft of the open case: of its record, else the last one that was made of its images. */
export function useDraftOfCase(drafts: readonly DraftLine[] | null): DraftLine | null {
  const caseId = useSession((session) => session.caseId)
  const recordId = useSession(({ saved }) => saved?.recordId ?? null)
  const ofRecord = drafts?.find((one) => one.recordId !== null && one.recordId === recordId)
  return ofRecord ?? drafts?.find((one) => caseId !== null && one.caseId === caseId) ?? null
}
