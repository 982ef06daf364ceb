import { openCaseJournal } from '#electron/services/case/caseJournal.ts'
import { brokenMessage, unknownRecord } from '#electron/services/record/recordParts.ts'
import { unknownSeries } from '#electron/services/record/recordChecks.ts'
import { openRecordStore } from '#electron/services/record/recordStore.ts'
import type { Input } from '#shared/contract/types.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { deidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import type { DraftDocument } from '#shared/teaching/draft.ts'
import { emptyCaseText } from '#shared/teaching/teachingCase.ts'
import type { TeachingParts } from './teachingParts.ts'

export type DraftBeginning = { readonly recordId: string | null; readonly document: DraftDocument }
export type BeginFault = Fault<'UNKNOWN_RECORD' | 'BROKEN_RECORD' | 'UNKNOWN_SERIES' | 'OTHER_PATIENT' | 'NOTHING_TO_TEACH'>
type Asked = Pick<Input<'teaching.begin'>, 'recordId' | 'seriesUids' | 'options'>

/** What a draft begins with: the series that were asked for or that the record was made from, beside all others of the same patient. */
export function beginDraft({ database, source }: Pick<TeachingParts, 'database' | 'source'>, { recordId, seriesUids, options }: Asked): Result<DraftBeginning, BeginFault> {
  const record = recordId === undefined ? ok(null) : readRecord(database, recordId)
  if (!record.ok) return record
  const wanted = new Set([...seriesUids ?? [], ...record.value === null ? [] : seriesOfRecord(record.value)])
  const series = [...wanted].flatMap((seriesUid) => source.summary(seriesUid) ?? [])
  if (seriesUids?.some((seriesUid) => source.summary(seriesUid) === null) === true) return { ok: false, error: unknownSeries() }
  const caseId = record.value?.caseId ?? series[0]?.caseId
  if (caseId === undefined) return err('NOTHING_TO_TEACH', 'Neither a record nor a series was named. Choose what the case is to be made of.')
  if (series.some((one) => one.caseId !== caseId)) return err('OTHER_PATIENT', 'These series are of two patients, and a case is of one. Choose series of one patient.')
  if (series.length === 0 && record.value === null) return err('NOTHING_TO_TEACH', 'There are no images to make a case of.')
  const kept = openCaseJournal(database).head(caseId).document
  return ok({
    recordId: recordId ?? null,
    document: {
      schemaVersion: 1, options: deidentifyOptions.parse(options ?? {}),
      series: source.summaries().filter((one) => one.caseId === caseId).map(({ seriesUid, modality, kind, description, instances, frames }) => (
        { seriesUid, modality: modality.slice(0, 16), kind, description: description.slice(0, 200), instances, frames, taken: wanted.has(seriesUid) })).slice(0, 256),
      side: record.value?.side ?? kept.study.side, level: record.value?.level ?? kept.study.level,
      text: emptyCaseText, questions: [], keys: [], expertPlan: kept.plans.length === 0 ? null : kept, texts: [], boxes: [], correction: '', lookedThrough: [],
    },
  })
}

export function readRecord(database: TeachingParts['database'], recordId: string): Result<RecordState, Fault<'UNKNOWN_RECORD' | 'BROKEN_RECORD'>> {
  const stored = openRecordStore(database).read(recordId)
  if (stored === null) return unknownRecord()
  const { check, state } = stored
  return check.holds && state !== null ? ok(state) : err('BROKEN_RECORD', brokenMessage(check.holds ? 'It has no beginning.' : check.note))
}

/** Every series that something in a record was seen or drawn on. */
export function seriesOfRecord({ seriesUid, keyImages, acceptedPlan, assessments }: RecordState): readonly string[] {
  const seenOn = [...acceptedPlan?.seenOn ?? [], ...assessments.flatMap((one) => one.seenOn ?? [])].map((one) => one.seriesUid)
  const plans = acceptedPlan === null ? [] : [acceptedPlan.plan.seriesUid]
  return [...new Set([seriesUid, ...keyImages.filter(({ removed }) => !removed).map((image) => image.seriesUid), ...plans, ...assessments.map(({ assessment }) => assessment.seriesUid), ...seenOn])]
}
