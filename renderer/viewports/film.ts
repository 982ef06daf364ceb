import type { VideoCodec } from 'mediabunny'
import { err, ok, type Fault, type Result } from '#shared/result.ts'

export type Film = { readonly bytes: Uint8Array<ArrayBuffer>; readonly contentType: 'video/mp4' | 'video/webm'; readonly durationMs: number }
type Picture = OffscreenCanvas | ImageBitmap
type Pictures<F extends Fault> = {
  readonly durationsMs: readonly number[]
  readonly picture: (index: number) => Promise<Result<Picture, F>>
  readonly onProgress: (part: number) => void
}

/** Pictures of one size after the other, each for as long as it is shown. */
export async function encodeFilm<F extends Fault>({ durationsMs, picture, onProgress }: Pictures<F>): Promise<Result<Film, F | Fault<'NO_ENCODER'>>> {
  const first = await picture(0)
  if (!first.ok) return first
  const canvas = evenCanvas(first.value)
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
  for (const [index, durationMs] of durationsMs.entries()) {
    const shown = index === 0 ? first : await picture(index)
    if (!shown.ok) {
      await output.cancel()
      return shown
    }
    context.drawImage(shown.value, 0, 0)
    await source.add(atMs / 1000, durationMs / 1000)
    atMs += durationMs
    onProgress((index + 1) / durationsMs.length)
  }
  await output.finalize()
  return target.buffer === null ? err('NO_ENCODER', 'The film could not be finished, so no loop was saved. Save it again.') : ok({ bytes: new Uint8Array(target.buffer), contentType: format.contentType, durationMs: atMs })
}

/** Films have even sides; a picture with an odd one loses its last row or column, which is background. */
const evenCanvas = ({ width, height }: Picture): OffscreenCanvas => new OffscreenCanvas(Math.max(2, width - (width % 2)), Math.max(2, height - (height % 2)))

type Format = { readonly contentType: Film['contentType']; readonly codec: VideoCodec }

/** MP4 plays everywhere, WebM where MP4 cannot be made. */
async function chooseFormat({ width, height }: OffscreenCanvas): Promise<Format | null> {
  const { getFirstEncodableVideoCodec, QUALITY_HIGH } = await import('mediabunny')
  const options = { width, height, bitrate: QUALITY_HIGH }
  const inMp4 = await getFirstEncodableVideoCodec(['avc'], options)
  if (inMp4 !== null) return { contentType: 'video/mp4', codec: inMp4 }
  const inWebM = await getFirstEncodableVideoCodec(['vp9', 'vp8', 'av1'], options)
  return inWebM === null ? null : { contentType: 'video/webm', codec: inWebM }
}
