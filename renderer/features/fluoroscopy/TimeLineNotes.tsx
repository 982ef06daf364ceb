import { useState } from 'react'
import { missingFramesOf } from '#shared/dicom/missingFrames.ts'
import { showAtRate, wholeRun } from './timeLineEdits.ts'
import type { Run } from './useRun.ts'

/** What is to be known about how this run plays: what it waits for, what of it plays, which times it has. */
export function TimeLineNotes({ run, isRun }: { readonly run: Run; readonly isRun: boolean }) {
  return (
    <>
      {isRun && <Preparing run={run} />}
      {isRun && <Trimmed run={run} />}
      {isRun && <Untimed run={run} />}
      {run.cine.playback.notes.map(note => <p key={note} className="caution-line">{note}</p>)}
    </>
  )
}

function Preparing({ run: { cine, firstFrame, lastFrame } }: { readonly run: Run }) {
  const count = lastFrame - firstFrame + 1
  if (cine.state !== 'waiting' && cine.settled >= count) return null
  const waits = cine.state === 'waiting' ? ' Play starts when all are ready.' : ''
  return <p className="soft note" role="status">{cine.settled < count ? `Preparing ${String(count)} frames: ${String(cine.settled)}.` : 'Preparing the other run.'}{waits}</p>
}

function Trimmed({ run }: { readonly run: Run }) {
  const { cine: { part, playback }, times, firstFrame, lastFrame, series, run: at } = run
  if (part[0] === firstFrame && part[1] === lastFrame) return null
  const image = series.images[series.runs[at]?.image ?? -1]
  const isCut = image !== undefined && missingFramesOf(image) !== null
  const byHeader = times.trim === null && playback.part !== null && !isCut
  return (
    <p className="soft note">
      Trimmed {part[0] - firstFrame + 1} to {part[1] - firstFrame + 1} of {lastFrame - firstFrame + 1}{byHeader ? ', as the header asks' : ''}. <button type="button" className="link" onClick={() => { wholeRun(run) }}>Whole run</button>
    </p>
  )
}

function Untimed({ run }: { readonly run: Run }) {
  const { cine: { timing, shownRate, playback }, times } = run
  const [asks, setAsks] = useState(false)
  if (shownRate === null) return timing.note === '' ? null : <p className="soft note">{timing.note}</p>
  const whose = times.shownRate !== null ? ', as set' : playback.displayRate === null ? '' : ', as the header prefers for showing'
  return (
    <p className="caution-line">
      This run has no frame times. Speed and washout cannot be measured. It plays at {shownRate} frames per second{whose}. {asks
        ? <input
            className="field rate" type="number" aria-label="Frames per second" min={1} max={120} step="any" defaultValue={shownRate} autoFocus
            onBlur={() => { setAsks(false) }}
            onKeyDown={event => {
              const rate = event.currentTarget.valueAsNumber
              if (event.key === 'Enter' && rate > 0 && rate <= 120) showAtRate(run, rate)
              if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur()
            }}
          />
        : <button type="button" className="link" onClick={() => { setAsks(true) }}>Set the rate</button>}
      {timing.note !== '' && <small>{timing.note}</small>}
    </p>
  )
}
