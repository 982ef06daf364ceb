import type { ScreenPoint } from '../camera/viewCamera.ts'
import type { Anchor, Mark, TextSpan } from './displayList.ts'

/** A rectangle in CSS pixels of the view. `weight`: how many times worse than elsewhere it is to cover it. */
export type Box = { readonly x: number; readonly y: number; readonly width: number; readonly height: number; readonly weight?: number }

/**
 * Widths of Inter as shares of the size, on the wide side: a display list is made without a canvas, and a box that is a
 * little too large only keeps labels a little further apart.
 */
const WIDE = 0.66
const NARROW = 0.36
const charWidth = (character: string): number => (/[\s.,:;|il'°1]/.test(character) ? NARROW : /[MWmw%]/.test(character) ? 0.92 : WIDE)
const SPAN_GAP_PX = 6
const BADGE_PAD_PX = 5

/** Size of spans beside each other, padding not included. */
export function spansSize(spans: readonly TextSpan[]): readonly [width: number, height: number] {
  const widths = spans.map(span => [...span.text].reduce((sum, character) => sum + charWidth(character) * span.style.sizePx, 0) + (span.badge === undefined ? 0 : 2 * BADGE_PAD_PX))
  return [widths.reduce((sum, width) => sum + width, 0) + SPAN_GAP_PX * Math.max(0, spans.length - 1), Math.max(0, ...spans.map(span => span.style.sizePx * 1.3))]
}

export const CHIP_PAD: readonly [number, number] = [8, 3]

/** The rectangle whose `anchor` lies at `at`. */
export function anchoredBox([x, y]: ScreenPoint, anchor: Anchor, [width, height]: readonly [number, number]): Box {
  const across = anchor.endsWith('Start') ? 0 : anchor.endsWith('End') ? width : width / 2
  const down = anchor.startsWith('top') ? 0 : anchor.startsWith('foot') ? height : height / 2
  return { x: x - across, y: y - down, width, height }
}

/** Two labels on each other are both lost; a line under one is not. */
const CHIP_WEIGHT = 5

/** What text and lines take; shapes of the picture itself take nothing. */
export function boxesOf(marks: readonly Mark[]): readonly Box[] {
  return marks.flatMap((mark): readonly Box[] => {
    switch (mark.kind) {
      case 'text':
      case 'chip': {
        const pad = mark.kind === 'chip' ? CHIP_PAD : mark.scrim ? [6, 2] as const : [0, 0] as const
        const [width, height] = spansSize(mark.spans)
        const box = anchoredBox(mark.at, mark.anchor, [width + 2 * pad[0], height + 2 * pad[1]])
        return [mark.kind === 'chip' ? { ...box, weight: CHIP_WEIGHT } : box]
      }
      case 'line': return mark.points.slice(1).flatMap((to, index) => segmentBoxes(mark.points[index] ?? to, to, mark.stroke.widthPx / 2 + 2))
      case 'circle': return [{ x: mark.centre[0] - mark.radiusPx, y: mark.centre[1] - mark.radiusPx, width: 2 * mark.radiusPx, height: 2 * mark.radiusPx }]
      case 'polygon': {
        const [xs, ys] = [mark.points.map(point => point[0]), mark.points.map(point => point[1])]
        const [x, y] = [Math.min(...xs), Math.min(...ys)]
        return [{ x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y }]
      }
      case 'inset':
      case 'shutter':
      case 'bitmap': return []
    }
  })
}

const STEP_PX = 8
/** A slanting line as a row of small rectangles, so that the room beside it stays free. */
function segmentBoxes(from: ScreenPoint, to: ScreenPoint, halfPx: number): readonly Box[] {
  const pieces = Math.min(400, Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / STEP_PX)))
  return Array.from({ length: pieces }, (_, piece): Box => {
    const [a, b] = [piece / pieces, (piece + 1) / pieces]
    const [x0, x1] = [from[0] + (to[0] - from[0]) * a, from[0] + (to[0] - from[0]) * b]
    const [y0, y1] = [from[1] + (to[1] - from[1]) * a, from[1] + (to[1] - from[1]) * b]
    return { x: Math.min(x0, x1) - halfPx, y: Math.min(y0, y1) - halfPx, width: Math.abs(x1 - x0) + 2 * halfPx, height: Math.abs(y1 - y0) + 2 * halfPx }
  })
}

