import type { CaseSnapshot } from '#shared/contract/areas/case.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'

export type StageName = 'cases' | 'study' | 'plan' | 'contrast' | 'record'

export type SaveState =
  | { readonly kind: 'saved'; readonly atIso: string | null }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly message: string; readonly sinceIso: string }

export type Receipt = { readonly id: number; readonly text: string; readonly tone: 'done' | 'problem' }

/** A picture that was taken but is not in the record yet. */
export type PendingKeyImage = {
  readonly png: Uint8Array<ArrayBuffer>
  readonly event: Omit<Extract<RecordEventInput, { kind: 'keyImageAdded' }>, 'picture'>
}

/** Changes a case document into the next one; pure. */
export type DocumentChange = (document: CaseDocument) => CaseDocument

export type SessionState = {
  readonly stage: StageName
  readonly snapshot: CaseSnapshot | null
  /** What the screen shows: the snapshot's document with the edits that are on their way, and with a drag in progress. */
  readonly document: CaseDocument | null
  readonly saveState: SaveState
  readonly receipt: Receipt | null
  readonly pendingKeyImages: readonly PendingKeyImage[]
  readonly operator: string
}

export const initialSession: SessionState = {
  stage: 'cases', snapshot: null, document: null, saveState: { kind: 'saved', atIso: null }, receipt: null, pendingKeyImages: [], operator: '',
}
