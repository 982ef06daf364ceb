import type { ReactNode } from 'react'
import { editCase } from '#renderer/features/case/index.ts'
import { toggleFrame } from './contrastRules.ts'
import type { Shown } from './ContrastWork.tsx'

type FramePickerProps = { readonly shown: Shown; readonly maskFrames: readonly number[]; readonly afterFrames: readonly number[]; readonly addSecond?: ReactNode }

export function toggleContrastFrame(shown: Shown, kind: 'maskFrames' | 'afterFrames', frame: number): void {
  const word = kind === 'maskFrames' ? 'before' : 'after'
  void editCase(`frame ${String(frame - shown.run.firstFrame + 1)} ${word} contrast`, document => ({ ...document, contrast: toggleFrame(document.contrast, shown.series.summary.seriesUid, kind, frame) }))
}

/** Frames before the contrast make the mask; frames after it are what the answers are about. */
export function FramePicker({ shown, maskFrames, afterFrames, addSecond }: FramePickerProps) {
  const { frame } = shown.run.cine
  return (
    <div className="picks">
      <FrameSet title="Before" shown={shown} frames={maskFrames} kind="maskFrames" current={frame} />
      <FrameSet title="After" shown={shown} frames={afterFrames} kind="afterFrames" current={frame} />
      {addSecond}
    </div>
  )
}

type FrameSetProps = { readonly title: string; readonly shown: Shown; readonly frames: readonly number[]; readonly kind: 'maskFrames' | 'afterFrames'; readonly current: number }
function FrameSet({ title, shown, frames, kind, current }: FrameSetProps) {
  const { firstFrame } = shown.run
  const has = frames.includes(current)
  return (
    <div className="pick" role="group" aria-label={`Frames ${title.toLowerCase()} contrast`}>
      <button type="button" className={has ? 'btn sm on' : 'btn sm'} aria-pressed={has} aria-label={`${title}: this frame`} onClick={() => { toggleContrastFrame(shown, kind, current) }}>{title}: {has ? 'take this off' : 'this frame'}</button>
      {frames.length === 0 ? <span className="muted">none chosen</span> : frames.map(frame => (
        <button key={frame} type="button" className="frame-chip" aria-label={`Show frame ${String(frame - firstFrame + 1)}`} onClick={() => { shown.run.showFrame(frame) }}>{frame - firstFrame + 1}</button>
      ))}
    </div>
  )
}
