import { IconArrowsLeftRight, IconArrowRightBar, IconHourglass, IconPlayerPauseFilled, IconPlayerPlayFilled, IconPlayerSkipBack, IconPlayerSkipForward, IconRepeat } from '@tabler/icons-react'
import { useSyncExternalStore, type ReactNode } from 'react'
import { Segmented } from '#renderer/ui/index.ts'
import type { Cine, Slowness, Way } from '#renderer/viewports/index.ts'
import { MarkRow } from './MarkRow.tsx'
import { shownRateWords } from './rateWords.ts'
import { Scrubber } from './Scrubber.tsx'
import { TimeLineNotes } from './TimeLineNotes.tsx'
import { useCineFrame } from './useCineFrame.ts'
import { frameOfRunWords } from './frameOfRun.ts'
import type { Run } from './useRun.ts'

type TimeLineProps = {
  readonly run: Run
  readonly title: string
  /** Frames from before the contrast, and frames with it. */
  readonly masks?: readonly number[]
  readonly after?: readonly number[]
  /** Something on the axis of the frames, below where the run stands. */
  readonly track?: ReactNode
  /** On the frame axis of the scrubber, above it. */
  readonly chart?: ReactNode
  readonly children?: ReactNode
}

/** Plays, steps, trims and marks one run. Only the words of the frame, the rate and the scrubber follow every frame. */
export function TimeLine({ run, title, masks = [], after = [], chart, track, children }: TimeLineProps) {
  const isRun = run.lastFrame > run.firstFrame
  return (
    <section className="tl-box" aria-label={`Time line, ${title}`}>
      <Buttons run={run} isRun={isRun} />
      <div className="ch">
        <div className="ch-t">
          <b>{title}</b><Where run={run} />
          {isRun && <Rate cine={run.cine} />}
        </div>
        {chart}
        <Scrubber run={run} masks={masks} after={after} />
        {track}
        <div className="marks-row">
          {isRun && <Segmented label="Speed" className="modes speed" value={slowWords[run.cine.slowness]} choices={speeds} onChange={word => { run.cine.setSlowness(slowness[word]) }} />}
          {isRun && <MarkRow run={run} />}
          {children}
        </div>
        <TimeLineNotes run={run} isRun={isRun} />
      </div>
    </section>
  )
}

const ways: Readonly<Record<Way, { readonly word: string; readonly next: Way; readonly icon: typeof IconRepeat }>> = {
  loop: { word: 'Loop', next: 'sweep', icon: IconRepeat }, sweep: { word: 'Sweep', next: 'once', icon: IconArrowsLeftRight }, once: { word: 'Once', next: 'loop', icon: IconArrowRightBar },
}

function Buttons({ run: { cine, firstFrame }, isRun }: { readonly run: Run; readonly isRun: boolean }) {
  const { word, next, icon: Icon } = ways[cine.way]
  const part = cine.part.map(frame => String(frame - firstFrame + 1)).join(' to ')
  return (
    <div className="tp">
      <button type="button" className="tpb play" aria-label={cine.state === 'resting' ? 'Play' : 'Pause'} onClick={() => { if (cine.state === 'resting') cine.play(); else cine.pause() }} disabled={!isRun}>
        {cine.state === 'playing' ? <IconPlayerPauseFilled className="i" aria-hidden /> : cine.state === 'waiting' ? <IconHourglass className="i" aria-hidden /> : <IconPlayerPlayFilled className="i" aria-hidden />}
      </button>
      <div className="tp2">
        <button type="button" className="tpb" aria-label="Previous frame" onClick={() => { cine.step(-1) }}><IconPlayerSkipBack className="i" aria-hidden /></button>
        <button type="button" className="tpb" aria-label="Next frame" onClick={() => { cine.step(1) }}><IconPlayerSkipForward className="i" aria-hidden /></button>
      </div>
      <button type="button" className="tpb wide" aria-label={`${word} ${part}. ${ways[next].word} instead`} disabled={!isRun} onClick={() => { cine.setWay(next) }}>
        <Icon className="i" aria-hidden />{word} {part}
      </button>
    </div>
  )
}

function Where({ run }: { readonly run: Run }) {
  return <span className="soft where">{frameOfRunWords(run, useCineFrame(run.cine))}</span>
}

function Rate({ cine }: { readonly cine: Cine }) {
  const words = useSyncExternalStore(cine.onFrame, () => `${shownRateWords(cine)} · ${String(cine.dropped())} dropped`)
  return <span className="end soft">{words}</span>
}

type SpeedWord = 'true' | 'half' | 'quarter'
const slowWords: Readonly<Record<Slowness, SpeedWord>> = { 1: 'true', 2: 'half', 4: 'quarter' }
const slowness: Readonly<Record<SpeedWord, Slowness>> = { true: 1, half: 2, quarter: 4 }
const speeds = [{ value: 'true', label: '1', name: 'True speed' }, { value: 'half', label: '½', name: 'Half speed' }, { value: 'quarter', label: '¼', name: 'Quarter speed' }] as const
