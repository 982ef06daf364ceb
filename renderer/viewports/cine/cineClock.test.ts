import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clockOf, dueFrame, frameAt, hasEnded, missedBetween, playingTimes, soloTrack, stepOf, trueRate, turnMs, type Due, type Track, type Way } from './cineClock.ts'

const even = Array.from({ length: 10 }, (_, frame) => frame * 100)
const uneven = [0, 50, 100, 400, 700]
const solo = (times: readonly number[], part: readonly [number, number], way: Way, elapsed: number): Due => {
  const track = soloTrack(times, part)
  return dueFrame([track], track, way, elapsed)
}

describe('the cine clock', () => {
  it.each([[0, 0, 0], [99, 0, 0], [100, 1, 1], [950, 9, 9], [1000, 0, 10], [2350, 3, 23]])('after %d ms of an even loop shows frame %d, the %d. since play began', (elapsed, frame, ordinal) => {
    expect(solo(even, [0, 9], 'loop', elapsed)).toEqual({ frame, ordinal })
  })
  it.each([[60, 1], [399, 2], [400, 3], [710, 4]])('keeps the true times of an uneven run: after %d ms frame %d', (elapsed, frame) => { expect(solo(uneven, [0, 4], 'loop', elapsed).frame).toBe(frame) })
  it('loops a part and stays in it', () => {
    expect([0, 100, 200, 299, 300, 650].map(elapsed => solo(even, [4, 6], 'loop', elapsed).frame)).toEqual([4, 5, 6, 6, 4, 4])
  })
  it('sweeps there and back: each frame stays as long as to its neighbour, the ends are shown once a turn', () => {
    expect([0, 850, 900, 999, 1000, 1750, 1799, 1800, 1900].map(elapsed => solo(even, [0, 9], 'sweep', elapsed).frame)).toEqual([0, 8, 9, 9, 8, 1, 1, 0, 1])
    expect([650, 700, 999, 1000, 1001, 1300].map(elapsed => solo(uneven, [0, 4], 'sweep', elapsed).frame)).toEqual([3, 4, 4, 3, 3, 2])
  })
  it('played once, stays on its last frame and ends after it was seen', () => {
    const track = soloTrack(even, [2, 5])
    expect([250, 5000].map(elapsed => solo(even, [2, 5], 'once', elapsed).frame)).toEqual([4, 5])
    expect([399, 400].map(elapsed => hasEnded([track], 'once', elapsed))).toEqual([false, true])
    expect(hasEnded([track], 'loop', 1e6)).toBe(false)
  })
  it('plays a part of one frame without running away', () => { for (const way of ['loop', 'sweep', 'once'] as const) expect(solo(even, [3, 3], way, 1e6).frame).toBe(3) })
  it('counts what was due and never seen, over the seam of the loop and the turn of a sweep too', () => {
    expect(missedBetween(solo(even, [0, 9], 'loop', 200), solo(even, [0, 9], 'loop', 310))).toBe(0)
    expect(missedBetween(solo(even, [0, 9], 'loop', 200), solo(even, [0, 9], 'loop', 600))).toBe(3)
    expect(missedBetween(solo(even, [0, 9], 'loop', 800), solo(even, [0, 9], 'loop', 1100))).toBe(2)
    expect(missedBetween(solo(even, [0, 9], 'sweep', 800), solo(even, [0, 9], 'sweep', 1100))).toBe(2)
  })
  it('beats evenly at 10 frames a second when the header has no times, or as the operator says, and claims no rate', () => {
    expect([playingTimes([], 3), playingTimes([], 3, 4), trueRate([])]).toEqual([[0, 100, 200], [0, 250, 500], null])
  })
  it('says the rate at which a run was acquired', () => { expect([trueRate(even), trueRate(uneven)]).toEqual([10, expect.closeTo(5.714, 3)]) })
})

