import { describe, expect, it } from 'vitest'
import { trueViewWords } from './trueView.ts'

describe('the ticks of a view', () => {
  it.each([
    [{ view: 'lateral', ticks: ['pillarsSuperimposed', 'ramiSuperimposed'] }, 'True lateral ticked'],
    [{ view: 'lateral', ticks: ['ramiSuperimposed'] }, 'Lateral, 1 of 2 ticked'],
    [{ view: 'lateral', ticks: ['ramiSuperimposed', 'densCentred'] }, 'Lateral, 1 of 2 ticked'],
    [{ view: 'apOpenMouth', ticks: ['densCentred', 'spinousMidline', 'jointLinesSharp'] }, 'True AP ticked'],
    [{ view: 'apOpenMouth', ticks: [] }, null],
  ] as const)('%j', (given, words) => { expect(trueViewWords({ ...given, ticks: [...given.ticks] })).toBe(words) })
})
