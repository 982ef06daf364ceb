import { useEffect, useRef } from 'react'
import { editCase, tellReceipt, useCaseSeries, useSession } from '#renderer/features/case/index.ts'
import { isProjectionSeries, useRuns } from '#renderer/features/fluoroscopy/index.ts'
import { ctScans, evidenceOf } from './evidence.ts'
import { reopening } from './newInjection.ts'

/** A picture that comes after the decision reopens the question, in the case and before the eyes, in whatever stage. Only its coming does: an undo may take it back. */
export function useReopening(): void {
  const caseId = useSession((state) => (state.document === null ? null : state.caseId))
  const { series, loading } = useCaseSeries(caseId)
  const { runs, allRead } = useRuns(series.filter(isProjectionSeries))
  const evidence = evidenceOf(runs, ctScans(series))
  const isRead = allRead && !loading
  const keys = evidence.map(({ key }) => key).join(' ')
  const latest = useRef(evidence)
  useEffect(() => { latest.current = evidence })
  useEffect(() => {
    const { document } = useSession.getState()
    const found = !isRead || document === null ? null : reopening(document.contrast, latest.current)
    if (found === null) return
    void editCase(found.step, (before) => ({ ...before, contrast: reopening(before.contrast, latest.current)?.contrast ?? before.contrast }))
    tellReceipt(`The contrast decision is open again: ${found.step}`)
  }, [keys, isRead, caseId])
}
