import { classifyPixelSpacing } from '#shared/calibration/pixelSpacing.ts'
import type { Services } from '#shared/contract/types.ts'
import { readFrameTimes } from '#shared/dicom/frameTimes.ts'
import { err, ok } from '#shared/result.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'

const unknownSeries = () => err('UNKNOWN_SERIES', 'This series is not in the library. Import it, then try again.')

/** What the header of a projection says about time and size; nothing is measured here. */
export function createFluoroscopyServices({ source }: { readonly source: ImageSource }): Pick<Services, 'fluoroscopy.timing' | 'fluoroscopy.calibration'> {
  return {
    async 'fluoroscopy.timing'({ seriesUid, run }) {
      const described = await source.describe(seriesUid)
      if (!described.ok) return unknownSeries()
      const object = described.value.runs[run]
      const image = object === undefined ? undefined : described.value.images[object.image]
      const { kind } = described.value.summary
      if (object === undefined || image === undefined || kind === 'volume' || kind === 'document') {
        return err('NOT_A_RUN', 'There is no such run in this series. Choose a series of moving pictures.')
      }
      const { frameTimesMs, source: timingSource, note } = readFrameTimes(image.timing, object.frames)
      return ok({ frameTimesMs: [...frameTimesMs], source: timingSource, note })
    },
    async 'fluoroscopy.calibration'({ seriesUid, frame }) {
      const described = await source.describe(seriesUid)
      if (!described.ok) return unknownSeries()
      const entry = described.value.frames[frame]
      const image = entry === undefined ? undefined : described.value.images[entry.image]
      if (entry === undefined || image === undefined) return err('NO_SUCH_FRAME', `This series has ${described.value.frames.length} frames, counted from 0. Choose one of them.`)
      if (image.projection === null && (entry.plane !== null || described.value.summary.kind === 'volume')) {
        return err('NOT_A_PROJECTION', 'This is a slice, not a projection: its millimetres come from its position in the patient. Choose a fluoroscopy image.')
      }
      return ok(classifyPixelSpacing(image.projection))
    },
  }
}
