import { useQuery } from '@tanstack/react-query'
import { client } from '#renderer/api/index.ts'
import type { Output } from '#shared/contract/types.ts'
import type { Account } from '#shared/contract/areas/user.ts'

const none: Output<'user.list'> = { users: [], damaged: 0 }
/** Those in use, and how many accounts the disk has damaged. */
type Accounts = { readonly accounts: readonly Account[]; readonly damaged: number }
export const accountsKey = ['user.list'] as const

/** Who can sign on this computer; null while it is not known. */
export function useAccounts(): Accounts | null {
  const query = useQuery({ queryKey: accountsKey, gcTime: 0, queryFn: async () => {
    const reply = await client.call('user.list', {})
    return reply.ok ? reply.value : none
  } })
  return query.data === undefined ? null : { accounts: query.data.users.filter(({ retiredAtIso }) => retiredAtIso === null), damaged: query.data.damaged }
}
