import { useEffect, useRef, useState } from 'react'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { upright } from './camera/orientation.ts'
import type { ScreenPoint } from './camera/viewCamera.ts'
import { openPlane } from './planeController.ts'
import type { PlaneController, PlaneInputs } from './planeMoment.ts'
import { useSeriesPixels, type SeriesPixels } from './seriesPixels.ts'
import { useStableSeries } from './useStableSeries.ts'
import { useChanged } from './useChanged.ts'
import { ViewMenu } from './ViewMenu.tsx'
import { ViewFrame } from './ViewFrame.tsx'
import { isGridPlane, type PlaneViewProps } from './viewProps.ts'
import { useViewing } from './viewing.ts'

/** One of the three planes of a volume. */
export function PlaneView({ series: newestSeries, viewId, title, subtitle, plane, plans, activePlanId, onPlanChange, large = false, enlarged = false, onEnlarge, tags, side, structures, marks, turn: kept = upright, onTurn, carried = null }: PlaneViewProps) {
  const series = useStableSeries(newestSeries)
  const isGrid = isGridPlane(plane)
  const turn = isGrid ? kept : upright
  const active = useViewing(state => state.activeViewId === viewId)
  const pixels = useSeriesPixels(series.summary.seriesUid)
  const [problem, setProblem] = useState<{ readonly of: SeriesDescription; readonly message: string } | null>(null)
  const [where, setWhere] = useState<string | null>(null)
  const [menuAt, setMenuAt] = useState<ScreenPoint | null>(null)
  const host = useRef<HTMLDivElement>(null)
  const controller = useRef<PlaneController | null>(null)
  const inputs: PlaneInputs = { plans, activePlanId, onPlanChange, side, structures, marks, carried, turn, onTurn, large, onEnlarge, planningOff: planningOff(series, pixels) }
  const newest = useRef(inputs)

  useEffect(() => {
    const element = host.current
    if (element === null) return
    const opened = openPlane({ viewId, series, plane, host: element, inputs: newest.current, onProblem: message => { setProblem({ of: series, message }) }, onMenu: setMenuAt, onWhere: setWhere })
    controller.current = opened
    return () => {
      controller.current = null
      opened.close()
    }
  }, [viewId, series, plane])
  useEffect(() => {
    newest.current = inputs
    controller.current?.update(inputs)
  })

  return (
    <ViewFrame
      title={title} subtitle={where === null ? subtitle : plane === 'across' ? lowerFirst(where) : [subtitle, lowerFirst(where)].filter(Boolean).join(', ')} active={active} enlarged={enlarged} label={`${title}, ${subtitle}`} headerEnd={tags} onEnlarge={onEnlarge} hostRef={host}
      loading={loadingWords(pixels)} problem={problem !== null && problem.of === series ? problem.message : pixels.fault?.message ?? null}
      changed={useChanged(viewId, series.summary.seriesUid, turn)}
      menu={<ViewMenu viewId={viewId} seriesUid={series.summary.seriesUid} turn={turn} turnable={isGrid} isCt={series.summary.modality === 'CT'} enlarged={enlarged} onEnlarge={onEnlarge} at={menuAt} onClose={() => { setMenuAt(null) }} />}
      notice={large ? noticeOf(series, pixels) : null}
    />
  )
}

const lowerFirst = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

/** Why no needle may be placed: pixels are still missing, or the geometry does not carry millimetres. */
function planningOff(series: SeriesDescription, pixels: SeriesPixels): string | null {
  const blocking = series.summary.volume?.problems.find(problem => problem.blocksPlanning)
  if (blocking !== undefined) return blocking.message
  if (pixels.unreadable > 0) return `${String(pixels.unreadable)} of ${String(pixels.total)} images cannot be read.`
  return pixels.total > 0 && pixels.loaded === pixels.total ? null : 'The images are still loading.'
}

function noticeOf(series: SeriesDescription, pixels: SeriesPixels): string | null {
  const problems = series.summary.volume?.problems ?? []
  const blocking = problems.find(problem => problem.blocksPlanning)
  if (blocking !== undefined) return blocking.message
  if (pixels.unreadable > 0) return `${String(pixels.unreadable)} of ${String(pixels.total)} images cannot be read. They are shown black. Planning is off for this series.`
  return problems[0]?.message ?? null
}

function loadingWords({ loaded, unreadable, total, fault }: SeriesPixels): { loaded: number; total: number; words: string } | null {
  if (fault !== null || total === 0 || loaded + unreadable >= total) return null
  return { loaded, total, words: `${String(loaded)} of ${String(total)} images. You can scroll. Planning starts when all are here.` }
}
