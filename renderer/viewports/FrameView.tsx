import { useEffect, useRef, useState } from 'react'
import type { StatedCalibration } from '#shared/calibration/statedCalibration.ts'
import type { FrameLayer } from './frameLayer.ts'
import { upright } from './camera/orientation.ts'
import type { ScreenPoint } from './camera/viewCamera.ts'
import { openFrame } from './frameController.ts'
import type { FrameController, FrameInputs } from './frameInputs.ts'
import { useSeriesPixels } from './seriesPixels.ts'
import { useStableSeries } from './useStableSeries.ts'
import { useChanged } from './useChanged.ts'
import { ViewMenu } from './ViewMenu.tsx'
import { ViewFrame } from './ViewFrame.tsx'
import { isWholeRun, type FrameViewProps } from './viewProps.ts'
import { shortLooks } from './frameLooks.ts'
import { useSeriesViewing, useViewing } from './viewing.ts'

const NO_LAYERS: readonly FrameLayer[] = []
const NOTHING_STATED: readonly StatedCalibration[] = []

/** Stills, runs and captures, one frame at a time. */
export function FrameView(props: FrameViewProps) {
  const { viewId, title, subtitle, headerEnd, large = false, enlarged = false, onEnlarge, frame, frames, onFrameChange, onMark, mode, subtraction, plans, activePlanId, onPlanChange, leftOnScreen, anteriorOnScreen, side, turnable = true, calibrations = NOTHING_STATED, layers = NO_LAYERS, turn = upright, onTurn, beatMs = null, saidView = null, maps = null, faint = false, compared = null, onNudge } = props
  const series = useStableSeries(props.series)
  const active = useViewing(state => state.activeViewId === viewId)
  const pixels = useSeriesPixels(series.summary.seriesUid)
  const [problem, setProblem] = useState<string | null>(null)
  const [menuAt, setMenuAt] = useState<ScreenPoint | null>(null)
  const host = useRef<HTMLDivElement>(null)
  const controller = useRef<FrameController | null>(null)
  const inputs: FrameInputs = { frame, onFrameChange, onMark, mode, subtraction, plans, activePlanId, onPlanChange, leftOnScreen, anteriorOnScreen, side, large, onEnlarge, turnable, calibrations, layers, turn, onTurn, beatMs, saidView, maps, faint, compared, onNudge }
  const newest = useRef(inputs)

  useEffect(() => {
    newest.current = inputs
    controller.current?.update(inputs)
  })
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const opened = openFrame({ viewId, series, host: element, inputs: newest.current, onProblem: message => { queueMicrotask(() => { setProblem(message) }) }, onMenu: setMenuAt })
    controller.current = opened
    return () => {
      controller.current = null
      opened.close()
      setProblem(null)
    }
  }, [viewId, series])

  useEffect(() => frames?.onFrame(() => { controller.current?.update({ ...newest.current, frame: frames.frame }) }), [frames])

  const { looks } = useSeriesViewing(series.summary.seriesUid)
  const image = series.images[series.frames[frame]?.image ?? -1]
  const { loaded, unreadable, total, fault } = pixels
  const isLoading = fault === null && total > 1 && loaded + unreadable < total
  return (
    <ViewFrame
      title={title} subtitle={subtitle} active={active} enlarged={enlarged} label={[title, subtitle].filter(Boolean).join(', ')} headerEnd={headerEnd} onEnlarge={onEnlarge} hostRef={host}
      loading={isLoading ? { loaded, total, words: `Preparing ${String(total)} frames: ${String(loaded)}.` } : isWholeRun(mode) && maps?.kind === 'coming' ? { loaded: maps.part, total: 1, words: `Preparing the picture of the whole run: ${String(Math.round(100 * maps.part))}%.` } : null}
      problem={problem ?? fault?.message ?? null} notice={null}
      changed={useChanged(viewId, series.summary.seriesUid, turnable ? turn : upright, shortLooks(looks))}
      menu={<ViewMenu viewId={viewId} seriesUid={series.summary.seriesUid} turn={turn} turnable={turnable} isCt={series.summary.modality === 'CT' && mode === 'native'} enlarged={enlarged} onEnlarge={onEnlarge} at={menuAt} onClose={() => { setMenuAt(null) }} image={image} isFrame />}
    />
  )
}
