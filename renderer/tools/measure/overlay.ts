import type { MeasurementShape } from '#shared/measurement/measurement.ts'
import type { FigureText } from '#shared/measurement/measurementFigures.ts'
import { outlineOf } from '#shared/measurement/shapeFigures.ts'
import type { FrameDrawing, ImagePoint } from '#renderer/viewports/frameLayer.ts'
import type { ScreenPoint } from '#renderer/viewports/camera/viewCamera.ts'
import { labelStyle, palette, type CalibrationBadge, type Mark, type Stroke, type TextScale, type TextSpan } from '#renderer/viewports/overlay/displayList.ts'
import { boxesOf, CHIP_PAD, nearestOn, placeLabel, spansSize, type Box } from '#renderer/viewports/overlay/labelPlace.ts'
import { heldPoints, wholeGrip } from './grips.ts'

export type DrawnMeasurement = {
  readonly shape: MeasurementShape
  readonly label: string
  readonly figures: FigureText | null
  readonly badge: CalibrationBadge
  readonly chosen: boolean
}

/** White, as calipers are; the needle in the patient is white too, and is twice as thick and has a tip. */
const COLOUR = palette.foreground
const strokeOf = (chosen: boolean, rem: number): Stroke => ({ colour: COLOUR, widthPx: (chosen ? 2.25 : 1.5) * (rem / 16), dash: [], opacity: 1 })
const CALIPER_PX = 7
const HEAD_PX = 14
const ARC_PX = 22

/** Measurements of one frame, later ones keeping their labels off those before. */
export function measureMarks(view: FrameDrawing, shapes: readonly DrawnMeasurement[]): readonly Mark[] {
  const lines = shapes.map(({ shape, chosen }) => [...shapeMarks(view, shape, chosen), ...(chosen ? handleMarks(view, shape) : [])])
  const busy: Box[] = [...view.taken, ...boxesOf(lines.flat())]
  const labels = shapes.flatMap(drawn => {
    const label = labelOf(view, drawn, busy)
    if (label === null) return []
    busy.push(...boxesOf([label.leader, label.chip]))
    return [label]
  })
  // A leader passes behind the words of another.
  return [...lines.flat(), ...labels.map(({ leader }) => leader), ...labels.map(({ chip }) => chip)]
}

/** What is drawn so far of a shape that lacks points yet. */
export function draftMarks(view: FrameDrawing, points: readonly ImagePoint[]): readonly Mark[] {
  const stroke = strokeOf(true, view.scale.rem)
  const [first] = points
  if (first === undefined) return []
  return points.length === 1 ? [{ kind: 'circle', centre: view.toScreen(first), radiusPx: 3 * (view.scale.rem / 16), stroke, fill: COLOUR }] : [{ kind: 'line', points: points.map(view.toScreen), stroke }]
}

function shapeMarks(view: FrameDrawing, shape: MeasurementShape, chosen: boolean): readonly Mark[] {
  const stroke = strokeOf(chosen, view.scale.rem)
  const unit = view.scale.rem / 16
  switch (shape.kind) {
    case 'length': {
      const [a, b] = [view.toScreen(shape.pointsPx[0]), view.toScreen(shape.pointsPx[1])]
      return [{ kind: 'line', points: [a, b], stroke }, caliper(a, b, CALIPER_PX * unit, stroke), caliper(b, a, CALIPER_PX * unit, stroke)]
    }
    case 'angle': {
      const [a, vertex, b] = [view.toScreen(shape.pointsPx[0]), view.toScreen(shape.pointsPx[1]), view.toScreen(shape.pointsPx[2])]
      return [{ kind: 'line', points: [a, vertex, b], stroke }, arc(vertex, a, b, ARC_PX * unit, { ...stroke, widthPx: 1.25 * unit })]
    }
    case 'region': case 'freehand': return [{ kind: 'line', points: outlineOf(shape).map(view.toScreen), stroke }]
    case 'arrow': return arrow(view.toScreen(shape.pointsPx[0]), view.toScreen(shape.pointsPx[1]), HEAD_PX * unit, stroke)
    case 'text': return [{ kind: 'circle', centre: view.toScreen(shape.pointsPx[0]), radiusPx: 3 * unit, stroke: { ...stroke, widthPx: 1 * unit }, fill: COLOUR }]
  }
}

