import type { FrameDecoder } from '#shared/codecs/decoder.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { err, ok } from '#shared/result.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'

/** A library of one series whose frames are given as bytes; they go through the real decoder. */
export function createMemorySource(series: SeriesDescription, frames: readonly Uint8Array[], decoder: FrameDecoder): ImageSource {
  const isKnown = (seriesUid: string): boolean => seriesUid === series.summary.seriesUid
  const readFrame: ImageSource['readFrame'] = async (seriesUid, frame) => {
    const bytes = frames[frame]
    if (!isKnown(seriesUid)) return err('UNKNOWN_SERIES', 'No such series.')
    return bytes === undefined ? err('NO_SUCH_FRAME', 'No such frame.') : ok(bytes)
  }
  return {
    summaries: () => [series.summary],
    documents: async () => [],
    summary: (seriesUid) => (isKnown(seriesUid) ? series.summary : null),
    fileOf: () => null,
    objectsOf: () => [],
    describe: async (seriesUid) => (isKnown(seriesUid) ? ok(series) : err('UNKNOWN_SERIES', 'No such series.')),
    readFrame,
    async decodeFrame(seriesUid, frame) {
      const bytes = await readFrame(seriesUid, frame)
      const image = series.images[series.frames[frame]?.image ?? -1]
      if (!bytes.ok) return bytes
      return image === undefined ? err('NOT_AN_IMAGE', 'No image.') : decoder.decode(bytes.value, image)
    },
  }
}
