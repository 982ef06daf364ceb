import { describe, expect, it } from 'vitest'
import { dueFrame, missedBetween, offsetOf, playingTimes, trueRate } from './cineClock.ts'

const even = Array.from({ length: 10 }, (_, frame) => frame * 100)
const uneven = [0, 50, 100, 400, 700]

describe('the cine clock', () => {
  it.each([[0, 0, 0], [99, 0, 0], [100, 1, 0], [950, 9, 0], [1000, 0, 1], [2350, 3, 2]])('after %d ms of an even run shows frame %d, turn %d', (elapsed, frame, turn) => {
    expect(dueFrame(even, [0, 9], elapsed)).toEqual({ frame, turn })
  })
  it.each([[60, 1], [399, 2], [400, 3], [710, 4]])('keeps the true times of an uneven run: after %d ms frame %d', (elapsed, frame) => { expect(dueFrame(uneven, [0, 4], elapsed).frame).toBe(frame) })
  it('loops a part and stays in it', () => {
    expect([0, 100, 200, 299, 300, 650].map(elapsed => dueFrame(even, [4, 6], elapsed).frame)).toEqual([4, 5, 6, 6, 4, 4])
  })
  it('plays a part of one frame without running away', () => { expect(dueFrame(even, [3, 3], 1e6).frame).toBe(3) })
  it('begins where the user stands', () => { expect(dueFrame(even, [2, 8], offsetOf(even, [2, 8], 5)).frame).toBe(5) })
  it('counts what was due and never seen, over the seam of the loop too', () => {
    expect(missedBetween({ frame: 2, turn: 0 }, { frame: 3, turn: 0 }, [0, 9])).toBe(0)
    expect(missedBetween({ frame: 2, turn: 0 }, { frame: 6, turn: 0 }, [0, 9])).toBe(3)
    expect(missedBetween({ frame: 8, turn: 0 }, { frame: 1, turn: 1 }, [0, 9])).toBe(2)
  })
  it('beats evenly at 10 frames a second when the header has no times, and claims no rate', () => {
    expect([playingTimes([], 3), trueRate([])]).toEqual([[0, 100, 200], null])
  })
  it('says the rate at which a run was acquired', () => { expect([trueRate(even), trueRate(uneven)]).toEqual([10, expect.closeTo(5.714, 3)]) })
})
