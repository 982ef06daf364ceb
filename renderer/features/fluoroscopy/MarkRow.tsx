import { markHere, renameMark, takeMarkAway } from './timeLineEdits.ts'
import type { Run } from './useRun.ts'

/** Marks the frame that is shown, or names and removes the mark that stands there. */
export function MarkRow({ run }: { readonly run: Run }) {
  const { stillFrame } = run.cine
  const mark = run.times.marks.find(({ frame }) => frame === stillFrame)
  if (mark === undefined) return <button type="button" className="btn sm" onClick={() => { markHere(run) }}>Mark frame</button>
  return (
    <span className="named">
      <input
        key={`${mark.markId} ${mark.name}`} className="field" aria-label="Name of the mark" defaultValue={mark.name} maxLength={64}
        onFocus={event => { event.currentTarget.select() }} onBlur={event => { renameMark(run, mark, event.currentTarget.value) }} onKeyDown={event => { if (event.key === 'Enter') event.currentTarget.blur() }}
      />
      <button type="button" className="btn sm" onClick={() => { takeMarkAway(run, mark) }}>Remove mark</button>
    </span>
  )
}
