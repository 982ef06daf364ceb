import { describe, expect, it } from 'vitest'
import { runQuestions } from './runQuestions.ts'

type Seen = Parameters<typeof runQuestions>[0][number]
const seen = (primaryDeg: number | null, patientOrientation: Seen['patientOrientation'] = null): Seen => ({ patientOrientation, burnedInAnnotation: null, pixel: { samplesPerPixel: 1 }, positioner: primaryDeg === null ? null : { primaryDeg, secondaryDeg: 0, primaryIncrementsDeg: null, secondaryIncrementsDeg: null } })
const screen: Seen = { ...seen(null), conversionType: 'WSD', burnedInAnnotation: true, pixel: { samplesPerPixel: 3 } }

describe('what is asked about the edges of a run', () => {
  it.each([
    ['an AP run', [seen(0)], ['left']],
    ['a run of unknown angle', [seen(null)], ['left']],
    ['an AP run whose header names LEFT all the same', [seen(0, ['L', 'F'])], ['left']],
    ['a lateral run', [seen(90)], ['anterior']],
    ['a lateral run whose header names ANTERIOR', [seen(90, ['A', 'F'])], []],
    ['a lateral run whose header names a side that lies at no edge', [seen(90, ['L', 'F'])], ['anterior']],
    ['a series of AP and lateral runs', [seen(0), seen(-90)], ['left', 'anterior']],
    ['key images that were exported and came back', [screen], []],
    ['a colour picture that a C-arm wrote as a capture', [{ ...screen, conversionType: 'DV' }], ['left']],
    ['a grey capture', [{ ...screen, pixel: { samplesPerPixel: 1 } }], ['left']],
    ['a key image among runs', [screen, seen(90)], ['anterior']],
  ])('%s', (_name, images, asked) => { expect(runQuestions(images)).toEqual(asked) })
})
