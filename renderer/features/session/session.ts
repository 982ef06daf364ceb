import { createStore, type StoreApi } from 'zustand/vanilla'
import type { CaseSnapshot } from '#shared/contract/areas/case.ts'
import type { Client } from '#shared/contract/client.ts'
import { initialSession, type DocumentChange, type SessionState, type StageName } from './sessionState.ts'

export type SessionActions = {
  openCase(caseId: string, stage?: StageName): Promise<boolean>
  closeCase(): void
  setStage(stage: StageName): void
  /** One named step: shown at once, saved before the promise answers true. */
  edit(step: string, change: DocumentChange): Promise<boolean>
  /** A drag in progress: shown, not saved. The edit that follows saves. */
  editLive(change: DocumentChange): void
  undo(): Promise<void>
  redo(): Promise<void>
  /** Reads the case again, after something else has changed it. */
  refresh(): Promise<void>
  setOperator(operator: string): Promise<void>
  notice(text: string, tone?: 'done' | 'problem'): void
}
export type SessionStore = StoreApi<SessionState>

/** The open case and everything done to it. Edits leave in the order in which they were made. */
export function createSession(client: Client, clock: () => Date): { readonly store: SessionStore; readonly actions: SessionActions } {
  const store = createStore<SessionState>(() => initialSession)
  let queue: Promise<unknown> = Promise.resolve()
  let waiting = 0
  let receipts = 0

  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = queue.then(work)
    queue = turn.catch(() => undefined)
    return turn
  }
  const notice = (text: string, tone: 'done' | 'problem' = 'done'): void => {
    receipts += 1
    store.setState({ receipt: { id: receipts, text, tone } })
  }
  const show = (snapshot: CaseSnapshot): void => {
    const keepsLive = waiting > 0
    store.setState((state) => ({
      snapshot,
      document: keepsLive ? state.document : snapshot.document,
      saveState: keepsLive ? { kind: 'saving' } : { kind: 'saved', atIso: snapshot.savedAtIso },
    }))
  }
  const fail = (message: string): void => {
    store.setState({ saveState: { kind: 'failed', message, sinceIso: clock().toISOString() } })
    notice(message, 'problem')
  }
  const reload = async (caseId: string): Promise<void> => {
    const reply = await client.call('case.get', { caseId })
    if (reply.ok) store.setState({ snapshot: reply.value, document: reply.value.document, saveState: { kind: 'saved', atIso: reply.value.savedAtIso } })
    else fail(reply.error.message)
  }
  const move = (method: 'case.undo' | 'case.redo', words: (before: CaseSnapshot) => string): Promise<void> =>
    inTurn(async () => {
      const { snapshot } = store.getState()
      if (snapshot === null) return
      const reply = await client.call(method, { caseId: snapshot.caseId })
      if (!reply.ok) return notice(reply.error.message, 'problem')
      store.setState({ document: reply.value.document })
      show(reply.value)
      notice(words(snapshot))
    })

  const actions: SessionActions = {
    notice,
    async openCase(caseId, stage) {
      await queue
      const reply = await client.call('case.get', { caseId })
      if (!reply.ok) {
        notice(reply.error.message, 'problem')
        return false
      }
      store.setState({ snapshot: reply.value, document: reply.value.document, stage: stage ?? 'study', saveState: { kind: 'saved', atIso: reply.value.savedAtIso } })
      return true
    },
    closeCase: () => { store.setState({ snapshot: null, document: null, stage: 'cases', saveState: { kind: 'saved', atIso: null } }) },
    setStage: (stage) => { store.setState({ stage }) },
    editLive: (change) => {
      store.setState(({ document }) => (document === null ? {} : { document: change(document) }))
    },
    edit(step, change) {
      const { document } = store.getState()
      if (document === null) return Promise.resolve(false)
      const next = change(document)
      waiting += 1
      store.setState({ document: next, saveState: { kind: 'saving' } })
      return inTurn(async () => {
        waiting -= 1
        const { snapshot } = store.getState()
        if (snapshot === null) return false
        const reply = await client.call('case.edit', { caseId: snapshot.caseId, baseVersion: snapshot.version, step, document: next })
        if (reply.ok) {
          show(reply.value)
          return true
        }
        if (reply.error.code === 'OUTDATED') {
          await reload(snapshot.caseId)
          notice('This case was changed in another window. It is shown as it is now; repeat the last step.', 'problem')
        } else fail(reply.error.message)
        return false
      })
    },
    undo: () => move('case.undo', (before) => `Undone: ${before.canUndo ?? ''}`),
    redo: () => move('case.redo', (before) => `Redone: ${before.canRedo ?? ''}`),
    refresh: () => inTurn(async () => {
      const { snapshot } = store.getState()
      if (snapshot !== null) await reload(snapshot.caseId)
    }),
    async setOperator(operator) {
      const reply = await client.call('app.changeSettings', { operator })
      if (reply.ok) store.setState({ operator: reply.value.operator })
      else notice(reply.error.message, 'problem')
    },
  }
  return { store, actions }
}
