import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { onceAFrame } from './onceAFrame.ts'

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('requestAnimationFrame', (call: () => void) => setTimeout(call, 16))
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

it('takes the first at once and every one that comes after the frame of the one before', () => {
  const taken: number[] = []
  const moves = onceAFrame<number>(value => { taken.push(value) })
  for (const value of [1, 2, 3]) {
    moves.send(value)
    expect(taken.at(-1)).toBe(value)
    vi.advanceTimersByTime(20)
  }
  expect(taken).toEqual([1, 2, 3])
})

it('of many within a frame takes the first and, once that is drawn, the newest', () => {
  const taken: number[] = []
  const moves = onceAFrame<number>(value => { taken.push(value) })
  for (const value of [1, 2, 3, 4]) moves.send(value)
  expect(taken).toEqual([1])
  vi.advanceTimersByTime(100)
  expect(taken).toEqual([1, 4])
})

it('hands on what waits when it is asked to, once', () => {
  const taken: number[] = []
  const moves = onceAFrame<number>(value => { taken.push(value) })
  for (const value of [1, 2]) moves.send(value)
  moves.flush()
  vi.advanceTimersByTime(100)
  expect(taken).toEqual([1, 2])
})

it('forgets what waits when it is not wanted any more', () => {
  const taken: number[] = []
  const moves = onceAFrame<number>(value => { taken.push(value) })
  for (const value of [1, 2]) moves.send(value)
  moves.forget()
  vi.advanceTimersByTime(100)
  expect(taken).toEqual([1])
})
