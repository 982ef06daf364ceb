import { useEffect, useMemo } from 'react'
import { useCaseDocument, useOperator } from '#renderer/features/case/index.ts'
import { useCommands } from '#renderer/features/commands/index.ts'
import type { Run } from '#renderer/features/fluoroscopy/index.ts'
import { heldPoints, movedShape, wholeGrip, type MeasureGrip } from '#renderer/tools/measure/grips.ts'
import { draftMarks, measureMarks, type DrawnMeasurement } from '#renderer/tools/measure/overlay.ts'
import { draftPoints, shapeOf, type DrawEvent } from '#renderer/tools/measure/state.ts'
import { calibrationAt, useViewing, viewById, type FrameDrawing, type FrameLayer, type ImagePoint } from '#renderer/viewports/index.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { figureText } from '#shared/measurement/measurementFigures.ts'
import type { Measurement, MeasurementShape } from '#shared/measurement/measurement.ts'
import { figuresOn, nameOf } from './figures.ts'
import { chooseMeasurement, draw, keepDrawn, isMeasureTool, keepShape, measureTools, moveLive, putToolAway, removeMeasurements, useMeasuring } from './measuring.ts'
import { frameName } from './frameNames.ts'

/** Whatever is put down with a measuring tool, unless an end of a shape lies right there. */
const DRAW = 'draw'
const ON_GRIP_PX = 9

const gripName = (measurementId: string, grip: MeasureGrip): string => `${measurementId}:${String(grip)}`
function readGrip(name: string): { readonly measurementId: string; readonly grip: MeasureGrip } | null {
  const [measurementId, grip] = name.split(':')
  return measurementId === undefined || grip === undefined ? null : { measurementId, grip: grip === 'whole' ? 'whole' : Number(grip) }
}

/** The measurements of a series as its views draw them, and what the hand does to them. `onNamed`: words are wanted in the panel. */
export function useMeasureLayer(series: SeriesDescription, run: Run, onNamed: () => void): FrameLayer {
  const { measurements } = useCaseDocument().fluoroscopy
  const operator = useOperator() ?? ''
  const { drawing, chosenId, live } = useMeasuring()
  useShown()
  useFinishKey(series, operator, onNamed)
  const { seriesUid } = series.summary
  return useMemo((): FrameLayer => {
    const mine = measurements.filter(each => each.seriesUid === seriesUid)
    const shapeNow = (each: Measurement): MeasurementShape => (live?.measurementId === each.measurementId ? live.shape : each.shape)
    const on = (frame: number): readonly Measurement[] => mine.filter(each => each.frame === frame)
    const where = (frame: number): string => frameName(series, frame)
    const send = (event: DrawEvent): void => { draw(event, operator, where, onNamed) }
    /** What is drawn on must stay still under the hand. */
    const hold = (frame: number): void => { if (run.cine.playing) run.showFrame(frame) }
    const drawn = (view: FrameDrawing, shape: MeasurementShape, label: string, chosen: boolean): DrawnMeasurement => {
      const scale = calibrationAt(view.calibration, shape.pointsPx)
      return { shape, label, chosen, badge: scale.badge, figures: figureText(figuresOn(series, view.frame, shape, scale)) }
    }
    return {
      id: 'measure',
      draw(view) {
        const kept = on(view.frame).map(each => drawn(view, shapeNow(each), each.label, each.measurementId === chosenId))
        if (drawing.kind === 'idle' || drawing.place.seriesUid !== seriesUid || drawing.place.frame !== view.frame) return measureMarks(view, kept)
        const draft = shapeOf(drawing.tool, draftPoints(drawing))
        return draft === null || draft.kind === 'text' ? [...measureMarks(view, kept), ...draftMarks(view, draftPoints(drawing))] : measureMarks(view, [...kept.map(each => ({ ...each, chosen: false })), drawn(view, draft, '', true)])
      },
      grips: frame => on(frame).flatMap(each => {
        const shape = shapeNow(each)
        const whole = wholeGrip(shape)
        return [...heldPoints(shape).map((at, number) => ({ grip: gripName(each.measurementId, number), at })), ...(whole === null ? [] : [{ grip: gripName(each.measurementId, 'whole'), at: whole }])]
      }),
      onDrag(name, at, phase, frame) {
        if (name === DRAW) {
          const { activeTool } = useViewing.getState()
          if (phase === 'live' && isMeasureTool(activeTool)) {
            hold(frame)
            send({ kind: 'pull', tool: activeTool, place: { seriesUid, frame }, at })
          } else send({ kind: phase === 'done' ? 'release' : 'interrupt' })
          return
        }
        const held = readGrip(name)
        const measurement = mine.find(each => each.measurementId === held?.measurementId)
        if (held === null || measurement === undefined) return
        if (phase === 'cancelled') return moveLive(measurement.measurementId, null)
        const shape = movedShape(measurement.shape, held.grip, at)
        if (phase === 'live') moveLive(measurement.measurementId, shape)
        else keepShape(measurement, shape, where(frame))
      },
      onRemove(name) {
        const measurement = mine.find(each => each.measurementId === readGrip(name)?.measurementId)
        if (measurement !== undefined) removeMeasurements([measurement], nameOf(measurement))
      },
      tools: measureTools,
      onPlace(at, frame, tool) {
        if (!isMeasureTool(tool)) return
        hold(frame)
        chooseMeasurement(null)
        send({ kind: 'click', tool, place: { seriesUid, frame }, at })
      },
      onHover: (at, frame) => { send({ kind: 'hover', place: { seriesUid, frame }, at }) },
      strokeOf: (_tool, _frame, nearestPx) => (drawing.kind !== 'idle' || nearestPx > ON_GRIP_PX ? DRAW : null),
    }
  }, [measurements, seriesUid, series, run, operator, drawing, chosenId, live, onNamed])
}

