import { describe, expect, it } from 'vitest'
import { placeWords } from './placeWords.ts'

describe('a place in words', () => {
  it.each([
    [[-4.23, 3.1, 0.4], 'known', ['4.2 mm RIGHT', '3.1 mm to the back', '0.4 mm to the head']],
    [[4.23, -3.1, -0.4], 'known', ['4.2 mm LEFT', '3.1 mm to the front', '0.4 mm to the feet']],
    [[0.01, 0, -0.04], 'known', ['0.0 mm', '0.0 mm', '0.0 mm']],
    [[-4.23, 3.1, 0.4], 'notSaid', ['4.2 mm across the body', '3.1 mm front to back', '0.4 mm along the body']],
    [[-4.23, 3.1, 0.4], 'contradicted', ['4.2 mm across the body', '3.1 mm front to back', '0.4 mm along the body']],
  ] as const)('%j, sides %s', (at, sides, words) => { expect(placeWords([...at], sides)).toEqual(words) })
})
