import { describe, expect, it } from 'vitest'
import { findOpaque, type OpaqueRegion } from './opaqueRegion.ts'
import { shiftPlane } from './subtraction.ts'
import { outlineOf } from './outline.ts'
import type { NoiseMap } from './runNoise.ts'
import { shiftResidue } from './shiftResidue.ts'
import { directionOfSpread } from './spreadDirection.ts'
import { measureSpread, vesselLikePieces, type SpreadContext } from './spreadMeasures.ts'

const COLUMNS = 120
const ROWS = 90
const noise: NoiseMap = { columns: COLUMNS, rows: ROWS, blockPx: 32, blockColumns: 4, sigma: new Float32Array(12).fill(0.01) }
const open = new Uint8Array(COLUMNS * ROWS).fill(1)
const nothingClosed = new Uint8Array(COLUMNS * ROWS)
const picture = (heightAt: (column: number, row: number) => number): Float32Array => Float32Array.from({ length: COLUMNS * ROWS }, (_, at) => heightAt(at % COLUMNS, Math.floor(at / COLUMNS)))
/** A slope of one pixel instead of a cliff, so that half height is where the edge is. */
const disc = (x: number, y: number, radius: number) => (column: number, row: number): number => Math.max(0, Math.min(1, radius + 0.5 - Math.hypot(column - x, row - y)))
const regionOf = (heightAt: (column: number, row: number) => number, threshold = 0.5): OpaqueRegion => findOpaque(picture(heightAt), open, noise, { threshold })
const context: SpreadContext = { spacing: null, joint: null, jointLine: null, tip: null, midline: null, closed: nothingClosed }

describe('what is opaque', () => {
  it('has the area and the extent of the disc that was drawn', () => {
    const measured = measureSpread(regionOf(disc(60, 45, 20)), { ...context, spacing: { rowMm: 0.2, columnMm: 0.2 }, jointLine: [[40, 45], [60, 45]] })
    expect(Math.abs(measured.areaPx / (Math.PI * 400) - 1)).toBeLessThan(0.01)
    expect(measured.areaMm2.value).toBeCloseTo(measured.areaPx * 0.04, 6)
    expect(Math.abs((measured.longest?.px ?? NaN) - 40)).toBeLessThan(1)
    expect(Math.abs((measured.longest?.mm.value ?? NaN) - 8)).toBeLessThan(0.2)
    expect(Math.abs((measured.longest?.ofJointWidth.value ?? NaN) - 2)).toBeLessThan(0.05)
  })

  it('has no millimetres without calibration, and says why', () => {
    const measured = measureSpread(regionOf(disc(60, 45, 20)), context)
    expect([measured.areaMm2, measured.longest?.mm.value, measured.crossesMidline.value, measured.shareOutsideJoint.value]).toEqual([{ value: null, reason: expect.stringMatching(/no pixel size/) }, null, null, null])
  })

  it('is longest where pixels are not square by millimetres', () => {
    const measured = measureSpread(regionOf(disc(60, 45, 20)), { ...context, spacing: { rowMm: 0.4, columnMm: 0.2 } })
    expect(Math.abs((measured.longest?.mm.value ?? NaN) - 16)).toBeLessThan(0.8)
  })

  it('leaves specks of noise out, and keeps to the tip where asked', () => {
    const two = (column: number, row: number): number => disc(30, 45, 10)(column, row) + disc(90, 45, 14)(column, row) + disc(60, 10, 1)(column, row)
    expect(regionOf(two).pieces.length).toBe(2)
    const near = findOpaque(picture(two), open, noise, { threshold: 0.5, connectedTo: { point: [36, 45], reachPx: 4 } })
    expect(near.pieces.map(({ low, high }) => [low, high])).toEqual([[[21, 36], [39, 54]]])
  })

  it('is not what a needle leaves that was moved by parts of a pixel', () => {
    // Three pixels wide across the picture, moved with the patient and by its sharpness seen a little denser; a faint disc of contrast beside it.
    const needle = (column: number, row: number): number => Math.max(0, 1 - Math.abs(row - 0.6 * column - 10) / 1.4)
    const mask = picture(needle)
    const shift = [-1.2, 1.6] as const
    const moved = shiftPlane(mask, COLUMNS, ROWS, shift, new Float32Array(mask.length))
    const frame = picture((column, row) => 1.05 * needle(column - shift[1], row - shift[0]) + 0.06 * disc(90, 30, 12)(column, row))
    const left = frame.map((value, at) => value - (moved[at] ?? NaN))
    const residue = shiftResidue(mask, COLUMNS, ROWS, [[0, 0], shift])
    const onFrame = shiftPlane(residue ?? mask, COLUMNS, ROWS, shift, new Float32Array(mask.length))
    const inner = Uint8Array.from(open, (_, at) => (Math.min(at % COLUMNS, COLUMNS - 1 - (at % COLUMNS), Math.floor(at / COLUMNS), ROWS - 1 - Math.floor(at / COLUMNS)) > 6 ? 1 : 0))
    expect(findOpaque(left, inner, noise, { threshold: 0.03 }).pieces.length).toBeGreaterThan(1)
    expect(findOpaque(left, inner, noise, { threshold: 0.03, residue: onFrame }).pieces.map(({ low, high }) => [low, high])).toEqual([[[79, 19], [101, 41]]])
    // Where nobody moved, nothing is left, and nothing is refused.
    expect(shiftResidue(mask, COLUMNS, ROWS, [[0, 0], [0, 0]])).toBeNull()
  })

  it('keeps the pixels in it that noise has taken below the threshold', () => {
    const holed = picture(disc(60, 45, 20))
    for (const at of [45 * COLUMNS + 60, 40 * COLUMNS + 55, 50 * COLUMNS + 66]) holed[at] = -0.8
    const { areaPx } = measureSpread(findOpaque(holed, open, noise, { threshold: 0.5 }), context)
    expect(Math.abs(areaPx / measureSpread(regionOf(disc(60, 45, 20)), context).areaPx - 1)).toBeLessThan(0.005)
  })

  it('is told by half where half of it lies beyond the joint', () => {
    const measured = measureSpread(regionOf(disc(60, 45, 20)), { ...context, joint: [[0, 0], [60.5, 0], [60.5, 89], [0, 89]] })
    expect(Math.abs((measured.shareOutsideJoint.value ?? NaN) - 0.5)).toBeLessThan(0.03)
  })

  it.each([[60, true], [41, false], [90, false]])('crosses a midline at column %i: %s', (column, expected) => {
    expect(measureSpread(regionOf(disc(60, 45, 20)), { ...context, midline: [[column, 0], [column, 89]] }).crossesMidline.value).toBe(expected)
  })

  it('reaches the edge of the picture or of its shutter', () => {
    expect(measureSpread(regionOf(disc(60, 45, 20)), context).reachesEdge).toBe(false)
    expect(measureSpread(regionOf(disc(110, 45, 8)), context).reachesEdge).toBe(true)
    const closed = Uint8Array.from(nothingClosed, (_, at) => (at % COLUMNS > 86 ? 1 : 0))
    expect(measureSpread(regionOf(disc(60, 45, 20)), { ...context, closed }).reachesEdge).toBe(true)
  })

  it('looks like a vessel when it is long, narrow and runs to the edge', () => {
    const line = (column: number, row: number): number => (Math.abs(row - 45) <= 2 && column >= 40 ? 1 : 0)
    const short = (column: number, row: number): number => (Math.abs(row - 45) <= 2 && column >= 40 && column < 80 ? 1 : 0)
    expect([line, short, disc(110, 45, 12)].map((heightAt) => vesselLikePieces(regionOf(heightAt), nothingClosed).length)).toEqual([1, 0, 0])
  })

  it('goes in a direction that has words only where the picture has an orientation', () => {
    const region = regionOf(disc(60, 20, 8))
    expect(directionOfSpread(region, [60, 60], ['L', 'F'])).toMatchObject({ towards: [expect.closeTo(0, 1), expect.closeTo(-1, 2)], words: 'towards the head' })
    expect(directionOfSpread(region, [30, 50], ['L', 'F'])?.words).toBe('towards LEFT and the head')
    expect(directionOfSpread(region, [30, 50], ['R', 'F'])?.words).toBe('towards RIGHT and the head')
    expect(directionOfSpread(region, [100, 22], ['P', 'F'])?.words).toBe('towards the front')
    expect(directionOfSpread(region, [60, 60], null)?.words).toBeNull()
    expect(directionOfSpread(region, [60, 20], ['L', 'F'])).toBeNull()
  })
})

