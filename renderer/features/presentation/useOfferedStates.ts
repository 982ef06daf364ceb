import { useEffect } from 'react'
import { useCaseSeries, useSession } from '#renderer/features/case/index.ts'
import { leaveAllStates, offerStates, type OfferedState } from '#renderer/viewports/index.ts'
import type { PresentationState } from '#shared/presentation/presentationState.ts'
import { useCasePresentations } from './casePresentations.ts'
import { showState } from './showState.ts'

/** Menus of all views offer the states of what they show; of one patient nothing stays when another comes. */
export function useOfferedStates(): void {
  const caseId = useSession((state) => state.caseId)
  const { series } = useCaseSeries(caseId)
  const { states } = useCasePresentations(caseId, series)
  useEffect(() => { offerStates(caseId === null ? {} : offeredOf(caseId, states)) }, [caseId, states])
  useEffect(() => leaveAllStates, [caseId])
}

function offeredOf(caseId: string, states: readonly PresentationState[]): Readonly<Record<string, readonly OfferedState[]>> {
  const offered: Record<string, OfferedState[]> = {}
  for (const state of states) {
    for (const image of state.images) {
      const [frameNumber = null] = image.frameNumbers
      const ofSeries = offered[image.seriesUid] ??= []
      if (ofSeries.some(({ stateUid }) => stateUid === state.sopInstanceUid)) continue
      ofSeries.push({ stateUid: state.sopInstanceUid, words: stateWords(state), onApply: () => { void showState(caseId, state, { ...image, frameNumber }) } })
    }
  }
  return offered
}

/** "Path A, axial, Dr B. Weber". */
export const stateWords = ({ description, label, creator }: PresentationState): string => [description || label || 'Presentation state', creator].filter((part) => part !== '').join(', ')
