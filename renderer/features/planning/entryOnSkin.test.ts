import { describe, expect, it } from 'vitest'
import { placeOf } from './entryOnSkin.ts'

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
