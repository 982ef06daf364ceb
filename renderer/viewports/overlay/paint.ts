import { assertNever } from '#shared/result.ts'
import type { Anchor, DisplayList, Mark, ShutterOpening, Stroke, TextSpan } from './displayList.ts'
import { palette } from './displayList.ts'

export type Canvas2D = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D
const FONT = '"Inter", "Inter Variable", system-ui, sans-serif'
const CASING_OPACITY = 0.88
const CASING_PX = 2

export type PaintOptions = { readonly overlaysHidden: boolean; readonly sizePx: readonly [number, number] }

/** Paints a list in CSS pixels; the caller has scaled the context to device pixels. */
export function paintDisplayList(context: Canvas2D, list: DisplayList, { overlaysHidden, sizePx }: PaintOptions): void {
  for (const mark of list.picture) paintMark(context, mark, sizePx)
  if (!overlaysHidden) for (const mark of [...list.figures, ...list.corners]) paintMark(context, mark, sizePx)
  for (const mark of list.safety) paintMark(context, mark, sizePx)
}

function paintMark(context: Canvas2D, mark: Mark, sizePx: readonly [number, number]): void {
  context.save()
  switch (mark.kind) {
    case 'line': stroke(context, mark.stroke, () => { trace(context, mark.points, false) }); break
    case 'polygon':
      stroke(context, mark.stroke, () => { trace(context, mark.points, true) })
      // After the outline: its casing would cover all of a small figure.
      if (mark.fill !== null) fill(context, mark.fill, mark.stroke.opacity, () => { trace(context, mark.points, true) })
      break
    case 'circle': {
      const path = (): void => { context.beginPath(); context.arc(mark.centre[0], mark.centre[1], mark.radiusPx, 0, 2 * Math.PI) }
      stroke(context, mark.stroke, path)
      if (mark.fill !== null) fill(context, mark.fill, mark.stroke.opacity, path)
      break
    }
    case 'text': paintText(context, mark); break
    case 'chip': paintChip(context, mark); break
    case 'shutter': paintShutter(context, mark.openings, sizePx); break
    case 'bitmap':
      context.imageSmoothingEnabled = mark.smooth === true
      context.transform((mark.acrossEnd[0] - mark.start[0]) / mark.columns, (mark.acrossEnd[1] - mark.start[1]) / mark.columns, (mark.downEnd[0] - mark.start[0]) / mark.rows, (mark.downEnd[1] - mark.start[1]) / mark.rows, mark.start[0], mark.start[1])
      context.drawImage(mark.image, 0, 0)
      break
    case 'inset': paintInset(context, mark); break
    default: assertNever(mark)
  }
  context.restore()
}

function trace(context: Canvas2D, points: readonly (readonly [number, number])[], closed: boolean): void {
  context.beginPath()
  points.forEach(([x, y], index) => { if (index === 0) context.moveTo(x, y); else context.lineTo(x, y) })
  if (closed) context.closePath()
}

/** Every line has a black casing on both sides: its contrast is line on casing, whatever bone lies behind. */
function stroke(context: Canvas2D, { colour, widthPx, dash, opacity, bare }: Stroke, path: () => void): void {
  if (widthPx <= 0) return
  context.lineCap = 'round'
  context.lineJoin = 'round'
  if (bare !== true) {
    context.globalAlpha = CASING_OPACITY * opacity
    context.strokeStyle = '#000000'
    context.lineWidth = widthPx + 2 * CASING_PX
    path()
    context.stroke()
  }
  context.globalAlpha = opacity
  context.strokeStyle = colour
  context.lineWidth = widthPx
  context.setLineDash([...dash])
  path()
  context.stroke()
  context.setLineDash([])
}

function fill(context: Canvas2D, colour: string, opacity: number, path: () => void): void {
  context.globalAlpha = opacity
  context.fillStyle = colour
  path()
  context.fill()
}

const GAP_PX = 6
const BADGE_PAD_PX = 5

function fontOf(span: TextSpan): string {
  return `${String(span.style.weight)} ${String(span.style.sizePx)}px ${FONT}`
}

type MeasuredSpan = TextSpan & { readonly width: number }

/** Measured once for the box and the words in it. */
const measured = (context: Canvas2D, spans: readonly TextSpan[]): readonly MeasuredSpan[] => spans.map((span) => {
  context.font = fontOf(span)
  return { ...span, width: context.measureText(span.text).width + (span.badge === undefined ? 0 : 2 * BADGE_PAD_PX) }
})

type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number }

