import { useSyncExternalStore } from 'react'

/** What nobody waits for: it takes the processor and the disk from a run that plays, so it rests meanwhile. */
type BackgroundWork = {
  rests(): boolean
  /** While held, background work rests; the answer lets it go on. */
  hold(): () => void
  onChange(listener: () => void): () => void
}

function createBackgroundWork(): BackgroundWork {
  const holds = new Set<symbol>()
  const listeners = new Set<() => void>()
  const tell = (): void => { for (const listener of [...listeners]) listener() }
  return {
    rests: () => holds.size > 0,
    hold() {
      const mine = Symbol('hold')
      holds.add(mine)
      if (holds.size === 1) tell()
      return () => { if (holds.delete(mine) && holds.size === 0) tell() }
    },
    onChange(listener) {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
  }
}

export const backgroundWork = createBackgroundWork()
export const useBackgroundRests = (): boolean => useSyncExternalStore(backgroundWork.onChange, backgroundWork.rests)
