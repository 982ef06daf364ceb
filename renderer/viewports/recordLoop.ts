import type { VideoCodec } from 'mediabunny'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { composeView, type CaptureFault, type CaptureRequest, type ComposedView } from './captureView.ts'
import type { ViewId } from './viewProps.ts'

export type LoopFrame = { readonly frame: number; /** How long it is shown. */ readonly durationMs: number }
export type Loop = { readonly bytes: Uint8Array<ArrayBuffer>; readonly contentType: 'video/mp4' | 'video/webm'; readonly durationMs: number }
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
  const begun = await takeFrame(first.frame, viewId, request, show)
  if (!begun.ok) return begun
  const canvas = evenCanvas(begun.value.picture)
  const format = await chooseFormat(canvas)
  const context = canvas.getContext('2d', { alpha: false })
  if (format === null || context === null) return err('NO_ENCODER', 'This system cannot make films, so no loop was saved. Save single frames instead.')
  const { BufferTarget, CanvasSource, Mp4OutputFormat, Output, QUALITY_HIGH, WebMOutputFormat } = await import('mediabunny')
  const target = new BufferTarget()
  const output = new Output({ format: format.contentType === 'video/mp4' ? new Mp4OutputFormat() : new WebMOutputFormat(), target })
  const source = new CanvasSource(canvas, { codec: format.codec, bitrate: QUALITY_HIGH })
  output.addVideoTrack(source)
  await output.start()
  let atMs = 0
  for (const [done, { frame, durationMs }] of frames.entries()) {
    const composed = await takeFrame(frame, viewId, request, show)
    if (!composed.ok) {
      await output.cancel()
      return composed
    }
    context.drawImage(composed.value.picture, 0, 0)
    await source.add(atMs / 1000, durationMs / 1000)
    atMs += durationMs
    onProgress((done + 1) / frames.length)
  }
  await output.finalize()
  return target.buffer === null ? err('NO_ENCODER', 'The film could not be finished, so no loop was saved. Save it again.') : ok({ bytes: new Uint8Array(target.buffer), contentType: format.contentType, durationMs: atMs })
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

/** Films have even sides; a picture with an odd one loses its last row or column, which is background. */
const evenCanvas = ({ width, height }: OffscreenCanvas): OffscreenCanvas => new OffscreenCanvas(Math.max(2, width - (width % 2)), Math.max(2, height - (height % 2)))

type Format = { readonly contentType: Loop['contentType']; readonly codec: VideoCodec }

/** MP4 plays everywhere, WebM where MP4 cannot be made. */
async function chooseFormat({ width, height }: OffscreenCanvas): Promise<Format | null> {
  const { getFirstEncodableVideoCodec, QUALITY_HIGH } = await import('mediabunny')
  const options = { width, height, bitrate: QUALITY_HIGH }
  const inMp4 = await getFirstEncodableVideoCodec(['avc'], options)
  if (inMp4 !== null) return { contentType: 'video/mp4', codec: inMp4 }
  const inWebM = await getFirstEncodableVideoCodec(['vp9', 'vp8', 'av1'], options)
  return inWebM === null ? null : { contentType: 'video/webm', codec: inWebM }
}
