import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digestOf } from './digest.ts'

describe('the digest of a text', () => {
  it('begins with FNV-1a of the text', () => {
    expect(digestOf('').slice(0, 8)).toBe('811c9dc5')
    expect(digestOf('foobar').slice(0, 8)).toBe('bf9cf968')
  })
  it('differs wherever one character does', () => {
    fc.assert(fc.property(fc.string({ minLength: 1 }), fc.nat(), (text, n) => {
      const at = n % text.length
      expect(digestOf(`${text.slice(0, at)}\u0416${text.slice(at + 1)}`) === digestOf(text)).toBe(text[at] === '\u0416')
    }))
  })
})
