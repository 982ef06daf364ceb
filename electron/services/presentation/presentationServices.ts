import type { ImageSource } from '#electron/services/library/imageSource.ts'
import type { Services } from '#shared/contract/types.ts'
import { KEY_OBJECT_SELECTION, readKeyObjects, type KeyObjects } from '#shared/presentation/keyObjects.ts'
import type { PresentationState } from '#shared/presentation/presentationState.ts'
import { isPresentationState, readPresentationState } from '#shared/presentation/readPresentationState.ts'
import { ok } from '#shared/result.ts'

const isRead = (sopClassUid: string): boolean => isPresentationState(sopClassUid) || sopClassUid === KEY_OBJECT_SELECTION

/** What was kept of how images are to be seen, as it lies among the documents of a case. */
export function createPresentationServices({ source }: { readonly source: Pick<ImageSource, 'documents'> }): Pick<Services, 'presentation.list'> {
  return {
    'presentation.list': async ({ caseId }) => {
      const documents = await source.documents(caseId, isRead)
      const states: PresentationState[] = []
      const selections: KeyObjects[] = []
      let unreadable = 0
      for (const { sopClassUid, header } of documents) {
        const read = typeof header === 'string' ? null : header
        const state = read !== null && isPresentationState(sopClassUid) ? readPresentationState(read) : null
        const selection = read !== null && sopClassUid === KEY_OBJECT_SELECTION ? readKeyObjects(read) : null
        if (state !== null) states.push(state)
        else if (selection !== null) selections.push(selection)
        else unreadable += 1
      }
      const byTime = <One extends { readonly createdAt: string | null; readonly sopInstanceUid: string }>(a: One, b: One): number => (a.createdAt ?? '').localeCompare(b.createdAt ?? '') || a.sopInstanceUid.localeCompare(b.sopInstanceUid)
      return ok({ states: states.sort(byTime), selections: selections.sort(byTime), unreadable })
    },
  }
}
