import { describe, expect, it } from 'vitest'
import { needlePoints, reduceNeedle, restingState, type NeedleEffect, type NeedleEvent, type NeedleState } from './state.ts'

type P = readonly [number, number, number]
const ENTRY: P = [30, 75, -25]
const TARGET: P = [20, 15, 0]
const OTHER: P = [1, 2, 3]

/** Drives the tool as a hand does and keeps what it said. */
function drive(start: NeedleState<P> = { kind: 'idle' }) {
  const said: NeedleEffect<P>[] = []
  let state = start
  const send = (event: NeedleEvent<P>) => {
    const step = reduceNeedle(state, event)
    state = step.state
    if (step.effect.kind !== 'none') said.push(step.effect)
    return driver
  }
  const driver = {
    click: (at: P) => send({ kind: 'click', at }), grab: (point: 'entry' | 'target') => send({ kind: 'grab', point }), move: (at: P) => send({ kind: 'move', at }),
    drop: () => send({ kind: 'drop' }), cancel: () => send({ kind: 'cancel' }), interrupt: () => send({ kind: 'interrupt' }), remove: () => send({ kind: 'remove' }),
    set: (point: 'entry' | 'target', at: P) => send({ kind: 'set', point, at }), replaced: (entry: P | null, target: P | null) => send({ kind: 'replaced', entry, target }),
    nudge: (by: number) => send({ kind: 'nudge', shift: ([x, y, z]) => [x + by, y, z] }), state: () => state, said: () => said, points: () => needlePoints(state),
  }
  return driver
}
const placed = (): NeedleState<P> => ({ kind: 'placed', entry: ENTRY, target: TARGET, chosen: null })

describe('placing a path', () => {
  it('takes the target first and the entry second', () => {
    const tool = drive().click(TARGET).click(ENTRY)
    expect(tool.state()).toEqual({ kind: 'placed', entry: ENTRY, target: TARGET, chosen: 'entry' })
    expect(tool.said().map(effect => (effect.kind === 'keep' ? `${effect.point} ${effect.done}` : effect.kind))).toEqual(['target placed', 'entry placed'])
  })
  it('never places a third point by a click', () => { expect(drive(placed()).click(OTHER).points()).toEqual({ entry: ENTRY, target: TARGET }) })
  it('sets either point by its key, in any order', () => { expect(drive().set('entry', ENTRY).set('target', TARGET).points()).toEqual({ entry: ENTRY, target: TARGET }) })
  it('says that a point was moved, and from where, when its key is pressed again', () => {
    expect(drive(placed()).set('target', OTHER).said()).toEqual([{ kind: 'keep', points: { entry: ENTRY, target: OTHER }, done: 'moved', point: 'target', from: TARGET, to: OTHER }])
  })
})

describe('dragging a handle', () => {
  it('shows every move and keeps once, at the drop', () => {
    const tool = drive(placed()).grab('entry').move([1, 1, 1]).move(OTHER).drop()
    expect(tool.said().map(effect => effect.kind)).toEqual(['show', 'show', 'keep'])
    expect(tool.state()).toEqual({ kind: 'placed', entry: OTHER, target: TARGET, chosen: 'entry' })
  })
  it('keeps nothing when the handle was only clicked', () => { expect(drive(placed()).grab('entry').drop().said()).toEqual([]) })
  it.each(['cancel', 'interrupt'] as const)('puts the point back where it was on %s', end => {
    const tool = drive(placed()).grab('target').move(OTHER)[end]()
    expect(tool.points()).toEqual({ entry: ENTRY, target: TARGET })
    expect(tool.said().at(-1)).toEqual({ kind: 'show', points: { entry: ENTRY, target: TARGET } })
  })
  it('gives way to an undo under the pointer', () => {
    const tool = drive(placed()).grab('target').move(OTHER).replaced(ENTRY, null)
    expect(tool.state()).toEqual({ kind: 'awaitingTarget', entry: ENTRY })
    expect(tool.drop().said().filter(effect => effect.kind === 'keep')).toEqual([])
  })
  it('cannot grab a point that is not there', () => { expect(drive().click(TARGET).grab('entry').state().kind).toBe('awaitingEntry') })
})

describe('keys on a placed path', () => {
  it('nudges the target when no point was chosen, and the chosen one else', () => {
    expect(drive(placed()).nudge(0.5).points().target).toEqual([20.5, 15, 0])
    expect(drive({ kind: 'placed', entry: ENTRY, target: TARGET, chosen: 'entry' }).nudge(0.5).points().entry).toEqual([30.5, 75, -25])
  })
  it('removes the chosen point, and the whole path when none is chosen', () => {
    expect(drive({ kind: 'placed', entry: ENTRY, target: TARGET, chosen: 'entry' }).remove().state()).toEqual({ kind: 'awaitingEntry', target: TARGET })
    expect(drive(placed()).remove().state()).toEqual({ kind: 'idle' })
  })
})

const states: readonly NeedleState<P>[] = [
  { kind: 'idle' }, { kind: 'awaitingEntry', target: TARGET }, { kind: 'awaitingTarget', entry: ENTRY }, placed(),
  { kind: 'dragging', point: 'entry', at: OTHER, before: { kind: 'placed', entry: ENTRY, target: TARGET, chosen: 'entry' } },
]
const events: readonly NeedleEvent<P>[] = [
  { kind: 'click', at: OTHER }, { kind: 'set', point: 'entry', at: OTHER }, { kind: 'set', point: 'target', at: OTHER }, { kind: 'grab', point: 'entry' }, { kind: 'grab', point: 'target' },
  { kind: 'move', at: OTHER }, { kind: 'drop' }, { kind: 'nudge', shift: () => OTHER }, { kind: 'remove' }, { kind: 'cancel' }, { kind: 'interrupt' }, { kind: 'replaced', entry: null, target: null },
]
describe.each(states)('in state $kind', state => {
  it.each(events)('event $kind leads to a state whose points are those that are drawn or kept', event => {
    const { state: next, effect } = reduceNeedle(state, event)
    expect(['idle', 'awaitingEntry', 'awaitingTarget', 'placed', 'dragging']).toContain(next.kind)
    if (effect.kind !== 'none') expect(effect.points).toEqual(needlePoints(next))
    if (next.kind !== 'dragging') expect(restingState(needlePoints(next)).kind).toBe(next.kind)
    if (event.kind === 'cancel' || event.kind === 'interrupt') expect(next.kind).not.toBe('dragging')
  })
})