describe('an outline', () => {
  const signedArea = (line: ReturnType<typeof outlineOf>[number]): number => line.reduce((sum, [x, y], n) => {
    const [nextX, nextY] = line[(n + 1) % line.length] ?? [x, y]
    return sum + (x * nextY - nextX * y) / 2
  }, 0)
  /** In pixels, holes taken off: the sum of signed areas, as outlineOf turns its lines. */
  const areaWithin = (lines: ReturnType<typeof outlineOf>): number => Math.abs(lines.reduce((sum, line) => sum + signedArea(line), 0))
  const lines = (heightAt: (column: number, row: number) => number): ReturnType<typeof outlineOf> => outlineOf(picture(heightAt), COLUMNS, ROWS, 0.5, () => true)
  it('encloses a disc to a hundredth of its area and closes on itself', () => {
    const outline = lines(disc(60.3, 44.6, 20))
    expect(outline.length).toBe(1)
    expect(Math.abs(areaWithin(outline) / (Math.PI * 400) - 1)).toBeLessThan(0.01)
    for (const [column, row] of outline[0] ?? []) expect(Math.abs(Math.hypot(column - 60.3, row - 44.6) - 20)).toBeLessThan(0.3)
  })

  it('takes holes off', () => {
    const ring = (column: number, row: number): number => disc(60, 45, 30)(column, row) - disc(60, 45, 15)(column, row)
    const outline = lines(ring)
    expect(outline.length).toBe(2)
    expect(Math.abs(areaWithin(outline) / (Math.PI * (900 - 225)) - 1)).toBeLessThan(0.01)
  })

  it('closes along the edge of the picture, its corners cut, and joins two squares that touch at a corner only where their middle is above', () => {
    expect(areaWithin(lines((column) => (column < 10 ? 1 : 0)))).toBeCloseTo(10 * ROWS - 0.5, 6)
    const corners = (middle: number) => (column: number, row: number): number => ((column < 50) === (row < 40) ? middle : 0)
    expect([0.6, 2].map((middle) => lines(corners(middle)).length)).toEqual([2, 1])
  })
})
