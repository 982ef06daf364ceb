import { describe, expect, it } from 'vitest'
import { ImageFilter } from './blur.ts'
import { whiteNoise } from './noise.ts'
import { shiftedImage } from './shift.ts'

const spot = () => Float32Array.from({ length: 41 * 41 }, (_, i) => (i === 20 * 41 + 20 ? 1 : 0))
const moments = (image: Float32Array) => {
  let sum = 0, x = 0, y = 0, xx = 0
  image.forEach((value, i) => { sum += value; x += value * (i % 41); y += value * Math.floor(i / 41) })
  image.forEach((value, i) => { xx += (value * (i % 41 - x / sum) ** 2) / sum })
  return { sum, x: x / sum, y: y / sum, sigma: Math.sqrt(xx) }
}

describe('filters', () => {
  it('a Gaussian keeps the sum and the place of a spot and spreads it by its sigma', () => {
    const image = spot()
    new ImageFilter(41, 41).gaussian(image, 2)
    const { sum, x, y, sigma } = moments(image)
    expect([sum, x, y].map(value => Math.round(value * 1e4) / 1e4)).toEqual([1, 20, 20])
    expect(sigma).toBeCloseTo(2, 1)
  })

  it('three boxes of radius r spread a spot by sqrt((2r + 1)² - 1) / 2', () => {
    const image = spot()
    new ImageFilter(41, 41).box3(image, 3)
    expect(moments(image).sigma).toBeCloseTo(Math.sqrt(7 ** 2 - 1) / 2, 3)
  })

  it.each([[0.25, -0.15], [-1.5, 2], [0, 0]])('a shift by %s, %s moves the centre of a spot by just that', (columnsPx, rowsPx) => {
    const { sum, x, y } = moments(shiftedImage(spot(), 41, columnsPx, rowsPx))
    expect([sum, x - 20, y - 20].map(value => Math.round(value * 1e4) / 1e4 + 0)).toEqual([1, columnsPx, rowsPx])
  })

  it('white noise has mean 0 and variance 1 and does not repeat from plane to plane', () => {
    const plane = (n: number) => Float64Array.from({ length: 20_000 }, (_, i) => whiteNoise(i, n, 7))
    const [a, b] = [plane(0), plane(1)]
    const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(Math.abs(mean(a))).toBeLessThan(0.03)
    expect(Math.abs(mean(a.map(value => value * value)) - 1)).toBeLessThan(0.03)
    expect(Math.abs(mean(a.map((value, i) => value * (b[i] ?? 0))))).toBeLessThan(0.03)
  })
})
