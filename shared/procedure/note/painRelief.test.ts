import { describe, expect, it } from 'vitest'
import { emptySections } from './emptyNote.ts'
import { blockResult, reliefAt } from './painRelief.ts'

const score = (atRest: number | null, turning: number | null = null) => ({ atRest, turning, atIso: null })

describe('relief of pain', () => {
  it('is the part of the first score that is gone', () => {
    expect(reliefAt({ ...emptySections.pain, before: score(7), at15Min: score(2) }, 'at15Min')?.percent).toBeCloseTo(71.43, 2)
    expect(reliefAt({ ...emptySections.pain, before: score(4), at15Min: score(6) }, 'at15Min')?.percent).toBe(-50)
  })

  it('is told from turning where rest was not scored, and from nothing where there was no pain', () => {
    expect(reliefAt({ ...emptySections.pain, before: score(0, 8), at30Min: score(0, 2) }, 'at30Min')?.percent).toBe(75)
    expect(reliefAt({ ...emptySections.pain, before: score(0), at30Min: score(0) }, 'at30Min')).toBeNull()
    expect(reliefAt({ ...emptySections.pain, before: score(7) }, 'at30Min')).toBeNull()
  })
})

describe('a block', () => {
  it('is judged by the best relief of the first half hour against the threshold that was stated', () => {
    const pain = { ...emptySections.pain, before: score(8), at0Min: score(6), at15Min: score(3), at30Min: score(4), at6Hours: score(0), thresholdPercent: 75 as const }
    expect(blockResult(pain)).toEqual({ relief: { time: 'at15Min', percent: 62.5 }, thresholdPercent: 75, isPositive: false })
    expect(blockResult({ ...pain, thresholdPercent: 50 })?.isPositive).toBe(true)
    expect(blockResult({ ...pain, thresholdPercent: null })).toBeNull()
  })
})
