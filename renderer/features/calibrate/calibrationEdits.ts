import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

/** As many as a case document holds. */
const MOST_CALIBRATIONS = 64

type Stored = CaseDocument['fluoroscopy']['calibrations'][number]
const withAll = (document: CaseDocument, change: (all: Stored[]) => Stored[]): CaseDocument =>
  ({ ...document, fluoroscopy: { ...document.fluoroscopy, calibrations: change(document.fluoroscopy.calibrations) } })

/** A run has one calibration: a new one takes the place of the old, which undo brings back. */
export const withCalibration = (document: CaseDocument, calibration: Stored): CaseDocument =>
  withAll(document, all => [...all.filter(({ seriesUid, run }) => seriesUid !== calibration.seriesUid || run !== calibration.run).slice(1 - MOST_CALIBRATIONS), calibration])
export const withoutCalibration = (document: CaseDocument, calibrationId: string): CaseDocument => withAll(document, all => all.filter(each => each.calibrationId !== calibrationId))
export const withAlsoRun = (document: CaseDocument, calibrationId: string, place: Stored['alsoRuns'][number]): CaseDocument => withAll(document, all => all.map(each => {
  const others = each.alsoRuns.filter(({ seriesUid, run }) => seriesUid !== place.seriesUid || run !== place.run)
  return each.calibrationId === calibrationId ? { ...each, alsoRuns: [...others, place] } : each
}))
