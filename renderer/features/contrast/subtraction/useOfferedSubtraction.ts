import { useMemo } from 'react'
import type { FrameMaps, FrameMode } from '#renderer/viewports/index.ts'
import type { RunSubtraction } from '#shared/contrast/runSubtraction.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { noAnswers } from '../runEdits.ts'
import { subtractionOf } from './subtractionEdits.ts'
import { useMaskOffers, useRunMaps } from './useSubtraction.ts'

/** A run subtracted by the mask that is offered first, where nobody is asked for one; nothing of it is kept. */
export function useOfferedSubtraction(series: SeriesDescription, run: number, mode: FrameMode): { readonly subtraction: RunSubtraction | null; readonly maps: FrameMaps | null } {
  const { offers } = useMaskOffers(series, run)
  const [offer] = offers
  const subtraction = useMemo(() => (offer === undefined ? null : subtractionOf({ ...noAnswers, maskFrames: [...offer.maskFrames], maskSource: offer.source }, series, run)), [offer, series, run])
  return { subtraction, maps: useRunMaps(series, run, subtraction, mode) }
}
