import type { FrameDrawing } from '#renderer/viewports/frameLayer.ts'
import type { ScreenPoint } from '#renderer/viewports/camera/viewCamera.ts'
import { labelStyle, palette, type Mark, type Stroke, type TextSpan } from '#renderer/viewports/overlay/displayList.ts'
import { boxesOf, CHIP_PAD, nearestOn, placeLabel, spansSize } from '#renderer/viewports/overlay/labelPlace.ts'
import type { Point } from './state.ts'

export type DrawnCalibration = {
  readonly first: Point
  readonly second: Point | null
  readonly kind: 'marker' | 'length' | 'needleGauge' | null
  /** "20 mm marker"; empty = none. */
  readonly label: string
  readonly inHand: boolean
}

const CAP_PX = 9
const OPEN_PX = 4
/** White, as calipers are, dotted: what is stated, not what is measured. */
const stroke = (rem: number, dash: readonly number[], inHand: boolean): Stroke => ({ colour: palette.foreground, widthPx: (inHand ? 2 : 1.5) * (rem / 16), dash: dash.map(each => each * (rem / 16)), opacity: inHand ? 1 : 0.8 })

/** Marks whose ends cross the line at the edge that they stand for, so that the edge itself stays seen. */
export function calibrationMarks(view: FrameDrawing, drawn: DrawnCalibration): readonly Mark[] {
  const { rem } = view.scale
  const from = view.toScreen(drawn.first)
  if (drawn.second === null) return crossMarks(from, rem)
  const to = view.toScreen(drawn.second)
  const px = Math.hypot(to[0] - from[0], to[1] - from[1])
  if (px < 1) return crossMarks(from, rem)
  const across: ScreenPoint = [-(to[1] - from[1]) / px, (to[0] - from[0]) / px]
  const half = CAP_PX * (rem / 16)
  const cap = ([x, y]: ScreenPoint): Mark => ({ kind: 'line', points: [[x - across[0] * half, y - across[1] * half], [x + across[0] * half, y + across[1] * half]], stroke: stroke(rem, [], drawn.inHand) })
  const middle: ScreenPoint = [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]
  const shape: readonly Mark[] = drawn.kind === 'marker'
    ? [{ kind: 'circle', centre: middle, radiusPx: px / 2, stroke: stroke(rem, [2, 5], drawn.inHand), fill: null }]
    : [{ kind: 'line', points: [from, to], stroke: stroke(rem, [2, 5], drawn.inHand) }]
  const marks = [cap(from), cap(to), ...shape]
  return [...marks, ...labelMarks(view, drawn, from, to, marks)]
}

/** A mark alone: a small cross with an open middle. */
function crossMarks([x, y]: ScreenPoint, rem: number): readonly Mark[] {
  const [inner, outer] = [OPEN_PX * (rem / 16), (OPEN_PX + CAP_PX) * (rem / 16)]
  const arms: readonly (readonly [number, number])[] = [[1, 0], [-1, 0], [0, 1], [0, -1]]
  return arms.map(([dx, dy]): Mark => ({ kind: 'line', points: [[x + dx * inner, y + dy * inner], [x + dx * outer, y + dy * outer]], stroke: stroke(rem, [], true) }))
}

function labelMarks(view: FrameDrawing, drawn: DrawnCalibration, from: ScreenPoint, to: ScreenPoint, marks: readonly Mark[]): readonly Mark[] {
  if (drawn.label === '') return []
  const spans: readonly TextSpan[] = [{ text: drawn.label, style: { ...labelStyle(view.scale), colour: palette.foreground } }]
  const [width, height] = spansSize(spans)
  const foot: ScreenPoint = to[0] >= from[0] ? to : from
  const other = foot === to ? from : to
  const box = placeLabel({
    foot, size: [width + 2 * CHIP_PAD[0], height + 2 * CHIP_PAD[1]], viewPx: view.camera.sizePx, gapPx: 18 * (view.scale.rem / 16),
    taken: [...view.taken, ...boxesOf(marks)], wish: Math.atan2(foot[1] - other[1], foot[0] - other[0]), keepClear: null,
  })
  return [
    { kind: 'line', points: [foot, nearestOn(box, foot)], stroke: { ...stroke(view.scale.rem, [], drawn.inHand), widthPx: 1.5 * (view.scale.rem / 16) } },
    { kind: 'chip', at: [box.x + box.width / 2, box.y + box.height / 2], anchor: 'centre', border: palette.foreground, spans },
  ]
}
