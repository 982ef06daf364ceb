import { create } from 'zustand'
import { client, faultText } from '#renderer/api/index.ts'
import type { CaseSnapshot } from '#shared/contract/areas/case.ts'
import { canonicalJson } from '#shared/procedure/canonicalJson.ts'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { err, ok } from '#shared/result.ts'
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
  /** The case was to be left, and something of it is not saved. */
  readonly isLeaving: boolean
}

export const useSession = create<Session>(() => ({ caseId: null, saved: null, document: null, saving: { kind: 'saved' }, owed: 0, stage: 'study', openFault: null, isLeaving: false }))

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

/** One state of a document, from which the next edit is made. */
type Made = {
  /** Under which it is saved, or, where it could not be, the last one below it; null where it was dropped, and with it all that was made from it. */
  version: number | null
  /** The steps in it that are not on the disk. */
  unsaved: readonly string[]
}
const asSaved = ({ version }: CaseSnapshot): Made => ({ version, unsaved: [] })
const nothingShown: Made = { version: null, unsaved: [] }
/** What is on the screen. */
let shown = nothingShown

/** An answer that comes after its case was left is not shown in the place of another. `keepDocument`: newer edits are on the screen. */
function adopt(snapshot: CaseSnapshot, keepDocument = false): void {
  if (useSession.getState().caseId !== snapshot.caseId) return
  if (keepDocument) return useSession.setState({ saved: snapshot })
  shown = asSaved(snapshot)
  useSession.setState({ saved: snapshot, document: snapshot.document, saving: { kind: 'saved' }, isLeaving: false })
}

/** Raised by every case that is opened or closed, when that is asked for: what was asked for before does not take the screen any more. */
let turns = 0
/** As a list that is chosen does. */
export const turnAway = (): void => { turns += 1 }
/** Asked later, whether the screen was left alone since: nobody has opened or closed a case, or chosen a list. */
export function sinceNow(): () => boolean {
  const asked = turns
  return () => turns === asked
}

/** False where the case that is open stays open: something of it is not saved, and it is asked what becomes of it. Also where somebody has gone elsewhere meanwhile. */
export async function openCase(caseId: string, stage: StageName = 'study'): Promise<boolean> {
  turnAway()
  const isWanted = sinceNow()
  if (useSession.getState().caseId !== caseId && (!await mayLeave() || !isWanted())) return false
  const before = shown
  const answer = await inTurn(() => client.call('case.get', { caseId }))
  if (!isWanted()) return false
  if (!answer.ok) {
    forgetPlace()
    useSession.setState({ openFault: faultText(answer.error) })
    return false
  }
  // The same case again: what is held of it, or on its way, is not on the disk.
  const isHeld = useSession.getState().caseId === caseId && (shown !== before || shown.unsaved.length > 0)
  useSession.setState({ caseId, stage, openFault: null })
  adopt(answer.value, isHeld)
  keepPlace({ caseId, stage })
  return true
}

/** Until nothing of the open case is on its way, nor still to be made. */
async function allMade(): Promise<void> {
  const { caseId } = useSession.getState()
  while (caseId !== null && useSession.getState().caseId === caseId && (waiting > 0 || owedBy(caseId).length > 0)) {
    await Promise.allSettled(owedBy(caseId))
    await queue
  }
}
/** How long leaving waits without a word. */
const LEAVE_MS = 2000
/** Raised where a person chooses to stay: what waits to leave does not leave any more. */
let stays = 0

/** Waits for what is on its way; what could not be saved, or takes long to be made, is not left without a word. */
async function mayLeave(): Promise<boolean> {
  const { caseId } = useSession.getState()
  if (caseId === null) return true
  const asked = stays
  const asking = setTimeout(() => { if (stays === asked && useSession.getState().caseId === caseId && owedBy(caseId).length > 0) useSession.setState({ isLeaving: true }) }, LEAVE_MS)
  await allMade()
  clearTimeout(asking)
  if (stays !== asked) return false
  if (useSession.getState().caseId === null || shown.unsaved.length === 0) return true
  useSession.setState({ isLeaving: true })
  return false
}

/** Closes the case once all of it is saved. False where it stays open, because something is not. */
export async function leaveCase(): Promise<boolean> {
  turnAway()
  const isWanted = sinceNow()
  if (!await mayLeave() || !isWanted()) return false
  closeCase()
  return true
}
export function stayInCase(): void {
  stays += 1
  useSession.setState({ isLeaving: false })
}

/** At once, whatever is held: what is on its way is still saved on its case. */
export function closeCase(): void {
  turnAway()
  forgetPlace()
  shown = nothingShown
  useSession.setState({ caseId: null, saved: null, document: null, saving: { kind: 'saved' }, stage: 'study', isLeaving: false })
}

export function goToStage(stage: StageName): void {
  const { caseId } = useSession.getState()
  if (caseId === null) return
  keepPlace({ caseId, stage })
  useSession.setState({ stage })
}

/** One named step: shown at once, then saved. */
export const editCase = (step: string, change: (document: CaseDocument) => CaseDocument): Promise<void> => edit([step], change)

function edit(steps: readonly string[], change: (document: CaseDocument) => CaseDocument): Promise<void> {
  const { document, caseId } = useSession.getState()
  if (document === null || caseId === null) return Promise.resolve()
  const next: Edit = { caseId, steps, document: change(document), from: shown, made: { version: null, unsaved: [] } }
  shown = next.made
  useSession.setState({ document: next.document, saving: { kind: 'saving' } })
  return inTurn(() => save(next))
}

