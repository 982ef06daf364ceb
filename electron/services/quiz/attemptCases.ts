import type { CaseJournal } from '#electron/services/case/caseJournal.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'
import { sha256OfText } from '#electron/services/storage/sha256.ts'
import { unlessDamaged } from '#electron/services/storage/storedText.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { SideWord } from '#shared/dicom/identity.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { attemptOf, caseIdOfAttempt, caseIdOfReview, reviewOf } from '#shared/teaching/attemptCase.ts'
import type { Attempt } from '#shared/teaching/attempt.ts'
import type { AttemptStore } from './attemptStore.ts'
import type { TeachingShelf } from './teachingShelf.ts'

/** An attempt has a case document of its own, and sees the images of its teaching case alone, once the side was named. */
export type AttemptCases = {
  readonly caseIdOf: (attemptId: string) => string
  readonly isAttempt: (caseId: string) => boolean
  /** The document in which a learner marks and draws while looking through a case; made where there was none. */
  readonly openReview: (teachingCase: TeachingCase, learner: string, atIso: string) => string
  readonly isOpen: (attemptId: string) => boolean
  readonly open: (attemptId: string, side: SideWord | null, atIso: string) => void
  /**
   * Ways to images carry no name of who looks. They follow the attempt that was shown last: while its side is not named, the
   * images of its case are shown by no way at all, whoever has named it in another attempt. Null: a look through the case.
   */
  readonly turnTo: (teachingCase: TeachingCase, attempt: Attempt | null) => void
  readonly isClosed: (seriesUid: string) => boolean
  /** The attempt that was shown last is not submitted: what answers the case is shown by no way either. */
  readonly isAsked: (teachingCaseId: string) => boolean
  /** Null for a case that is no attempt. */
  readonly seriesOf: (caseId: string) => readonly SeriesSummary[] | null
}

export function createAttemptCases(parts: { readonly journal: CaseJournal; readonly source: Pick<ImageSource, 'summaries'>; readonly attempts: AttemptStore; readonly shelf: TeachingShelf }): AttemptCases {
  const { journal, source, attempts, shelf } = parts
  const isOpen = (attemptId: string): boolean => journal.head(caseIdOfAttempt(attemptId)).savedAtIso !== null
  /** Teaching cases whose last shown attempt waits for its answers, and the series that it keeps shut. */
  const asked = new Map<string, ReadonlySet<string>>()
  const turnTo = ({ teachingCaseId, series }: TeachingCase, attempt: Attempt | null): void => {
    if (attempt === null || attempt.submittedAtIso !== null) asked.delete(teachingCaseId)
    else asked.set(teachingCaseId, new Set(isOpen(attempt.attemptId) ? [] : series.map(({ seriesUid }) => seriesUid)))
  }
  // After a start: the attempt that was begun last stands for whoever went away.
  for (const attempt of attempts.waiting()) {
    const shelved = shelf.find(attempt.teachingCaseId, attempt.caseVersion)
    if (shelved.ok) unlessDamaged(() => { turnTo(shelved.value.teachingCase, attempt) })
  }
  const begin = (caseId: string, side: SideWord | null, atIso: string): void => {
    const study = { ...emptyCaseDocument.study, patientConfirmed: true, level: 'C1-2' as const, side, faceTowardsAnterior: 'yes' as const, skullTowardsHead: 'yes' as const, confirmedAtIso: atIso }
    journal.appendFinal({ caseId, baseVersion: 0, step: 'side named', document: { ...emptyCaseDocument, study }, atIso })
  }
  const imagesOf = (caseId: string, teachingCase: TeachingCase): readonly SeriesSummary[] => {
    const own = new Set(teachingCase.series.map(({ seriesUid }) => seriesUid))
    return source.summaries().filter(({ seriesUid }) => own.has(seriesUid)).map((summary) => ({ ...summary, caseId }))
  }
  return {
    caseIdOf: caseIdOfAttempt, isOpen, turnTo,
    isAttempt: (caseId) => {
      const attemptId = attemptOf(caseId)
      return attemptId === null ? reviewOf(caseId) !== null && journal.head(caseId).savedAtIso !== null : attempts.find(attemptId) !== null
    },
    openReview: (teachingCase, learner, atIso) => {
      const caseId = caseIdOfReview(teachingCase.teachingCaseId, teachingCase.version, sha256OfText(learner))
      if (journal.head(caseId).savedAtIso === null) begin(caseId, teachingCase.side, atIso)
      return caseId
    },
    open: (attemptId, side, atIso) => { begin(caseIdOfAttempt(attemptId), side, atIso) },
    isClosed: (seriesUid) => [...asked.values()].some((shut) => shut.has(seriesUid)),
    isAsked: (teachingCaseId) => asked.has(teachingCaseId),
    seriesOf: (caseId) => {
      const review = reviewOf(caseId)
      if (review !== null) {
        const reviewed = shelf.find(review.teachingCaseId, review.version)
        return reviewed.ok && journal.head(caseId).savedAtIso !== null ? imagesOf(caseId, reviewed.value.teachingCase) : []
      }
      const attemptId = attemptOf(caseId)
      const found = attemptId === null ? null : attempts.find(attemptId)
      if (attemptId === null || found === null) return null
      const shelved = shelf.find(found.attempt.teachingCaseId, found.attempt.caseVersion)
      return !shelved.ok || !isOpen(attemptId) ? [] : imagesOf(caseId, shelved.value.teachingCase)
    },
  }
}
