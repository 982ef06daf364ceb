import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { patientToGrid, type UprightGrid } from './camera/planeAxes.ts'
import type { CapturedView } from './captureView.ts'

/** The acquired slice that lies nearest to a point: what a picture made from many slices is taken from. Null where there is none. */
export function sliceReference(series: SeriesDescription, geometry: UprightGrid, near: PatientPoint): CapturedView['reference'] | null {
  const frame = Math.min(series.frames.length - 1, Math.max(0, Math.round(patientToGrid(geometry, near)[2])))
  const described = series.frames[frame]
  const image = described === undefined ? undefined : series.images[described.image]
  if (described === undefined || image === undefined) return null
  const { studyUid, seriesUid } = series.summary
  return { studyUid, seriesUid, sopInstanceUid: image.sopInstanceUid, sopClassUid: image.sopClassUid, frameNumber: image.frames > 1 ? described.frameNumber : null, frame }
}
