import { describe, expect, it } from 'vitest'
import { noTouch, reduceTouch, WIDEST_PX, type TouchAction, type TouchInput } from './touch.ts'

function play(...inputs: readonly TouchInput[]): readonly TouchAction[] {
  const actions: TouchAction[] = []
  let state = noTouch
  for (const input of inputs) {
    const step = reduceTouch(state, input)
    state = step.state
    actions.push(...step.actions)
  }
  return actions
}
type More = { readonly widthPx?: number; readonly timeMs?: number; readonly onHandle?: boolean }
const down = (id: number, x: number, y: number, more: More = {}): TouchInput => ({ kind: 'down', id, at: [x, y], widthPx: 40, timeMs: 0, onHandle: false, ...more })
const move = (id: number, x: number, y: number, more: More = {}): TouchInput => ({ kind: 'move', id, at: [x, y], widthPx: 40, timeMs: 0, onHandle: false, ...more })
const up = (id: number, timeMs = 100): TouchInput => ({ kind: 'up', id, timeMs })
const clock = (timeMs: number): TouchInput => ({ kind: 'clock', timeMs })

describe('one finger', () => {
  it('that is dragged runs through the slices, a step each 12 px, and loses no rest', () => {
    expect(play(down(1, 100, 100), move(1, 100, 113), move(1, 100, 125), move(1, 100, 88), up(1))).toEqual([{ kind: 'scroll', steps: 1 }, { kind: 'scroll', steps: 1 }, { kind: 'scroll', steps: -3 }])
  })
  it('on a handle moves it, 48 px above the finger', () => {
    expect(play(down(1, 100, 100, { onHandle: true }), move(1, 120, 100), move(1, 130, 90), up(1))).toEqual([
      { kind: 'grab', at: [100, 100] }, { kind: 'dragHandle', at: [120, 52] }, { kind: 'dragHandle', at: [130, 42] }, { kind: 'dropHandle' },
    ])
  })
  it('that rests 500 ms opens the menu, once, and does nothing more', () => {
    expect(play(down(1, 50, 60), clock(499), clock(500), clock(600), move(1, 50, 160), up(1, 900))).toEqual([{ kind: 'menu', at: [50, 60] }])
  })
  it('that rests 500 ms on a handle picks it up', () => {
    expect(play(down(1, 50, 60, { onHandle: true }), clock(500), up(1, 700))).toEqual([{ kind: 'grab', at: [50, 60] }, { kind: 'dragHandle', at: [50, 12] }, { kind: 'dropHandle' }])
  })
  it('has no menu once it has moved', () => { expect(play(down(1, 50, 60), move(1, 70, 60), clock(800), up(1))).toEqual([]) })
})

describe('taps', () => {
  it('two of them are a double tap', () => { expect(play(down(1, 50, 50), up(1, 80), down(2, 55, 52, { timeMs: 200 }), up(2, 280))).toEqual([{ kind: 'tap', at: [50, 50] }, { kind: 'doubleTap', at: [55, 52] }]) })
  it.each([[600, 55], [280, 120]])('are two when they are far apart in time or place (%d ms, at %d)', (timeMs, x) => {
    expect(play(down(1, 50, 50), up(1, 80), down(2, x, 52, { timeMs: timeMs - 50 }), up(2, timeMs))).toEqual([{ kind: 'tap', at: [50, 50] }, { kind: 'tap', at: [x, 52] }])
  })
  it('three of them are one double tap and a tap', () => {
    expect(play(down(1, 50, 50), up(1, 80), down(1, 50, 50, { timeMs: 150 }), up(1, 200), down(1, 50, 50, { timeMs: 250 }), up(1, 300)).map(({ kind }) => kind)).toEqual(['tap', 'doubleTap', 'tap'])
  })
  it('are where the finger came down, also on what a hand could hold', () => { expect(play(down(1, 50, 50, { onHandle: true }), move(1, 54, 53), up(1, 80))).toEqual([{ kind: 'tap', at: [50, 50] }]) })
})

describe('two fingers', () => {
  it('move by their middle and zoom by their distance', () => {
    expect(play(down(1, 100, 100), down(2, 200, 100), move(2, 300, 100))).toEqual([{ kind: 'move', delta: [50, 0] }, { kind: 'zoom', factor: 2, at: [200, 100] }])
  })
  it('that only turn around their middle neither move nor zoom in the end', () => {
    const actions = play(down(1, 100, 100), down(2, 200, 100), move(1, 150, 50), move(2, 150, 150))
    const factor = actions.reduce((product, action) => product * (action.kind === 'zoom' ? action.factor : 1), 1)
    const moved = actions.reduce<readonly [number, number]>((sum, action) => (action.kind === 'move' ? [sum[0] + action.delta[0], sum[1] + action.delta[1]] : sum), [0, 0])
    expect([factor, moved]).toEqual([expect.closeTo(1, 9), [0, 0]])
  })
  it('take a handle back that the first one had', () => {
    expect(play(down(1, 100, 100, { onHandle: true }), move(1, 120, 100), down(2, 200, 100)).at(-1)).toEqual({ kind: 'interruptHandle' })
  })
  it('leave nothing going when one is lifted', () => { expect(play(down(1, 100, 100), down(2, 200, 100), up(2), move(1, 100, 180), up(1))).toEqual([]) })
})

describe('what is no finger', () => {
  it('three contacts do nothing until all are lifted', () => {
    expect(play(down(1, 10, 10), down(2, 60, 10), down(3, 90, 10), move(1, 10, 90), up(2), up(3), move(1, 10, 190), up(1))).toEqual([])
    expect(play(down(1, 10, 10), down(2, 60, 10), down(3, 90, 10), up(1), up(2), up(3), down(4, 10, 10), move(4, 10, 34))).toEqual([{ kind: 'scroll', steps: 2 }])
  })
  it('a contact wider than 30 mm does nothing, also when it grows wide later', () => {
    expect(play(down(1, 10, 10, { widthPx: WIDEST_PX + 1 }), move(1, 10, 90), clock(900), up(1))).toEqual([])
    expect(play(down(1, 10, 10), move(1, 10, 60, { widthPx: WIDEST_PX + 1 }), move(1, 10, 90), up(1))).toEqual([])
  })
  it('a cancelled contact gives the handle back as it was', () => {
    expect(play(down(1, 10, 10, { onHandle: true }), move(1, 40, 10), { kind: 'cancel' }, up(1)).at(-1)).toEqual({ kind: 'interruptHandle' })
  })
})