/** Measuring tools are offered while a frame is shown; with the last view the tool goes out of the hand. */
function useShown(): void {
  useEffect(() => {
    useMeasuring.setState(({ frameViews }) => ({ frameViews: frameViews + 1 }))
    return () => {
      useMeasuring.setState(({ frameViews }) => ({ frameViews: frameViews - 1 }))
      if (useMeasuring.getState().frameViews === 0) putToolAway()
    }
  }, [])
}

/** Enter ends what is being drawn; with nothing drawn yet it puts a shape into the middle of the picture, to be moved by keys or numbers. */
function useFinishKey(series: SeriesDescription, operator: string, onNamed: () => void): void {
  const { seriesUid } = series.summary
  useCommands(() => {
    const { activeTool, activeViewId } = useViewing.getState()
    const { drawing } = useMeasuring.getState()
    const where = (frame: number): string => frameName(series, frame)
    if (!isMeasureTool(activeTool)) return {}
    if (drawing.kind !== 'idle') return drawing.place.seriesUid === seriesUid ? { finish: { run: () => { draw({ kind: 'finish' }, operator, where, onNamed) } } } : {}
    // A button that has the focus is pressed by Enter, whatever tool is in the hand.
    const isInView = document.activeElement?.matches('figure [role=application]') === true
    const view = activeViewId === null || !isInView ? null : viewById(activeViewId)
    const state = view?.seriesUid === seriesUid ? view.viewState() : null
    const columns = series.images[0]?.columns
    if (state?.kind !== 'frame' || columns === undefined || activeTool === 'freehand') return {}
    const shape = middleShape(state.centrePx, columns / 4 / state.zoom)[activeTool]
    return { finish: { run: () => { keepDrawn(shape, { seriesUid, frame: state.frame }, operator, where, onNamed, true) } } }
  })
}

const middleShape = (at: ImagePoint, span: number): Readonly<Record<'distance' | 'angle' | 'region' | 'arrow' | 'text', MeasurementShape>> => {
  const [x, y] = [Math.round(at[0]), Math.round(at[1])]
  const half = Math.max(2, Math.round(span / 2))
  return {
    distance: { kind: 'length', pointsPx: [[x - half, y], [x + half, y]] },
    angle: { kind: 'angle', pointsPx: [[x - half, y], [x, y], [x, y - half]] },
    region: { kind: 'region', pointsPx: [[x - half, y - half], [x + half, y + half]] },
    arrow: { kind: 'arrow', pointsPx: [[x, y], [x + half, y]] },
    text: { kind: 'text', pointsPx: [[x, y]] },
  }
}
