import { calibrationOfFrame, isSlice } from '#shared/calibration/frameCalibration.ts'
import type { StatedCalibration } from '#shared/calibration/statedCalibration.ts'
import type { Services } from '#shared/contract/types.ts'
import { readFrameTimes } from '#shared/dicom/frameTimes.ts'
import { missingFramesOf } from '#shared/dicom/missingFrames.ts'
import { err, ok } from '#shared/result.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'

const unknownSeries = () => err('UNKNOWN_SERIES', 'This series is not in the library. Import it, then try again.')

type Parts = {
  readonly source: ImageSource
  /** What the operator calibrated in a case. */
  readonly calibrationsOf: (caseId: string) => readonly StatedCalibration[]
}

/** What the header of a projection says about time and size, and what the operator calibrated; nothing is measured here. */
export function createFluoroscopyServices({ source, calibrationsOf }: Parts): Pick<Services, 'fluoroscopy.timing' | 'fluoroscopy.calibration'> {
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
      const missing = missingFramesOf(image)
      return ok({ frameTimesMs: frameTimesMs.slice(0, missing?.there ?? frameTimesMs.length), source: timingSource, note: [missing?.words ?? '', note].filter((words) => words !== '').join(' ') })
    },
    async 'fluoroscopy.calibration'({ seriesUid, frame, caseId }) {
      const described = await source.describe(seriesUid)
      if (!described.ok) return unknownSeries()
      const series = described.value
      if (series.frames[frame] === undefined) return err('NO_SUCH_FRAME', `This series has ${series.frames.length} frames, counted from 0. Choose one of them.`)
      if (isSlice(series, frame)) {
        return err('NOT_A_PROJECTION', 'This is a slice, not a projection: its millimetres come from its position in the patient. Choose a fluoroscopy image.')
      }
      if (caseId !== undefined && caseId !== series.summary.caseId) return err('OTHER_CASE', 'This series belongs to another case, whose calibrations are others. Ask with its own case.')
      const { regionsPx, ...pixel } = calibrationOfFrame(series, frame, caseId === undefined ? [] : calibrationsOf(caseId))
      return ok({ ...pixel, regionsPx: regionsPx === null ? null : [...regionsPx] })
    },
  }
}
