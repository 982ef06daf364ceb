import { useTyped } from '#renderer/ui/index.ts'
import { useSession } from './session.ts'

/** Words of a field of the open case; what was typed for one case is never kept in another. `read`: what of it counts. */
export function useTypedInCase(value: string, keep: (words: string) => void, read: (typed: string) => string = (typed) => typed): ReturnType<typeof useTyped> {
  const caseId = useSession((session) => session.caseId)
  return useTyped(value, (typed) => {
    const words = read(typed)
    if (words === value) return 'now'
    if (useSession.getState().caseId === caseId) keep(words)
    return 'later'
  }, { of: caseId ?? '' })
}
