import { describe, expect, it } from 'vitest'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { placeOf, settleEntry } from './entryOnSkin.ts'

describe('where an entry lies', () => {
  it.each([
    [0.2, false, { kind: 'onSkin' }],
    [12.34, true, { kind: 'offSkin', words: expect.stringContaining('inside the body, 12.3 mm from the skin') }],
    [3, false, { kind: 'offSkin', words: expect.stringContaining('outside the body, 3.0 mm') }],
    ['The scan shows no skin there.', false, { kind: 'unknown', words: 'The scan shows no skin there.' }],
  ] as const)('%s (inside: %s)', (distance, isInside, place) => {
    expect(placeOf(distance, isInside)).toEqual(place)
  })
})

describe('an entry that falls onto the skin a while after it was placed', () => {
  const drawn: VolumePlan = { kind: 'volume', planId: '3c1a0d6e-6f0f-4b6e-9a51-0a3f0c6f2a11', name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2', frameOfReferenceUid: '1.3', needle: null, entryLpsMm: [0, 61, 0], targetLpsMm: [0, 0, 0] }
  const empty = { ...drawn, entryLpsMm: null, targetLpsMm: null }
  const onSkin: [number, number, number] = [0, 60, 0]

  it('is one step with the path it was drawn with', () => {
    expect(settleEntry({ before: undefined, drawn, kept: undefined }, onSkin)).toEqual({ ...drawn, entryLpsMm: onSkin })
    expect(settleEntry({ before: empty, drawn, kept: empty }, onSkin)).toEqual({ ...drawn, entryLpsMm: onSkin })
  })

  it('leaves a target where it was put meanwhile, and a needle and a name as they were given', () => {
    const kept: VolumePlan = { ...drawn, targetLpsMm: [4, 2, 0], name: 'Lateral', needle: { gauge: 22, lengthMm: 90 } }
    for (const before of [undefined, empty]) expect(settleEntry({ before, drawn, kept }, onSkin)).toEqual({ ...kept, entryLpsMm: onSkin })
  })

  it('gives way to an entry that was moved meanwhile', () => {
    expect(settleEntry({ before: undefined, drawn, kept: { ...drawn, entryLpsMm: [9, 58, 3] } }, onSkin)).toBeNull()
  })
})
