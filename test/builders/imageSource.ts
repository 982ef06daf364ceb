import type { ImageSource } from '#electron/services/library/imageSource.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { err, ok } from '#shared/result.ts'

/** A library that holds these series and, where a test needs them, the images of some; it has no pixels. */
export function buildImageSource(series: readonly SeriesSummary[], imagesOf: Readonly<Record<string, readonly ImageDescription[]>> = {}): ImageSource {
  const summary = (seriesUid: string): SeriesSummary | null => series.find((one) => one.seriesUid === seriesUid) ?? null
  const noPixels = async () => err('UNREADABLE', 'This library has no pixels.')
  return {
    summaries: () => series,
    summary,
    fileOf: () => null,
    objectsOf: () => [],
    describe: async (seriesUid) => {
      const found = summary(seriesUid)
      if (found === null) return err('UNKNOWN_SERIES', 'Not in this library.')
      const images = imagesOf[seriesUid]
      return images === undefined ? err('UNREADABLE', 'Its source is away.') : ok({ summary: found, images: [...images], frames: [], runs: [] })
    },
    documents: async () => [],
    readFrame: noPixels,
    decodeFrame: noPixels,
  }
}
