import type { Input, Services } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { applyDraftChange } from '#shared/teaching/applyDraftChange.ts'
import type { DraftDocument, DraftSnapshot } from '#shared/teaching/draft.ts'
import { beginDraft } from './beginDraft.ts'
import type { CaseStore } from './caseStore.ts'
import { openStaging } from './build/staging.ts'
import { lineOf, snapshotOf, type DraftStore } from './draftStore.ts'
import type { DraftJobs } from './draftJobs.ts'
import { keeping, savingTeaching, unknownDraft, unknownTeachingCase, type TeachingParts } from './teachingParts.ts'

export type DraftServices = Pick<Services, 'teaching.begin' | 'teaching.drafts' | 'teaching.draft' | 'teaching.edit' | 'teaching.undo' | 'teaching.redo' | 'teaching.discard' | 'teaching.read' | 'teaching.cancel'>
type Begin = Input<'teaching.begin'>
type Changed<Code extends string> = Result<DraftSnapshot, Fault<Code | 'UNKNOWN_DRAFT' | 'STORAGE_FAILED'>>

/** Drafts of teaching cases: whole documents in a journal, each durable before it is answered. */
export function createDraftServices(parts: TeachingParts, store: DraftStore, cases: CaseStore, jobs: DraftJobs): DraftServices {
  const { ports, emit } = parts
  const nowIso = (): string => ports.clock.now().toISOString()
  const tell = (draftId: string): void => { emit({ name: 'teaching.changed', payload: { draftId, teachingCaseId: null } }) }
  const change = <Code extends string>(draftId: string, write: () => Fault<Code> | null): Changed<Code> => {
    const saved = savingTeaching((): Changed<Code> => {
      if (store.open(draftId) === null) return unknownDraft()
      const refusal = write()
      if (refusal !== null) return { ok: false, error: refusal }
      const draft = store.open(draftId)
      return draft === null ? unknownDraft() : ok(snapshotOf(draft))
    })
    if (saved.ok) tell(draftId)
    return saved
  }

  const caseOf = ({ series }: DraftDocument): string | null => series.map(({ seriesUid }) => parts.source.summary(seriesUid)?.caseId ?? null).find((caseId) => caseId !== null) ?? null
  const beginCase = (...[recordId, seriesUids, options]: [Begin['recordId'], Begin['seriesUids'], Begin['options']]) => {
    const beginning = beginDraft(parts, { recordId, seriesUids, options })
    if (!beginning.ok) return beginning
    return ok({ facts: { teachingCaseId: ports.newId(), number: cases.nextNumber(), caseVersion: 1, recordId: beginning.value.recordId }, document: beginning.value.document })
  }
  /** The next version begins where the last one ended; the released one stays as it is. */
  const beginCorrection = (teachingCaseId: string) => {
    const last = store.released(teachingCaseId)
    const newest = cases.read(teachingCaseId)
    if (last === null || newest === null || newest === 'broken') return unknownTeachingCase()
    const { number, recordId } = last.facts
    return ok({ facts: { teachingCaseId, number, recordId, caseVersion: newest.teachingCase.version + 1 }, document: { ...last.head.document, correction: '' } })
  }

  return {
    'teaching.begin': async ({ recordId, seriesUids, teachingCaseId, options }) => {
      const open = teachingCaseId === undefined ? undefined : store.list().whole.find(({ facts }) => facts.teachingCaseId === teachingCaseId)
      if (open !== undefined) return ok({ draftId: open.facts.draftId })
      const beginning = teachingCaseId === undefined ? beginCase(recordId, seriesUids, options) : beginCorrection(teachingCaseId)
      if (!beginning.ok) return beginning
      const draftId = ports.newId()
      const begun = keeping(() => {
        store.add({ draftId, ...beginning.value.facts }, beginning.value.document, nowIso())
        return { draftId }
      })
      if (!begun.ok) return begun
      tell(draftId)
      await jobs.read(draftId)
      return begun
    },
    'teaching.drafts': async () => {
      const { whole, damaged } = store.list()
      return ok({ drafts: whole.map((draft) => lineOf(draft, caseOf(draft.head.document))), damaged })
    },
    'teaching.draft': async ({ draftId }) => {
      const draft = store.open(draftId)
      return draft === null ? unknownDraft() : ok(snapshotOf(draft))
    },
    'teaching.edit': async ({ draftId, baseVersion, step, change: asked }) => change(draftId, () => {
      const draft = store.open(draftId)
      if (draft === null) return unknownDraft().error
      const applied = applyDraftChange(draft.head.document, asked)
      if (!applied.ok) return applied.error
      const outcome = store.journal.append({ id: draftId, baseVersion, step, document: applied.value, atIso: nowIso() })
      return outcome.kind === 'saved' ? null : err('OUTDATED', `This step was made from version ${String(baseVersion)}; the draft is at version ${String(outcome.version)} by now. Nothing was overwritten. Look at the draft as it is, then repeat the step.`).error
    }),
    'teaching.undo': async ({ draftId }) => change(draftId, () => (store.journal.undo(draftId, nowIso()) ? null : err('NOTHING_TO_UNDO', 'There is no step to take back.').error)),
    'teaching.redo': async ({ draftId }) => change(draftId, () => (store.journal.redo(draftId, nowIso()) ? null : err('NOTHING_TO_REDO', 'There is no step to repeat. An edit after an undo begins a new line of steps.').error)),
    'teaching.discard': async ({ draftId }) => {
      if (store.open(draftId) === null) return unknownDraft()
      await jobs.stop(draftId)
      await openStaging(ports.dataDirectory, draftId).remove()
      const closed = keeping(() => {
        store.close(draftId, 'discarded')
        return {}
      })
      if (closed.ok) tell(draftId)
      return closed
    },
    'teaching.read': async ({ draftId }) => {
      if (store.open(draftId) === null) return unknownDraft()
      if (jobs.isBusy(draftId)) return err('BUSY', 'Something is under way for this draft already. Wait for it, or stop it.')
      await jobs.read(draftId)
      return ok({})
    },
    'teaching.cancel': async ({ draftId }) => ok({ stopped: await jobs.stop(draftId) }),
  }
}