describe('two runs in step', () => {
  const ap: Track = { times: even, part: [0, 9], event: 4 }
  const lateral: Track = { times: Array.from({ length: 12 }, (_, frame) => frame * 150), part: [0, 11], event: 2 }
  const both = [ap, lateral]
  const at = (elapsed: number, way: Way = 'loop') => both.map(track => dueFrame(both, track, way, elapsed).frame)
  it('begin together at the common event', () => { expect(at(0)).toEqual([4, 2]) })
  it('go each at its own true times', () => { expect([at(100), at(150), at(300), at(450)]).toEqual([[5, 2], [5, 3], [7, 4], [8, 5]]) })
  it('the shorter one holds its last frame until both begin again', () => {
    expect([at(900), at(1350), at(1499)]).toEqual([[9, 8], [9, 11], [9, 11]])
    expect(turnMs(both, 'loop')).toBe(1500)
    expect(at(1500)).toEqual([4, 2])
  })
  it('on the way back the shorter one joins in when its time has come', () => { expect([at(1350, 'sweep'), at(1350 + 850, 'sweep'), at(1350 + 900, 'sweep')]).toEqual([[9, 11], [9, 6], [9, 5]]) })
  it('a held frame is neither shown again nor missed', () => {
    expect(missedBetween(dueFrame(both, ap, 'loop', 900), dueFrame(both, ap, 'loop', 1499))).toBe(0)
    expect(missedBetween(dueFrame(both, ap, 'loop', 1499), dueFrame(both, ap, 'loop', 1500))).toBe(0)
  })
  it('step by the time of the first, and by the other once the first is at its end', () => {
    expect(stepOf(both, [5, 3], 1)).toEqual({ track: 0, frame: 6 })
    expect(frameAt(lateral, clockOf(ap, 6))).toBe(3)
    expect(stepOf(both, [9, 8], 1)).toEqual({ track: 1, frame: 9 })
    expect(stepOf(both, [9, 11], 1)).toBeNull()
    expect(stepOf(both, [0, 0], -1)).toBeNull()
  })
  it('before the event each shows what it has, its first frame where it has nothing yet', () => { expect(both.map(track => frameAt(track, -350))).toEqual([0, 0]) })
})

const runs = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 60 }).chain(gaps => {
  const times = gaps.reduce<number[]>((all, gap) => [...all, (all.at(-1) ?? 0) + gap], [0])
  const frame = fc.integer({ min: 0, max: times.length - 1 })
  return fc.tuple(frame, frame).map(([a, b]): Track => ({ times, part: [Math.min(a, b), Math.max(a, b)], event: Math.min(a, b) }))
})
const ways = fc.constantFrom<Way>('loop', 'sweep', 'once')
const sure = { numRuns: 300 }

describe('whatever the times', () => {
  it('a frame is never shown before its time, and the next is never late', () => {
    fc.assert(fc.property(runs, fc.double({ min: 0, max: 1, noNaN: true }), (track, share) => {
      const elapsed = share * turnMs([track], 'loop') * 0.999999
      const { frame } = dueFrame([track], track, 'loop', elapsed)
      expect(clockOf(track, frame)).toBeLessThanOrEqual(elapsed + 1e-3)
      if (frame < track.part[1]) expect(clockOf(track, frame + 1)).toBeGreaterThan(elapsed - 1e-3)
    }), sure)
  })
  it('every frame of the part is due once a loop, and the frames between the ends twice a sweep', () => {
    fc.assert(fc.property(runs, fc.constantFrom<Way>('loop', 'sweep'), (track, way) => {
      const tracks = [track]
      const turn = turnMs(tracks, way)
      const first = dueFrame(tracks, track, way, 0).ordinal
      const again = dueFrame(tracks, track, way, turn)
      const steps = track.part[1] - track.part[0]
      expect(again).toEqual({ frame: track.part[0], ordinal: first + (way === 'loop' ? steps + 1 : 2 * steps) })
    }), sure)
  })
  it('time going on never takes back what was due, and stays in the part', () => {
    fc.assert(fc.property(runs, runs, ways, fc.array(fc.double({ min: 0, max: 400, noNaN: true }), { minLength: 2, maxLength: 30 }), (one, other, way, waits) => {
      const tracks = [one, other]
      let [elapsed, before] = [0, dueFrame(tracks, one, way, 0)]
      for (const wait of waits) {
        elapsed += wait
        const due = dueFrame(tracks, one, way, elapsed)
        expect(due.ordinal).toBeGreaterThanOrEqual(before.ordinal)
        expect(due.frame).toBeGreaterThanOrEqual(one.event)
        expect(due.frame).toBeLessThanOrEqual(one.part[1])
        before = due
      }
    }), sure)
  })
  it('two runs in step show frames of one moment: neither is ahead of the clock, and none that has more to show is behind it', () => {
    fc.assert(fc.property(runs, runs, fc.double({ min: 0, max: 1, noNaN: true }), (one, other, share) => {
      const tracks = [one, other]
      const elapsed = share * turnMs(tracks, 'loop') * 0.999999
      for (const track of tracks) {
        const { frame } = dueFrame(tracks, track, 'loop', elapsed)
        expect(clockOf(track, frame)).toBeLessThanOrEqual(elapsed + 1e-3)
        if (frame < track.part[1]) expect(clockOf(track, frame + 1)).toBeGreaterThan(elapsed - 1e-3)
      }
    }), sure)
  })
})
