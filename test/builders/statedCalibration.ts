import { runGeometryOf } from '#shared/calibration/runGeometry.ts'
import type { StatedCalibration } from '#shared/calibration/statedCalibration.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'

let counter = 0
/** A marker of 20 mm, 80 px wide, on the first frame of a run; tests name what matters to them. */
export function buildStatedCalibration(series: SeriesDescription, run: number, differences: Partial<StatedCalibration> = {}): StatedCalibration {
  const frame = series.runs[run]?.firstFrame ?? 0
  const geometry = runGeometryOf(series, frame)
  if (geometry === null) throw new Error('No such frame')
  counter += 1
  return {
    calibrationId: `00000000-0000-4000-8000-${String(counter).padStart(12, '0')}`, seriesUid: series.summary.seriesUid, run, frame,
    method: { kind: 'marker', edgesPx: [[10, 10], [90, 10]], diameterMm: 20 }, offJointMm: 10, geometry, alsoRuns: [], by: 'A. Reader', atIso: '2026-01-02T10:00:00.000Z',
    ...differences,
  }
}