export const overlapArea = (a: Box, b: Box): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) * Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y))

export type LabelRequest = {
  /** What the label belongs to; the leader's foot stays here wherever the label goes. */
  readonly foot: ScreenPoint
  readonly size: readonly [width: number, height: number]
  readonly viewPx: readonly [number, number]
  /** Smallest distance of the label from its foot. */
  readonly gapPx: number
  /** Direction that is tried first, radians, 0 = towards the screen's end, + downwards. */
  readonly wish: number
  /** What must stay readable. */
  readonly taken: readonly Box[]
  /** A disc that no label covers: the target and what lies next to it. */
  readonly keepClear: { readonly centre: ScreenPoint; readonly radiusPx: number } | null
}

const EDGE_PX = 4
const DIRECTIONS = 24
const REACHES = [0, 12, 28, 52, 84, 124, 172, 228, 292]

/**
 * Where a label is put: the nearest free place around its foot, in the wished direction first, always wholly inside the
 * view. When nothing is free it takes the place that covers least, and the edge of the view still never cuts it.
 */
export function placeLabel({ foot, size: [width, height], viewPx, gapPx, wish, taken, keepClear }: LabelRequest): Box {
  const inside = (value: number, extent: number, room: number): number => Math.min(Math.max(EDGE_PX, room - extent - EDGE_PX), Math.max(EDGE_PX, value))
  const best: { cost: number; box: Box } = { cost: Infinity, box: { x: inside(foot[0] + gapPx, width, viewPx[0]), y: inside(foot[1] - height / 2, height, viewPx[1]), width, height } }
  for (const reach of REACHES) {
    for (let turn = 0; turn < DIRECTIONS; turn++) {
      const off = Math.ceil(turn / 2) * (turn % 2 === 0 ? 1 : -1) * ((2 * Math.PI) / DIRECTIONS)
      const wayOff = reach * 2 + Math.abs(off) * 8
      // What it covers only adds to this.
      if (wayOff >= best.cost) continue
      const [dx, dy] = [Math.cos(wish + off), Math.sin(wish + off)]
      const half = Math.min(width / 2 / Math.max(Math.abs(dx), 1e-6), height / 2 / Math.max(Math.abs(dy), 1e-6))
      const far = gapPx + reach + half
      const box: Box = { x: inside(foot[0] + dx * far - width / 2, width, viewPx[0]), y: inside(foot[1] + dy * far - height / 2, height, viewPx[1]), width, height }
      const cost = costOf(box, wayOff + 100 * clearOverlap(box, keepClear), taken, best.cost)
      if (cost < best.cost) Object.assign(best, { cost, box })
    }
  }
  return best.box
}

/** What a place costs, a square pixel of what it covers as much as 50 px of way; counted no further than to the cost that it cannot beat. */
function costOf(box: Box, wayOff: number, taken: readonly Box[], toBeat: number): number {
  let cost = wayOff
  for (const other of taken) {
    if (cost >= toBeat) return Infinity
    cost += 100 * overlapArea(box, other) * (other.weight ?? 1)
  }
  return cost
}

/** How much of the disc a box takes; the middle weighs more, so that a label that must cover some covers the rim. */
function clearOverlap(box: Box, disc: LabelRequest['keepClear']): number {
  if (disc === null) return 0
  const near = nearestOn(box, disc.centre)
  const distance = Math.hypot(near[0] - disc.centre[0], near[1] - disc.centre[1])
  return distance >= disc.radiusPx ? 0 : (disc.radiusPx - distance) * box.height
}

/** The point of a box nearest to a point: where a leader ends. */
export const nearestOn = (box: Box, [x, y]: ScreenPoint): ScreenPoint => [Math.min(box.x + box.width, Math.max(box.x, x)), Math.min(box.y + box.height, Math.max(box.y, y))]

/** A line that passes a label goes under it. */
export const chipsLast = (marks: readonly Mark[]): readonly Mark[] => [...marks.filter(mark => mark.kind !== 'chip'), ...marks.filter(mark => mark.kind === 'chip')]
