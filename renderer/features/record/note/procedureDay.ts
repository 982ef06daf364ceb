import type { RecordState } from '#shared/procedure/recordEvents.ts'

/**
 * The day that a typed time of day is taken for: of the time-out, else of the runs that were kept, else of the last decision about
 * contrast, else today. When the record was begun says nothing: a side may be confirmed days before.
 */
export function procedureDay({ note, keyImages, assessments }: Pick<RecordState, 'note' | 'keyImages' | 'assessments'>, now: Date): Date {
  const timeOutAtIso = note.timeOut?.atIso ?? null
  if (timeOutAtIso !== null) return new Date(timeOutAtIso)
  const ofRuns = keyImages.filter(({ removed, stage }) => !removed && stage === 'contrast').map(({ study }) => study?.studyDate ?? '').filter((date) => /^\d{8}$/.test(date)).toSorted().at(-1)
  if (ofRuns !== undefined) return new Date(Number(ofRuns.slice(0, 4)), Number(ofRuns.slice(4, 6)) - 1, Number(ofRuns.slice(6)))
  const decidedAtIso = assessments.at(-1)?.atIso
  return decidedAtIso === undefined ? now : new Date(decidedAtIso)
}
