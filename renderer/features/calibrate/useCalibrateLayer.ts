import { useEffect, useMemo } from 'react'
import { useCaseDocument } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { calibrationMarks } from '#renderer/tools/calibrate/overlay.ts'
import { marksOn, type EndName } from '#renderer/tools/calibrate/state.ts'
import { useViewing, type FrameLayer } from '#renderer/viewports/index.ts'
import { marksOf } from '#shared/calibration/statedSize.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { beginCalibrating, putCalibrateAway, sendMarks, useCalibrating } from './calibrating.ts'
import { markLabel, methodLabel } from './words.ts'

const tools = ['calibrate'] as const
const isEnd = (grip: string): grip is EndName => grip === 'first' || grip === 'second'

/** The marks of a calibration over the frames of a series, and what the hand does to them. `onBegin`: the panel's page is wanted. */
export function useCalibrateLayer(series: SeriesDescription, run: Run, onBegin: () => void): FrameLayer {
  const { calibrations } = useCaseDocument().fluoroscopy
  const { marks, kind, sizeMm, gauge } = useCalibrating()
  const inHand = useViewing(state => state.activeTool === 'calibrate')
  useShown()
  useCommands({ 'tool-calibrate': { run: () => {
    beginCalibrating()
    onBegin()
  } } })
  const { seriesUid } = series.summary
  return useMemo((): FrameLayer => {
    /** What is marked on must stay still under the hand. */
    const hold = (frame: number): void => { if (run.cine.playing) run.showFrame(frame) }
    return {
      id: 'calibrate',
      tools,
      draw(view) {
        const drawn = marksOn(marks, { seriesUid, frame: view.frame })
        // Without the tool in the hand nothing lies over the picture; the panel lists what was calibrated.
        const kept = !inHand || drawn !== null ? [] : calibrations.filter(each => each.seriesUid === seriesUid && each.frame === view.frame).flatMap(({ method }) => {
          const [first, second] = marksOf(method)
          return calibrationMarks(view, { first, second, kind: method.kind, label: methodLabel(method), inHand: false })
        })
        return drawn === null ? kept : calibrationMarks(view, { ...drawn, kind, label: markLabel(kind, sizeMm, gauge), inHand: true })
      },
      // One mark alone is held by nobody: the edges of a needle lie nearer to each other than a hand reaches.
      grips: frame => (marks.kind === 'two' && marks.place.seriesUid === seriesUid && marks.place.frame === frame ? [{ grip: 'first', at: marks.first }, { grip: 'second', at: marks.second }] : []),
      onDrag(grip, at) { if (isEnd(grip)) sendMarks({ kind: 'move', end: grip, at }) },
      onRemove(grip) { if (isEnd(grip)) sendMarks({ kind: 'remove', end: grip }) },
      onPlace(at, frame) {
        hold(frame)
        sendMarks({ kind: 'click', place: { seriesUid, frame }, at })
        onBegin()
      },
      onHover: (at, frame) => { sendMarks({ kind: 'hover', place: { seriesUid, frame }, at }) },
    }
  }, [calibrations, seriesUid, run, marks, kind, sizeMm, gauge, inHand, onBegin])
}

/** The tool is offered while a frame is shown; with the last view it goes out of the hand. */
function useShown(): void {
  useEffect(() => {
    useCalibrating.setState(({ frameViews }) => ({ frameViews: frameViews + 1 }))
    return () => {
      useCalibrating.setState(({ frameViews }) => ({ frameViews: frameViews - 1 }))
      if (useCalibrating.getState().frameViews === 0) putCalibrateAway()
    }
  }, [])
}
