import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { client, faultText, readAgain } from '#renderer/api/index.ts'
import { LeftOut, PrimaryButton } from '#renderer/ui/index.ts'
import { LEAST_PASSPHRASE, type Account } from '#shared/contract/areas/user.ts'
import { accountsKey, useAccounts } from './useAccounts.ts'

type SignFormProps = {
  readonly label: string
  /** Whose name is chosen to begin with, where there is an account of it. */
  readonly operator: string
  /** An account that cannot sign here: who signed first. */
  readonly without?: string
  /** Signs; the words of the fault, or null when it is done. */
  readonly sign: (userId: string, passphrase: string) => Promise<string | null>
  readonly onBack: () => void
}

/** Name and passphrase in the panel; where nobody has an account yet, the first is made here. */
export function SignForm(props: SignFormProps) {
  const known = useAccounts()
  const [isAdding, setAdding] = useState(false)
  if (known === null) return <p className="nt">Reading who can sign.</p>
  const { accounts, damaged } = known
  const signers = accounts.filter(({ userId }) => userId !== props.without)
  return (
    <>
      <LeftOut count={damaged} one="account" many="accounts" />
      {isAdding || signers.length === 0 ? <NewAccount {...props} accounts={accounts} onDone={() => { setAdding(false) }} /> : <Known {...props} accounts={signers} onAdd={() => { setAdding(true) }} />}
    </>
  )
}

type KnownProps = SignFormProps & { readonly accounts: readonly Account[]; readonly onAdd: () => void }

function Known({ label, operator, accounts, sign, onBack, onAdd }: KnownProps) {
  const [userId, setUserId] = useState(accounts.find(({ name }) => name === operator)?.userId ?? (accounts.length === 1 ? accounts[0]?.userId ?? '' : ''))
  const [passphrase, setPassphrase] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const [isRunning, setRunning] = useState(false)
  const todo = [...(userId === '' ? ['choose who signs'] : []), ...(passphrase === '' ? ['write the passphrase'] : [])]
  const run = async (): Promise<void> => {
    if (todo.length > 0) return
    setRunning(true)
    const failed = await sign(userId, passphrase)
    setPassphrase('')
    setFault(failed)
    setRunning(false)
  }
  return (
    <form className="sign" aria-label={label} onSubmit={(event) => { event.preventDefault(); void run() }}>
      <label>Name
        <select className="nin" value={userId} onChange={({ currentTarget }) => { setUserId(currentTarget.value) }}>
          <option value="">Choose who signs</option>
          {accounts.map((account) => <option key={account.userId} value={account.userId}>{account.name}, {account.role}</option>)}
        </select>
      </label>
      <Passphrase label="Passphrase" value={passphrase} onChange={setPassphrase} autoFocus={userId !== ''} />
      {fault !== null && <p className="nf-e" role="alert">{fault}</p>}
      <PrimaryButton label={label} todo={todo} running={isRunning ? 'Signing' : null} onPress={() => { void run() }} />
      <div className="row"><button type="button" className="btn sm ghost" onClick={onBack}>Not now</button><button type="button" className="btn sm ghost" onClick={onAdd}>Another person</button></div>
    </form>
  )
}

const roles = [['operator', 'Operator'], ['assistant', 'Assistant'], ['trainee', 'Trainee'], ['educator', 'Educator']] as const

type NewAccountProps = SignFormProps & { readonly accounts: readonly Account[]; readonly onDone: () => void }

/** The first account is an operator's and needs nobody; a further one is added by an operator. */
function NewAccount({ label, operator, accounts, sign, onBack, onDone }: NewAccountProps) {
  const queries = useQueryClient()
  const isFirst = accounts.length === 0
  const operators = accounts.filter(({ role }) => role === 'operator')
  const [name, setName] = useState(isFirst ? operator : '')
  const [role, setRole] = useState<Account['role']>('operator')
  const [passphrase, setPassphrase] = useState('')
  const [again, setAgain] = useState('')
  const [typedBy, setBy] = useState({ userId: '', passphrase: '' })
  const by = typedBy.userId === '' ? { ...typedBy, userId: operators[0]?.userId ?? '' } : typedBy
  const [fault, setFault] = useState<string | null>(null)
  const [isRunning, setRunning] = useState(false)
  const todo = [
    ...(name.trim() === '' ? ['write the name'] : []), ...(passphrase.length < LEAST_PASSPHRASE ? [`passphrase of ${String(LEAST_PASSPHRASE)} characters or more`] : again === passphrase ? [] : ['write the passphrase twice alike']),
    ...(isFirst || by.passphrase !== '' ? [] : ['passphrase of an operator']),
  ]
  const run = async (): Promise<void> => {
    if (todo.length > 0) return
    setRunning(true)
    const added = await client.call('user.add', { name: name.trim(), role: isFirst ? 'operator' : role, passphrase, ...(isFirst ? {} : { by }) })
    if (!added.ok) setFault(faultText(added.error))
    else {
      // Signed first: the list of accounts that is read then takes this form away.
      setFault(isFirst ? await sign(added.value.userId, passphrase) : null)
      await readAgain(queries, accountsKey)
      onDone()
    }
    setRunning(false)
  }
  return (
    <form className="sign" aria-label={isFirst ? 'First account' : 'Another person'} onSubmit={(event) => { event.preventDefault(); void run() }}>
      {isFirst && <p className="nt">Nobody can sign on this computer yet. The first account is made here.</p>}
      <label>Name<input className="nin" value={name} maxLength={200} autoFocus={name === ''} onChange={({ currentTarget }) => { setName(currentTarget.value) }} /></label>
      {!isFirst && <label>Role<select className="nin" value={role} onChange={({ currentTarget }) => { setRole(roles.find(([value]) => value === currentTarget.value)?.[0] ?? 'operator') }}>{roles.map(([value, words]) => <option key={value} value={value}>{words}</option>)}</select></label>}
      <Passphrase label="New passphrase" value={passphrase} onChange={setPassphrase} autoFocus={name !== ''} />
      <Passphrase label="New passphrase again" value={again} onChange={setAgain} />
      {!isFirst && <label>Added by<select className="nin" value={by.userId} onChange={({ currentTarget }) => { setBy({ ...by, userId: currentTarget.value }) }}>{operators.map((one) => <option key={one.userId} value={one.userId}>{one.name}</option>)}</select></label>}
      {!isFirst && <Passphrase label="Passphrase of the operator" value={by.passphrase} onChange={(value) => { setBy({ ...by, passphrase: value }) }} />}
      {fault !== null && <p className="nf-e" role="alert">{fault}</p>}
      <PrimaryButton label={isFirst ? `Make the account, ${label.charAt(0).toLowerCase()}${label.slice(1)}` : 'Add this person'} todo={todo} running={isRunning ? 'Working' : null} onPress={() => { void run() }} />
      <div className="row"><button type="button" className="btn sm ghost" onClick={isFirst ? onBack : onDone}>Not now</button></div>
    </form>
  )
}

type PassphraseProps = { readonly label: string; readonly value: string; readonly onChange: (value: string) => void; readonly autoFocus?: boolean }

const Passphrase = ({ label, value, onChange, autoFocus = false }: PassphraseProps) => (
  <label>{label}<input className="nin" type="password" autoComplete="off" value={value} maxLength={200} autoFocus={autoFocus} onChange={({ currentTarget }) => { onChange(currentTarget.value) }} /></label>
)
