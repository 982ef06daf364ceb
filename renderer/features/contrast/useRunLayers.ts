import { useMemo } from 'react'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import type { FrameLayer } from '#renderer/viewports/index.ts'
import { useRegionLayer } from './curves/index.ts'
import { useRunAnalysis } from './runAnalysis.ts'

/** What this stage lays over the frames of a run. */
export function useRunLayers(run: Run): readonly FrameLayer[] {
  const analysis = useRunAnalysis(run)
  const regions = useRegionLayer(run, analysis)
  return useMemo(() => [regions], [regions])
}
