import { useState } from 'react'
import { showSeries } from '#renderer/features/fluoroscopy/index.ts'
import { goToStage, tellReceipt, useOperator, useSession, writeTime } from '#renderer/features/case/index.ts'
import { Notice } from '#renderer/ui/index.ts'
import type { SeriesReason, StaleReason } from '#shared/planning/staleness.ts'
import type { NeedlePlan } from '#shared/planning/needlePlan.ts'
import { usePlanPage, type PlanPage } from '../planPages.tsx'
import { sayNotMoved } from './checkScan.ts'

/** What puts a plan in question, until somebody has looked and answered. */
export function StaleNotices({ plan, reasons }: { readonly plan: NeedlePlan; readonly reasons: readonly StaleReason[] }) {
  const [isOpen, setOpen] = useState(false)
  if (reasons.length === 0) return null
  return (
    <section className={isOpen ? 'sec' : 'sec folds'} aria-label="Stale plan">
      <button type="button" className="btn sm fold-b" aria-expanded={isOpen} onClick={() => { setOpen(!isOpen) }}>{isOpen ? 'Less' : 'Answer'}</button>
      {reasons.map(reason => (
        <Notice key={reason.code} kind={reason.code === 'SIDE_CONFLICT' ? 'stop' : 'caution'} code={reason.code} title={reason.words} action={actionOf(plan, reason)}>
          {reason.whatToDo}
        </Notice>
      ))}
    </section>
  )
}

function actionOf(plan: NeedlePlan, reason: StaleReason) {
  if ('seriesUid' in reason) return <Answers plan={plan} reason={reason} />
  // Settled by looking and accepting again, with the button below.
  return reason.code === 'RUN_RECALIBRATED' ? undefined : <button type="button" className="btn sm" onClick={() => { goToStage('study') }}>Go to Study and side</button>
}

function Answers({ plan, reason }: { readonly plan: NeedlePlan; readonly reason: SeriesReason }) {
  const operator = useOperator() ?? ''
  const caseId = useSession(state => state.caseId)
  const show = (page: PlanPage): void => {
    if (caseId !== null) showSeries(caseId, reason.seriesUid)
    usePlanPage.setState({ page })
  }
  return (
    <span className="row">
      <button type="button" className="btn sm" onClick={() => { show('compare') }}>Compare positions</button>
      {(reason.code === 'NEWER_SERIES' || (reason.code === 'ORDER_UNKNOWN' && reason.isSameFrame)) && <button type="button" className="btn sm" onClick={() => { sayNotMoved(plan.seriesUid, reason.seriesUid, operator) }}>Keep plan</button>}
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

export const isOfRun = ({ code }: StaleReason): boolean => code === 'RUN_RECALIBRATED' || code === 'RUN_SIDE_CHANGED'

/** The same over the planes, for eyes that are on the picture. */
export function StaleTag({ isSide, reasons }: { readonly isSide: boolean; readonly reasons: readonly StaleReason[] }) {
  const newer = reasons.find(reason => 'seriesUid' in reason)
  if (isSide) return <span className="tag caution">Plan is from before the side was confirmed</span>
  if (newer?.code === 'ORDER_UNKNOWN') return <span className="tag caution">Not known which scan is newer: check the head</span>
  if (newer !== undefined) return <span className="tag caution">Plan is from before {writeTime(newer.acquiredAt)}: check the head</span>
  return reasons.some(isOfRun) ? <span className="tag caution">Plan is from before the run was changed</span> : null
}
