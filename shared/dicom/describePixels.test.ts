import { describe, expect, it } from 'vitest'
import { expandSegments } from './describePixels.ts'
import { isoDateOf, localTimeOf, localTimeOfDateTime, millisecondsOfDateTime } from './dateTimes.ts'

describe('segmented palettes', () => {
  it.each<[string, number[], number, number[] | null]>([
    ['discrete values', [0, 3, 5, 6, 7], 3, [5, 6, 7]],
    ['a line from the last value', [0, 1, 0, 1, 4, 100], 5, [0, 25, 50, 75, 100]],
    ['an indirect repeat of the first segment', [0, 2, 9, 8, 2, 1, 0, 0], 4, [9, 8, 9, 8]],
    ['a line without a beginning', [1, 4, 100], 4, null],
    ['too few values', [0, 2, 1, 2], 5, null],
    ['an unknown kind of segment', [7, 2, 1, 2], 2, null],
  ])('expand %s', (_, data, entries, values) => {
    expect(expandSegments(data, 16, entries)).toEqual(values)
  })
})

describe('dates and times', () => {
  it.each([['20260228', '2026-02-28'], ['1999.12.31', '1999-12-31'], ['20260230', null], ['2026', null], ['', null], [null, null]])('reads the date %j as %j', (da, iso) => {
    expect(isoDateOf(da)).toBe(iso)
  })

  it.each([['101530.250000', '2026-01-02T10:15:30.250000'], ['1015', '2026-01-02T10:15:00'], ['10', '2026-01-02T10:00:00'], ['251500', null], ['', null]])('reads the time %j as %j', (tm, local) => {
    expect(localTimeOf('20260102', tm)).toBe(local)
  })

  it('leaves the zone of a date and time out, and keeps differences', () => {
    expect(localTimeOfDateTime('20260102101530.5+0100')).toBe('2026-01-02T10:15:30.5')
    expect((millisecondsOfDateTime('20260102000000.033') ?? 0) - (millisecondsOfDateTime('20260101235959.999') ?? 0)).toBe(34)
  })
})
