import { useEffect, useMemo, useState } from 'react'
import { useViewing } from '#renderer/viewports/index.ts'
import type { ExpertAnswer, Question } from '#shared/teaching/questions.ts'
import { flashLayer, type Flash } from '../learner/flashLayer.ts'
import { QuizSeries, type MarkKeys } from '../learner/QuizRunView.tsx'
import { answeredAlready } from './ExpertsBox.tsx'
import { withExpert } from './questionEdits.ts'

type FlashMarkingProps = { readonly question: Question; readonly name: string; readonly experts: readonly ExpertAnswer[]; readonly onTake: (experts: readonly ExpertAnswer[]) => void; readonly onLeave: () => void }

/** An expert looks for the flash as a learner will: on the run itself, without the marks of the others. */
export function FlashMarking({ question, name: given, experts, onTake, onLeave }: FlashMarkingProps) {
  const { activeTool, setActiveTool } = useViewing()
  const [name, setName] = useState(given)
  const [flash, setFlash] = useState<Flash | null>(null)
  const [refused, refuse] = useState<string | null>(null)
  useEffect(() => () => { if (useViewing.getState().activeTool === 'flash') useViewing.getState().setActiveTool('crosshair') }, [])
  const above = useMemo(() => [flashLayer({ mine: flash, experts: [], streak: [], onPlace: setFlash })], [flash])
  const keys: MarkKeys = {
    placeInMiddle: ({ summary: { columns, rows } }, frame) => { if (columns !== null && rows !== null) setFlash({ frame, pointPx: [(columns - 1) / 2, (rows - 1) / 2] }) },
    moveBy: ([columns, rows]) => { setFlash((now) => (now === null ? null : { ...now, pointPx: [now.pointPx[0] + columns, now.pointPx[1] + rows] })) },
  }
  const isNamed = name.trim() !== ''
  const take = (found: Flash | null): void => {
    if (!isNamed) return
    const next = withExpert(experts, { expert: name.trim(), isTruth: false, answer: { kind: 'findFlash', flash: found === null ? null : { frame: found.frame, pointPx: [found.pointPx[0], found.pointPx[1]] } } })
    if (next === null) return refuse(name.trim())
    onTake(next)
  }
  return (
    <section className="tch-m" aria-label="Mark the flash">
      <QuizSeries seriesUid={question.seriesUid} frame={question.frame} above={above} keys={keys} tags={null} />
      <div className="tch-a">
        <input className="nin" aria-label="Expert who answers" placeholder="Expert" value={name} maxLength={64} onChange={({ currentTarget }) => { refuse(null); setName(currentTarget.value) }} />
        <button type="button" className={activeTool === 'flash' ? 'btn sm on' : 'btn sm'} aria-pressed={activeTool === 'flash'} onClick={() => { setActiveTool('flash') }}>Mark the flash</button>
        <button type="button" className="btn sm pri2" aria-disabled={!isNamed || flash === null} onClick={() => { if (flash !== null) take(flash) }}>Take this place</button>
        <button type="button" className="btn sm" aria-disabled={!isNamed} onClick={() => { take(null) }}>There is none</button>
        <button type="button" className="btn sm" onClick={onLeave}>Back to the questions</button>
        {refused !== null ? <span className="nt caution" role="alert">{answeredAlready(refused)}</span> : <span className="nt" role="status">{!isNamed ? 'Say who answers.' : flash === null ? 'Go to the frame that shows it, take the mark, and click the place.' : `Marked on frame ${String(flash.frame + 1)}.`}</span>}
      </div>
    </section>
  )
}
