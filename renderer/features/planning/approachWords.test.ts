import { describe, expect, it } from 'vitest'
import { approachWords } from './approachWords.ts'

const target: [number, number, number] = [-20, 8, 0]
const from = (turnDeg: number, riseDeg: number): [number, number, number] => {
  const [turn, rise] = [turnDeg * Math.PI / 180, riseDeg * Math.PI / 180]
  return [target[0] - 60 * Math.sin(turn) * Math.cos(rise), target[1] + 60 * Math.cos(turn) * Math.cos(rise), target[2] - 60 * Math.sin(rise)]
}

describe('a path is named by its direction alone', () => {
  it.each([
    [0, 0, 'posterior'], [10, 20, 'posterior'], [25, 10, 'posterolateral'], [-25, -50, 'posterolateral'], [80, 0, 'lateral'], [0, 35, 'caudal to cranial'], [0, 50, 'caudal to cranial'], [150, 0, 'from the front'],
  ])('%i degrees from straight behind, rising %i degrees to the head: %s', (turn, rise, words) => { expect(approachWords({ entryLpsMm: from(turn, rise), targetLpsMm: target })).toBe(words) })

  it('has no name without both points', () => { expect(approachWords({ entryLpsMm: null, targetLpsMm: target })).toBeNull() })
})
