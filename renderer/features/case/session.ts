import { create } from 'zustand'
import { client, faultText } from '#renderer/api/index.ts'
import type { CaseSnapshot } from '#shared/contract/areas/case.ts'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { changedStage, type StageName } from './stages.ts'
import { tellReceipt } from './receipts.ts'
import { forgetPlace, keepPlace } from './lastPlace.ts'

export type Saving = { readonly kind: 'saved' } | { readonly kind: 'saving' } | { readonly kind: 'failed'; readonly message: string; readonly sinceIso: string }

type Session = {
  readonly caseId: string | null
  /** As last answered by the host: what is durable. */
  readonly saved: CaseSnapshot | null
  /** What the screen shows: the saved document, or newer edits on their way. */
  readonly document: CaseDocument | null
  readonly saving: Saving
  /** Edits that wait for an answer before they can be made: until then not all is saved. */
  readonly owed: number
  readonly stage: StageName
  readonly openFault: string | null
}

export const useSession = create<Session>(() => ({ caseId: null, saved: null, document: null, saving: { kind: 'saved' }, owed: 0, stage: 'study', openFault: null }))

/** The document to show; an empty one where no case is open, so that screens need no second shape. */
export const useCaseDocument = (): CaseDocument => useSession(state => state.document) ?? emptyCaseDocument

/** Edits go one after the other: each names the version it was made from. */
let queue: Promise<void> = Promise.resolve()
let waiting = 0
function inTurn<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  waiting += 1
  const turn = queue.then(work)
  queue = turn.then(() => { waiting -= 1 }, () => { waiting -= 1 })
  return turn
}

/** As the host told it last: edits that were made before a case was left are still saved on it. */
let newest: CaseSnapshot | null = null

/** An answer that comes after its case was left is not shown in the place of another. */
function adopt(snapshot: CaseSnapshot, keepDocument = false): void {
  newest = snapshot
  useSession.setState(state => (state.caseId !== snapshot.caseId ? state : { saved: snapshot, document: keepDocument ? state.document : snapshot.document, saving: keepDocument ? state.saving : { kind: 'saved' } }))
}

export async function openCase(caseId: string, stage: StageName = 'study'): Promise<boolean> {
  const answer = await inTurn(() => client.call('case.get', { caseId }))
  if (!answer.ok) {
    forgetPlace()
    useSession.setState({ openFault: faultText(answer.error) })
    return false
  }
  useSession.setState({ caseId, stage, openFault: null })
  adopt(answer.value)
  keepPlace({ caseId, stage })
  return true
}

export function closeCase(): void {
  forgetPlace()
  useSession.setState({ caseId: null, saved: null, document: null, saving: { kind: 'saved' }, stage: 'study' })
}

export function goToStage(stage: StageName): void {
  const { caseId } = useSession.getState()
  if (caseId === null) return
  keepPlace({ caseId, stage })
  useSession.setState({ stage })
}

/** One named step: shown at once, then saved. */
export function editCase(step: string, change: (document: CaseDocument) => CaseDocument): Promise<void> {
  const { document, caseId } = useSession.getState()
  if (document === null || caseId === null) return Promise.resolve()
  const next = change(document)
  useSession.setState({ document: next, saving: { kind: 'saving' } })
  return inTurn(() => save(caseId, step, next))
}

/** An edit that can only be made once something is found; dropped where its case is no longer the open one. */
export async function editWhenFound<Found>(search: Promise<Found>, edit: (found: Found) => void): Promise<void> {
  const { caseId } = useSession.getState()
  useSession.setState(({ owed }) => ({ owed: owed + 1 }))
  try {
    const found = await search
    if (useSession.getState().caseId === caseId) edit(found)
  } finally {
    useSession.setState(({ owed }) => ({ owed: owed - 1 }))
  }
}

/** What the bar says: an edit that is still to be made is not saved. */
export const useSaving = (): Saving => useSession(({ saving, owed }) => (owed > 0 && saving.kind === 'saved' ? beingSaved : saving))
const beingSaved: Saving = { kind: 'saving' }

async function save(caseId: string, step: string, document: CaseDocument): Promise<void> {
  if (newest?.caseId !== caseId) return
  const answer = await client.call('case.edit', { caseId, baseVersion: newest.version, step, document })
  if (answer.ok) return adopt(answer.value, waiting > 1)
  if (answer.error.code === 'OUTDATED') {
    const fresh = await client.call('case.get', { caseId })
    if (fresh.ok) adopt(fresh.value)
    tellReceipt('The case has changed meanwhile. Nothing was overwritten: repeat the step.')
    return
  }
  if (useSession.getState().caseId === caseId) useSession.setState({ saving: { kind: 'failed', message: faultText(answer.error), sinceIso: new Date().toISOString() } })
  else tellReceipt(faultText(answer.error))
}

/** Tries again to save what the screen shows. */
export function retrySave(): Promise<void> {
  return editCase('saved again', document => document)
}

async function step(method: 'case.undo' | 'case.redo', word: string): Promise<void> {
  const { caseId, document: before, saved } = useSession.getState()
  if (caseId === null || before === null) return
  const name = method === 'case.undo' ? saved?.canUndo : saved?.canRedo
  const answer = await inTurn(() => client.call(method, { caseId }))
  if (!answer.ok) {
    tellReceipt(faultText(answer.error))
    return
  }
  adopt(answer.value)
  if (useSession.getState().caseId !== caseId) return
  const stage = changedStage(before, answer.value.document)
  if (stage !== null && stage !== useSession.getState().stage) goToStage(stage)
  tellReceipt(`${word}: ${name ?? ''}`)
}
export const undo = (): Promise<void> => step('case.undo', 'Taken back')
export const redo = (): Promise<void> => step('case.redo', 'Repeated')

/** Takes over what another window or a script changed, unless edits of our own are under way. */
export async function refreshCase(changedCaseId: string): Promise<void> {
  const { caseId, saved } = useSession.getState()
  if (caseId !== changedCaseId || waiting > 0) return
  const answer = await inTurn(() => client.call('case.get', { caseId }))
  if (answer.ok && answer.value.version !== saved?.version) adopt(answer.value, waiting > 1)
  else if (answer.ok) adopt(answer.value, true)
}
