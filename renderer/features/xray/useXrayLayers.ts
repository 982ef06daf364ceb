import { useMemo } from 'react'
import { useCalibrateLayer } from '#renderer/features/calibrate/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { useMeasureLayer } from '#renderer/features/measure/index.ts'
import type { FrameLayer } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { useViewLayers } from './useViewLayers.ts'
import { useXrayPage } from './xrayPage.ts'

const openMeasure = (): void => { useXrayPage.setState({ page: 'measure' }) }

/** What lies over the frames of a run, in drawing order. */
export function useXrayLayers(series: SeriesDescription, run: Run): readonly FrameLayer[] {
  const measure = useMeasureLayer(series, run, openMeasure)
  const views = useViewLayers(series, run)
  const calibrate = useCalibrateLayer(series, run, openMeasure)
  return useMemo(() => [measure, ...views, calibrate], [measure, views, calibrate])
}
