import { createSignIn } from '#electron/services/user/signIn.ts'
import type { Services } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import type { TeachingSet } from '#shared/teaching/teachingCase.ts'
import type { CaseStore } from './caseStore.ts'
import { setHash, type SetStore } from './setStore.ts'
import { keeping, unknownTeachingCase, type TeachingParts } from './teachingParts.ts'

export type SetServices = Pick<Services, 'teaching.sets' | 'teaching.saveSet' | 'teaching.lockSet' | 'teaching.releaseAnswers'>

export const unknownSet = () => err('UNKNOWN_SET', 'There is no such set here. It may have been made on another computer. Import it first.')

/** Ordered lists of released cases. */
export function createSetServices({ ports, database, emit }: TeachingParts, cases: CaseStore, sets: SetStore): SetServices {
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
  return {
    'teaching.sets': async () => {
      const { whole, damaged } = sets.list()
      return ok({ sets: [...whole], damaged })
    },
    'teaching.saveSet': async ({ setId, title, cases: asked }) => {
      const before = setId === undefined ? null : sets.newest(setId)
      if (setId !== undefined && before === null) return unknownSet()
      const found = asked.map(({ teachingCaseId, version }) => cases.read(teachingCaseId, version))
      const members = found.flatMap((one) => (one === null || one === 'broken' ? [] : [{ teachingCaseId: one.teachingCase.teachingCaseId, version: one.teachingCase.version, sha256: one.sha256 }]))
      if (members.length < asked.length) return unknownTeachingCase()
      const version = before === null ? 1 : before.lockedAtIso === null ? before.version : before.version + 1
      return save({ setId: setId ?? ports.newId(), version, title, cases: members, lockedAtIso: null, sha256: null, answersReleasedAtIso: null })
    },
    'teaching.lockSet': async ({ setId }) => {
      const set = sets.newest(setId)
      if (set === null) return unknownSet()
      if (set.lockedAtIso !== null) return ok(set)
      if (set.cases.length === 0) return err('EMPTY_SET', 'The set has no cases. Add one, then lock it.')
      const changed = set.cases.some(({ teachingCaseId, version, sha256 }) => {
        const one = cases.read(teachingCaseId, version)
        return one === null || one === 'broken' || one.sha256 !== sha256
      })
      if (changed) return err('BROKEN_CASE', 'A case of this set is not the one that was put into it. Take it out and add it again.')
      return save({ ...set, lockedAtIso: nowIso(), sha256: setHash(set) })
    },
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
