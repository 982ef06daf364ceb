import { afterEach, describe, expect, it, vi } from 'vitest'
import { inTurnWith } from './flicker.ts'

afterEach(() => { vi.useRealTimers() })

describe('two frames in turn', () => {
  it('change slower than three times a second, follow the run meanwhile, and rest when nobody listens', () => {
    vi.useFakeTimers()
    const now = { frame: 5, listeners: new Set<() => void>() }
    const run = { get frame() { return now.frame }, onFrame: (listener: () => void) => { now.listeners.add(listener); return () => { now.listeners.delete(listener) } } }
    const turning = inTurnWith(run, 20)
    const seen: number[] = []
    const stop = turning.onFrame(() => { seen.push(turning.frame) })
    vi.advanceTimersByTime(1900)
    expect(seen).toEqual([20, 5, 20])
    now.frame = 6
    for (const listener of now.listeners) listener()
    vi.advanceTimersByTime(600)
    expect(seen.slice(3)).toEqual([20, 6])
    stop()
    vi.advanceTimersByTime(5000)
    expect([seen.length, now.listeners.size]).toEqual([5, 0])
  })
})
