import type { DecodedFrame } from '#shared/codecs/decodedFrame.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'

export type ReadingFault = Fault<'UNKNOWN_SERIES' | 'NO_SUCH_FRAME' | 'NOT_A_PROJECTION' | 'MIXED_SIZE' | 'UNREADABLE' | 'CANNOT_DECODE'>

export function imageOfFrame(series: SeriesDescription, frame: number): ImageDescription | null {
  const entry = series.frames[frame]
  return entry === undefined ? null : (series.images[entry.image] ?? null)
}

export const noSuchFrame = (series: SeriesDescription): { readonly ok: false; readonly error: Fault<'NO_SUCH_FRAME'> } =>
  err('NO_SUCH_FRAME', `This series has ${series.frames.length} frames, counted from 0. Choose one of them.`)

export async function readFrames(source: ImageSource, series: SeriesDescription, like: ImageDescription, frames: readonly number[], seriesUid: string): Promise<Result<readonly DecodedFrame[], ReadingFault>> {
  const decoded: DecodedFrame[] = []
  for (const frame of frames) {
    const image = imageOfFrame(series, frame)
    if (image === null) return noSuchFrame(series)
    if (image.rows !== like.rows || image.columns !== like.columns || image.pixel.samplesPerPixel !== like.pixel.samplesPerPixel) {
      return err('MIXED_SIZE', 'Frame and mask have different sizes and cannot be subtracted. Choose mask frames of the same run.')
    }
    const read = await source.decodeFrame(seriesUid, frame)
    if (!read.ok) {
      return read.error.code === 'NOT_AN_IMAGE' ? err('NOT_A_PROJECTION', 'This series has no pictures that could be subtracted.') : err(read.error.code, read.error.message)
    }
    decoded.push(read.value)
  }
  return ok(decoded)
}
