import { readFile } from 'node:fs/promises'
import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import type { Services, StreamServices } from '#shared/contract/types.ts'
import { err, ok } from '#shared/result.ts'
import { asReadBefore } from '#shared/teaching/caseTags.ts'
import type { CaseStore } from './caseStore.ts'
import type { DraftStore } from './draftStore.ts'
import { unknownTeachingCase, type TeachingParts } from './teachingParts.ts'

export type CaseServices = Pick<Services, 'teaching.cases' | 'teaching.case'>

export const brokenCase = () => err('BROKEN_CASE', 'This case is not as it was released: something of it was changed or is missing. It is shown to nobody as if it were. Import it again from where it was made.')

/** Released and imported cases, without their answers. */
export function createCaseServices({ objects }: Pick<TeachingParts, 'objects'>, cases: CaseStore, drafts: Pick<DraftStore, 'released'>): { readonly services: CaseServices; readonly picture: StreamServices['teaching.picture'] } {
  return {
    services: {
      'teaching.cases': async () => {
        const { whole, damaged } = cases.newest()
        const lines = whole.map(({ teachingCase: { teachingCaseId, version, number, text, identity, correction }, sha256, origin }) => (
          { teachingCaseId, version, number, title: text.title, sha256, releasedAtIso: identity.releasedAtIso, correction: correction ?? null, mayCorrect: drafts.released(teachingCaseId) !== null, hasAnswers: cases.hasAnswers(teachingCaseId, version), origin, isSynthetic: identity.isSynthetic }))
        return ok({ cases: lines, damaged })
      },
      'teaching.case': async ({ teachingCaseId, version }) => {
        const found = cases.read(teachingCaseId, version)
        return found === null ? unknownTeachingCase() : found === 'broken' ? brokenCase() : ok({ ...found, teachingCase: asReadBefore(found.teachingCase), release: cases.releaseOf(teachingCaseId, found.teachingCase.version) })
      },
    },
    picture: async ({ teachingCaseId, version, sha256 }) => {
      const found = cases.read(teachingCaseId, version)
      if (found === null || found === 'broken') return err('NOT_FOUND', 'There is no such teaching case here.')
      // A timeline that is part of the case may be seen; one that answers its questions may not.
      if (!found.teachingCase.timeline.some(({ pictureSha256 }) => pictureSha256 === sha256)) return err('NOT_FOUND', 'There is no such picture in this case.')
      const bytes = await readFile(objects.pathOf(sha256)).catch(() => null)
      if (bytes === null || sha256OfBytes(bytes) !== sha256) return err('UNREADABLE', 'This picture is damaged on the disk.')
      return ok({ contentType: 'image/png', byteLength: bytes.length, chunks: (async function* () { yield bytes })() })
    },
  }
}
