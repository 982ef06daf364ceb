import { IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerSkipBack, IconPlayerSkipForward, IconRepeat } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Run } from './useRun.ts'

type TimeLineProps = {
  readonly run: Run
  readonly title: string
  /** Frames marked on the line, each kind with its word. */
  readonly masks?: readonly number[]
  readonly after?: readonly number[]
  readonly children?: ReactNode
}

const share = (frame: number, { firstFrame, lastFrame }: Run): string => `${String(lastFrame === firstFrame ? 0 : (100 * (frame - firstFrame)) / (lastFrame - firstFrame))}%`
const oneDecimal = (value: number): string => (Number.isInteger(value) ? String(value) : value.toFixed(1))

export function rateWords({ cine }: Run): string {
  if (cine.trueRate === null) return 'no frame times'
  return `${oneDecimal(cine.trueRate)} frames/s true rate`
}

/** Play, step, loop and scrub one run. Marks share the scrubber's axis. */
export function TimeLine({ run, title, masks = [], after = [], children }: TimeLineProps) {
  const { cine, firstFrame, lastFrame } = run
  const shown = cine.frame - firstFrame + 1
  const count = lastFrame - firstFrame + 1
  const seconds = cine.timing.frameTimesMs[cine.frame - firstFrame]
  const valueText = `frame ${String(shown)} of ${String(count)}${seconds === undefined ? '' : `, ${(seconds / 1000).toFixed(1)} seconds`}`
  return (
    <section className="tl-box" aria-label={`Time line, ${title}`}>
      <div className="tp">
        <button type="button" className="tpb play" aria-label={cine.playing ? 'Pause' : 'Play'} onClick={cine.playing ? cine.pause : cine.play} disabled={count < 2}>
          {cine.playing ? <IconPlayerPauseFilled className="i" aria-hidden /> : <IconPlayerPlayFilled className="i" aria-hidden />}
        </button>
        <div className="tp2">
          <button type="button" className="tpb" aria-label="Previous frame" onClick={() => { cine.step(-1) }}><IconPlayerSkipBack className="i" aria-hidden /></button>
          <button type="button" className="tpb" aria-label="Next frame" onClick={() => { cine.step(1) }}><IconPlayerSkipForward className="i" aria-hidden /></button>
        </div>
        <button
          type="button" className="tpb wide" aria-pressed={cine.loop !== null}
          onClick={() => { cine.setLoop(cine.loop === null ? [cine.frame, lastFrame] : null) }}
        >
          <IconRepeat className="i" aria-hidden />{cine.loop === null ? 'Loop from here' : `Loop ${String(cine.loop[0] - firstFrame + 1)} to ${String(cine.loop[1] - firstFrame + 1)}`}
        </button>
      </div>
      <div className="ch">
        <div className="ch-t">
          <b>{title}</b><span className="soft">{valueText}</span>
          <span className="end soft">{rateWords(run)}{cine.achievedRate !== null && `, shown at ${oneDecimal(cine.achievedRate)}`} · {cine.dropped} dropped</span>
        </div>
        <div className="scrub">
          <div className="marks" aria-hidden>
            {cine.loop !== null && <i className="loop-band" style={{ insetInlineStart: share(cine.loop[0], run), width: `calc(${share(cine.loop[1], run)} - ${share(cine.loop[0], run)})` }} />}
            {masks.map(frame => <i key={`m${String(frame)}`} className="mark-mask" style={{ insetInlineStart: share(frame, run) }}><b>Before</b></i>)}
            {after.map(frame => <i key={`a${String(frame)}`} className="mark-after" style={{ insetInlineStart: share(frame, run) }}><b>After</b></i>)}
          </div>
          <input
            type="range" aria-label="Frame" min={firstFrame} max={lastFrame} step={1} value={cine.frame} aria-valuetext={valueText}
            onChange={event => { cine.seek(Number(event.currentTarget.value)) }}
          />
        </div>
        {cine.timing.source === 'none' && count > 1 && <p className="caution-line">{cine.timing.note}</p>}
        {children}
      </div>
    </section>
  )
}
