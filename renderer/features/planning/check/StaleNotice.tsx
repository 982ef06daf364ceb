import { showSeries } from '#renderer/features/fluoroscopy/index.ts'
import { goToStage, tellReceipt, useOperator, useSession, writeTime } from '#renderer/features/case/index.ts'
import { Notice } from '#renderer/ui/index.ts'
import type { SeriesReason, StaleReason } from '#shared/planning/staleness.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { usePlanPage, type PlanPage } from '../planPages.tsx'
import { sayNotMoved } from './checkScan.ts'

/** What puts a plan in question, until somebody has looked and answered. */
export function StaleNotices({ plan, reasons }: { readonly plan: VolumePlan; readonly reasons: readonly StaleReason[] }) {
  if (reasons.length === 0) return null
  return (
    <section className="sec" aria-label="Stale plan">
      {reasons.map(reason => (
        <Notice key={reason.code} kind={reason.code === 'SIDE_CONFLICT' ? 'stop' : 'caution'} code={reason.code} title={reason.words} action={'seriesUid' in reason ? <Answers plan={plan} reason={reason} /> : <button type="button" className="btn sm" onClick={() => { goToStage('study') }}>Go to Study and side</button>}>
          {reason.whatToDo}
        </Notice>
      ))}
    </section>
  )
}

function Answers({ plan, reason }: { readonly plan: VolumePlan; readonly reason: SeriesReason }) {
  const operator = useOperator() ?? ''
  const caseId = useSession(state => state.caseId)
  const show = (page: PlanPage): void => {
    if (caseId !== null) showSeries(caseId, reason.seriesUid)
    usePlanPage.setState({ page })
  }
  return (
    <span className="row">
      <button type="button" className="btn sm" onClick={() => { show('compare') }}>Compare positions</button>
      {reason.code === 'NEWER_SERIES' && <button type="button" className="btn sm" onClick={() => { sayNotMoved(plan.seriesUid, reason.seriesUid, operator) }}>Keep plan</button>}
      <button
        type="button" className="btn sm"
        onClick={() => {
          show('path')
          tellReceipt(`${plan.name} stays on its own scan. Set the target on this one: point at the joint and press T.`)
        }}
      >
        Plan again
      </button>
    </span>
  )
}

/** The same over the planes, for eyes that are on the picture. */
export function StaleTag({ isSide, reasons }: { readonly isSide: boolean; readonly reasons: readonly StaleReason[] }) {
  const newer = reasons.find(reason => 'seriesUid' in reason)
  if (isSide) return <span className="tag caution">Plan is from before the side was confirmed</span>
  return newer === undefined ? null : <span className="tag caution">Plan is from before {writeTime(newer.acquiredAt)}: check the head</span>
}
