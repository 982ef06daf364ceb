import { hashOf, type CaseStore } from '#electron/services/teaching/caseStore.ts'
import { brokenCase } from '#electron/services/teaching/caseServices.ts'
import { unknownTeachingCase } from '#electron/services/teaching/teachingParts.ts'
import { ok, type Fault, type Result } from '#shared/result.ts'
import type { Whole } from '#electron/services/storage/storedText.ts'
import type { AnswerLayer } from '#shared/teaching/answerLayer.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'

export type ShelvedCase = { readonly teachingCase: TeachingCase; readonly sha256: string }
export type ShelfFault = Fault<'UNKNOWN_TEACHING_CASE' | 'BROKEN_CASE'>

/** Released and imported cases as the quiz reads them, and their answers, which nothing but `answersOf` gives out. */
export type TeachingShelf = {
  readonly newest: () => Whole<ShelvedCase>
  readonly find: (teachingCaseId: string, version?: number) => Result<ShelvedCase, ShelfFault>
  readonly hasAnswers: (teachingCase: TeachingCase) => boolean
  /** Null: they are not here, or do not belong to this case. Throws Damaged. */
  readonly answersOf: (teachingCase: TeachingCase) => AnswerLayer | null
}

export const shelfOf = (cases: CaseStore): TeachingShelf => ({
  newest: () => cases.newest(),
  find: (teachingCaseId, version) => {
    const found = cases.read(teachingCaseId, version)
    return found === null ? unknownTeachingCase() : found === 'broken' ? brokenCase() : ok(found)
  },
  hasAnswers: ({ teachingCaseId, version }) => cases.hasAnswers(teachingCaseId, version),
  answersOf: ({ teachingCaseId, version, answersSha256 }) => {
    const layer = cases.answers(teachingCaseId, version)
    return layer === null || (answersSha256 !== null && hashOf(layer) !== answersSha256) ? null : layer
  },
})
