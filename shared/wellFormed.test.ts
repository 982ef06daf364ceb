import { expect, it } from 'vitest'
import { cutText, wellFormed, wellFormedTexts } from './wellFormed.ts'

it('half a pair becomes the replacement character, a whole pair stays', () => {
  expect([wellFormed('a\ud83d'), wellFormed('\ude00b'), wellFormed('😀 김'), wellFormed('\ude00\ud83d')]).toEqual(['a\ufffd', '\ufffdb', '😀 김', '\ufffd\ufffd'])
})
it('cuts no pair in two', () => {
  expect([cutText('ab😀', 3), cutText('ab😀', 4), cutText('abc', 2)]).toEqual(['ab', 'ab😀', 'ab'])
})
it('looks into everything that a call can hold, and leaves alone what is well', () => {
  const well = { a: [1, 'b', { c: null }] }
  expect(wellFormedTexts(well)).toBe(well)
  expect(wellFormedTexts({ a: [1, 'b\ud83d', { c: '\udc00' }], d: true })).toEqual({ a: [1, 'b\ufffd', { c: '\ufffd' }], d: true })
})
