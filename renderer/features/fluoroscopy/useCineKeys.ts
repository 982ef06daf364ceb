import { create } from 'zustand'
import { useEffect } from 'react'
import { useCommands } from '#renderer/features/commands/index.ts'
import { eventHere, markHere, slower, trimTo, wholeRun } from './timeLineEdits.ts'
import type { Run } from './useRun.ts'

/** The run that keys and Find speak of; null = none is shown. */
export const useKeyedRun = create<{ readonly run: Run | null }>(() => ({ run: null }))

/** Play, the ends of the part that plays, and what else Find can do on a time line. */
export function useCineKeys(run: Run | null): void {
  useCommands(run === null ? {} : () => {
    const { cine } = run
    const reason = run.lastFrame > run.firstFrame ? null : 'One frame cannot be played'
    return {
      play: { run: cine.state === 'resting' ? () => { cine.play() } : cine.pause, reason },
      'loop-start': { run: () => { trimTo(run, [cine.frame, Math.max(cine.frame, cine.part[1])]) }, reason },
      'loop-end': { run: () => { trimTo(run, [Math.min(cine.part[0], cine.frame), cine.frame]) }, reason },
      'whole-run': { run: () => { wholeRun(run) }, reason },
      'slow-motion': { run: () => { cine.setSlowness(slower(cine.slowness)) }, reason },
      'loop-way': { run: () => { cine.setWay('loop') }, reason },
      'sweep-way': { run: () => { cine.setWay('sweep') }, reason },
      'mark-frame': { run: () => { markHere(run) }, reason },
      'event-here': { run: () => { eventHere(run) }, reason },
    }
  })
  useEffect(() => {
    if (run === null) return
    useKeyedRun.setState({ run })
    return () => { useKeyedRun.setState(({ run: shown }) => ({ run: shown === run ? null : shown })) }
  }, [run])
}
