import { create } from 'zustand'
import { useEffect } from 'react'
import { useCommands } from '#renderer/features/commands/index.ts'
import type { Run } from './useRun.ts'

/** The run that keys and Find speak of; null = none is shown. */
export const useKeyedRun = create<{ readonly run: Run | null }>(() => ({ run: null }))

/** Play, and the ends of the loop. */
export function useCineKeys(run: Run | null): void {
  useCommands(run === null ? {} : {
    play: { run: run.cine.playing ? run.cine.pause : run.cine.play, reason: run.lastFrame > run.firstFrame ? null : 'One frame cannot be played' },
    'loop-start': { run: () => { run.cine.setLoop([run.cine.frame, run.cine.loop?.[1] ?? run.lastFrame]) } },
    'loop-end': { run: () => { run.cine.setLoop([run.cine.loop?.[0] ?? run.firstFrame, run.cine.frame]) } },
  })
  useEffect(() => {
    if (run === null) return
    useKeyedRun.setState({ run })
    return () => { useKeyedRun.setState(({ run: shown }) => ({ run: shown === run ? null : shown })) }
  }, [run])
}
