import type { QueryClient } from '@tanstack/react-query'

/**
 * What was read under this key has changed: reads it again where it is shown, later elsewhere.
 * An invalidation alone lets a first reading that is under way stand, whose answer may be from before the change.
 */
export function readAgain(queries: QueryClient, queryKey: readonly string[] = []): Promise<void> {
  void queries.cancelQueries({ queryKey, type: 'active', predicate: ({ state }) => state.data === undefined }, { silent: true })
  return queries.invalidateQueries({ queryKey })
}
