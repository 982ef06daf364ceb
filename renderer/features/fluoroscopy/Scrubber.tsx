import { useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { flagsOf, type Flag } from './timeLineFlags.ts'
import { trimTo } from './timeLineEdits.ts'
import { useCineFrame } from './useCineFrame.ts'
import { frameOfRunWords } from './frameOfRun.ts'
import type { Run } from './useRun.ts'

type ScrubberProps = { readonly run: Run; readonly masks: readonly number[]; readonly after: readonly number[] }

const share = (frame: number, { firstFrame, lastFrame }: Run): number => (lastFrame === firstFrame ? 0 : (frame - firstFrame) / (lastFrame - firstFrame))
const percent = (part: number): string => `${String(100 * part)}%`

/** Where the run stands, the part that plays between its two handles, and what is marked, on one axis. */
export function Scrubber({ run, masks, after }: ScrubberProps) {
  const [draft, setDraft] = useState<readonly [number, number] | null>(null)
  // A hand may let go before its last move is on the screen.
  const held = useRef<readonly [number, number] | null>(null)
  const hold = (moved: readonly [number, number] | null): void => {
    held.current = moved
    setDraft(moved)
  }
  const part = draft ?? run.cine.part
  const isRun = run.lastFrame > run.firstFrame
  const commit = (): void => {
    if (held.current !== null) trimTo(run, held.current)
    hold(null)
  }
  return (
    <div className="scrub">
      <div className="marks">
        {isRun && <i className="loop-band" style={{ insetInlineStart: percent(share(part[0], run)), width: percent(share(part[1], run) - share(part[0], run)) }} />}
        {flagsOf(run, masks, after).map(flag => <FlagOnLine key={flag.id} flag={flag} run={run} />)}
      </div>
      <Thumb run={run} />
      {isRun && <div className="trims">
        <Handle run={run} end={0} part={part} onMove={hold} onDone={commit} />
        <Handle run={run} end={1} part={part} onMove={hold} onDone={commit} />
      </div>}
    </div>
  )
}

function FlagOnLine({ flag, run }: { readonly flag: Flag; readonly run: Run }) {
  const style = { insetInlineStart: percent(share(flag.frame, run)), maxWidth: percent(share(flag.roomTo, run) - share(flag.frame, run)) }
  return (
    <>
      <i className={`flag-line ${flag.kind}`} style={{ insetInlineStart: style.insetInlineStart }} />
      {flag.label !== null && <button type="button" className={`flag ${flag.kind}`} style={style} title={flag.label} aria-label={`${flag.label}, go to frame ${String(flag.frame - run.firstFrame + 1)}`} onClick={() => { run.cine.seek(flag.frame) }}>{flag.label}</button>}
    </>
  )
}

function Thumb({ run }: { readonly run: Run }) {
  const frame = useCineFrame(run.cine)
  return (
    <input
      type="range" aria-label="Frame" min={run.firstFrame} max={run.lastFrame} step={1} value={frame} aria-valuetext={frameOfRunWords(run, frame)}
      onChange={event => { run.cine.seek(Number(event.currentTarget.value)) }}
    />
  )
}

type HandleProps = { readonly run: Run; readonly end: 0 | 1; readonly part: readonly [number, number]; readonly onMove: (part: readonly [number, number]) => void; readonly onDone: () => void }

/** One end of the part that plays; dragged, or moved by the arrow keys, and one step of undo when let go. */
function Handle({ run, end, part, onMove, onDone }: HandleProps) {
  const frame = part[end]
  const [least, most] = end === 0 ? [run.firstFrame, part[1]] : [part[0], run.lastFrame]
  const moveTo = (wanted: number): void => {
    const to = Math.min(most, Math.max(least, Math.round(wanted)))
    onMove(end === 0 ? [to, part[1]] : [part[0], to])
  }
  const drag = (event: PointerEvent<HTMLButtonElement>): void => {
    const line = event.currentTarget.parentElement?.getBoundingClientRect()
    if (line === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    moveTo(run.firstFrame + ((event.clientX - line.left) / line.width) * (run.lastFrame - run.firstFrame))
  }
  const press = (event: KeyboardEvent): void => {
    const by = steps[event.key]
    if (by === undefined) return
    event.preventDefault()
    moveTo(frame + by)
  }
  return (
    <button
      type="button" role="slider" className={`trim trim-${end === 0 ? 'start' : 'end'}`} style={{ insetInlineStart: percent(share(frame, run)) }}
      aria-label={end === 0 ? 'Start of what plays' : 'End of what plays'} aria-valuemin={least - run.firstFrame + 1} aria-valuemax={most - run.firstFrame + 1} aria-valuenow={frame - run.firstFrame + 1} aria-valuetext={`frame ${String(frame - run.firstFrame + 1)}`}
      onPointerDown={event => { event.currentTarget.setPointerCapture(event.pointerId) }} onPointerMove={drag} onPointerUp={onDone} onPointerCancel={onDone} onKeyDown={press} onKeyUp={onDone} onBlur={onDone}
    />
  )
}

const steps: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10, Home: -1e9, End: 1e9 }
