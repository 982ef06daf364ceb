import { showSeries } from '#renderer/features/fluoroscopy/index.ts'
import { useOperator, useSession, writeTime } from '#renderer/features/case/index.ts'
import { Notice } from '#renderer/ui/index.ts'
import type { StaleReason } from '#shared/planning/staleness.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { usePlanPage } from '../planPages.tsx'
import { sayNotMoved } from './checkScan.ts'

/** A newer scan puts a plan in question, until somebody has looked. */
export function StaleNotice({ plan, reason }: { readonly plan: VolumePlan; readonly reason: StaleReason }) {
  const operator = useOperator() ?? ''
  const caseId = useSession(state => state.caseId)
  const isComparable = reason.code === 'NEWER_SERIES'
  const look = (): void => {
    if (caseId !== null) showSeries(caseId, reason.seriesUid)
    usePlanPage.setState({ page: 'compare' })
  }
  return (
    <section className="sec" aria-label="Stale plan">
      <Notice
        kind="caution" code={reason.code} title={`New series at ${writeTime(reason.acquiredAt)}. This plan is from before.`}
        action={<span className="row"><button type="button" className="btn sm" onClick={look}>Compare positions</button>{isComparable && <button type="button" className="btn sm" onClick={() => { sayNotMoved(plan.seriesUid, reason.seriesUid, operator) }}>Keep plan</button>}</span>}
      >
        {isComparable ? 'Check the head position. Keep the plan only if the head has not moved.' : 'It has another frame of reference, so positions cannot be compared as they are. Register the scans, or plan again on the new one.'}
      </Notice>
    </section>
  )
}
