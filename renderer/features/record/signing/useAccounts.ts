import { useQuery } from '@tanstack/react-query'
import { client } from '#renderer/api/index.ts'
import type { Account } from '#shared/contract/areas/user.ts'

const none: readonly Account[] = []
export const accountsKey = ['user.list'] as const

/** Who can sign on this computer; null while it is not known. */
export function useAccounts(): readonly Account[] | null {
  const query = useQuery({ queryKey: accountsKey, gcTime: 0, queryFn: async () => {
    const reply = await client.call('user.list', {})
    return reply.ok ? reply.value.users : none
  } })
  return query.data?.filter(({ retiredAtIso }) => retiredAtIso === null) ?? null
}
