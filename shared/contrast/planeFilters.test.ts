import { describe, expect, it } from 'vitest'
import { whiteNoise } from '#sample-dicom/filters/noise.ts'
import { describePixels } from '#test/builders/corpus.ts'
import { buildAttenuationScale } from './attenuation.ts'
import { findOpenArea } from './openArea.ts'
import { blurPlane, boxMean, halvePlane } from './planeFilters.ts'
import { NoiseCollector, noiseAt } from './runNoise.ts'

const COLUMNS = 23
const ROWS = 17
const values = Float32Array.from({ length: COLUMNS * ROWS }, (_, at) => whiteNoise(at, 0, 1))
const buffers = () => [new Float32Array(values.length), new Float32Array(values.length)] as const

describe('filters of a plane', () => {
  it.each([1, 3, 8, 30])('a mean of radius %i is that of the square, cut at the edges', (radius) => {
    const mean = boxMean(values, COLUMNS, ROWS, radius, ...buffers())
    for (const at of [0, 5, COLUMNS - 1, 8 * COLUMNS + 11, 16 * COLUMNS + 2, values.length - 1]) {
      let sum = 0, count = 0
      for (let row = 0; row < ROWS; row += 1) for (let column = 0; column < COLUMNS; column += 1) {
        if (Math.abs(row - Math.floor(at / COLUMNS)) > radius || Math.abs(column - (at % COLUMNS)) > radius) continue
        sum += values[row * COLUMNS + column] ?? NaN
        count += 1
      }
      expect(mean[at]).toBeCloseTo(sum / count, 4)
    }
  })

  it('a blur keeps a level and spreads a spot by its sigma, in place as well', () => {
    const level = blurPlane(new Float32Array(values.length).fill(7), COLUMNS, ROWS, 1.2, ...buffers())
    expect(Math.max(...level.map((value) => Math.abs(value - 7)))).toBeLessThan(1e-5)
    const spot = new Float32Array(values.length)
    spot[8 * COLUMNS + 11] = 1
    blurPlane(spot, COLUMNS, ROWS, 1.5, spot, new Float32Array(values.length))
    let sum = 0, spread = 0
    spot.forEach((value, at) => { sum += value; spread += value * ((at % COLUMNS) - 11) ** 2 })
    expect(sum).toBeCloseTo(1, 5)
    expect(Math.abs(Math.sqrt(spread) - 1.5)).toBeLessThan(0.12)
  })

  it('halving takes the mean of four', () => {
    const half = halvePlane(Float32Array.of(1, 2, 9, 3, 4, 9, 5, 6, 9), 3, 3, new Float32Array(1))
    expect([...half]).toEqual([2.5])
  })
})

describe('where a run can be measured', () => {
  const built = buildAttenuationScale(describePixels({ pixelIntensityRelationship: 'LIN' }))
  const size = 60
  const shutter = { rectangle: null, circle: { centreRow: 30, centreColumn: 30, radius: 25 }, polygon: null, presentationValue: null }
  const frame = (closedValue: number): Uint16Array => Uint16Array.from({ length: size * size }, (_, at) => (Math.hypot((at % size) + 1 - 30, Math.floor(at / size) + 1 - 30) > 25 ? closedValue : 900 + ((at * 37) % 200)))
  it.each([['by the shutter of the header', shutter, 950], ['by the empty edge of the picture alone', null, 0]] as const)('is away from a collimator, told %s', (_name, given, closedValue) => {
    if (!built.ok) throw new Error(built.error.message)
    const area = findOpenArea(frame(closedValue), size, size, built.value, given)
    const at = (column: number, row: number): number | undefined => area.usable[row * size + column]
    expect([at(29, 29), at(29, 29 + 16), at(29, 29 + 22), at(29, 29 + 27)]).toEqual([1, 1, 0, 0])
    expect(area.closed[29 * size + 29 + 27]).toBe(1)
    expect(area.closed[29 * size + 29 + 22]).toBe(0)
  })
})

describe('the noise of a run', () => {
  it('is that of one frame, block by block, whatever flows or jumps in a quarter of the pairs', () => {
    const size = 64
    const usable = new Uint8Array(size * size).fill(1)
    const plane = (frame: number): Float32Array => Float32Array.from({ length: size * size }, (_, at) => (at % size < 32 ? 0.01 : 0.03) * whiteNoise(at, frame, 2) + (frame > 8 ? 0.3 * Math.sin(at) : 0) + 0.1 * frame)
    const collector = new NoiseCollector(size, size, usable)
    for (let frame = 0; frame < 12; frame += 1) collector.add(plane(frame), plane(frame + 1))
    const noise = collector.finish()
    if (noise === null) throw new Error('No noise')
    expect(Math.abs(noiseAt(noise, 5, 5) / 0.01 - 1)).toBeLessThan(0.06)
    expect(Math.abs(noiseAt(noise, 50, 40) / 0.03 - 1)).toBeLessThan(0.06)
    expect(new NoiseCollector(size, size, usable).finish()).toBeNull()
  })
})
