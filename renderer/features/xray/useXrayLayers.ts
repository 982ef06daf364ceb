import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import type { FrameLayer } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'

const none: readonly FrameLayer[] = []

/** What lies over the frames of a run, in drawing order. */
export function useXrayLayers(_series: SeriesDescription, _run: Run): readonly FrameLayer[] {
  return none
}
