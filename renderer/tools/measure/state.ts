import type { MeasurementShape } from '#shared/measurement/measurement.ts'
import { lineLength } from '#shared/measurement/shapeFigures.ts'
import { simplifyStroke } from '#shared/measurement/simplifyStroke.ts'

/** The measuring tools without screen, mouse or store: points are those of the image. */
export type MeasureTool = 'distance' | 'angle' | 'region' | 'arrow' | 'text' | 'freehand'
export type MeasurePlace = { readonly seriesUid: string; readonly frame: number }
type Point = readonly [column: number, row: number]

export type DrawState =
  | { readonly kind: 'idle' }
  /** Points put down by clicks; the last follows the pointer. */
  | { readonly kind: 'clicking'; readonly tool: MeasureTool; readonly place: MeasurePlace; readonly points: readonly Point[]; readonly pointer: Point | null }
  /** The button is down: a pencil draws, anything else is pulled from its last point. */
  | { readonly kind: 'pulling'; readonly tool: MeasureTool; readonly place: MeasurePlace; readonly points: readonly Point[]; readonly pointer: Point; readonly before: DrawState }
export type DrawEvent =
  | { readonly kind: 'click' | 'pull'; readonly tool: MeasureTool; readonly place: MeasurePlace; readonly at: Point }
  | { readonly kind: 'release' | 'interrupt' }
  | { readonly kind: 'hover'; readonly place: MeasurePlace; readonly at: Point | null }
  /** Enter: ends a line by hand, and puts any other point where the pointer is. */
  | { readonly kind: 'finish' }
  /** Esc, or another tool. */
  | { readonly kind: 'cancel' }
export type DrawEffect = { readonly kind: 'none' } | { readonly kind: 'keep'; readonly shape: MeasurementShape; readonly place: MeasurePlace }
export type DrawStep = { readonly state: DrawState; readonly effect: DrawEffect }

export const idle: DrawState = { kind: 'idle' }
const quiet = (state: DrawState): DrawStep => ({ state, effect: { kind: 'none' } })

/** How many points a shape has; a line by hand ends when the hand says so. */
const POINTS: Readonly<Record<MeasureTool, number>> = { distance: 2, angle: 3, region: 2, arrow: 2, text: 1, freehand: Infinity }
/** A hand gives hundreds of points; what lies nearer than this to the line says nothing. */
const STROKE_TOLERANCE_PX = 0.3
/** Ends that nearly meet, for the length of the line, are meant to meet. */
const CLOSED_SHARE = 0.12
const kept = ([x, y]: Point): [number, number] => [Math.round(x * 1000) / 1000, Math.round(y * 1000) / 1000]
const isSame = (a: Point, b: Point): boolean => Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.01
const isAt = (a: MeasurePlace, b: MeasurePlace): boolean => a.seriesUid === b.seriesUid && a.frame === b.frame

/** Whether a line by hand goes round something. */
export function isClosed(points: readonly Point[]): boolean {
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || points.length < 3) return false
  return Math.hypot(last[0] - first[0], last[1] - first[1]) < CLOSED_SHARE * lineLength(points, { perColumn: 1, perRow: 1 })
}

/** The shape that these points make; null while some are missing, or where it would be nothing. */
export function shapeOf(tool: MeasureTool, points: readonly Point[]): MeasurementShape | null {
  const [a, b, c] = points.map(kept)
  if (a === undefined) return null
  if (tool === 'text') return { kind: 'text', pointsPx: [a] }
  if (b === undefined || isSame(a, b)) return null
  switch (tool) {
    case 'distance': return { kind: 'length', pointsPx: [a, b] }
    case 'arrow': return { kind: 'arrow', pointsPx: [a, b] }
    case 'region': return Math.abs(a[0] - b[0]) < 1 || Math.abs(a[1] - b[1]) < 1 ? null : { kind: 'region', pointsPx: [a, b] }
    case 'angle': return c === undefined || isSame(b, c) ? null : { kind: 'angle', pointsPx: [a, b, c] }
    case 'freehand': {
      const closed = isClosed(points)
      // Whoever closes a line by a last click on its first point means one point, not two.
      const simple = simplifyStroke(points, STROKE_TOLERANCE_PX).map(kept)
      const [first, last] = [simple[0], simple.at(-1)]
      const needed = closed && first !== undefined && last !== undefined && isSame(first, last) ? simple.slice(0, -1) : simple
      return needed.length < (closed ? 3 : 2) ? null : { kind: 'freehand', pointsPx: needed.slice(0, 2000), closed }
    }
  }
}

