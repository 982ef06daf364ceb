import { useMemo } from 'react'
import { editCase, useCaseDocument } from '#renderer/features/case/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { closeGrid, useOpenGrid } from '#renderer/features/picture/index.ts'
import { FrameGrid, FrameView, upright, type FrameLayer, type FrameViewProps, type ViewOrientation } from '#renderer/viewports/index.ts'
import { runKey } from '#shared/procedure/caseDocument.ts'
import { TrueViewTag } from './trueView/TrueViewTicks.tsx'
import { useXrayLayers } from './useXrayLayers.ts'
import './xray.css'

type XrayViewProps = Omit<FrameViewProps, 'calibrations' | 'layers' | 'leftOnScreen' | 'anteriorOnScreen' | 'side' | 'saidView' | 'turn' | 'onTurn' | 'beatMs' | 'frame' | 'frames' | 'onFrameChange' | 'onMark'> & {
  readonly run: Run
  /** What the stage itself lays over the frames, on top. */
  readonly above?: readonly FrameLayer[]
  /** Frames that are shown in place of those of the run, as two in turn. */
  readonly shownFrames?: FrameViewProps['frames'] | undefined
}

/** A run on the screen with all that the case knows of it: its side, how it is turned, its calibration, what was marked and measured on it. Every stage shows runs by it. */
export function XrayView({ run, series, headerEnd, above = noLayers, shownFrames, ...view }: XrayViewProps) {
  const { study, contrast, fluoroscopy } = useCaseDocument()
  const { seriesUid } = series.summary
  const own = useXrayLayers(series, run)
  const layers = useMemo(() => [...own, ...above], [own, above])
  const turn = turnOf(fluoroscopy.turns[seriesUid])
  const isGrid = useOpenGrid(view.viewId)
  const sides = { leftOnScreen: study.projectionLeft[seriesUid] ?? null, anteriorOnScreen: study.projectionAnterior[seriesUid] ?? null, saidView: contrast.viewOf[runKey(seriesUid, run.run)] ?? null }
  if (isGrid && run.lastFrame > run.firstFrame) {
    const choose = (frame: number): void => {
      closeGrid()
      run.showFrame(frame)
    }
    return <FrameGrid {...sides} viewId={view.viewId} title={view.title} series={series} firstFrame={run.firstFrame} lastFrame={run.lastFrame} shownFrame={run.cine.frame} turn={view.turnable === false ? upright : turn} turnable={view.turnable !== false} onChoose={choose} onClose={closeGrid} />
  }
  return (
    <FrameView
      {...view} {...sides} headerEnd={<><TrueViewTag place={{ seriesUid, run: run.run }} />{headerEnd}</>} series={series} frame={run.cine.frame} frames={shownFrames ?? run.cine} onFrameChange={run.showFrame} onMark={run.cine.pause} calibrations={fluoroscopy.calibrations} layers={layers} side={study.side}
      turn={turn} onTurn={(next, step) => { keepTurn(seriesUid, next, step) }} beatMs={beatOf(run)}
    />
  )
}

const noLayers: readonly FrameLayer[] = []

/** Time from frame to frame while it plays. */
function beatOf({ cine }: Run): number | null {
  const rate = cine.trueRate ?? cine.shownRate
  return cine.playing && rate !== null ? (1000 * cine.slowness) / rate : null
}

type Kept = ReturnType<typeof useCaseDocument>['fluoroscopy']['turns'][string]
const turnOf = (kept: Kept | undefined): ViewOrientation => (kept === undefined ? upright : { flipped: kept.flippedHorizontally, rotationDeg: kept.rotationDeg })

/** A step of undo, there again when the case is opened again. */
function keepTurn(seriesUid: string, { flipped, rotationDeg }: ViewOrientation, step: string): void {
  void editCase(step, document => ({ ...document, fluoroscopy: { ...document.fluoroscopy, turns: { ...document.fluoroscopy.turns, [seriesUid]: { flippedHorizontally: flipped, rotationDeg } } } }))
}
