import { describe, expect, it } from 'vitest'
import { emptyTube, reduceTube, type TubeEdit, type TubeEvent } from './state.ts'

const run = (events: readonly TubeEvent[], from: TubeEdit = emptyTube) => events.reduce((step, event) => reduceTube(step.edit, event), { edit: from, effect: { kind: 'none' as const } } as ReturnType<typeof reduceTube>)
const add = (x: number): TubeEvent => ({ kind: 'add', at: [x, 0, 0], radiusMm: 2 })
const xs = ({ points }: TubeEdit): readonly number[] => points.map(({ pointLpsMm }) => pointLpsMm[0])

describe('drawing a tube', () => {
  it('goes on at the end that is nearer, in the width it has there', () => {
    const { edit } = run([add(0), add(10), { kind: 'widen', byMm: 1 }, add(20), add(-5)])
    expect(xs(edit)).toEqual([-5, 0, 10, 20])
    expect(edit.points.map(({ radiusMm }) => radiusMm)).toEqual([2, 2, 3, 3])
    expect(edit.chosen).toBe(0)
  })

  it('shows a point while it is dragged and keeps it once', () => {
    const dragging = run([add(0), add(10), { kind: 'grab', index: 0 }, { kind: 'move', at: [1, 2, 3] }])
    expect(dragging.effect).toEqual({ kind: 'show' })
    expect(reduceTube(dragging.edit, { kind: 'drop' })).toMatchObject({ effect: { kind: 'keep', step: 'point moved' }, edit: { points: [{ pointLpsMm: [1, 2, 3] }, { pointLpsMm: [10, 0, 0] }] } })
    expect(reduceTube(dragging.edit, { kind: 'cancel' })).toMatchObject({ effect: { kind: 'show' }, edit: { points: [{ pointLpsMm: [0, 0, 0] }, {}] } })
  })

  it('keeps nothing when a point is only touched', () => {
    expect(run([add(0), { kind: 'grab', index: 0 }, { kind: 'drop' }]).effect).toEqual({ kind: 'none' })
  })

  it('removes only the chosen point', () => {
    expect(xs(run([add(0), add(10), add(20), { kind: 'grab', index: 1 }, { kind: 'drop' }, { kind: 'remove' }]).edit)).toEqual([0, 20])
    expect(run([add(0), { kind: 'cancel' }, { kind: 'remove' }]).effect).toEqual({ kind: 'none' })
  })

  it('never makes a tube without width', () => {
    expect(run([add(0), { kind: 'widen', byMm: -99 }]).edit.points[0]?.radiusMm).toBe(0.3)
  })

  it('takes over what undo brings, even under a drag', () => {
    expect(run([add(0), { kind: 'grab', index: 0 }, { kind: 'replaced', points: [] }]).edit).toEqual(emptyTube)
  })
})
