import { useEffect, useRef } from 'react'
import { editCase, useCaseDocument } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { isFilming, useFramesHere, useSeriesPixels, type FrameMode } from '#renderer/viewports/index.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import type { RunChoice } from './contrastView.ts'
import { markSeen } from './seenRuns.ts'
import { watch, type Watching } from './watching.ts'

/** Notes in the case that the run of the active view was seen to its end; only what was on the screen counts, not what was still coming. */
export function useSeenToEnd(run: Run, choice: RunChoice, shown: FrameMode, isActive: boolean, title: string): void {
  // A picture of the whole run is no run that was watched.
  const mode = shown === 'native' || shown === 'subtracted' ? shown : null
  const { fault } = useSeriesPixels(choice.seriesUid)
  const isHere = useFramesHere(choice.seriesUid, run.firstFrame, run.lastFrame)
  const isShown = isActive && fault === null && isHere
  const isNoted = (useCaseDocument().contrast.seenToEnd[runKey(choice.seriesUid, choice.run)]?.[mode ?? 'native'] ?? null) !== null
  const watching = useRef<Watching | null>(null)
  const { seriesUid, run: at } = choice
  const { firstFrame, lastFrame, cine } = run
  useEffect(() => {
    if (!isShown || isNoted || mode === null) return
    const look = (): void => {
      if (isFilming()) return
      watching.current = watch(watching.current, { key: `${runKey(seriesUid, at)} ${mode}`, frame: cine.frame, firstFrame, lastFrame, playing: cine.playing, part: cine.part })
      if (!watching.current.toTheEnd) return
      watching.current = null
      void editCase(`${title} run seen to its end`, markSeen({ seriesUid, run: at }, mode, new Date().toISOString()))
    }
    look()
    return cine.onFrame(look)
  }, [isShown, isNoted, seriesUid, at, mode, cine, firstFrame, lastFrame, title])
}
