import { useMemo } from 'react'
import { useCaseDocument } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import type { FrameLayer } from '#renderer/viewports/index.ts'
import { useRegionLayer } from './curves/index.ts'
import { useLookLayer } from './lookHere/index.ts'
import { useRunAnalysis } from './runAnalysis.ts'
import { useSpreadLayer } from './spread/index.ts'

/** What this stage lays over the frames of a run. */
export function useRunLayers(run: Run): readonly FrameLayer[] {
  const { regions: drawn, outlines } = useCaseDocument().contrast
  const analysis = useRunAnalysis(run, (drawn[run.key]?.length ?? 0) > 0 || outlines[run.key] !== undefined)
  const regions = useRegionLayer(run, analysis)
  const spread = useSpreadLayer(run, analysis)
  const look = useLookLayer(run, analysis)
  return useMemo(() => [spread, regions, look], [spread, regions, look])
}
