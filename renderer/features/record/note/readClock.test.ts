import { expect, test } from 'vitest'
import { readClock } from './readClock.ts'

const day = new Date(2026, 10, 22, 18, 0, 0)
const read = (typed: string) => {
  const result = readClock(typed, 'Time', day)
  return result.ok ? result.value : result.error.message
}

test.each([['10:36', new Date(2026, 10, 22, 10, 36)], ['0936', new Date(2026, 10, 22, 9, 36)], ['7.05', new Date(2026, 10, 22, 7, 5)], ['23:59:59', new Date(2026, 10, 22, 23, 59, 59)], [' ', null]])('“%s” is a time of that day', (typed, at) => { expect(read(typed)).toEqual(at) })

test.each(['24:00', '10:60', 'ten', '10:36 am', '1'])('“%s” is refused in words', (typed) => { expect(read(typed)).toBe(`Time: “${typed}” is not a time. Write it as 10:36.`) })
