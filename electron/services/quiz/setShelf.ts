import type { Whole } from '#electron/services/storage/storedText.ts'
import { unknownSet } from '#electron/services/teaching/setServices.ts'
import { setHash, type SetStore } from '#electron/services/teaching/setStore.ts'
import type { AttemptView, QuizSet } from '#shared/contract/areas/quiz.ts'
import { err, type Fault, type Result } from '#shared/result.ts'
import type { Attempt } from '#shared/teaching/attempt.ts'
import type { TeachingSet } from '#shared/teaching/teachingCase.ts'
import type { ShelvedCase, ShelfFault, TeachingShelf } from './teachingShelf.ts'

type Member = TeachingSet['cases'][number]
/** Sets as learners take them. */
export type SetShelf = {
  /** Of each the newest version that is locked, or the newest where none is; by title. */
  readonly list: () => Whole<TeachingSet>
  readonly stateOf: (set: TeachingSet) => QuizSet['state']
  readonly memberOf: (member: Member) => Result<ShelvedCase, ShelfFault | Fault<'SET_CHANGED'>>
  /** The case that a learner takes from a set, if set and case are what was locked. */
  readonly take: (setId: string, teachingCaseId: string) => Result<ShelvedCase, ShelfFault | Fault<'UNKNOWN_SET' | 'SET_CHANGED' | 'NOT_IN_SET'>>
  /** What is said of the set that an attempt is a part of: of the newest version that holds its case as it was answered. */
  readonly named: (attempt: Pick<Attempt, 'setId' | 'teachingCaseId' | 'caseVersion'>) => AttemptView['set']
}

export function setShelfOf(sets: SetStore, shelf: Pick<TeachingShelf, 'find'>): SetShelf {
  /** A version that is still worked on takes the place of none that was handed out. */
  const handedOut = (versions: readonly TeachingSet[]): TeachingSet | undefined => versions.find(({ lockedAtIso }) => lockedAtIso !== null) ?? versions[0]
  const stateOf = (set: TeachingSet): QuizSet['state'] => (set.lockedAtIso === null ? 'notLocked' : set.sha256 === setHash(set) ? 'locked' : 'changed')
  const memberOf: SetShelf['memberOf'] = ({ teachingCaseId, version, sha256 }) => {
    const found = shelf.find(teachingCaseId, version)
    return found.ok && found.value.sha256 !== sha256 ? err('SET_CHANGED', 'This case is not the one that was put into the set, so it is not taken as a part of it. Import the set again, or ask for it where it was made.') : found
  }
  return {
    stateOf, memberOf,
    list: () => {
      const { whole, damaged } = sets.versions()
      const newest = [...new Set(whole.map(({ setId }) => setId))].flatMap((setId) => handedOut(whole.filter((one) => one.setId === setId)) ?? [])
      return { whole: newest.sort((a, b) => a.title.localeCompare(b.title) || a.setId.localeCompare(b.setId)), damaged }
    },
    take: (setId, teachingCaseId) => {
      const set = handedOut(sets.versions(setId).whole)
      if (set === undefined) return unknownSet()
      if (stateOf(set) === 'changed') return err('SET_CHANGED', 'This set was changed after it was locked: its contents do not have its hash. Nothing of it can be taken. Import it again, or ask for it where it was made.')
      const member = set.cases.find((one) => one.teachingCaseId === teachingCaseId)
      return member === undefined ? err('NOT_IN_SET', 'This case is not in the set, or not any more. Open the set again.') : memberOf(member)
    },
    named: ({ setId, teachingCaseId, caseVersion }) => {
      if (setId === null) return null
      const placeIn = ({ cases }: TeachingSet): number => cases.findIndex((one) => one.teachingCaseId === teachingCaseId && one.version === caseVersion)
      const set = handedOut(sets.versions(setId).whole.filter((one) => placeIn(one) !== -1))
      return set === undefined ? null : { setId, version: set.version, title: set.title, place: placeIn(set) + 1, of: set.cases.length }
    },
  }
}