/** A short line across the end of a length. */
function caliper(at: ScreenPoint, other: ScreenPoint, halfPx: number, stroke: Stroke): Mark {
  const far = Math.hypot(other[0] - at[0], other[1] - at[1])
  const [x, y] = far < 1e-6 ? [0, halfPx] : [(-(other[1] - at[1]) / far) * halfPx, ((other[0] - at[0]) / far) * halfPx]
  return { kind: 'line', points: [[at[0] - x, at[1] - y], [at[0] + x, at[1] + y]], stroke }
}

function arc(vertex: ScreenPoint, a: ScreenPoint, b: ScreenPoint, radiusPx: number, stroke: Stroke): Mark {
  const from = Math.atan2(a[1] - vertex[1], a[0] - vertex[0])
  const whole = Math.atan2(b[1] - vertex[1], b[0] - vertex[0]) - from
  const turn = whole > Math.PI ? whole - 2 * Math.PI : whole < -Math.PI ? whole + 2 * Math.PI : whole
  const radius = Math.min(radiusPx, Math.hypot(a[0] - vertex[0], a[1] - vertex[1]) / 2, Math.hypot(b[0] - vertex[0], b[1] - vertex[1]) / 2)
  return { kind: 'line', points: Array.from({ length: 17 }, (_, at): ScreenPoint => [vertex[0] + radius * Math.cos(from + (turn * at) / 16), vertex[1] + radius * Math.sin(from + (turn * at) / 16)]), stroke }
}

function arrow(tip: ScreenPoint, tail: ScreenPoint, headPx: number, stroke: Stroke): readonly Mark[] {
  const far = Math.max(1e-6, Math.hypot(tail[0] - tip[0], tail[1] - tip[1]))
  const [x, y] = [(tail[0] - tip[0]) / far, (tail[1] - tip[1]) / far]
  const head = Math.min(headPx, far)
  const back: ScreenPoint = [tip[0] + x * head, tip[1] + y * head]
  return [
    { kind: 'line', points: [back, tail], stroke },
    { kind: 'polygon', points: [tip, [back[0] - y * head * 0.38, back[1] + x * head * 0.38], [back[0] + y * head * 0.38, back[1] - x * head * 0.38]], stroke: { ...stroke, widthPx: 1 }, fill: COLOUR },
  ]
}

function handleMarks(view: FrameDrawing, shape: MeasurementShape): readonly Mark[] {
  const unit = view.scale.rem / 16
  const circle = (at: ImagePoint, radius: number): Mark => ({ kind: 'circle', centre: view.toScreen(at), radiusPx: radius * unit, stroke: { colour: COLOUR, widthPx: 1.5 * unit, dash: [], opacity: 1 }, fill: null })
  const whole = wholeGrip(shape)
  return [...heldPoints(shape).map(at => circle(at, 7)), ...(whole === null ? [] : [circle(whole, 3)])]
}

/** In a narrower view a label says what it is about, and the panel the rest. */
const WIDE_REM = 36

const spansOf = ({ label, figures, shape, badge }: DrawnMeasurement, view: FrameDrawing): readonly TextSpan[] => {
  const scale: TextScale = view.scale
  const isNarrow = view.camera.sizePx[0] < WIDE_REM * scale.rem
  const style = { ...labelStyle(scale), colour: palette.foreground }
  const words = label !== '' ? label : shape.kind === 'text' ? 'Text' : null
  // The picture of a subtraction has other values than the frame it is made of.
  const main = figures === null ? null : view.mode === 'subtracted' && figures.more !== null ? `native ${figures.main}` : figures.main
  return [
    ...(words === null ? [] : [{ text: words, style: { ...style, colour: figures === null ? palette.foreground : palette.soft } }]),
    ...(main === null ? [] : [{ text: main, style: { ...style, weight: 700 } }]),
    ...(figures?.more === null || figures?.more === undefined || isNarrow ? [] : [{ text: figures.more, style: { ...style, weight: 550, colour: palette.soft } }]),
    ...(figures?.needsBadge === true && !(isNarrow && figures.more !== null) ? [{ text: badge.text, badge: badge.look, style: { sizePx: 0.8125 * scale.rem, weight: 700, colour: badge.caution ? palette.caution : palette.foreground } }] : []),
  ]
}

