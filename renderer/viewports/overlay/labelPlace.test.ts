import { describe, expect, it } from 'vitest'
import { boxesOf, nearestOn, overlapArea, placeLabel, type Box, type LabelRequest } from './labelPlace.ts'

const request = (change: Partial<LabelRequest> = {}): LabelRequest => ({
  foot: [200, 200], size: [120, 28], viewPx: [400, 400], gapPx: 16, wish: 0, taken: [], keepClear: null, ...change,
})
const isInside = (box: Box, [width, height]: readonly [number, number]): boolean => box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height
const distance = (box: Box, point: readonly [number, number]): number => {
  const near = nearestOn(box, point)
  return Math.hypot(near[0] - point[0], near[1] - point[1])
}

describe('the place of a label', () => {
  it('is where it was wished when nothing stands there', () => {
    expect(placeLabel(request())).toEqual({ x: 216, y: 186, width: 120, height: 28 })
    expect(placeLabel(request({ wish: Math.PI }))).toEqual({ x: 64, y: expect.closeTo(186, 6), width: 120, height: 28 })
  })
  it.each([[2, 200], [398, 200], [200, 2], [200, 398], [2, 2], [398, 398]] as const)('is never cut by the edge of the view, foot at %d, %d', (x, y) => {
    expect(isInside(placeLabel(request({ foot: [x, y] })), [400, 400])).toBe(true)
  })
  it('is inside a view that is hardly larger than the label', () => {
    expect(isInside(placeLabel(request({ viewPx: [130, 60], foot: [65, 30] })), [130, 60])).toBe(true)
  })
  it('moves aside for what is written', () => {
    const taken: Box[] = [{ x: 210, y: 150, width: 190, height: 100 }]
    const box = placeLabel(request({ taken }))
    expect(taken.map(other => overlapArea(box, other))).toEqual([0])
  })
  it('leaves the disc around the target free, also of the label of another point', () => {
    const keepClear = { centre: [230, 200], radiusPx: 40 } as const
    expect(distance(placeLabel(request({ keepClear })), keepClear.centre)).toBeGreaterThanOrEqual(40)
  })
  it('covers no line of a path that runs through its wished place', () => {
    const path = boxesOf([{ kind: 'line', points: [[200, 200], [380, 210]], stroke: { colour: '#FFFFFF', widthPx: 3, dash: [], opacity: 1 } }])
    const box = placeLabel(request({ taken: path }))
    expect(path.reduce((sum, piece) => sum + overlapArea(box, piece), 0)).toBe(0)
  })
})