/** The box that spans of these widths take when `anchor` lies at `at`. */
function boxOf(at: readonly [number, number], anchor: Anchor, spans: readonly MeasuredSpan[], pad: readonly [number, number]): Box {
  const width = spans.reduce((sum, span) => sum + span.width, 0) + GAP_PX * Math.max(0, spans.length - 1) + 2 * pad[0]
  const height = Math.max(...spans.map(span => span.style.sizePx * 1.3)) + 2 * pad[1]
  const across = anchor.endsWith('Start') ? 0 : anchor.endsWith('End') ? width : width / 2
  const down = anchor.startsWith('top') ? 0 : anchor.startsWith('foot') ? height : height / 2
  return { x: at[0] - across, y: at[1] - down, width, height }
}

function paintSpans(context: Canvas2D, box: Box, padX: number, spans: readonly MeasuredSpan[], haloPx: number): void {
  context.textBaseline = 'alphabetic'
  let x = box.x + padX
  const tallest = Math.max(...spans.map(span => span.style.sizePx))
  // Cap height of Inter is 0.73 of its size: text is centred by its capitals, as an eye does.
  const baseline = box.y + box.height / 2 + tallest * 0.365
  for (const span of spans) {
    const { width } = span
    context.font = fontOf(span)
    const textX = x + (span.badge === undefined ? 0 : BADGE_PAD_PX)
    if (haloPx > 0) {
      context.lineJoin = 'round'
      context.lineWidth = haloPx
      context.strokeStyle = 'rgb(0 0 0 / 0.85)'
      context.strokeText(span.text, textX, baseline)
    }
    context.fillStyle = span.style.colour
    context.fillText(span.text, textX, baseline)
    if (span.badge !== undefined) paintBadge(context, span, { x, y: baseline - span.style.sizePx * 1.02, width, height: span.style.sizePx * 1.34 })
    x += width + GAP_PX
  }
}

function paintBadge(context: Canvas2D, { badge, style }: TextSpan, box: Box): void {
  context.lineWidth = badge === 'boxed' ? 2 : 1.5
  context.strokeStyle = style.colour
  if (badge === 'dashed') context.setLineDash([4, 3])
  if (badge === 'dotted') context.setLineDash([1.5, 2.5])
  context.beginPath()
  context.roundRect(box.x, box.y, box.width, box.height, 4)
  context.stroke()
  context.setLineDash([])
}

function paintText(context: Canvas2D, mark: Extract<Mark, { kind: 'text' }>): void {
  const pad: readonly [number, number] = mark.scrim ? [6, 2] : [0, 0]
  const spans = measured(context, mark.spans)
  const box = boxOf(mark.at, mark.anchor, spans, pad)
  if (mark.scrim) {
    context.fillStyle = 'rgb(11 12 13 / 0.72)'
    context.beginPath()
    context.roundRect(box.x, box.y, box.width, box.height, 4)
    context.fill()
  }
  paintSpans(context, box, pad[0], spans, mark.scrim ? 0 : 3.5)
}

function paintChip(context: Canvas2D, mark: Extract<Mark, { kind: 'chip' }>): void {
  const spans = measured(context, mark.spans)
  const box = boxOf(mark.at, mark.anchor, spans, [8, 3])
  context.fillStyle = palette.ink
  context.globalAlpha = 0.94
  context.beginPath()
  context.roundRect(box.x, box.y, box.width, box.height, 4)
  context.fill()
  context.globalAlpha = 1
  context.strokeStyle = mark.border
  context.lineWidth = 1.5
  context.stroke()
  paintSpans(context, box, 8, spans, 0)
}

/** What lies in the round window, on black, with a ring about it. */
function paintInset(context: Canvas2D, { centre: [x, y], radiusPx, marks }: Extract<Mark, { kind: 'inset' }>): void {
  const circle = (): void => { context.beginPath(); context.arc(x, y, radiusPx, 0, 2 * Math.PI) }
  context.save()
  circle()
  context.clip()
  context.fillStyle = '#000000'
  context.fill()
  context.translate(x - radiusPx, y - radiusPx)
  for (const mark of marks) paintMark(context, mark, [2 * radiusPx, 2 * radiusPx])
  context.restore()
  stroke(context, { colour: palette.foreground, widthPx: 2, dash: [], opacity: 1 }, circle)
}

/** Shutters cut one after the other: what any of them covers is black (PS3.3 C.7.6.11). */
function paintShutter(context: Canvas2D, openings: readonly ShutterOpening[], [width, height]: readonly [number, number]): void {
  context.fillStyle = '#000000'
  for (const opening of openings) {
    context.beginPath()
    context.rect(-1, -1, width + 2, height + 2)
    if (opening.kind === 'circle') {
      context.moveTo(opening.centre[0] + opening.radiusPx, opening.centre[1])
      context.ellipse(opening.centre[0], opening.centre[1], opening.radiusPx, opening.radiusYPx, 0, 0, 2 * Math.PI)
    } else {
      opening.points.forEach(([x, y], index) => { if (index === 0) context.moveTo(x, y); else context.lineTo(x, y) })
      context.closePath()
    }
    context.fill('evenodd')
  }
}