/** What has been drawn so far, the pointer as the next point. */
export function draftPoints(state: DrawState): readonly Point[] {
  switch (state.kind) {
    case 'idle': return []
    case 'clicking': return state.pointer === null ? state.points : [...state.points, state.pointer]
    case 'pulling': return state.tool === 'freehand' ? state.points : [...state.points, state.pointer]
  }
}

/** With these points: kept when none is missing, else waiting for the next one. */
function put(tool: MeasureTool, place: MeasurePlace, points: readonly Point[]): DrawStep {
  if (points.length < POINTS[tool]) return quiet({ kind: 'clicking', tool, place, points, pointer: null })
  const shape = shapeOf(tool, points)
  return shape === null ? quiet({ kind: 'clicking', tool, place, points: points.slice(0, -1), pointer: null }) : { state: idle, effect: { kind: 'keep', shape, place } }
}

function finish(state: DrawState): DrawStep {
  if (state.kind !== 'clicking') return quiet(state)
  if (state.tool !== 'freehand') return state.pointer === null ? quiet(state) : click(state, { tool: state.tool, place: state.place, at: state.pointer })
  const shape = shapeOf(state.tool, state.points)
  return shape === null ? quiet(state) : { state: idle, effect: { kind: 'keep', shape, place: state.place } }
}

function click(state: DrawState, { tool, place, at }: { readonly tool: MeasureTool; readonly place: MeasurePlace; readonly at: Point }): DrawStep {
  const goesOn = state.kind === 'clicking' && state.tool === tool && isAt(state.place, place)
  const points = goesOn ? state.points : []
  const last = points.at(-1)
  if (last !== undefined && isSame(last, at)) return quiet(state)
  const next = [...points, at]
  if (tool === 'freehand' && next.length > 3 && isClosed(next)) return finish({ kind: 'clicking', tool, place, points: next.slice(0, -1).concat([next[0] ?? at]), pointer: null })
  return put(tool, place, next)
}

function pull(state: DrawState, { tool, place, at }: { readonly tool: MeasureTool; readonly place: MeasurePlace; readonly at: Point }): DrawStep {
  if (state.kind === 'pulling') return quiet({ ...state, pointer: at, points: state.tool === 'freehand' ? [...state.points, at] : state.points })
  const goesOn = state.kind === 'clicking' && state.tool === tool && isAt(state.place, place)
  return quiet({ kind: 'pulling', tool, place, points: goesOn ? state.points : [at], pointer: at, before: state })
}

function release(state: DrawState): DrawStep {
  if (state.kind !== 'pulling') return quiet(state)
  const { tool, place, points, pointer } = state
  if (tool !== 'freehand') return put(tool, place, points.length < POINTS[tool] ? [...points, pointer] : [pointer])
  const shape = shapeOf(tool, points)
  return shape === null ? quiet(idle) : { state: idle, effect: { kind: 'keep', shape, place } }
}

/** The next state, and the shape that is complete with it. Pure and total. */
export function reduceDrawing(state: DrawState, event: DrawEvent): DrawStep {
  switch (event.kind) {
    case 'click': return click(state, event)
    case 'pull': return pull(state, event)
    case 'release': return release(state)
    case 'interrupt': return quiet(state.kind === 'pulling' ? state.before : state)
    case 'hover': return quiet(state.kind === 'clicking' && isAt(state.place, event.place) ? { ...state, pointer: event.at } : state)
    case 'finish': return finish(state)
    case 'cancel': return quiet(state.kind === 'idle' ? state : idle)
  }
}
