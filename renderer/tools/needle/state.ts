import { assertNever } from '#shared/result.ts'

/**
 * The needle tool without screen, mouse or store. Points are patient millimetres on a volume and image pixels on a
 * projection; the tool only carries them. Target first, then entry: the joint is what one knows, the skin follows.
 */
export type PathPoint = 'entry' | 'target'
export type NeedleState<P> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'awaitingEntry'; readonly target: P }
  | { readonly kind: 'awaitingTarget'; readonly entry: P }
  | { readonly kind: 'placed'; readonly entry: P; readonly target: P; readonly chosen: PathPoint | null }
  | { readonly kind: 'dragging'; readonly point: PathPoint; readonly at: P; readonly before: RestingState<P> }
export type RestingState<P> = Exclude<NeedleState<P>, { readonly kind: 'dragging' }>

export type NeedleEvent<P> =
  /** A click with the Path tool: places the point that is missing. */
  | { readonly kind: 'click'; readonly at: P }
  /** Keys T and E. */
  | { readonly kind: 'set'; readonly point: PathPoint; readonly at: P }
  | { readonly kind: 'grab'; readonly point: PathPoint }
  | { readonly kind: 'move'; readonly at: P }
  | { readonly kind: 'drop' }
  /** Alt and an arrow: the chosen point, the target when none was chosen. */
  | { readonly kind: 'nudge'; readonly shift: (from: P) => P }
  | { readonly kind: 'remove' }
  /** Esc. */
  | { readonly kind: 'cancel' }
  /** The pointer was taken away, the view closes. */
  | { readonly kind: 'interrupt' }
  /** The plan changed elsewhere: undo, redo, another view, another plan. */
  | { readonly kind: 'replaced'; readonly entry: P | null; readonly target: P | null }

export type NeedlePoints<P> = { readonly entry: P | null; readonly target: P | null }
export type NeedleEffect<P> =
  | { readonly kind: 'none' }
  | { readonly kind: 'show'; readonly points: NeedlePoints<P> }
  | { readonly kind: 'keep'; readonly points: NeedlePoints<P>; readonly done: 'placed' | 'moved' | 'removed'; readonly point: PathPoint | 'path'; readonly from: P | null; readonly to: P | null }
export type NeedleStep<P> = { readonly state: NeedleState<P>; readonly effect: NeedleEffect<P> }

const quiet = <P>(state: NeedleState<P>): NeedleStep<P> => ({ state, effect: { kind: 'none' } })

/** Where entry and target are now, the dragged one at the pointer. */
export function needlePoints<P>(state: NeedleState<P>): NeedlePoints<P> {
  switch (state.kind) {
    case 'idle': return { entry: null, target: null }
    case 'awaitingEntry': return { entry: null, target: state.target }
    case 'awaitingTarget': return { entry: state.entry, target: null }
    case 'placed': return { entry: state.entry, target: state.target }
    case 'dragging': return { ...needlePoints<P>(state.before), [state.point]: state.at }
    default: return assertNever(state)
  }
}

/** The resting state that these points make. */
export function restingState<P>({ entry, target }: NeedlePoints<P>, chosen: PathPoint | null = null): RestingState<P> {
  if (entry !== null && target !== null) return { kind: 'placed', entry, target, chosen }
  if (entry !== null) return { kind: 'awaitingTarget', entry }
  if (target !== null) return { kind: 'awaitingEntry', target }
  return { kind: 'idle' }
}

const chosenOf = <P>(state: RestingState<P>): PathPoint | null => {
  switch (state.kind) {
    case 'idle': return null
    case 'awaitingEntry': return 'target'
    case 'awaitingTarget': return 'entry'
    case 'placed': return state.chosen
    default: return assertNever(state)
  }
}

function put<P>(state: RestingState<P>, point: PathPoint, at: P): NeedleStep<P> {
  const before = needlePoints<P>(state)
  const points = { ...before, [point]: at }
  const from = before[point]
  return { state: restingState(points, point), effect: { kind: 'keep', points, done: from === null ? 'placed' : 'moved', point, from, to: at } }
}

function reduceResting<P>(state: RestingState<P>, event: NeedleEvent<P>): NeedleStep<P> {
  const points = needlePoints<P>(state)
  switch (event.kind) {
    case 'click': return state.kind === 'placed' ? quiet({ ...state, chosen: null }) : put(state, points.target === null ? 'target' : 'entry', event.at)
    case 'set': return put(state, event.point, event.at)
    case 'grab': {
      const at = points[event.point]
      return at === null ? quiet(state) : quiet({ kind: 'dragging', point: event.point, at, before: restingState(points, event.point) })
    }
    case 'nudge': {
      const point = chosenOf(state) ?? (state.kind === 'placed' ? 'target' : null)
      const at = point === null ? null : points[point]
      return point === null || at === null ? quiet(state) : put(state, point, event.shift(at))
    }
    case 'remove': {
      if (state.kind === 'idle') return quiet(state)
      const chosen = state.kind === 'placed' ? state.chosen : null
      const left = chosen === null ? { entry: null, target: null } : { ...points, [chosen]: null }
      return { state: restingState(left), effect: { kind: 'keep', points: left, done: 'removed', point: chosen ?? 'path', from: null, to: null } }
    }
    case 'cancel': return quiet(state.kind === 'placed' ? { ...state, chosen: null } : state)
    case 'replaced': return quiet(restingState({ entry: event.entry, target: event.target }, chosenOf(state)))
    case 'move': case 'drop': case 'interrupt': return quiet(state)
    default: return assertNever(event)
  }
}

/** The next state, and what is to be drawn or kept because of it. Pure and total: every event is answered in every state. */
export function reduceNeedle<P>(state: NeedleState<P>, event: NeedleEvent<P>): NeedleStep<P> {
  if (state.kind !== 'dragging') return reduceResting(state, event)
  const { before, point } = state
  switch (event.kind) {
    case 'move': {
      const moved: NeedleState<P> = { ...state, at: event.at }
      return { state: moved, effect: { kind: 'show', points: needlePoints(moved) } }
    }
    case 'drop': {
      const from = needlePoints<P>(before)[point]
      return from === state.at ? quiet(before) : put(before, point, state.at)
    }
    case 'cancel': case 'interrupt': return { state: before, effect: { kind: 'show', points: needlePoints<P>(before) } }
    // An undo under the pointer wins: what is dragged is no longer there.
    case 'replaced': return quiet(restingState({ entry: event.entry, target: event.target }))
    case 'click': case 'set': case 'grab': case 'nudge': case 'remove': return quiet(state)
    default: return assertNever(event)
  }
}
