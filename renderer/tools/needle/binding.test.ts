import { describe, expect, it } from 'vitest'
import { bindNeedle } from './binding.ts'
import type { NeedlePoints } from './state.ts'

type P = readonly [number, number]
function bound() {
  const said: [NeedlePoints<P>, string, 'live' | 'done'][] = []
  const binding = bindNeedle<P>((points, step, phase) => { said.push([points, step, phase]) }, (a, b) => `${String(Math.hypot(b[0] - a[0], b[1] - a[1]))} px`,
    (a, b) => a === b || (a !== null && b !== null && a[0] === b[0] && a[1] === b[1]))
  return { binding, said }
}

describe('the needle between its view and the kept plan', () => {
  it('names the undo step with what moved and how far', () => {
    const { binding, said } = bound()
    binding.sync({ entry: [0, 0], target: [10, 10] })
    binding.send({ kind: 'grab', point: 'entry' })
    binding.send({ kind: 'move', at: [3, 4] })
    binding.send({ kind: 'drop' })
    expect(said.map(([, step, phase]) => [step, phase])).toEqual([['', 'live'], ['entry moved 5 px', 'done']])
  })
  it('goes on dragging when the plan comes back as it was just said', () => {
    const { binding } = bound()
    binding.sync({ entry: [0, 0], target: [10, 10] })
    binding.send({ kind: 'grab', point: 'entry' })
    binding.send({ kind: 'move', at: [3, 4] })
    binding.sync({ entry: [3, 4], target: [10, 10] })
    binding.sync({ entry: [0, 0], target: [10, 10] })
    expect(binding.state().kind).toBe('dragging')
  })
  it('lets go when the plan was changed elsewhere', () => {
    const { binding } = bound()
    binding.sync({ entry: [0, 0], target: [10, 10] })
    binding.send({ kind: 'grab', point: 'entry' })
    binding.sync({ entry: null, target: [99, 99] })
    expect(binding.state()).toEqual({ kind: 'awaitingEntry', target: [99, 99] })
  })
})
