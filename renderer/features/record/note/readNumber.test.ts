import { expect, test } from 'vitest'
import { readNumber } from './readNumber.ts'

const read = (typed: string, whole = false) => {
  const result = readNumber(typed, 'Volume', { min: 0, max: 10, whole })
  return result.ok ? result.value : result.error.message
}

test.each([['', null], [' 0.5 ', 0.5], ['0,5', 0.5], ['.3', 0.3], ['10', 10]])('“%s” is read as %s', (typed, value) => { expect(read(typed)).toBe(value) })

test.each([
  ['1e9', 'Volume: “1e9” is not a number. Write it as 0.5.'], ['0.5 mg', 'Volume: “0.5 mg” is not a number. Write it as 0.5.'], ['1.000,5', 'Volume: “1.000,5” is not a number. Write it as 0.5.'],
  ['11', 'Volume: write a number from 0 to 10.'], ['−1', 'Volume: write a number from 0 to 10.'], ['NaN', 'Volume: “NaN” is not a number. Write it as 0.5.'],
])('“%s” is refused in words', (typed, words) => { expect(read(typed)).toBe(words) })

test('a count is whole', () => { expect(read('1.5', true)).toBe('Volume: a whole number is asked for.') })
