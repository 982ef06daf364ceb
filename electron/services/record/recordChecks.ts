import { openCaseJournal } from '#electron/services/case/caseJournal.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'
import type { Database } from '#electron/services/storage/database.ts'
import { unlessDamaged } from '#electron/services/storage/storedText.ts'
import type { ContrastAssessment } from '#shared/contrast/assessment.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import type { SideWord } from '#shared/dicom/identity.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { RecordState, SideSettled } from '#shared/procedure/recordEvents.ts'
import { lateralityKey, sideOf } from '#shared/procedure/sideConflicts.ts'
import { assertNever, err, type Fault } from '#shared/result.ts'

export type CheckFault = Fault<'UNKNOWN_SERIES' | 'OTHER_PATIENT' | 'SIDE_CONFLICT' | 'UNKNOWN_KEY_IMAGE' | 'SIGNED' | 'NOT_SIGNED'>

/** The conflicts of sides of a case that a person has settled with the patient. */
export type SideCheckedOf = (caseId: string) => CaseDocument['study']['sideChecked']

/** Of a case that the disk has damaged nothing is settled; its record goes on. */
export function openSideChecked(database: Database): SideCheckedOf {
  const journal = openCaseJournal(database)
  return (caseId) => unlessDamaged(() => journal.head(caseId))?.document.study.sideChecked ?? {}
}

export const unknownSeries = () => err('UNKNOWN_SERIES', 'This series is not in the library, so the record cannot point to it. Import its images, then save again.').error

export const alreadySigned = (name: string) => err('SIGNED', `This record is signed by ${name} and closed. It was not changed. Write an addendum.`).error
export const notSigned = () => err('NOT_SIGNED', 'This record is not signed yet. Nothing was saved. Change the record itself, then sign it.').error

/** Who settled that the header of the images says the other side; null where nothing disagrees, or nobody did. */
export function settledSide({ caseId, seriesUid, laterality }: SeriesSummary, side: SideWord, sideCheckedOf: SideCheckedOf): SideSettled | null {
  const stated = sideOf(laterality)
  if (stated === null || stated === side) return null
  const settled = sideCheckedOf(caseId)[lateralityKey(seriesUid, stated, side)]
  return settled === undefined ? null : { stated, ...settled }
}

/** A conflict of sides stops the way forward; null when the images say nothing, or the same, or a person has settled it. */
export function checkImageSide(series: SeriesSummary, side: SideWord, sideCheckedOf: SideCheckedOf): Fault<'SIDE_CONFLICT'> | null {
  const stated = sideOf(series.laterality)
  if (stated === null || stated === side || settledSide(series, side, sideCheckedOf) !== null) return null
  return err('SIDE_CONFLICT', `The images say ${stated}, the side set is ${side}. Nothing was saved. Check with the patient, then choose again.`).error
}

/** Whether an event may follow a record as it stands now; null when it may. */
export function checkEvent(state: RecordState, event: RecordEventInput, source: ImageSource, sideCheckedOf: SideCheckedOf): CheckFault | null {
  if (state.signature !== null) return event.kind === 'addendumWritten' ? null : alreadySigned(state.signature.name)
  switch (event.kind) {
    case 'keyImageAdded': return checkKeyImage(state, event, source, sideCheckedOf)
    case 'keyImageRemoved':
    case 'keyImageRestored':
    case 'captionChanged':
      return hasKeyImage(state, event.keyImageId) ? null : unknownKeyImage()
    case 'planAccepted': return checkSeries(state, event.plan.seriesUid, source)
    case 'contrastAssessed': return seriesOf(event.assessment).map((seriesUid) => checkSeries(state, seriesUid, source)).find((fault) => fault !== null) ?? null
    case 'keyImageSlotGiven': return event.keyImageId === null || hasKeyImage(state, event.keyImageId) ? null : unknownKeyImage()
    case 'keyImagesOrdered': return event.keyImageIds.every((keyImageId) => hasKeyImage(state, keyImageId)) ? null : unknownKeyImage()
    case 'sideChanged': case 'noteWritten': case 'happeningNoted': case 'happeningRemoved': return null
    case 'addendumWritten': return notSigned()
    default: return assertNever(event)
  }
}

const hasKeyImage = ({ keyImages }: RecordState, id: string): boolean => keyImages.some(({ keyImageId }) => keyImageId === id)
const unknownKeyImage = () => err('UNKNOWN_KEY_IMAGE', 'This record has no such key image. It may belong to another case. Open the record again.').error

/** Every series that a decision names: of another patient none may be. */
const seriesOf = ({ seriesUid, looks, ctSpread }: ContrastAssessment): readonly string[] => [...new Set([
  seriesUid, ...(looks ?? []).map((look) => look.seriesUid),
  ...(ctSpread === undefined ? [] : [ctSpread.beforeSeriesUid, ctSpread.afterSeriesUid, ctSpread.laterSeriesUid]),
])].filter((uid) => uid !== null)

function checkKeyImage(state: RecordState, event: Extract<RecordEventInput, { kind: 'keyImageAdded' }>, source: ImageSource, sideCheckedOf: SideCheckedOf): CheckFault | null {
  const wrongSeries = checkSeries(state, event.seriesUid, source)
  if (wrongSeries !== null) return wrongSeries
  const series = source.summary(event.seriesUid)
  if (series === null || series.studyUid !== event.studyUid) return unknownSeries()
  if (event.side === null) return null
  if (event.side !== state.side) {
    return err('SIDE_CONFLICT', `This record is ${state.side} ${state.level}; the picture says ${event.side}. It was not saved. Check with the patient, then choose the side again.`).error
  }
  return checkImageSide(series, event.side, sideCheckedOf)
}

/** Two patients never share a record: the series must be one of the record's own case. */
function checkSeries(state: RecordState, seriesUid: string, source: ImageSource): CheckFault | null {
  const series = source.summary(seriesUid)
  if (series === null) return unknownSeries()
  if (series.caseId === state.caseId) return null
  return err('OTHER_PATIENT', 'These images are of another patient than this record. Nothing was saved. Open the record of the patient whose images are shown.').error
}
