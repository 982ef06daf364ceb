import { describe, expect, it } from 'vitest'
import { draftPoints, idle, isClosed, reduceDrawing, type DrawEvent, type DrawState, type MeasureTool } from './state.ts'

const place = { seriesUid: '1.2', frame: 40 }
const click = (tool: MeasureTool, x: number, y: number, frame = 40): DrawEvent => ({ kind: 'click', tool, place: { ...place, frame }, at: [x, y] })
const pull = (tool: MeasureTool, x: number, y: number): DrawEvent => ({ kind: 'pull', tool, place, at: [x, y] })
const release: DrawEvent = { kind: 'release' }

function run(...events: readonly DrawEvent[]) {
  let state: DrawState = idle
  const kept: unknown[] = []
  for (const event of events) {
    const step = reduceDrawing(state, event)
    state = step.state
    if (step.effect.kind === 'keep') kept.push(step.effect.shape)
  }
  return { state, kept }
}

describe('drawing', () => {
  it.each([
    ['a length', [click('distance', 1, 2), click('distance', 5, 2)], { kind: 'length', pointsPx: [[1, 2], [5, 2]] }],
    ['an angle, its vertex second', [click('angle', 1, 2), click('angle', 5, 2), click('angle', 5, 9)], { kind: 'angle', pointsPx: [[1, 2], [5, 2], [5, 9]] }],
    ['a region', [click('region', 9, 9), click('region', 2, 3)], { kind: 'region', pointsPx: [[9, 9], [2, 3]] }],
    ['an arrow from its tip', [click('arrow', 1, 2), click('arrow', 30, 2)], { kind: 'arrow', pointsPx: [[1, 2], [30, 2]] }],
    ['a text', [click('text', 1, 2)], { kind: 'text', pointsPx: [[1, 2]] }],
  ] as const)('by clicks makes %s', (_name, events, shape) => { expect(run(...events)).toEqual({ state: idle, kept: [shape] }) })

  it.each([
    ['a length', [pull('distance', 1, 2), pull('distance', 3, 2), pull('distance', 5, 2), release], { kind: 'length', pointsPx: [[1, 2], [5, 2]] }],
    ['a region', [pull('region', 1, 2), pull('region', 5, 8), release], { kind: 'region', pointsPx: [[1, 2], [5, 8]] }],
    ['a text where it is let go', [pull('text', 1, 2), pull('text', 5, 8), release], { kind: 'text', pointsPx: [[5, 8]] }],
    ['the last leg of an angle', [click('angle', 1, 2), pull('angle', 4, 2), pull('angle', 5, 2), release, click('angle', 5, 9)], { kind: 'angle', pointsPx: [[1, 2], [5, 2], [5, 9]] }],
  ] as const)('in one stroke makes %s', (_name, events, shape) => { expect(run(...events)).toEqual({ state: idle, kept: [shape] }) })

  it('shows the next point under the pointer, on its own frame', () => {
    const { state } = run(click('distance', 1, 2), { kind: 'hover', place, at: [7, 7] }, { kind: 'hover', place: { ...place, frame: 41 }, at: [9, 9] })
    expect(draftPoints(state)).toEqual([[1, 2], [7, 7]])
  })
  it('begins anew on another frame and with another tool: a shape belongs to one', () => {
    expect(run(click('distance', 1, 2), click('distance', 5, 2, 41)).kept).toEqual([])
    expect(run(click('distance', 1, 2), click('arrow', 5, 2)).kept).toEqual([])
  })
  it('keeps nothing that would be nothing, and waits for a better point', () => {
    const flat = run(click('region', 1, 2), click('region', 30, 2))
    expect([flat.kept, draftPoints(flat.state)]).toEqual([[], [[1, 2]]])
    expect(run(click('distance', 1, 2), click('distance', 1, 2)).kept).toEqual([])
  })
  it('goes with Esc, and an interrupted stroke leaves what was there before', () => {
    expect(run(click('angle', 1, 2), { kind: 'cancel' }).state).toBe(idle)
    const { state } = run(click('angle', 1, 2), pull('angle', 4, 2), { kind: 'interrupt' })
    expect(draftPoints(state)).toEqual([[1, 2]])
  })
  it('puts a point where the pointer is by Enter', () => {
    expect(run(click('distance', 1, 2), { kind: 'hover', place, at: [7, 2] }, { kind: 'finish' }).kept).toEqual([{ kind: 'length', pointsPx: [[1, 2], [7, 2]] }])
    expect(run(click('distance', 1, 2), { kind: 'finish' }).kept).toEqual([])
  })
})

describe('a line by hand', () => {
  const ring = Array.from({ length: 60 }, (_, at): [number, number] => [50 + 20 * Math.cos(at / 10), 50 + 20 * Math.sin(at / 10)])
  it('is closed when its ends nearly meet', () => {
    expect([isClosed(ring), isClosed(ring.slice(0, 40)), isClosed([[0, 0], [1, 0]])]).toEqual([true, false, false])
    const [shape] = run(...ring.map(([x, y]) => pull('freehand', x, y)), release).kept
    expect(shape).toMatchObject({ kind: 'freehand', closed: true })
  })
  it('stays open else, with the points that its form needs', () => {
    const { kept } = run(...Array.from({ length: 200 }, (_, at) => pull('freehand', at, 0)), release)
    expect(kept).toEqual([{ kind: 'freehand', pointsPx: [[0, 0], [199, 0]], closed: false }])
  })
  it('is drawn by clicks too: to the first point back, or to Enter', () => {
    const corners = [[0, 0], [40, 0], [40, 40], [0, 40]] as const
    const clicks = corners.map(([x, y]) => click('freehand', x, y))
    expect(run(...clicks, click('freehand', 1, 1)).kept).toEqual([{ kind: 'freehand', pointsPx: corners, closed: true }])
    expect(run(...clicks, { kind: 'finish' }).kept).toEqual([{ kind: 'freehand', pointsPx: corners, closed: false }])
  })
})
