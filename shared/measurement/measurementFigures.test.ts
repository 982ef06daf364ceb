import { describe, expect, it } from 'vitest'
import { classifyPixelSpacing } from '#shared/calibration/pixelSpacing.ts'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import type { MeasurementShape } from './measurement.ts'
import { lengthBand, figureText, measurementFigures, type FramePixels, type LengthScale } from './measurementFigures.ts'
import { regionStatistics } from './regionStatistics.ts'
import { simplifyStroke } from './simplifyStroke.ts'

const mm: LengthScale = { unit: 'mm', perColumn: 0.2, perRow: 0.2 }
const px: LengthScale = { unit: 'px', perColumn: 1, perRow: 1 }
const length = (from: [number, number], to: [number, number]): MeasurementShape => ({ kind: 'length', pointsPx: [from, to] })
const ellipse = (from: [number, number], to: [number, number]): MeasurementShape => ({ kind: 'region', pointsPx: [from, to] })
const of = (shape: MeasurementShape, scale = mm, rowSize = 1, pixels: FramePixels | null = null) => measurementFigures(shape, scale, rowSize, pixels)
const frameOf = (columns: number, rows: number, at: (column: number, row: number) => number) => ({ columns, rows, samples: 1, values: Float64Array.from({ length: columns * rows }, (_, index) => at(index % columns, Math.floor(index / columns))) })
const plain = buildImageDescription({ modalityLut: null })

describe('a length', () => {
  it('is in millimetres where the frame has them, else in pixels', () => {
    expect(figureText(of(length([10, 10], [40, 50])))).toEqual({ main: '10.0 mm', more: null, needsBadge: true })
    expect(figureText(of(length([10, 10], [40, 50]), px))?.main).toBe('50.0 px')
  })
  const headers = [
    { name: 'calibrated', header: { pixelSpacingMm: [0.3, 0.3], pixelSpacingCalibrationType: 'FIDUCIAL', imagerPixelSpacingMm: null } },
    { name: 'at the isocentre', header: { pixelSpacingMm: null, pixelSpacingCalibrationType: null, imagerPixelSpacingMm: [0.4, 0.4], sourceToDetectorMm: 1000, sourceToIsocentreMm: 750 } },
    { name: 'at the detector', header: { pixelSpacingMm: null, pixelSpacingCalibrationType: null, imagerPixelSpacingMm: [0.4, 0.4] } },
    { name: 'rows and columns of their own', header: { pixelSpacingMm: [0.5, 0.25], pixelSpacingCalibrationType: 'GEOMETRY', imagerPixelSpacingMm: [0.8, 0.4] } },
  ] as const
  it.each(headers)('is as long across as down: $name', ({ header }) => {
    const spacing = { sourceToDetectorMm: null, sourceToIsocentreMm: null, magnificationFactor: null, ...header }
    const { rowSpacingMm, columnSpacingMm } = classifyPixelSpacing({ ...spacing, pixelSpacingMm: spacing.pixelSpacingMm === null ? null : [...spacing.pixelSpacingMm], imagerPixelSpacingMm: spacing.imagerPixelSpacingMm === null ? null : [...spacing.imagerPixelSpacingMm] })
    if (rowSpacingMm === null || columnSpacingMm === null) throw new Error('The header has a spacing.')
    const scale: LengthScale = { unit: 'mm', perColumn: columnSpacingMm, perRow: rowSpacingMm }
    // A rod of 30 mm, lying and standing.
    const lying = of(length([0, 0], [30 / columnSpacingMm, 0]), scale).length
    const standing = of(length([0, 0], [0, 30 / rowSpacingMm]), scale).length
    expect(lying).toBeCloseTo(30, 9)
    expect(standing).toBeCloseTo(30, 9)
  })
  it('says how far it may be off only where that is known', () => {
    expect([lengthBand(24, 3), lengthBand(24, null)]).toEqual(['±0.7 mm', null])
    expect([of(length([0, 0], [1, 0]), { ...mm, errorPercent: 7 }).errorPercent, of(length([0, 0], [1, 0]), { ...px, errorPercent: 7 }).errorPercent]).toEqual([7, null])
  })
})

describe('an angle', () => {
  it('is the one that is seen, whatever the form of a pixel', () => {
    const corner: MeasurementShape = { kind: 'angle', pointsPx: [[10, 0], [0, 0], [10, 10]] }
    expect(of(corner).angleDeg).toBeCloseTo(45, 9)
    // Rows twice as high as columns are wide: 10 across, 20 down.
    expect(of(corner, px, 2).angleDeg).toBeCloseTo((Math.atan2(20, 10) * 180) / Math.PI, 9)
    expect(figureText(of(corner))).toEqual({ main: '45.0°', more: null, needsBadge: false })
  })
  it('goes to 180 degrees, and is none where a leg has no length', () => {
    expect(of({ kind: 'angle', pointsPx: [[-5, 0], [0, 0], [5, 0]] }).angleDeg).toBeCloseTo(180, 9)
    expect(of({ kind: 'angle', pointsPx: [[0, 0], [0, 0], [5, 0]] }).angleDeg).toBeNull()
  })
})

