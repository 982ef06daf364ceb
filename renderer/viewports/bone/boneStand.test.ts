import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { vectorCross, vectorDot, vectorLength } from '#shared/geometry/vectors.ts'
import { edgesOfAxes } from '../camera/edgeLetters.ts'
import { axesOfStand, boneSides, moveStand, openingStand, standWords, turnStand, zoomStand } from './boneStand.ts'

const letters = (turnDeg: number, tiltDeg = 0): string => {
  const { right, down } = axesOfStand({ ...openingStand, turnDeg, tiltDeg })
  const { start, end, top, foot } = edgesOfAxes(right, down)
  return [start, end, top, foot].map(edge => edge?.letter ?? '-').join('')
}

describe('where bone is looked at from', () => {
  it.each([['Back', 'LRHF'], ['Front', 'RLHF'], ['LEFT side', 'APHF'], ['RIGHT side', 'PAHF']] as const)('%s has the letters of that side at the edges', (name, expected) => {
    expect(letters(boneSides.find(side => side.name === name)?.turnDeg ?? NaN)).toBe(expected)
  })
  it('from straight above shows the face at the top when it was turned from behind', () => { expect(letters(180, 90)).toBe('LRAP') })
  it('has unit axes at right angles, facing the viewer', () => {
    fc.assert(fc.property(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -90, max: 90, noNaN: true }), (turnDeg, tiltDeg) => {
      const { right, down, towardsViewer } = axesOfStand({ ...openingStand, turnDeg, tiltDeg })
      for (const axis of [right, down, towardsViewer]) expect(vectorLength(axis)).toBeCloseTo(1, 9)
      expect(vectorDot(vectorCross(right, down), towardsViewer)).toBeCloseTo(-1, 9)
    }))
  })
  it('comes round after a whole turn and stops straight above', () => {
    expect(turnStand(openingStand, 90, 0).turnDeg).toBe(-90)
    expect(turnStand(openingStand, -540, 200)).toMatchObject({ turnDeg: 0, tiltDeg: 90 })
  })
  it('is zoomed within what the scan can show', () => {
    expect([zoomStand(openingStand, 3).halfHeightMm, zoomStand(openingStand, 1000).halfHeightMm, zoomStand(openingStand, 0.001).halfHeightMm]).toEqual([25, 10, 200])
  })
  it('is moved with the hand: to the screen’s end is to the patient’s RIGHT when seen from behind', () => {
    const moved = moveStand({ ...openingStand, tiltDeg: 0 }, [1, 2, 3], [10, 0]).aroundLpsMm
    expect(moved?.map(value => Math.round(value * 1e6) / 1e6)).toEqual([11, 2, 3])
  })
  it('is said in words', () => {
    expect([standWords(openingStand), standWords({ ...openingStand, turnDeg: 80, tiltDeg: -20 }), standWords({ ...openingStand, turnDeg: 0, tiltDeg: 0 })])
      .toEqual(['From the back, 15° from above', 'From the LEFT side, 20° from below', 'From the front'])
  })
})
