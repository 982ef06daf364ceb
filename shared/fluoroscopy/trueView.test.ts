import { describe, expect, it } from 'vitest'
import { isTrueView, trueViewWords } from './trueView.ts'

describe('the ticks of a view', () => {
  it.each([
    [{ view: 'lateral', ticks: ['pillarsSuperimposed', 'ramiSuperimposed'] }, true, 'True lateral ticked'],
    [{ view: 'lateral', ticks: ['ramiSuperimposed'] }, false, 'Lateral, 1 of 2 ticked'],
    [{ view: 'lateral', ticks: ['ramiSuperimposed', 'densCentred'] }, false, 'Lateral, 1 of 2 ticked'],
    [{ view: 'apOpenMouth', ticks: ['densCentred', 'spinousMidline', 'jointLinesSharp'] }, true, 'True AP ticked'],
    [{ view: 'apOpenMouth', ticks: [] }, false, null],
  ] as const)('%j', (given, isTrue, words) => { expect([isTrueView({ ...given, ticks: [...given.ticks] }), trueViewWords({ ...given, ticks: [...given.ticks] })]).toEqual([isTrue, words]) })
})
