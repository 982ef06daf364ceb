import { IconAlertOctagon, IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import { client, faultText } from '#renderer/api/index.ts'
import { editCase, goToStage, tellReceipt, useCaseDocument, useOperator, useSession } from '#renderer/features/case/index.ts'
import type { ContrastDecision } from '#shared/contrast/assessment.ts'
import { assessmentOf, injectOff, injectTodo } from './contrastRules.ts'
import type { Shown } from './ContrastWork.tsx'

const words: Readonly<Record<ContrastDecision, string>> = { inject: 'Inject', reposition: 'Reposition', abort: 'Abort' }

/** The operator's decision. Reposition and Abort are always ready; Inject has its conditions. */
export function DecisionFoot({ first, hasSecondView }: { readonly first: Shown; readonly hasSecondView: boolean }) {
  const { contrast } = useCaseDocument()
  const recordId = useSession(state => state.saved?.recordId ?? null)
  const operator = useOperator() ?? ''
  const off = injectOff(contrast)
  const todo = injectTodo(contrast, hasSecondView)
  const waits = off === null && todo.length > 0
  const decide = (decision: ContrastDecision): void => { if (recordId !== null) void keepDecision(decision, first, recordId, operator) }
  const look = (decision: ContrastDecision): string => (contrast.decision === decision ? 'btn d2 on' : 'btn d2')
  return (
    <>
      <div className="todo foot-todo" id="inject-todo" aria-live="polite">
        {contrast.decision !== null
          ? <><IconCircleCheck className="i ok" aria-hidden /><span><b>{words[contrast.decision]}</b> is in the record. <button type="button" className="link" onClick={() => { goToStage('record') }}>Go to Record</button></span></>
          : off !== null ? <><IconAlertOctagon className="i stop" aria-hidden /><span>{off}</span></>
            : waits && <><IconAlertTriangle className="i caution" aria-hidden /><span><b>{todo.length} to do:</b> {todo.join('; ')}</span></>}
      </div>
      <div className={off === null ? 'dec' : 'dec two-dec'}>
        {off === null && <button type="button" className={waits ? 'btn wait' : look('inject')} aria-disabled={waits} aria-describedby="inject-todo" onClick={() => { if (!waits) decide('inject') }}>Inject</button>}
        <button type="button" className={look('reposition')} onClick={() => { decide('reposition') }}>Reposition</button>
        <button type="button" className={`${look('abort')} ab`} onClick={() => { decide('abort') }}><IconAlertOctagon className="i" aria-hidden />Abort</button>
      </div>
    </>
  )
}

async function keepDecision(decision: ContrastDecision, shown: Shown, recordId: string, operator: string): Promise<void> {
  const { document } = useSession.getState()
  if (document === null) return
  const assessment = assessmentOf(document.contrast, decision, { seriesUid: shown.series.summary.seriesUid, frame: shown.run.cine.frame })
  const kept = await client.call('record.append', { recordId, event: { kind: 'contrastAssessed', assessment }, ...(operator === '' ? {} : { actor: operator }) })
  if (!kept.ok) return tellReceipt(faultText(kept.error))
  await editCase(`${words[decision]} decided`, before => ({ ...before, contrast: { ...before.contrast, decision } }))
  tellReceipt(`${words[decision]}: in the record`)
}
