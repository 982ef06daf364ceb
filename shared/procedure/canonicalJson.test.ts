import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonicalJson, type JsonValue } from './canonicalJson.ts'

describe('canonical JSON', () => {
  it.each([
    { name: 'keys in the order of their code units (RFC 8785, 3.2.3)', value: { '\u20ac': 'Euro', '\r': 'CR', '\ufb33': 'Dalet', '1': 'One', '\ud83d\ude00': 'Smiley', '\u0080': 'Control', '\u00f6': 'o' }, text: '{"\\r":"CR","1":"One","\u0080":"Control","\u00f6":"o","\u20ac":"Euro","\ud83d\ude00":"Smiley","\ufb33":"Dalet"}' },
    { name: 'numbers as ECMAScript writes them', value: [333333333.33333329, 1e30, 4.5, 2e-3, 1e-27, -0], text: '[333333333.3333333,1e+30,4.5,0.002,1e-27,0]' },
    { name: 'no white space, nested', value: { b: [true, null, { y: '"\\\n', x: {} }], a: '' }, text: '{"a":"","b":[true,null,{"x":{},"y":"\\"\\\\\\n"}]}' },
    { name: 'absent keys left out', value: { b: undefined, a: 1 }, text: '{"a":1}' },
  ])('has $name', ({ value, text }) => { expect(canonicalJson(value)).toBe(text) })

  it('is the same whatever order the keys came in, and reads back as it was', () => {
    fc.assert(fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
      const given: JsonValue = JSON.parse(JSON.stringify(value))
      const turned: JsonValue = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(value).reverse())))
      expect(canonicalJson(turned)).toBe(canonicalJson(given))
      expect(JSON.parse(canonicalJson(given))).toEqual(given)
    }))
  })

  it.each([Number.NaN, Number.POSITIVE_INFINITY])('refuses %s', (value) => { expect(() => canonicalJson({ value })).toThrow('not finite') })
})
