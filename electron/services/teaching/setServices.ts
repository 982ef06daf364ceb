import { createSignIn } from '#electron/services/user/signIn.ts'
import type { Services } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { TeachingSet } from '#shared/teaching/teachingCase.ts'
import type { CaseStore } from './caseStore.ts'
import type { TitleSearch } from './titleSearch.ts'
import { setHash, type SetStore } from './setStore.ts'
import { keeping, unknownTeachingCase, type TeachingParts } from './teachingParts.ts'

export type SetServices = Pick<Services, 'teaching.sets' | 'teaching.saveSet' | 'teaching.lockSet' | 'teaching.releaseAnswers'>

export const unknownSet = () => err('UNKNOWN_SET', 'There is no such set here. It may have been made on another computer. Import it first.')

/** Ordered lists of released cases. */
export function createSetServices({ ports, database, emit }: TeachingParts, cases: CaseStore, sets: SetStore, searchTitle: TitleSearch): SetServices {
  const signIn = createSignIn(database, ports.clock)
  const nowIso = (): string => ports.clock.now().toISOString()
  const save = (set: TeachingSet): Result<TeachingSet, Fault<'STORAGE_FAILED'>> => {
    const saved = keeping(() => {
      sets.put(set)
      return set
    })
    if (saved.ok) emit({ name: 'teaching.changed', payload: { draftId: null, teachingCaseId: null } })
    return saved
  }
  const lock = async (setId: string): ReturnType<Services['teaching.lockSet']> => {
    const set = sets.newest(setId)
    if (set === null) return unknownSet()
    if (set.lockedAtIso !== null) return ok(set)
    if (set.cases.length === 0) return err('EMPTY_SET', 'The set has no cases. Add one, then lock it.')
    const changed = set.cases.some(({ teachingCaseId, version, sha256 }) => {
      const one = cases.read(teachingCaseId, version)
      return one === null || one === 'broken' || one.sha256 !== sha256
    })
    if (changed) return err('BROKEN_CASE', 'A case of this set is not the one that was put into it. Take it out and add it again.')
    const searched = await searchTitle(set)
    if (!searched.ok) return searched
    // What was saved meanwhile was not looked at.
    const now = sets.newest(setId)
    return now === null || now.lockedAtIso !== null || setHash(now) !== setHash(set) ? lock(setId) : save({ ...set, lockedAtIso: nowIso(), sha256: setHash(set) })
  }
  return {
    'teaching.sets': async () => {
      const { whole, damaged } = sets.list()
      return ok({ sets: [...whole], damaged })
    },
    'teaching.saveSet': async ({ setId, title, titleAcceptedBy, cases: asked }) => {
      if (setId !== undefined && sets.newest(setId) === null) return unknownSet()
      const found = asked.map(({ teachingCaseId, version }) => cases.read(teachingCaseId, version))
      const members = found.flatMap((one) => (one === null || one === 'broken' ? [] : [{ teachingCaseId: one.teachingCase.teachingCaseId, version: one.teachingCase.version, sha256: one.sha256 }]))
      if (members.length < asked.length) return unknownTeachingCase()
      const by = titleAcceptedBy?.trim()
      if (by === '') return err('NOT_NAMED', 'Nobody is named as the one who looked at the title. Write your name as the operator, then look again.')
      const accepted = by === undefined ? {} : { titleAcceptedBy: by }
      const searched = await searchTitle({ title, cases: members, ...accepted })
      if (!searched.ok) return searched
      // It may have been locked while its title was looked at.
      const before = setId === undefined ? null : sets.newest(setId)
      const version = before === null ? 1 : before.lockedAtIso === null ? before.version : before.version + 1
      return save({ setId: setId ?? ports.newId(), version, title, cases: members, lockedAtIso: null, sha256: null, answersReleasedAtIso: null, ...accepted })
    },
    'teaching.lockSet': async ({ setId }) => lock(setId),
    'teaching.releaseAnswers': async ({ setId, userId, passphrase }) => {
      const set = sets.newest(setId)
      if (set === null) return unknownSet()
      if (set.lockedAtIso === null) return err('NOT_LOCKED', 'The set is not locked. Lock it, then release the answers.')
      const who = await signIn(userId, passphrase)
      if (!who.ok) return who
      if (who.value.role !== 'educator' && who.value.role !== 'operator') return err('NOT_ALLOWED', 'Only an educator or an operator releases answers. Choose another account.')
      return save({ ...set, answersReleasedAtIso: set.answersReleasedAtIso ?? nowIso() })
    },
  }
}
