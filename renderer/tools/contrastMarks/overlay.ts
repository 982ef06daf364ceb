import type { FrameDrawing, ImagePoint } from '#renderer/viewports/frameLayer.ts'
import type { ScreenPoint } from '#renderer/viewports/camera/viewCamera.ts'
import { labelStyle, palette, type BadgeLook, type Mark, type Stroke, type TextSpan } from '#renderer/viewports/overlay/displayList.ts'
import { boxesOf, CHIP_PAD, nearestOn, placeLabel, spansSize, type Box } from '#renderer/viewports/overlay/labelPlace.ts'

/** A line over a frame with its words: a region of a curve, what is opaque, a place to look at. Points where they lie on this frame. */
export type DrawnLine = {
  readonly lines: readonly (readonly ImagePoint[])[]
  readonly closed: boolean
  readonly colour: string
  readonly widthPx: number
  readonly dash: readonly number[]
  /** Empty = no chip. */
  readonly label: string
  /** Shorter words for a narrow view. */
  readonly tag?: string
  /** Behind the words, heavier: a length. */
  readonly figure?: string
  readonly badge?: { readonly text: string; readonly look: BadgeLook; readonly caution: boolean } | null
  /** Drawn as small rings: where a hand can take it. */
  readonly handles?: readonly ImagePoint[]
  /** A disc around the middle of the line, for what is pointed out. */
  readonly ring?: { readonly centre: ImagePoint; readonly radiusPx: number }
}

/** In a narrower view labels are small and short. */
const WIDE_REM = 36
const ELLIPSE_POINTS = 64
export const ellipseLine = (centre: ImagePoint, [rx, ry]: readonly [number, number]): readonly ImagePoint[] =>
  Array.from({ length: ELLIPSE_POINTS }, (_, n): ImagePoint => [centre[0] + rx * Math.cos((2 * Math.PI * n) / ELLIPSE_POINTS), centre[1] + ry * Math.sin((2 * Math.PI * n) / ELLIPSE_POINTS)])

/** All lines of a layer, their chips off each other and off what was drawn before. */
export function lineMarks(view: FrameDrawing, drawn: readonly DrawnLine[]): readonly Mark[] {
  const shapes = drawn.map(one => shapeMarks(view, one))
  const busy: Box[] = [...view.taken, ...boxesOf(shapes.flat())]
  const labels = drawn.flatMap(one => {
    const marks = labelMarks(view, one, busy)
    busy.push(...boxesOf(marks))
    return marks
  })
  return [...shapes.flat(), ...labels]
}

function shapeMarks(view: FrameDrawing, { lines, closed, colour, widthPx, dash, handles = [], ring }: DrawnLine): readonly Mark[] {
  const unit = view.scale.rem / 16
  const stroke: Stroke = { colour, widthPx: widthPx * unit, dash: dash.map(each => each * unit), opacity: 1 }
  const path = (line: readonly ImagePoint[]): readonly ScreenPoint[] => (closed && line[0] !== undefined ? [...line, line[0]] : line).map(view.toScreen)
  return [
    ...lines.map((line): Mark => ({ kind: 'line', points: path(line), stroke })),
    ...(ring === undefined ? [] : [{ kind: 'circle', centre: view.toScreen(ring.centre), radiusPx: ringRadius(view, ring), stroke, fill: null } as const]),
    ...handles.map((at): Mark => ({ kind: 'circle', centre: view.toScreen(at), radiusPx: 5 * unit, stroke: { ...stroke, widthPx: 1.5 * unit, dash: [] }, fill: null })),
  ]
}

/** In pixels of the screen: a ring grows with the picture. */
function ringRadius(view: FrameDrawing, { centre, radiusPx }: NonNullable<DrawnLine['ring']>): number {
  const [a, b] = [view.toScreen(centre), view.toScreen([centre[0] + radiusPx, centre[1]])]
  return Math.hypot(b[0] - a[0], b[1] - a[1])
}

function labelMarks(view: FrameDrawing, line: DrawnLine, taken: readonly Box[]): readonly Mark[] {
  if (line.label === '') return []
  const { rem } = view.scale
  const isNarrow = view.camera.sizePx[0] < WIDE_REM * rem
  const style = labelStyle({ ...view.scale, small: isNarrow })
  const spans: readonly TextSpan[] = [
    { text: isNarrow ? line.tag ?? line.label : line.label, style: { ...style, colour: line.colour } },
    ...(line.figure === undefined ? [] : [{ text: line.figure, style: { ...style, colour: palette.foreground, weight: 700 } }]),
    ...(line.badge === undefined || line.badge === null ? [] : [{ text: line.badge.text, badge: line.badge.look, style: { sizePx: 0.8125 * rem, weight: 700, colour: line.badge.caution ? palette.caution : palette.foreground } }]),
  ]
  const [width, height] = spansSize(spans)
  const outer = line.ring === undefined ? line.lines.flat().map(view.toScreen) : ringPoints(view, line.ring)
  const foot = outer.reduce<ScreenPoint | null>((best, point) => (best === null || point[0] > best[0] ? point : best), null)
  if (foot === null || foot[0] < 0 || foot[1] < 0 || foot[0] > view.camera.sizePx[0] || foot[1] > view.camera.sizePx[1]) return []
  const box = placeLabel({ foot, size: [width + 2 * CHIP_PAD[0], height + 2 * CHIP_PAD[1]], viewPx: view.camera.sizePx, gapPx: 14 * (rem / 16), wish: 0, taken, keepClear: null })
  const middleY = box.y + box.height / 2
  const held = box.x > foot[0] ? { at: [box.x, middleY], anchor: 'middleStart' } as const : box.x + box.width < foot[0] ? { at: [box.x + box.width, middleY], anchor: 'middleEnd' } as const : { at: [box.x + box.width / 2, middleY], anchor: 'centre' } as const
  const end = nearestOn(box, foot)
  const from = outer.reduce((best, point) => (Math.hypot(point[0] - end[0], point[1] - end[1]) < Math.hypot(best[0] - end[0], best[1] - end[1]) ? point : best), foot)
  return [
    { kind: 'line', points: [from, nearestOn(box, from)], stroke: { colour: line.colour, widthPx: 1.25 * (rem / 16), dash: [], opacity: 0.9 } },
    { kind: 'chip', ...held, border: line.colour, spans },
  ]
}

function ringPoints(view: FrameDrawing, ring: NonNullable<DrawnLine['ring']>): readonly ScreenPoint[] {
  return ellipseLine(ring.centre, [ring.radiusPx, ring.radiusPx]).map(view.toScreen)
}
