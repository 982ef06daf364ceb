import { needlePoints, reduceNeedle, restingState, type NeedleEvent, type NeedlePoints, type NeedleState, type PathPoint } from './state.ts'

/** What the tool tells its view: points to draw during a drag, or points to keep with the words of the undo step. */
export type NeedleOutput<P> = (points: NeedlePoints<P>, step: string, phase: 'live' | 'done') => void
export type NeedleBinding<P> = {
  state(): NeedleState<P>
  points(): NeedlePoints<P>
  chosen(): PathPoint | null
  send(event: NeedleEvent<P>): void
  /** The plan as it is kept elsewhere; ends a drag only when it is not what this tool itself has just said. */
  sync(points: NeedlePoints<P>): void
}

/** Ties the reducer to one view. `distance` says how far a point moved, in the words of the view ("2.1 mm"). */
export function bindNeedle<P>(output: NeedleOutput<P>, distance: (from: P, to: P) => string, same: (a: P | null, b: P | null) => boolean): NeedleBinding<P> {
  const now: { state: NeedleState<P>; said: NeedlePoints<P> } = { state: { kind: 'idle' }, said: { entry: null, target: null } }
  const equal = (a: NeedlePoints<P>, b: NeedlePoints<P>): boolean => same(a.entry, b.entry) && same(a.target, b.target)
  const send = (event: NeedleEvent<P>): void => {
    const { state, effect } = reduceNeedle(now.state, event)
    now.state = state
    if (effect.kind === 'none') return
    now.said = effect.points
    if (effect.kind === 'show') return output(effect.points, '', 'live')
    const far = effect.done === 'moved' && effect.from !== null && effect.to !== null ? ` ${distance(effect.from, effect.to)}` : ''
    output(effect.points, `${effect.point} ${effect.done}${far}`, 'done')
  }
  return {
    state: () => now.state,
    points: () => needlePoints(now.state),
    chosen: () => (now.state.kind === 'placed' ? now.state.chosen : now.state.kind === 'dragging' ? now.state.point : null),
    send,
    sync(points) {
      if (equal(points, needlePoints(now.state)) || (now.state.kind === 'dragging' && (equal(points, now.said) || equal(points, needlePoints(now.state.before))))) return
      if (now.state.kind === 'idle') now.state = restingState(points)
      else send({ kind: 'replaced', ...points })
    },
  }
}
