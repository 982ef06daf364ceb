import { useSyncExternalStore } from 'react'
import type { Cine } from '#renderer/viewports/index.ts'

/** The frame that is on the screen, while it plays too: draws its component anew with every frame, so only small ones ask for it. */
export const useCineFrame = (cine: Cine): number => useSyncExternalStore(cine.onFrame, () => cine.frame)
