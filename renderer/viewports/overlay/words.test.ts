import { describe, expect, it } from 'vitest'
import { acquiredLine } from './words.ts'

describe('when an image was taken', () => {
  const now = new Date(2026, 10, 22, 10, 12, 40)
  it('is said with its age, and is a caution from 60 s on', () => {
    expect(acquiredLine('2026-11-22T10:12:04', now, true)).toEqual({ text: '10:12:04, 36 s ago', soft: true })
    expect(acquiredLine('2026-11-22T10:05:04.5', now, true)).toEqual({ text: '10:05:04, 7 min 35 s ago', caution: true })
  })
  it('has its date where that is not today’s, and in a picture that is kept', () => {
    expect(acquiredLine('2026-11-14T09:10:00', now, false)).toEqual({ text: '14 Nov 2026 09:10:00, 8 days ago', caution: true })
    expect(acquiredLine('2026-11-22T10:12:04', now, true, true).text).toBe('22 Nov 2026 10:12:04, 36 s ago')
  })
  it('of a clock that is ahead, or of none, is no age', () => {
    expect(acquiredLine('2026-11-22T10:13:04', now, true)).toEqual({ text: '10:13:04, the C-arm’s clock is ahead', caution: true })
    expect(acquiredLine(null, now, true)).toEqual({ text: 'Time not stated', caution: true })
  })
})
