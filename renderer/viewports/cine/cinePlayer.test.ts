import { describe, expect, it } from 'vitest'
import { createCinePlayer, type CinePlayer, type CineSetting, type Ticker } from './cinePlayer.ts'

/** A screen whose beats come when the test says so. */
function screen() {
  const state: { now: number; waiting: ((now: number) => void)[] } = { now: 5000, waiting: [] }
  const ticker: Ticker = {
    now: () => state.now,
    request(tick) {
      state.waiting.push(tick)
      return () => { state.waiting = state.waiting.filter(other => other !== tick) }
    },
  }
  const beatAt = (now: number): void => {
    state.now = now
    for (const tick of state.waiting.splice(0)) tick(now)
  }
  return {
    ticker, isStill: () => state.waiting.length === 0,
    /** Beats every `everyMs` for so long; answers the frames that were on the screen. */
    playFor(player: CinePlayer, ms: number, everyMs = 16): number[] {
      const shown: number[] = []
      const end = state.now + ms
      while (state.now + everyMs <= end) {
        beatAt(state.now + everyMs)
        if (shown.at(-1) !== player.frame()) shown.push(player.frame())
      }
      return shown
    },
  }
}

const times = (frames: number, every: number): readonly number[] => Array.from({ length: frames }, (_, frame) => frame * every)
const setting = (change: Partial<CineSetting> = {}): CineSetting => ({ times: times(10, 100), part: [0, 9], event: 0, way: 'loop', slowness: 1, isReady: true, ...change })

describe('a run', () => {
  it('plays at its true times, whatever the beat of the screen, and says the rate it reaches', () => {
    const { ticker, playFor } = screen()
    const player = createCinePlayer(ticker, setting(), 0)
    player.play()
    expect(playFor(player, 2100)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0])
    expect(player.achievedRate()).toBeCloseTo(10, 0)
    expect(player.dropped()).toBe(0)
  })
  it('drops what is late and counts it, and is never slower for it', () => {
    const { ticker, playFor } = screen()
    const player = createCinePlayer(ticker, setting(), 0)
    player.play()
    expect(playFor(player, 1000, 250)).toEqual([2, 5, 7, 0])
    expect(player.dropped()).toBe(2 + 1 + 2)
  })
  it('at half speed takes twice as long and drops nothing', () => {
    const { ticker, playFor } = screen()
    const player = createCinePlayer(ticker, setting({ slowness: 2 }), 0)
    player.play()
    expect(playFor(player, 1000)).toEqual([0, 1, 2, 3, 4])
    expect(player.dropped()).toBe(0)
  })
  it('changed to quarter speed while it plays, goes on from where it is', () => {
    const { ticker, playFor } = screen()
    const player = createCinePlayer(ticker, setting(), 0)
    player.play()
    playFor(player, 320)
    player.set({ slowness: 4 })
    expect(playFor(player, 900)).toEqual([3, 4, 5])
  })
  it('begins with the part where the frame shown lies outside it, and plays only the part', () => {
    const { ticker, playFor } = screen()
    const player = createCinePlayer(ticker, setting({ part: [3, 5] }), 8)
    player.play()
    expect(playFor(player, 700)).toEqual([3, 4, 5, 3, 4, 5, 3].slice(0, 7))
    player.set({ part: [7, 9] })
    expect(playFor(player, 250)).toEqual([7, 8, 9].slice(0, 3))
  })
  it('waits until every frame is here, then plays by itself', () => {
    const { ticker, playFor, isStill } = screen()
    const player = createCinePlayer(ticker, setting({ isReady: false }), 4)
    player.play('start')
    expect([player.state(), isStill()]).toEqual(['waiting', true])
    player.set({ isReady: true })
    expect(player.state()).toBe('playing')
    expect(playFor(player, 200)[0]).toBe(0)
  })
  it('a frame gone to by hand stops it, a wait too', () => {
    const { ticker, playFor, isStill } = screen()
    const player = createCinePlayer(ticker, setting({ isReady: false }), 0)
    player.play()
    player.seek(6)
    player.set({ isReady: true })
    expect([player.state(), player.frame(), isStill()]).toEqual(['resting', 6, true])
    player.play()
    playFor(player, 120)
    player.step(1)
    expect([player.state(), player.frame(), isStill()]).toEqual(['resting', 8, true])
    player.step(5)
    expect(player.frame()).toBe(9)
  })
  it('played once, rests on its last frame; played again, begins anew', () => {
    const { ticker, playFor, isStill } = screen()
    const player = createCinePlayer(ticker, setting({ way: 'once' }), 7)
    player.play()
    expect(playFor(player, 1000)).toEqual([7, 8, 9])
    expect([player.state(), isStill()]).toEqual(['resting', true])
    player.play()
    expect(playFor(player, 150)[0]).toBe(0)
  })
  it('tells every frame to the picture, and to the rest of the screen only when play begins or ends', () => {
    const { ticker, playFor } = screen()
    const player = createCinePlayer(ticker, setting(), 0)
    const told = { frames: 0, rests: 0 }
    player.onFrame(() => { told.frames += 1 })
    player.onRest(() => { told.rests += 1 })
    player.play()
    playFor(player, 1000)
    player.pause()
    expect(told.rests).toBe(2)
    expect(told.frames).toBeGreaterThanOrEqual(10)
  })
})

