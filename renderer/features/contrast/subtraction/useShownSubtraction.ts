import { useMemo } from 'react'
import type { FrameLayer } from '#renderer/viewports/index.ts'
import type { RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import { useContrastView, type RunChoice } from '../contrastView.ts'
import type { RunAnswers } from '../runEdits.ts'
import { boxLayer } from './boxLayer.ts'
import { keepBox, useShiftTools } from './shiftTools.ts'
import { hasMask, subtractionOf } from './subtractionEdits.ts'

/** How the run is subtracted on the screen: as the case keeps it, with what is in the hand; a frame that is shown again, as it was kept. */
export function useShownSubtraction(answers: RunAnswers, series: SeriesDescription, { seriesUid, run }: RunChoice): RunSubtraction | null {
  const key = runKey(seriesUid, run)
  const landmark = useShiftTools((state) => (state.landmark?.key === key ? state.landmark.share : null))
  const again = useContrastView((state) => (state.again?.key === key ? state.again : null))
  return useMemo(() => {
    const seen = again === null || landmark !== null || again.answers !== JSON.stringify(answers) ? null : { frame: again.frame, recipe: again.recipe }
    if (seen === null) return subtractionOf(landmark === null ? answers : { ...answers, landmark }, series, run)
    const subtraction = subtractionOf(hasMask(answers) ? answers : { ...answers, maskFrames: [...seen.recipe.maskFrames] }, series, run)
    return subtraction === null ? null : { ...subtraction, seen }
  }, [answers, landmark, series, run, again])
}

export function useBoxLayer(series: SeriesDescription, choice: RunChoice, subtraction: RunSubtraction | null): readonly FrameLayer[] {
  const key = runKey(choice.seriesUid, choice.run)
  const chosenBox = useShiftTools((state) => state.chosenBox)
  const draft = useShiftTools((state) => (state.draft?.key === key ? state.draft.corners : null))
  return useMemo(() => [boxLayer({
    subtraction, chosenBox, draft,
    onDraft: (corners) => { useShiftTools.setState({ draft: corners === null ? null : { key, corners } }) },
    onDone: (corners) => { if (subtraction !== null) void keepBox(series, choice, subtraction, corners) },
  })], [series, choice, subtraction, chosenBox, draft, key])
}
