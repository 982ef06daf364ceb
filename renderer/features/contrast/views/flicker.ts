import type { FrameViewProps } from '#renderer/viewports/index.ts'

/** Slow enough to read both, fast enough that what differs jumps; never the 3 changes a second that can harm. */
const TURN_MS = 600

type Frames = NonNullable<FrameViewProps['frames']>

/** Frames of a run in turn with another frame of it, as long as somebody listens. */
export function inTurnWith(frames: Frames, other: number): Frames {
  const now = { isOther: false }
  return {
    get frame() { return now.isOther ? other : frames.frame },
    onFrame(listener) {
      const timer = setInterval(() => {
        now.isOther = !now.isOther
        listener()
      }, TURN_MS)
      const stop = frames.onFrame(listener)
      return () => {
        clearInterval(timer)
        stop()
      }
    },
  }
}
