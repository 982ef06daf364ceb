import { describe, expect, it } from 'vitest'
import { consoleAngles, writeCArmAngle } from './consoleAngles.ts'

describe('angles at the console', () => {
  it('are the patient’s own where the C-arm knows how the patient lies', () => {
    expect(consoleAngles({ primaryDeg: 170.5, secondaryDeg: -22.3 }, 'PRONE', 'PRONE')).toEqual({ primaryDeg: 170.5, secondaryDeg: -22.3 })
  })
  it.each([[170.5, -9.5], [-170.5, 9.5], [-9.5, 170.5], [0, 180]])('turn %d° by half a turn to %d° where it does not', (patient, console) => {
    const shown = consoleAngles({ primaryDeg: patient, secondaryDeg: -22.3 }, 'PRONE', 'SUPINE')
    expect(shown.primaryDeg).toBeCloseTo(console, 9)
    expect(shown.secondaryDeg).toBe(-22.3)
  })
  it.each([['primary', -9.54, 'RAO 9.5°'], ['primary', 7, 'LAO 7.0°'], ['secondary', -22.3, 'CAUD 22.3°'], ['secondary', 14, 'CRAN 14.0°'], ['primary', -0.04, 'LAO 0.0°']] as const)('writes %s %d as %s', (axis, degrees, words) => {
    expect(writeCArmAngle(axis, degrees)).toBe(words)
  })
})
