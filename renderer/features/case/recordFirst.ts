import { canonicalJson, type JsonValue } from '#shared/procedure/canonicalJson.ts'
import type { CaseDocument } from '#shared/procedure/caseDocument.ts'
import { tellReceipt } from './receipts.ts'
import { owe, useSession } from './session.ts'

type RecordFirst<Kept> = {
  /** As a sentence has it: "the side LEFT". */
  readonly what: string
  /** What to do where the case has changed meanwhile: "confirm it again". */
  readonly again: string
  /** What of the document goes into the record, or makes what goes into it count no more when it changes. */
  readonly said: (document: CaseDocument) => JsonValue
  /** Null where the record has nothing of it, and why has been told (`notPut`). `isOff` says whether the case has changed already, and tells it: asked before the record is. */
  readonly put: (isOff: () => boolean) => Promise<Kept | null>
  readonly edit: (kept: Kept) => Promise<void>
}

/** At most one of a kind in a case: pressed twice, it would be in the record twice. */
const underWay = new Set<string>()
type Kind = 'decision' | 'acceptance' | 'side'
const keyOf = (kind: Kind, caseId: string): string => `${kind} ${caseId}`
export const isOnItsWay = (kind: Kind): boolean => underWay.has(keyOf(kind, useSession.getState().caseId ?? ''))

/**
 * Puts something into the record first; the case shows it only once the record has it, and only where it is the same case and
 * still says what the record was told. The record keeps what it was told: nothing is ever taken out of it, and what is done
 * again stands after it. Null where the case does not show it.
 */
export async function recordFirst<Kept>(kind: Kind, { what, again, said, put, edit }: RecordFirst<Kept>): Promise<Kept | null> {
  const { caseId, document } = useSession.getState()
  if (caseId === null || document === null) return null
  const key = keyOf(kind, caseId)
  if (underWay.has(key)) {
    tellReceipt(`${first(what)} is not saved yet: wait until it is.`)
    return null
  }
  const asked = canonicalJson(said(document))
  const isSame = (): boolean => {
    const now = useSession.getState()
    return now.caseId === caseId && now.document !== null && canonicalJson(said(now.document)) === asked
  }
  const isOff = (): boolean => {
    if (isSame()) return false
    tellReceipt(`The case has changed meanwhile, and ${what} did not go into the record. Look, then ${again}.`)
    return true
  }
  underWay.add(key)
  try {
    return await owe(async () => {
      const kept = await put(isOff)
      if (kept === null) return null
      if (!isSame()) {
        tellReceipt(useSession.getState().caseId === caseId
          ? `The record has ${what}. The case has changed meanwhile and does not show it. Look, then ${again}.`
          : `The record of the case that you have left has ${what}; the case itself does not show it. Open it and ${again}.`)
        return null
      }
      await edit(kept)
      return kept
    })
  } finally {
    underWay.delete(key)
  }
}

/** Says why nothing went into the record. */
export function notPut(why: string): null {
  tellReceipt(why)
  return null
}

const first = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1)
