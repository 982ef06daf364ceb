import { tellProgress, tellReceipt } from '#renderer/features/case/index.ts'
import { useKeyedRun, type Run } from '#renderer/features/fluoroscopy/index.ts'
import { recordLoop, type CaptureRequest, type Loop, type LoopFrame } from '#renderer/viewports/index.ts'
import type { RecordedLoop } from '#shared/procedure/recordEvents.ts'

export type TakenLoop = Pick<Loop, 'bytes'> & { readonly facts: Pick<RecordedLoop, 'contentType' | 'firstFrame' | 'lastFrame' | 'durationMs'> }

/** The part of the run that plays at this moment, as a film; null where nothing plays or no film can be made. The frame that was shown is shown again. */
export async function takeLoop(viewId: string, request: CaptureRequest): Promise<TakenLoop | null> {
  const { run } = useKeyedRun.getState()
  if (run === null || run.cine.state === 'resting') return null
  const { cine } = run
  const shown = cine.frame
  cine.pause()
  const loop = await recordLoop({ viewId, request, frames: timedFrames(run), show: (frame) => { cine.seek(frame) }, onProgress: (part) => { tellProgress(`Saving the loop: ${String(Math.round(100 * part))}%`) } })
  cine.seek(shown)
  if (!loop.ok) {
    tellReceipt(loop.error.message)
    return null
  }
  const { bytes, contentType, durationMs } = loop.value
  return { bytes, facts: { contentType, firstFrame: cine.part[0], lastFrame: cine.part[1], durationMs } }
}

/** The last frame stays for as long as the one before it. */
function timedFrames({ cine, firstFrame }: Run): readonly LoopFrame[] {
  const { frameTimesMs } = cine.timing
  const untimedMs = 1000 / (cine.shownRate ?? cine.trueRate ?? 8)
  const [from, to] = cine.part
  return Array.from({ length: to - from + 1 }, (_, at): LoopFrame => {
    const index = from + at - firstFrame
    const [now, next, before] = [frameTimesMs[index], frameTimesMs[index + 1], frameTimesMs[index - 1]]
    const gap = now === undefined ? undefined : next !== undefined ? next - now : before === undefined ? undefined : now - before
    return { frame: from + at, durationMs: gap !== undefined && gap > 0 ? gap : untimedMs }
  })
}
