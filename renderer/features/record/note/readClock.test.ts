import { expect, test } from 'vitest'
import { readClock } from './readClock.ts'

const day = new Date(2026, 10, 22, 18, 0, 0)
const read = (typed: string) => {
  const result = readClock(typed, 'Time', day, new Date(2026, 10, 23, 8, 0))
  return result.ok ? result.value : result.error.message
}

test.each([['10:36', new Date(2026, 10, 22, 10, 36)], ['0936', new Date(2026, 10, 22, 9, 36)], ['7.05', new Date(2026, 10, 22, 7, 5)], ['23:59:59', new Date(2026, 10, 22, 23, 59, 59)], [' ', null]])('“%s” is a time of that day', (typed, at) => { expect(read(typed)).toEqual(at) })

test.each(['24:00', '10:60', 'ten', '10:36 am', '1'])('“%s” is refused in words', (typed) => { expect(read(typed)).toBe(`Time: “${typed}” is not a time. Write it as 10:36.`) })

test.each([['2026-11-21 14:30', new Date(2026, 10, 21, 14, 30)], ['2026-11-23 07:59', new Date(2026, 10, 23, 7, 59)]])('“%s” is a time of the day that stands before it', (typed, at) => { expect(read(typed)).toEqual(at) })

test('what is still to come is refused, with what to write', () => {
  const today = new Date(2026, 10, 29, 8, 0)
  const late = readClock('14:30', 'Time', today, today)
  expect(late.ok ? null : late.error.message).toBe('Time: 2026-11-29 14:30 is still to come. If it was on another day, write the day too: 2026-11-28 10:36.')
  expect(readClock('14:30', 'Time', new Date(2026, 10, 28), today)).toEqual({ ok: true, value: new Date(2026, 10, 28, 14, 30) })
})

test('a day that the calendar does not have is refused', () => { expect(read('2026-02-30 10:36')).toBe('Time: “2026-02-30 10:36” names no day of the calendar. Write it as 2026-11-22 10:36.') })
