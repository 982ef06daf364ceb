import { describe, expect, it } from 'vitest'
import { looksAcross } from './looksAcross.ts'

describe('a projection that looks across the patient', () => {
  it.each([
    ['AP', 0, -12, false], ['PA', 180, 12, false], ['true lateral', 90, 0, true], ['lateral from the other side', -90, 0, true],
    ['a shallow oblique', 30, 0, false], ['a steep oblique', 60, 0, true],
  ] as const)('%s', (_name, primaryDeg, secondaryDeg, across) => {
    expect(looksAcross(primaryDeg, secondaryDeg)).toBe(across)
  })

  it.each([[null, 0], [90, null]])('is not said of unknown angles: %j %j', (primaryDeg, secondaryDeg) => {
    expect(looksAcross(primaryDeg, secondaryDeg)).toBe(false)
  })
})
