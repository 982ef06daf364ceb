import { createContext, use, type ReactNode } from 'react'
import { useStore } from 'zustand'
import type { createSession, SessionActions, SessionStore } from './session.ts'
import type { SessionState } from './sessionState.ts'

type Session = ReturnType<typeof createSession>
const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ session, children }: { readonly session: Session; readonly children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

function useSessionParts(): Session {
  const session = use(SessionContext)
  if (session === null) throw new Error('SessionProvider is missing above this component')
  return session
}

export const useSession = <T,>(select: (state: SessionState) => T): T => useStore(useSessionParts().store, select)
export const useSessionActions = (): SessionActions => useSessionParts().actions
export const useSessionStore = (): SessionStore => useSessionParts().store
