/** The two marks of a calibration without screen, mouse or store: points are those of the image. */
export type MarkPlace = { readonly seriesUid: string; readonly frame: number }
export type Point = readonly [column: number, row: number]
export type EndName = 'first' | 'second'

export type MarksState =
  | { readonly kind: 'none' }
  /** One mark lies; the other follows the pointer. */
  | { readonly kind: 'one'; readonly place: MarkPlace; readonly first: Point; readonly pointer: Point | null }
  | { readonly kind: 'two'; readonly place: MarkPlace; readonly first: Point; readonly second: Point }

export type MarksEvent =
  | { readonly kind: 'click'; readonly place: MarkPlace; readonly at: Point }
  | { readonly kind: 'move'; readonly end: EndName; readonly at: Point }
  | { readonly kind: 'hover'; readonly place: MarkPlace; readonly at: Point | null }
  /** Both at once, from the keyboard. */
  | { readonly kind: 'putBoth'; readonly place: MarkPlace; readonly first: Point; readonly second: Point }
  | { readonly kind: 'remove'; readonly end: EndName }
  | { readonly kind: 'clear' }

export const noMarks: MarksState = { kind: 'none' }
const isAt = (a: MarkPlace, b: MarkPlace): boolean => a.seriesUid === b.seriesUid && a.frame === b.frame
const isSame = (a: Point, b: Point): boolean => Math.hypot(a[0] - b[0], a[1] - b[1]) < 0.01
const far = (a: Point, b: Point): number => Math.hypot(a[0] - b[0], a[1] - b[1])

/** The next state. Pure and total; a third click moves the mark that lies nearer, so that a click never loses both. */
export function reduceMarks(state: MarksState, event: MarksEvent): MarksState {
  switch (event.kind) {
    case 'click': return click(state, event.place, event.at)
    case 'move':
      if (state.kind === 'none') return state
      if (event.end === 'first') return { ...state, first: event.at }
      return state.kind === 'two' ? { ...state, second: event.at } : state
    case 'hover':
      if (state.kind !== 'one') return state
      return isAt(state.place, event.place) ? { ...state, pointer: event.at } : { ...state, pointer: null }
    case 'putBoth': return { kind: 'two', place: event.place, first: event.first, second: event.second }
    case 'remove':
      if (state.kind !== 'two') return state.kind === 'one' && event.end === 'first' ? noMarks : state
      return { kind: 'one', place: state.place, first: event.end === 'first' ? state.second : state.first, pointer: null }
    case 'clear': return state.kind === 'none' ? state : noMarks
  }
}

function click(state: MarksState, place: MarkPlace, at: Point): MarksState {
  if (state.kind === 'none' || !isAt(state.place, place)) return { kind: 'one', place, first: at, pointer: null }
  if (state.kind === 'one') return isSame(state.first, at) ? state : { kind: 'two', place, first: state.first, second: at }
  return far(state.first, at) < far(state.second, at) ? { ...state, first: at } : { ...state, second: at }
}

/** What is to be drawn on a frame, the pointer as the second mark. */
export function marksOn(state: MarksState, place: MarkPlace): { readonly first: Point; readonly second: Point | null } | null {
  if (state.kind === 'none' || !isAt(state.place, place)) return null
  return { first: state.first, second: state.kind === 'two' ? state.second : state.pointer }
}