describe('two runs in step', () => {
  const two = (lateral: Partial<CineSetting> = {}) => {
    const { ticker, playFor, isStill } = screen()
    const ap = createCinePlayer(ticker, setting({ event: 4 }), 0)
    const side = createCinePlayer(ticker, setting({ times: times(12, 150), part: [0, 11], event: 2, ...lateral }), 0)
    return { ap, side, playFor, isStill }
  }
  it('play by one clock from their event, and stop together', () => {
    const { ap, side, playFor, isStill } = two()
    ap.joinInStep(side)
    ap.play('start')
    playFor(ap, 310)
    expect([ap.frame(), side.frame()]).toEqual([7, 4])
    side.pause()
    expect([ap.state(), side.state(), isStill()]).toEqual(['resting', 'resting', true])
    side.play()
    expect([ap.state(), side.state()]).toEqual(['playing', 'playing'])
  })
  it('the shorter one holds its last frame until both begin again, and drops nothing meanwhile', () => {
    const { ap, side, playFor } = two()
    ap.joinInStep(side)
    ap.play('start')
    playFor(ap, 1400)
    expect([ap.frame(), side.frame(), ap.dropped(), side.dropped()]).toEqual([9, 11, 0, 0])
    playFor(ap, 150)
    expect([ap.frame(), side.frame()]).toEqual([4, 2])
  })
  it('a step or a jump in one is the same moment in the other', () => {
    const { ap, side } = two()
    ap.joinInStep(side)
    ap.seek(7)
    expect(side.frame()).toBe(4)
    side.step(1)
    expect([ap.frame(), side.frame()]).toEqual([8, 5])
    side.seek(0)
    expect(ap.frame()).toBe(1)
  })
  it('joined while one plays, both play; parted, each goes its own way', () => {
    const { ap, side, playFor, isStill } = two()
    ap.play()
    playFor(ap, 550)
    const part = ap.joinInStep(side)
    playFor(ap, 120)
    expect([ap.frame(), side.frame()]).toEqual([6, 3])
    part()
    expect(isStill()).toBe(true)
    ap.seek(9)
    expect(side.frame()).toBe(3)
  })
  it('play waits for the frames of both', () => {
    const { ap, side } = two({ isReady: false })
    ap.joinInStep(side)
    ap.play()
    expect(ap.state()).toBe('waiting')
    side.set({ isReady: true })
    expect([ap.state(), side.state()]).toEqual(['playing', 'playing'])
  })
})
