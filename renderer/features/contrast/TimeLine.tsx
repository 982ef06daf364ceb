import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipBack, IconPlayerSkipForward, IconRepeat, IconStarFilled } from '@tabler/icons-react'
import type { CSSProperties } from 'react'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { Cine } from '#renderer/viewports/index.ts'
import type { Run } from './contrastView.ts'
import { framesInWords, type RunAnswers } from './runEdits.ts'

type TimeLineProps = { readonly series: SeriesDescription; readonly run: Run; readonly cine: Cine; readonly answers: RunAnswers }

/** The frame axis: scrubber, mask, marks, loop, and how truly the run is played. */
export function TimeLine({ series, run, cine, answers }: TimeLineProps) {
  const part = series.runs[run.run]
  if (part === undefined) return null
  const last = part.frames - 1
  const at = cine.frame - part.firstFrame
  const seconds = cine.timing.frameTimesMs[at]
  const share = (frame: number): string => `${String(last === 0 ? 0 : ((frame - part.firstFrame) / last) * 100)}%`
  return (
    <section className="tl-box" aria-label="Time line">
      <div className="tp">
        <button type="button" className="tpb play" aria-label={cine.playing ? 'Pause' : 'Play'} onClick={() => { if (cine.playing) cine.pause(); else cine.play() }} disabled={last === 0}>
          {cine.playing ? <IconPlayerPause size="2rem" aria-hidden /> : <IconPlayerPlay size="2rem" aria-hidden />}
        </button>
        <div className="tp2">
          <button type="button" className="tpb" aria-label="Previous frame" onClick={() => { cine.step(-1) }}><IconPlayerSkipBack size="1.25rem" aria-hidden /></button>
          <button type="button" className="tpb" aria-label="Next frame" onClick={() => { cine.step(1) }}><IconPlayerSkipForward size="1.25rem" aria-hidden /></button>
        </div>
      </div>
      <div className="ch">
        <div className="ch-t">
          <b>Frame {at + 1} of {part.frames}</b>
          <span className="soft">{seconds === undefined ? 'no frame times' : `${(seconds / 1000).toFixed(2)} s`}</span>
          <span className="end soft">{rateInWords(cine)}</span>
        </div>
        <div className="axis">
          {answers.maskFrames.map((frame) => <i key={frame} className="mask-mark" style={{ insetInlineStart: share(frame) }} />)}
          {cine.loop !== null && <i className="loop-mark" style={{ '--from': share(cine.loop[0]), '--to': share(cine.loop[1]) } as CSSProperties} />}
          {answers.seenFrames.map((frame) => <IconStarFilled key={frame} className="seen-mark" style={{ insetInlineStart: share(frame) }} size="1rem" aria-hidden />)}
          <input type="range" aria-label="Frame" min={0} max={last} value={at} aria-valuetext={`frame ${String(at + 1)} of ${String(part.frames)}${seconds === undefined ? '' : `, ${(seconds / 1000).toFixed(1)} seconds`}`}
            onChange={(event) => { cine.pause(); cine.seek(part.firstFrame + Number(event.target.value)) }} />
        </div>
        <div className="tl-foot">
          <span>Before contrast: <b>{framesInWords(answers.maskFrames, part.firstFrame)}</b></span>
          <span>With contrast: <b>{framesInWords(answers.seenFrames, part.firstFrame)}</b></span>
          <LoopButtons cine={cine} firstFrame={part.firstFrame} lastFrame={part.firstFrame + last} />
        </div>
      </div>
    </section>
  )
}

function LoopButtons({ cine, firstFrame, lastFrame }: { readonly cine: Cine; readonly firstFrame: number; readonly lastFrame: number }) {
  const { loop, frame } = cine
  return (
    <span className="end">
      <button type="button" className="btn sm" onClick={() => { cine.setLoop([frame, Math.max(frame, loop?.[1] ?? lastFrame)]) }}>Loop from here <kbd>[</kbd></button>
      <button type="button" className="btn sm" onClick={() => { cine.setLoop([Math.min(frame, loop?.[0] ?? firstFrame), frame]) }}>Loop to here <kbd>]</kbd></button>
      {loop !== null && <button type="button" className="btn sm" onClick={() => { cine.setLoop(null) }}><IconRepeat size="1rem" aria-hidden />Loop {framesInWords([loop[0]], firstFrame)} to {framesInWords([loop[1]], firstFrame)}: whole run</button>}
    </span>
  )
}

function rateInWords({ trueRate, achievedRate, dropped }: Cine): string {
  const played = achievedRate === null ? '' : ` · shown at ${achievedRate.toFixed(1)}`
  return `${trueRate === null ? 'rate not stated' : `${trueRate.toFixed(1)} frames/s true rate`}${played} · ${String(dropped)} dropped`
}
