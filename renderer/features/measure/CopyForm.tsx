import { useState } from 'react'
import { tellReceipt } from '#renderer/features/case/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { Measurement } from '#shared/measurement/measurement.ts'
import { copyTo } from './measuring.ts'
import { runOf } from './frameNames.ts'

type CopyFormProps = { readonly series: SeriesDescription; readonly measurement: Measurement; readonly frame: number; readonly by: string }

/** To the frame that is shown, to all frames of the run, or to a range of them. */
export function CopyForm({ series, measurement, frame, by }: CopyFormProps) {
  const run = runOf(series, measurement.frame)
  const [range, setRange] = useState({ from: '1', to: String(run?.frames ?? 1) })
  if (run === null || run.frames < 2) return null
  const shown = frame >= run.firstFrame && frame < run.firstFrame + run.frames && frame !== measurement.frame ? frame : null
  const copy = (frames: readonly number[]): void => {
    const made = copyTo({ ...measurement }, frames, by)
    if (made > 0) tellReceipt(`Copied to ${String(made)} ${made === 1 ? 'frame' : 'frames'}`)
  }
  const [from, to] = [Number(range.from), Number(range.to)]
  const isRange = Number.isInteger(from) && Number.isInteger(to) && from >= 1 && to <= run.frames && from <= to
  const numbered = (first: number, last: number): readonly number[] => Array.from({ length: last - first + 1 }, (_, at) => run.firstFrame + first - 1 + at)
  return (
    <div className="ms-c" role="group" aria-label="Copy to other frames">
      <span className="lbl">Copy to</span>
      <div className="row">
        {shown !== null && <button type="button" className="btn sm" onClick={() => { copy([shown]) }}>This frame, {shown - run.firstFrame + 1}</button>}
        <button type="button" className="btn sm" onClick={() => { copy(numbered(1, run.frames)) }}>All {run.frames} frames</button>
      </div>
      <div className="row">
        <label>Frames <input className="field ms-n" type="number" aria-label="First frame to copy to" min={1} max={run.frames} value={range.from} onChange={event => { setRange({ ...range, from: event.target.value }) }} /></label>
        <label>to <input className="field ms-n" type="number" aria-label="Last frame to copy to" min={1} max={run.frames} value={range.to} onChange={event => { setRange({ ...range, to: event.target.value }) }} /></label>
        <button type="button" className="btn sm" disabled={!isRange} onClick={() => { copy(numbered(from, to)) }}>Copy</button>
      </div>
      {!isRange && <p className="sub">Frames: this run has 1 to {run.frames}.</p>}
    </div>
  )
}