/** Where the label's leader ends on the shape, and which way it goes from there. */
function footOf(view: FrameDrawing, shape: MeasurementShape): { readonly foot: ScreenPoint; readonly wish: number } {
  const points = shape.pointsPx.map(view.toScreen)
  const first = points[0] ?? [0, 0]
  const away = (at: ScreenPoint, from: ScreenPoint): number => (Math.hypot(at[0] - from[0], at[1] - from[1]) < 1 ? 0 : Math.atan2(at[1] - from[1], at[0] - from[0]))
  switch (shape.kind) {
    case 'text': return { foot: first, wish: 0 }
    // The words stand at the tail: what the tip shows stays free.
    case 'arrow': return { foot: points[1] ?? first, wish: away(points[1] ?? first, first) }
    case 'angle': {
      const [vertex, a, b] = [points[1] ?? first, first, points[2] ?? first]
      const inner: ScreenPoint = [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]
      return { foot: vertex, wish: away(vertex, inner) }
    }
    case 'length': case 'region': case 'freehand': {
      const outline = outlineOf(shape).map(view.toScreen)
      return { foot: outline.reduce((best, point) => (point[0] > best[0] ? point : best), outline[0] ?? first), wish: 0 }
    }
  }
}

/** The point of a shape's line that lies nearest to its label. */
function nearestPoint(view: FrameDrawing, shape: MeasurementShape, box: Box, otherwise: ScreenPoint): ScreenPoint {
  if (shape.kind !== 'region' && shape.kind !== 'freehand') return otherwise
  const far = (at: ScreenPoint): number => Math.hypot(nearestOn(box, at)[0] - at[0], nearestOn(box, at)[1] - at[1])
  return outlineOf(shape).map(view.toScreen).reduce((best, point) => (far(point) < far(best) ? point : best), otherwise)
}

function labelOf(view: FrameDrawing, drawn: DrawnMeasurement, taken: readonly Box[]): { readonly leader: Mark; readonly chip: Mark } | null {
  const spans = spansOf(drawn, view)
  const { rem } = view.scale
  const { sizePx } = view.camera
  const { foot: wanted, wish } = footOf(view, drawn.shape)
  if (spans.length === 0 || wanted[0] < 0 || wanted[1] < 0 || wanted[0] > sizePx[0] || wanted[1] > sizePx[1]) return null
  const [width, height] = spansSize(spans)
  const box = placeLabel({ foot: wanted, size: [width + 2 * CHIP_PAD[0], height + 2 * CHIP_PAD[1]], viewPx: sizePx, gapPx: 14 * (rem / 16), wish, taken, keepClear: null })
  const foot = nearestPoint(view, drawn.shape, box, wanted)
  const middleY = box.y + box.height / 2
  // The painted chip is a little narrower than the estimate: it is held where the leader ends.
  const held = box.x > foot[0] ? { at: [box.x, middleY], anchor: 'middleStart' } as const : box.x + box.width < foot[0] ? { at: [box.x + box.width, middleY], anchor: 'middleEnd' } as const : { at: [box.x + box.width / 2, middleY], anchor: 'centre' } as const
  return {
    leader: { kind: 'line', points: [foot, nearestOn(box, foot)], stroke: { colour: COLOUR, widthPx: 1.25 * (rem / 16), dash: [], opacity: 0.9 } },
    chip: { kind: 'chip', ...held, border: drawn.chosen ? palette.accent : palette.edge, spans },
  }
}
