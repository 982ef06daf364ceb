import { useEffect, useRef } from 'react'
import { create } from 'zustand'
import type { Run } from './useRun.ts'

/** Whether two runs that are shown together go by one clock. Looking only, nothing of it is saved. */
export const useLinked = create<{ readonly linked: boolean }>(() => ({ linked: false }))
export const toggleLinked = (): void => { useLinked.setState(({ linked }) => ({ linked: !linked })) }

type Shown = { readonly runs: Readonly<Record<string, Run>> }
/** The runs that are on the screen, by the view that shows them. */
const useShownRuns = create<Shown>(() => ({ runs: {} }))

const canPlay = ({ firstFrame, lastFrame }: Run): boolean => lastFrame > firstFrame

/** Says which run a view shows, so that another can be joined to it. */
export function useOffersRun(view: string, run: Run): void {
  useEffect(() => {
    useShownRuns.setState(({ runs }) => ({ runs: { ...runs, [view]: run } }))
  }, [view, run])
  useEffect(() => () => { useShownRuns.setState(({ runs: { [view]: _, ...runs } }) => ({ runs })) }, [view])
}

/** The run in the other view, as far as it can be joined; else why not. */
export function usePartner(view: string): Run | string {
  const runs = useShownRuns(state => state.runs)
  const own = runs[view]
  const other = Object.entries(runs).find(([at]) => at !== view)?.[1]
  if (own === undefined || other === undefined) return 'Two runs must be shown'
  if (!canPlay(own) || !canPlay(other)) return 'Both views must show a run of several frames'
  return other
}

/** Joins two shown runs by one clock while they are linked; the active one keeps its place, the other comes to it. */
export function useInStep([first, second]: readonly [string, string], active: string): void {
  const { linked } = useLinked()
  const one = useShownRuns(state => playerOf(state.runs[first]))
  const other = useShownRuns(state => playerOf(state.runs[second]))
  const leader = useRef(active)
  useEffect(() => { leader.current = active })
  useEffect(() => {
    if (!linked || one === null || other === null) return
    return leader.current === second ? other.joinInStep(one) : one.joinInStep(other)
  }, [linked, one, other, second])
}

const playerOf = (run: Run | undefined): Run['cine']['player'] | null => (run !== undefined && canPlay(run) ? run.cine.player : null)
