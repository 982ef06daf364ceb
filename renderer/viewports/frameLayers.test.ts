import { describe, expect, it } from 'vitest'
import type { FrameLayer, ImagePoint, LayerPhase } from './frameLayer.ts'
import { bindFrameLayers } from './frameLayers.ts'
import type { ToolName } from './viewProps.ts'

/** A layer of one point on frame 3, and a pencil. */
function openLayers(tool: ToolName = 'window') {
  const now = { tool, frame: 3, at: [10, 10] satisfies ImagePoint as ImagePoint }
  const said: (readonly [string, ImagePoint, LayerPhase | 'placed' | 'removed'])[] = []
  const layer: FrameLayer = {
    id: 'point', draw: () => [], grips: frame => (frame === 3 ? [{ grip: 'a', at: now.at }] : []),
    onDrag: (grip, at, phase) => {
      said.push([grip, at, phase])
      if (phase !== 'live') now.at = at
    },
    onRemove: grip => { said.push([grip, now.at, 'removed']) },
    tools: ['distance', 'freehand'], onPlace: at => { said.push(['', at, 'placed']) },
    strokeOf: with_ => (with_ === 'freehand' ? 'pencil' : null),
  }
  const hand = bindFrameLayers({ layers: () => [layer], frame: () => now.frame, tool: () => now.tool, rem: () => 16, toScreen: ([x, y]) => [x * 2, y * 2], toImage: ([x, y]) => [x / 2, y / 2] })
  return { now, said, hand }
}

describe('layers under the hand', () => {
  it('are held within reach of a point and nowhere else', () => {
    const { hand } = openLayers()
    expect([hand.handleAt([25, 20]), hand.handleAt([60, 20])]).toEqual([{ layer: 'point', grip: 'a' }, null])
  })
  it('say a drag in points of the image, and its end once', () => {
    const { hand, said } = openLayers()
    hand.grab({ layer: 'point', grip: 'a' })
    hand.drag([40, 40])
    expect([hand.release('done'), hand.release('done')]).toEqual([true, false])
    expect(said).toEqual([['a', [20, 20], 'live'], ['a', [20, 20], 'done']])
  })
  it('put a point back where it was when the drag is given up', () => {
    const { hand, said } = openLayers()
    hand.grab({ layer: 'point', grip: 'a' })
    hand.drag([40, 40])
    hand.release('cancelled')
    expect(said.at(-1)).toEqual(['a', [10, 10], 'cancelled'])
  })
  it('make no step of a point that was only touched', () => {
    const { hand, said } = openLayers()
    hand.grab({ layer: 'point', grip: 'a' })
    hand.release('done')
    expect(said).toEqual([['a', [10, 10], 'cancelled']])
  })
  it('take clicks of their own tools only, and a pencil wherever it is put down', () => {
    const clicks = openLayers('distance')
    const path = openLayers('path')
    expect([clicks.hand.place([4, 6]), path.hand.place([4, 6]), openLayers('freehand').hand.handleAt([200, 200])]).toEqual([true, false, { layer: 'point', grip: 'pencil' }])
    expect([clicks.said, path.said]).toEqual([[['', [2, 3], 'placed']], []])
  })
  it('take a stroke that moves from where it was put down, and one that does not as one click, however often it is pressed', () => {
    const { hand, said } = openLayers('freehand')
    const press = (...way: readonly (readonly [number, number])[]): void => {
      hand.grab({ layer: 'point', grip: 'pencil' })
      for (const at of way) hand.drag(at)
      hand.release('done')
    }
    press([40, 40], [42, 40], [60, 40])
    expect(said.splice(0)).toEqual([['pencil', [20, 20], 'live'], ['pencil', [30, 20], 'live'], ['pencil', [30, 20], 'done']])
    press([80, 80], [82, 81])
    press([81, 80])
    expect(said).toEqual([['', [40, 40], 'placed']])
  })
  it('nudge and remove what was held last, on its own frame only', () => {
    const { hand, said, now } = openLayers()
    expect(hand.nudge([1, 0])).toBe(false)
    hand.grab({ layer: 'point', grip: 'a' })
    hand.release('done')
    now.frame = 4
    expect([hand.nudge([1, 0]), hand.remove()]).toEqual([false, false])
    now.frame = 3
    expect([hand.nudge([0.25, 0]), hand.remove(), hand.remove()]).toEqual([true, true, false])
    expect(said.slice(1)).toEqual([['a', [10.25, 10], 'done'], ['a', [10.25, 10], 'removed']])
  })
})
