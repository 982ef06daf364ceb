import { describe, expect, it } from 'vitest'
import { stripShare } from './pictureStrip.ts'

const column = (...parts: readonly (readonly [rows: number, rgb: readonly [number, number, number]])[]): Uint8ClampedArray =>
  Uint8ClampedArray.from(parts.flatMap(([rows, rgb]) => Array.from({ length: rows }, () => [...rgb, 255]).flat()))
const bar = [0x14, 0x16, 0x18] as const
const black = [0, 0, 0] as const

describe('the identity strip of a key image', () => {
  it.each([
    ['over a black picture', [[68, bar], [532, black]], 68 / 600],
    ['moved by an encoder', [[68, [0x15, 0x15, 0x19]], [532, black]], 68 / 600],
    ['over a grey picture', [[68, bar], [532, [0x40, 0x40, 0x40]]], 68 / 600],
    ['of a picture without one', [[600, black]], 0],
    ['that would be the picture itself', [[600, bar]], 0],
  ] as const)('%s', (_name, parts, share) => { expect(stripShare(column(...parts))).toBeCloseTo(share, 9) })
  it('of nothing is nothing', () => { expect(stripShare(new Uint8ClampedArray(0))).toBe(0) })
})
