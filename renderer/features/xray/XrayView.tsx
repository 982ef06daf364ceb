import { useCaseDocument } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { FrameView, type FrameViewProps } from '#renderer/viewports/index.ts'
import { useXrayLayers } from './useXrayLayers.ts'

type XrayViewProps = Omit<FrameViewProps, 'calibrations' | 'layers' | 'leftOnScreen' | 'anteriorOnScreen' | 'side' | 'frame' | 'frames' | 'onFrameChange' | 'onMark'> & { readonly run: Run }

/** A run on the screen with all that the case knows of it: its side, its calibration, what was marked and measured on it. Every stage shows runs by it. */
export function XrayView({ run, series, ...view }: XrayViewProps) {
  const { study, fluoroscopy } = useCaseDocument()
  const { seriesUid } = series.summary
  const layers = useXrayLayers(series, run)
  return (
    <FrameView
      {...view} series={series} frame={run.cine.frame} frames={run.cine} onFrameChange={run.showFrame} onMark={run.cine.pause} calibrations={fluoroscopy.calibrations} layers={layers}
      leftOnScreen={study.projectionLeft[seriesUid] ?? null} anteriorOnScreen={study.projectionAnterior[seriesUid] ?? null} side={study.side}
    />
  )
}
