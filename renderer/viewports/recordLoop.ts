import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { encodeFilm, type Film } from './film.ts'
import { composeView, type CaptureFault, type CaptureRequest, type ComposedView } from './captureView.ts'
import type { ViewId } from './viewProps.ts'
import { viewById } from './viewRegistry.ts'

export type LoopFrame = { readonly frame: number; /** How long it is shown. */ readonly durationMs: number }
export type Loop = Film
export type LoopFault = CaptureFault | Fault<'NO_ENCODER'>

type LoopRequest = {
  readonly viewId: ViewId
  readonly frames: readonly LoopFrame[]
  readonly request: CaptureRequest
  /** Shows a frame in the view; it is taken as soon as it stands there. */
  readonly show: (frame: number) => void
  readonly onProgress: (part: number) => void
}

const filming = { runs: 0 }
/** Frames that pass while a loop is filmed were not looked at. */
export const isFilming = (): boolean => filming.runs > 0

/** Films what a view shows, frame after frame at their own times, with annotations, identity and NOT LIVE in every one. */
export async function recordLoop(request: LoopRequest): Promise<Result<Loop, LoopFault>> {
  filming.runs += 1
  try {
    return await film(request)
  } finally {
    filming.runs -= 1
  }
}

async function film({ viewId, frames, request, show, onProgress }: LoopRequest): Promise<Result<Loop, LoopFault>> {
  const [first] = frames
  if (first === undefined) return err('NOTHING_SHOWN', 'There is no run to save as a loop.')
  const seriesUid = viewById(viewId)?.seriesUid
  return encodeFilm<CaptureFault>({
    durationsMs: frames.map(({ durationMs }) => durationMs), onProgress,
    picture: async (index) => {
      const composed = await takeFrame(frames[index]?.frame ?? first.frame, viewId, request, show)
      if (!composed.ok) return composed
      // Frames of another run count from 0 too.
      return composed.value.reference.seriesUid === seriesUid ? ok(composed.value.picture) : err('NOTHING_SHOWN', 'Another run was shown while the loop was saved, so it was not saved. Save it again.')
    },
  })
}

const ATTEMPTS = 10

/** The picture of this frame and no other. */
async function takeFrame(frame: number, viewId: ViewId, request: CaptureRequest, show: (frame: number) => void): Promise<Result<ComposedView, CaptureFault>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    show(frame)
    const composed = await composeView(viewId, request)
    if (!composed.ok || composed.value.reference.frame === frame) return composed
    await new Promise(resolve => { requestAnimationFrame(resolve) })
  }
  return err('NOTHING_SHOWN', 'Another frame was shown while the loop was saved, so it was not saved. Save it again.')
}
