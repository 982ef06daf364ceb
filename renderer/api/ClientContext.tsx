import { createContext, use } from 'react'
import type { Client } from '#shared/contract/client.ts'

export const ClientContext = createContext<Client | null>(null)

/** The one client of the page, made in the composition root. */
export function useClient(): Client {
  const client = use(ClientContext)
  if (client === null) throw new Error('ClientContext is missing above this component')
  return client
}
