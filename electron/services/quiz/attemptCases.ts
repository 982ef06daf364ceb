import type { CaseJournal } from '#electron/services/case/caseJournal.ts'
import type { ImageSource } from '#electron/services/library/imageSource.ts'
import { sha256OfText } from '#electron/services/record/recordStore.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { SideWord } from '#shared/dicom/identity.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
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
  /** Its case waits for its side to be named, and nobody here has named it: its images are shown by no way at all. */
  readonly isClosed: (seriesUid: string) => boolean
  /** Null for a case that is no attempt. */
  readonly seriesOf: (caseId: string) => readonly SeriesSummary[] | null
}

const PREFIX = 'attempt-'
const REVIEW = /^review-([0-9a-f-]{36})-(\d+)-[0-9a-f]{8}$/
const attemptIdOf = (caseId: string): string | null => (caseId.startsWith(PREFIX) ? caseId.slice(PREFIX.length) : null)

export function createAttemptCases(parts: { readonly journal: CaseJournal; readonly source: Pick<ImageSource, 'summaries'>; readonly attempts: AttemptStore; readonly shelf: TeachingShelf }): AttemptCases {
  const { journal, source, attempts, shelf } = parts
  const caseIdOf = (attemptId: string): string => `${PREFIX}${attemptId}`
  const isOpen = (attemptId: string): boolean => journal.head(caseIdOf(attemptId)).savedAtIso !== null
  const begin = (caseId: string, side: SideWord | null, atIso: string): void => {
    const study = { ...emptyCaseDocument.study, patientConfirmed: true, level: 'C1-2' as const, side, faceTowardsAnterior: 'yes' as const, skullTowardsHead: 'yes' as const, confirmedAtIso: atIso }
    journal.appendFinal({ caseId, baseVersion: 0, step: 'side named', document: { ...emptyCaseDocument, study }, atIso })
  }
  const imagesOf = (caseId: string, teachingCase: TeachingCase): readonly SeriesSummary[] => {
    const own = new Set(teachingCase.series.map(({ seriesUid }) => seriesUid))
    return source.summaries().filter(({ seriesUid }) => own.has(seriesUid)).map((summary) => ({ ...summary, caseId }))
  }
  return {
    caseIdOf, isOpen,
    isAttempt: (caseId) => {
      const attemptId = attemptIdOf(caseId)
      return attemptId === null ? REVIEW.test(caseId) && journal.head(caseId).savedAtIso !== null : attempts.find(attemptId) !== null
    },
    openReview: (teachingCase, learner, atIso) => {
      const caseId = `review-${teachingCase.teachingCaseId}-${String(teachingCase.version)}-${sha256OfText(learner).slice(0, 8)}`
      if (journal.head(caseId).savedAtIso === null) begin(caseId, teachingCase.side, atIso)
      return caseId
    },
    open: (attemptId, side, atIso) => { begin(caseIdOf(attemptId), side, atIso) },
    isClosed: (seriesUid) => attempts.waiting().some(({ attemptId, teachingCaseId, caseVersion }) => {
      if (isOpen(attemptId)) return false
      const shelved = shelf.find(teachingCaseId, caseVersion)
      return shelved.ok && shelved.value.teachingCase.series.some((each) => each.seriesUid === seriesUid) && !attempts.list({ teachingCaseId }).some(({ attempt, origin }) => origin === 'here' && isOpen(attempt.attemptId))
    }),
    seriesOf: (caseId) => {
      const [, teachingCaseId, version] = REVIEW.exec(caseId) ?? []
      if (teachingCaseId !== undefined) {
        const reviewed = shelf.find(teachingCaseId, Number(version))
        return reviewed.ok && journal.head(caseId).savedAtIso !== null ? imagesOf(caseId, reviewed.value.teachingCase) : []
      }
      const attemptId = attemptIdOf(caseId)
      const found = attemptId === null ? null : attempts.find(attemptId)
      if (attemptId === null || found === null) return null
      const shelved = shelf.find(found.attempt.teachingCaseId, found.attempt.caseVersion)
      return !shelved.ok || !isOpen(attemptId) ? [] : imagesOf(caseId, shelved.value.teachingCase)
    },
  }
}
