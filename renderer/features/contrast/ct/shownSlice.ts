import { useViewing } from '#renderer/viewports/index.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import { gridFrame, lpsToIndex } from '#shared/imageAnalysis/huVolume.ts'
import type { ShownFrame } from '../takeDecision.ts'
import { proposedPick, useCtLooking } from './ctPick.ts'

/** The slice of the scan after contrast that is on the screen; the middle one before anybody has moved. */
export function shownSlice(scans: readonly SeriesSummary[]): ShownFrame | null {
  const pick = useCtLooking.getState().pick ?? proposedPick(scans)
  const volume = scans.find(({ seriesUid }) => seriesUid === pick?.after)?.volume ?? null
  if (pick === null || volume === null) return null
  const crosshair = useViewing.getState().perSeries[pick.after]?.crosshairLpsMm ?? null
  const last = volume.dimensions[2] - 1
  const slice = crosshair === null ? Math.floor(last / 2) : Math.round(lpsToIndex(gridFrame(volume), crosshair)[2])
  return { seriesUid: pick.after, run: 0, frame: Math.max(0, Math.min(last, slice)) }
}
