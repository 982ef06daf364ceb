import type { StudyDose } from '#shared/dicom/doseTotals.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { writeDate } from '#shared/reporting/words.ts'

/** What the reports of one study add up to, with its day as it is written; empty where the study states none. */
export type DatedDose = { readonly dose: StudyDose; readonly day: string }
type OfRecord = Pick<RecordState, 'studyUid' | 'keyImages' | 'assessments'>
type OfCase = Pick<SeriesSummary, 'seriesUid' | 'studyUid' | 'study'>

/**
 * The dose of the procedure, the latest study first: of the studies of its runs, else of its key images, else of the study that was on
 * the screen when the side was confirmed, which may be a planning CT of days before.
 */
export function dosesOfProcedure({ studyUid, keyImages, assessments }: OfRecord, doses: readonly StudyDose[], series: readonly OfCase[]): readonly DatedDose[] {
  const shown = keyImages.filter(({ removed }) => !removed)
  const ofRuns = [...shown.filter(({ stage }) => stage === 'contrast').map((image) => image.studyUid), ...series.filter(({ seriesUid }) => assessments.some(({ assessment }) => assessment.seriesUid === seriesUid)).map((one) => one.studyUid)]
  const nearest = [ofRuns, shown.map((image) => image.studyUid), [studyUid]].map((uids) => doses.filter((dose) => uids.includes(dose.studyUid))).find((found) => found.length > 0) ?? []
  const dateOf = (dose: StudyDose): string => series.find((one) => one.studyUid === dose.studyUid && one.study !== null && /^\d{8}$/.test(one.study.studyDate))?.study?.studyDate ?? ''
  return nearest.map((dose) => ({ dose, date: dateOf(dose) })).toSorted((one, other) => other.date.localeCompare(one.date))
    .map(({ dose, date }) => ({ dose, day: date === '' ? '' : writeDate(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`) }))
}