describe('a region', () => {
  const ramp = frameOf(40, 30, (column, row) => column + 100 * row)
  it('has the values of the pixels whose centre it holds, and the area of its ellipse', () => {
    // Radii 5 and 2.5 about (10, 15): counted one by one.
    const inside: number[] = []
    for (let row = 0; row < 30; row++) for (let column = 0; column < 40; column++) if (((column - 10) / 5) ** 2 + ((row - 15) / 2.5) ** 2 <= 1) inside.push(column + 100 * row)
    const mean = inside.reduce((sum, value) => sum + value, 0) / inside.length
    const deviation = Math.sqrt(inside.reduce((sum, value) => sum + (value - mean) ** 2, 0) / inside.length)
    const figures = of(ellipse([5, 12.5], [15, 17.5]), mm, 1, { frame: ramp, image: plain, modality: 'XA' })
    if (figures.statistics?.ok !== true) throw new Error('It has values.')
    const { value } = figures.statistics
    expect([value.pixels, value.min, value.max]).toEqual([inside.length, Math.min(...inside), Math.max(...inside)])
    expect(value.mean).toBeCloseTo(mean, 9)
    expect(value.standardDeviation).toBeCloseTo(deviation, 9)
    expect(figures.area).toBeCloseTo(Math.PI * 5 * 2.5 * 0.04, 9)
    expect([value.unit, value.valueWords, value.isCut]).toEqual(['', 'stored values', false])
    expect(figureText(figures)?.more).toBe('1.6 mm²')
  })
  it('is drawn from any corner to the other', () => {
    const one = regionStatistics(ellipse([5, 10], [15, 20]), ramp, plain, 'XA')
    expect(regionStatistics(ellipse([15, 10], [5, 20]), ramp, plain, 'XA')).toEqual(one)
  })
  it('means values after the modality LUT, by the name the header gives them', () => {
    const hu = buildImageDescription({ modalityLut: { kind: 'linear', slope: 1, intercept: -1024, type: null } })
    const even = frameOf(20, 20, () => 1064)
    const said = regionStatistics(ellipse([5, 5], [10, 10]), even, hu, 'CT')
    expect(said.ok && [said.value.mean, said.value.standardDeviation, said.value.unit]).toEqual([40, 0, 'HU'])
    const unnamed = regionStatistics(ellipse([5, 5], [10, 10]), even, buildImageDescription({ modalityLut: { kind: 'linear', slope: 2, intercept: 0, type: 'US' } }), 'XA')
    expect(unnamed.ok && [unnamed.value.mean, unnamed.value.valueWords]).toEqual([2128, 'rescaled values without a unit'])
  })
  it('leaves out what the shutter covers and what is padding, and counts it', () => {
    const shuttered = buildImageDescription({ modalityLut: null, shutter: { rectangle: { left: 11, right: 40, upper: 1, lower: 30 }, circle: null, polygon: null, presentationValue: 0 } })
    const said = regionStatistics(ellipse([5, 10], [15, 20]), frameOf(40, 30, column => (column < 10 ? 9999 : 7)), shuttered, 'XA')
    expect(said.ok && [said.value.mean, said.value.max, said.value.behindShutter > 20]).toEqual([7, 7, true])
    const padded = buildImageDescription({ modalityLut: null, pixel: { ...plain.pixel, paddingValue: 0 } })
    const half = regionStatistics(ellipse([5, 10], [15, 20]), frameOf(40, 30, column => (column < 10 ? 0 : 7)), padded, 'XA')
    expect(half.ok && [half.value.mean, half.value.padding > 20]).toEqual([7, true])
  })
  it('says why it has none, and when it reaches beyond the image', () => {
    const fault = (shape: MeasurementShape, samples = 1) => {
      const said = regionStatistics(shape, { ...ramp, samples }, plain, 'XA')
      return said.ok ? said.value.isCut : said.error.code
    }
    expect([fault(ellipse([200, 200], [210, 210])), fault(ellipse([5, 5], [5, 9])), fault(ellipse([5, 5], [9, 9]), 3), fault(length([0, 0], [1, 1])), fault(ellipse([-6, 5], [5, 9]))]).toEqual(['NO_PIXEL', 'NO_PIXEL', 'COLOUR', 'NOT_ENCLOSED', true])
  })
})

describe('a line by hand', () => {
  const square: [number, number][] = [[0, 0], [10, 0], [10, 10], [0, 10]]
  it('has a length while it is open, an area and values once it is closed', () => {
    const open = of({ kind: 'freehand', pointsPx: square, closed: false })
    expect([open.length, open.area, open.statistics]).toEqual([6, null, null])
    const closed = of({ kind: 'freehand', pointsPx: square, closed: true }, mm, 1, { frame: frameOf(20, 20, column => column), image: plain, modality: 'XA' })
    expect(closed.length).toBeNull()
    expect(closed.area).toBeCloseTo(4, 9)
    // Columns 1 to 10 or 0 to 9, ten of each: an edge belongs to one side only.
    expect(closed.statistics?.ok === true && closed.statistics.value.pixels).toBe(100)
  })
  it('keeps the points that its form needs', () => {
    const drawn = Array.from({ length: 400 }, (_, at): [number, number] => (at < 200 ? [at / 2, Math.sin(at) * 0.1] : [100, (at - 200) / 2]))
    const kept = simplifyStroke(drawn, 0.3)
    expect(kept.length).toBeLessThan(8)
    expect([kept[0], kept.at(-1)]).toEqual([drawn[0], drawn.at(-1)])
    for (const corner of [[100, 0], [100, 99.5]]) expect(Math.min(...kept.map(([x, y]) => Math.hypot(x - (corner[0] ?? 0), y - (corner[1] ?? 0))))).toBeLessThan(0.7)
  })
})
