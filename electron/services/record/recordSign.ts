import { openSettings } from '#electron/services/app/settings.ts'
import { openCaseJournal } from '#electron/services/case/caseJournal.ts'
import { createSignIn, type SignIn, type SignInFault } from '#electron/services/user/signIn.ts'
import type { Account } from '#shared/contract/areas/user.ts'
import type { Input, Services } from '#shared/contract/types.ts'
import { missingForSigning } from '#shared/procedure/note/missingForSigning.ts'
import type { MissingItem } from '#shared/procedure/note/missingItem.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { caseConflicts } from './caseConflicts.ts'
import { alreadySigned, notSigned } from './recordChecks.ts'
import { brokenMessage, savingRecord, tellChanged, unknownRecord, type RecordParts } from './recordParts.ts'
import { brokenPictures } from './recordPictures.ts'
import type { RecordStore, SoundRecord } from './recordStore.ts'

export type SigningServices = Pick<Services, 'record.missing' | 'record.sign' | 'record.countersign'>
type Asked = Input<'record.sign'>
type Kind = 'signed' | 'countersigned'
type ReadFault = Fault<'UNKNOWN_RECORD' | 'BROKEN_RECORD'>
type MayFault<K extends Kind> = Fault<(K extends 'signed' ? 'SIGNED' | 'NOT_COMPLETE' : 'NOT_SIGNED' | 'SIGNED') | 'CHANGED'>

/** Signing: the record must hold, be complete, and be the one that the signer has seen; then the passphrase says who signs. */
export function createRecordSign(parts: RecordParts, store: RecordStore): SigningServices {
  const { ports, database, objects, source, emit } = parts
  const journal = openCaseJournal(database)
  const settings = openSettings(database)
  const signIn: SignIn = createSignIn(database, ports.clock)

  const readSound = async (recordId: string): Promise<Result<SoundRecord, ReadFault>> => {
    const stored = store.read(recordId)
    if (stored === null) return unknownRecord()
    const { check, state } = stored
    if (!check.holds || state === null) return err('BROKEN_RECORD', brokenMessage(check.holds ? 'It has no beginning.' : check.note))
    const [broken] = await brokenPictures(check.events, objects)
    return broken === undefined ? ok({ check, state, signaturesFromFile: stored.signaturesFromFile }) : err('BROKEN_RECORD', brokenMessage(broken.words))
  }
  const missingOf = async (state: RecordState): Promise<readonly MissingItem[]> =>
    missingForSigning(state, ports.clock.now().toISOString(), await caseConflicts(state, journal.head(state.caseId).document, source))

  const append = <K extends Kind>(kind: K, { recordId, userId, signedHash }: Asked, { name, role }: Account, may: (record: SoundRecord) => MayFault<K> | null) => {
    let caseId = ''
    return savingRecord(() => database.transaction((): Result<{ seq: number; hash: string; savedAtIso: string }, MayFault<K> | ReadFault> => {
      const now = store.read(recordId)
      if (now === null) return unknownRecord()
      if (!now.check.holds || now.state === null) return err('BROKEN_RECORD', brokenMessage(now.check.holds ? 'It has no beginning.' : now.check.note))
      const record = { ...now, state: now.state }
      const refusal = may(record)
      if (refusal !== null) return { ok: false, error: refusal }
      caseId = record.state.caseId
      const { organisation } = settings.read()
      const { seq, hash, atIso } = store.append({ recordId, atIso: ports.clock.now().toISOString(), actor: name, body: { kind, signature: { userId, name, role, signedHash, ...(organisation !== '' && { organisation }) } } }, record)
      return ok({ seq, hash, savedAtIso: atIso })
    }), () => { tellChanged(emit, recordId, caseId) })
  }

  return {
    'record.missing': async ({ recordId }) => {
      const stored = store.read(recordId)
      if (stored === null) return unknownRecord()
      const { check, state } = stored
      if (!check.holds || state === null) return err('BROKEN_RECORD', brokenMessage(check.holds ? 'It has no beginning.' : check.note))
      return ok({ missing: [...await missingOf(state)] })
    },
    'record.sign': async (asked) => {
      const before = await readSound(asked.recordId)
      if (!before.ok) return before
      const early = maySign(before.value, asked.signedHash)
      if (early !== null) return { ok: false, error: early }
      const missing = await missingOf(before.value.state)
      if (missing.length > 0) return err('NOT_COMPLETE', `The record is not signed: ${String(missing.length)} to do. ${missing.map(({ words }) => words).join(' ')}`)
      const who = await signer(signIn, asked)
      if (!who.ok) return who
      return append('signed', asked, who.value, (record) => maySign(record, asked.signedHash))
    },
    'record.countersign': async (asked) => {
      const before = await readSound(asked.recordId)
      if (!before.ok) return before
      const early = mayCountersign(before.value, asked.signedHash)
      if (early !== null) return { ok: false, error: early }
      if (before.value.state.signature?.userId === asked.userId) return err('NOT_ALLOWED', 'A countersignature is of a second person. Choose another account.')
      const who = await signIn(asked.userId, asked.passphrase)
      if (!who.ok) return who
      if (who.value.role !== 'operator' && who.value.role !== 'educator') return err('NOT_ALLOWED', 'Only an operator or an educator countersigns. Choose another account.')
      return append('countersigned', asked, who.value, (record) => mayCountersign(record, asked.signedHash))
    },
  }
}

async function signer(signIn: SignIn, { userId, passphrase }: Asked): Promise<Result<Account, SignInFault | Fault<'NOT_ALLOWED'>>> {
  const who = await signIn(userId, passphrase)
  return who.ok && who.value.role === 'assistant' ? err('NOT_ALLOWED', 'An assistant does not sign a record. Choose the account of the operator.') : who
}

function maySign({ check, state }: SoundRecord, signedHash: string): Fault<'SIGNED' | 'CHANGED'> | null {
  if (state.signature !== null) return alreadySigned(state.signature.name)
  return hasSeenAll(check, signedHash)
}

function mayCountersign({ check, state }: SoundRecord, signedHash: string): Fault<'NOT_SIGNED' | 'SIGNED' | 'CHANGED'> | null {
  if (state.signature === null) return notSigned()
  if (state.countersignature !== null) return err('SIGNED', `This record is countersigned by ${state.countersignature.name} already.`).error
  return hasSeenAll(check, signedHash)
}

const hasSeenAll = ({ events }: SoundRecord['check'], signedHash: string): Fault<'CHANGED'> | null => (events.at(-1)?.hash === signedHash ? null
  : err('CHANGED', 'The record was changed since it was shown, in another window. It was not signed. Look at it as it is now, then sign.').error)
