import type { DicomHeader } from '#shared/dicom/header.ts'
import { tags } from '#shared/dicom/tags.ts'
import type { Rectangle } from './pixelSeries.ts'

/**
 * What of an ultrasound picture lies outside of all its regions: names, dates and settings are written there, and nothing
 * that anybody measures. Empty where no regions are stated.
 *
 * @source PS3.3 C.8.5.5 US Region Calibration
 */
export function textAreasOf(header: DicomHeader, columns: number, rows: number): readonly Rectangle[] {
  const regions = header.items(tags.SequenceOfUltrasoundRegions).flatMap((region) => {
    const left = region.number(tags.RegionLocationMinX0), top = region.number(tags.RegionLocationMinY0)
    const right = region.number(tags.RegionLocationMaxX1), bottom = region.number(tags.RegionLocationMaxY1)
    return left === null || top === null || right === null || bottom === null ? [] : [{ left, top, right, bottom }]
  })
  if (regions.length === 0) return []
  const left = Math.max(0, Math.min(...regions.map((region) => region.left))), right = Math.min(columns, Math.max(...regions.map((region) => region.right)) + 1)
  const top = Math.max(0, Math.min(...regions.map((region) => region.top))), bottom = Math.min(rows, Math.max(...regions.map((region) => region.bottom)) + 1)
  return [
    { column: 0, row: 0, columns, rows: top }, { column: 0, row: bottom, columns, rows: rows - bottom },
    { column: 0, row: top, columns: left, rows: bottom - top }, { column: right, row: top, columns: columns - right, rows: bottom - top },
  ].filter((area) => area.columns > 0 && area.rows > 0)
}
