import { useState } from 'react'
import { IconAlertTriangle, IconArchive, IconCircleCheck } from '@tabler/icons-react'
import { openCase, writeName } from '#renderer/features/case/index.ts'
import { bringBack, type BroughtBack, type RecordsFrom } from './bringBack.ts'

type State = { readonly kind: 'idle' } | { readonly kind: 'running' } | BroughtBack

/** The action and what came of it: nothing is taken in before the button is pressed. */
export function BringBackButton({ from, words = 'Bring back the record' }: { readonly from: RecordsFrom; readonly words?: string }) {
  const [state, setState] = useState<State>({ kind: 'idle' })
  const run = async (): Promise<void> => {
    setState({ kind: 'running' })
    setState(await bringBack(from))
  }
  if (state.kind === 'done' && state.refused.length === 0) return <Outcome outcome={state} />
  return (
    <>
      <button type="button" className="btn" aria-disabled={state.kind === 'running'} onClick={() => { if (state.kind !== 'running') void run() }}><IconArchive className="i" aria-hidden />{state.kind === 'running' ? 'Reading and checking' : words}</button>
      {(state.kind === 'done' || state.kind === 'failed') && <Outcome outcome={state} />}
    </>
  )
}

const outcomeWords = { rebuilt: 'brought back', continued: 'continued', present: 'here already' } as const

export function Outcome({ outcome }: { readonly outcome: BroughtBack }) {
  if (outcome.kind === 'failed') return <p className="todo" role="alert"><IconAlertTriangle className="i stop" aria-hidden /><span>{outcome.message}</span></p>
  return (
    <ul className="rjs" aria-label="What came of it">
      {outcome.records.map(({ recordId, caseId, patientName, side, level, outcome: how, events }) => (
        <li key={recordId} className="rj" role="status">
          <IconCircleCheck className="i ok" aria-hidden />
          <div>
            <b>{writeName(patientName)}, {side} {level}: {outcomeWords[how]}</b>
            <span>{events} events and their pictures are as they were written.</span>
            <button type="button" className="btn sm" onClick={() => { void openCase(caseId, 'record') }}>Open the record</button>
          </div>
        </li>
      ))}
      {outcome.refused.map(({ path, message }) => (
        <li key={`${path} ${message}`} className="rj" role="alert"><IconAlertTriangle className="i caution" aria-hidden /><div><b title={path}>{path.split(/[/\\]/).at(-1)}</b><span>{message}</span></div></li>
      ))}
    </ul>
  )
}
