import { useEffect, useState } from 'react'
import type { KeyImage } from '#shared/procedure/recordEvents.ts'

/** How long a taken-off key image stays in sight with its Undo. */
const LIFE_MS = 60_000

/** Key images to show: those that stand, and for a minute those taken off while this screen was open. */
export function useRemovedRows(images: readonly KeyImage[]): { readonly shown: readonly KeyImage[]; readonly noteRemoval: (keyImageId: string) => void } {
  const [recent, setRecent] = useState<readonly string[]>([])
  const [timers] = useState(() => new Set<ReturnType<typeof setTimeout>>())
  useEffect(() => () => { for (const timer of timers) clearTimeout(timer) }, [timers])
  const noteRemoval = (keyImageId: string): void => {
    setRecent(ids => [...ids, keyImageId])
    timers.add(setTimeout(() => { setRecent(ids => ids.filter(id => id !== keyImageId)) }, LIFE_MS))
  }
  return { shown: images.filter(image => !image.removed || recent.includes(image.keyImageId)), noteRemoval }
}