/** Work that ends in an edit: until then not all is saved, and its case is not left. */
export async function owe<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  const owing = { caseId: useSession.getState().caseId, made: work() }
  owings.add(owing)
  useSession.setState(({ owed }) => ({ owed: owed + 1 }))
  try {
    return await owing.made
  } finally {
    owings.delete(owing)
    useSession.setState(({ owed }) => ({ owed: owed - 1 }))
  }
}
const owings = new Set<{ readonly caseId: string | null; readonly made: Promise<unknown> }>()
const owedBy = (caseId: string): readonly Promise<unknown>[] => [...owings].flatMap((owing) => (owing.caseId === caseId ? [owing.made] : []))

/** An edit that can only be made once something is found; dropped where its case is no longer the open one. */
export function editWhenFound<Found>(search: Promise<Found>, edit: (found: Found) => void): Promise<void> {
  const { caseId } = useSession.getState()
  return owe(async () => {
    const found = await search
    if (useSession.getState().caseId === caseId) edit(found)
  })
}

/** What the bar says: an edit that is still to be made is not saved. */
export const useSaving = (): Saving => useSession(({ saving, owed }) => (owed > 0 && saving.kind === 'saved' ? beingSaved : saving))
const beingSaved: Saving = { kind: 'saving' }

type Edit = { readonly caseId: string; readonly steps: readonly string[]; readonly document: CaseDocument; readonly from: Made; readonly made: Made }

async function save({ caseId, steps: own, document, from, made }: Edit): Promise<void> {
  const steps = [...from.unsaved, ...own]
  // It was made from a document that the case never had.
  if (from.version === null) return drop(steps)
  const answer = await client.call('case.edit', { caseId, baseVersion: from.version, step: steps.join(', ').slice(0, LONGEST_STEP), document })
  if (answer.ok) {
    made.version = answer.value.version
    return adopt(answer.value, shown !== made)
  }
  if (answer.error.code === 'OUTDATED') {
    const fresh = await client.call('case.get', { caseId })
    // It was saved, and the answer was lost on the way.
    if (fresh.ok && canonicalJson(fresh.value.document) === canonicalJson(document)) {
      made.version = fresh.value.version
      return adopt(fresh.value, shown !== made)
    }
    dropped = []
    drop(steps)
    if (fresh.ok) adopt(fresh.value)
    else tellFailed(caseId, made, faultText(fresh.error))
    return
  }
  made.version = from.version
  made.unsaved = steps
  tellFailed(caseId, made, faultText(answer.error))
}
/** A newer edit on its way holds this one too, and tells what becomes of it. */
function tellFailed(caseId: string, made: Made, message: string): void {
  if (useSession.getState().caseId !== caseId) tellReceipt(message)
  else if (shown === made) useSession.setState({ saving: { kind: 'failed', message, sinceIso: new Date().toISOString() } })
}
const LONGEST_STEP = 200

/** Made from what another window, or an undo, has changed meanwhile: saved as it is, it would take that back. */
let dropped: readonly string[] = []
function drop(steps: readonly string[]): void {
  dropped = [...dropped, ...steps]
  tellReceipt(`The case has changed meanwhile. Nothing was overwritten: repeat the step${dropped.length === 1 ? '' : 's'}. Not saved: ${dropped.join(', ')}.`)
}

/** Tries again to save what the screen shows; where that was dropped, to read what is there now. */
export async function retrySave(): Promise<void> {
  while (waiting > 0) await queue
  const { caseId } = useSession.getState()
  if (shown.unsaved.length > 0) return edit([], document => document)
  if (caseId !== null) await refreshCase(caseId)
}

async function step(method: 'case.undo' | 'case.redo', word: string): Promise<void> {
  const { caseId } = useSession.getState()
  if (caseId === null) return
  // What was pressed before is the last step, also while it is still to be made.
  while (owedBy(caseId).length > 0) await Promise.allSettled(owedBy(caseId))
  if (useSession.getState().caseId !== caseId) return
  const answer = await inTurn(async () => {
    // What is held would go with the older document.
    if (shown.unsaved.length > 0) return err('STORAGE_FAILED', 'The last step is not saved. Try again to save it, then take a step back.')
    const { saved } = useSession.getState()
    const reply = await client.call(method, { caseId })
    return reply.ok ? ok({ before: saved, after: reply.value }) : reply
  })
  if (!answer.ok) {
    tellReceipt(faultText(answer.error))
    return
  }
  const { before, after } = answer.value
  adopt(after)
  if (useSession.getState().caseId !== caseId || before?.caseId !== caseId) return
  const stage = changedStage(before.document, after.document)
  if (stage !== null && stage !== useSession.getState().stage) goToStage(stage)
  tellReceipt(`${word}: ${(method === 'case.undo' ? before.canUndo : before.canRedo) ?? ''}`)
}
export const undo = (): Promise<void> => step('case.undo', 'Taken back')
export const redo = (): Promise<void> => step('case.redo', 'Repeated')

/** Takes over what another window or a script changed, unless edits of our own are under way or held. */
export async function refreshCase(changedCaseId: string): Promise<void> {
  const { caseId } = useSession.getState()
  if (caseId !== changedCaseId || waiting > 0) return
  const before = shown
  const answer = await inTurn(() => client.call('case.get', { caseId }))
  if (answer.ok) adopt(answer.value, shown !== before || shown.unsaved.length > 0 || answer.value.version === shown.version)
}
