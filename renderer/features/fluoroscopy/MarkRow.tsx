import { useTypedInCase } from '#renderer/features/case/index.ts'
import type { TimeMark } from './runTimes.ts'
import { markHere, renameMark, takeMarkAway } from './timeLineEdits.ts'
import type { Run } from './useRun.ts'

/** Marks the frame that is shown, or names and removes the mark that stands there. */
export function MarkRow({ run }: { readonly run: Run }) {
  const { stillFrame } = run.cine
  const mark = run.times.marks.find(({ frame }) => frame === stillFrame)
  if (mark === undefined) return <button type="button" className="btn sm" onClick={() => { markHere(run) }}>Mark frame</button>
  return (
    <span className="named">
      <MarkName key={mark.markId} run={run} mark={mark} />
      <button type="button" className="btn sm" onClick={() => { takeMarkAway(run, mark) }}>Remove mark</button>
    </span>
  )
}

function MarkName({ run, mark }: { readonly run: Run; readonly mark: TimeMark }) {
  // A mark without a name keeps the one it had.
  const { shown, type, leave } = useTypedInCase(mark.name, (name) => { renameMark(run, mark, name) }, (typed) => (typed.trim() === '' ? mark.name : typed.trim()))
  return (
    <input
      className="field" aria-label="Name of the mark" value={shown} maxLength={64}
      onFocus={event => { event.currentTarget.select() }} onChange={event => { type(event.currentTarget.value) }} onBlur={leave} onKeyDown={event => { if (event.key === 'Enter') event.currentTarget.blur() }}
    />
  )
}
