import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { create } from 'zustand'
import { client, faultText, readAgain } from '#renderer/api/index.ts'
import { tellReceipt } from '#renderer/features/case/index.ts'
import type { DraftChange, DraftDocument, DraftSnapshot } from '#shared/teaching/draft.ts'
import { teachingKeys } from '../teachingQueries.ts'

export type Progress = { readonly step: string; readonly done: number; readonly total: number }
/** How far what is under way for each draft is. */
export const useTeachingProgress = create<Readonly<Record<string, Progress>>>(() => ({}))
client.on('teaching.progress', ({ draftId, step, done, total }) => { useTeachingProgress.setState({ [draftId]: { step, done, total } }) })

/** A change, told from the draft as it is when its turn comes: what was typed just before is not lost. */
export type DraftEdit = (step: string, change: (document: DraftDocument) => DraftChange) => void
export type DraftEdits = {
  readonly edit: DraftEdit
  readonly undo: () => void
  readonly redo: () => void
}

/** One change after the other: each names the version it was made from. */
let turn: Promise<void> = Promise.resolve()
const inTurn = (work: () => Promise<void>): void => { turn = turn.then(work, work) }

/** Changes of a draft; each is durable when the screen shows it. */
export function useDraftEdits(draftId: string): DraftEdits {
  const queries = useQueryClient()
  const take = (method: 'teaching.undo' | 'teaching.redo', word: string) => (): void => {
    inTurn(async () => {
      const before = heldDraft(queries, draftId)
      const reply = await client.call(method, { draftId })
      if (!reply.ok) return tellReceipt(faultText(reply.error))
      queries.setQueryData(teachingKeys.draft(draftId), reply.value)
      tellReceipt(`${word}: ${(method === 'teaching.undo' ? before?.canUndo : before?.canRedo) ?? ''}`)
    })
  }
  return {
    edit: (step, change) => { inTurn(() => edit(queries, draftId, step, change)) },
    undo: take('teaching.undo', 'Taken back'), redo: take('teaching.redo', 'Repeated'),
  }
}

const heldDraft = (queries: QueryClient, draftId: string): DraftSnapshot | undefined => queries.getQueryData<DraftSnapshot>(teachingKeys.draft(draftId))

async function edit(queries: QueryClient, draftId: string, step: string, change: (document: DraftDocument) => DraftChange): Promise<void> {
  const held = heldDraft(queries, draftId)
  if (held === undefined) return
  const reply = await client.call('teaching.edit', { draftId, baseVersion: held.version, step, change: change(held.document) })
  if (reply.ok) {
    queries.setQueryData(teachingKeys.draft(draftId), reply.value)
    return
  }
  tellReceipt(reply.error.code === 'OUTDATED' ? 'The copy has changed meanwhile. Nothing was overwritten: repeat the step.' : faultText(reply.error))
  await readAgain(queries, teachingKeys.draft(draftId))
}
