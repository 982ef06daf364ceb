import { useCallback } from 'react'
import { useClient } from '#renderer/api/ClientContext.tsx'
import { saveKeyImage } from './keyImages.ts'
import { useSeriesList } from './queries.ts'
import { useSession, useSessionActions, useSessionStore } from './SessionProvider.tsx'

/** Saves what a view shows; the same for the key K and for the button. */
export function useKeyImage(): (viewId: string) => Promise<void> {
  const client = useClient()
  const store = useSessionStore()
  const actions = useSessionActions()
  const caseId = useSession((state) => state.snapshot?.caseId)
  const { data: series } = useSeriesList(caseId)
  return useCallback(async (viewId) => {
    const identity = series?.[0]
    if (identity === undefined) return
    await saveKeyImage({ client, store, actions, identity, viewId, nowIso: new Date().toISOString() })
  }, [actions, client, series, store])
}
