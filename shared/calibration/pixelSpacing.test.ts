import { describe, expect, it } from 'vitest'
import { classifyPixelSpacing } from './pixelSpacing.ts'

type Spacing = NonNullable<Parameters<typeof classifyPixelSpacing>[0]>
const spacing = (fields: Partial<Spacing>): Spacing => ({
  pixelSpacingMm: null, pixelSpacingCalibrationType: null, imagerPixelSpacingMm: null, sourceToDetectorMm: null, sourceToIsocentreMm: null, magnificationFactor: null, ...fields,
})
const imager = { imagerPixelSpacingMm: [0.4, 0.4] as [number, number] }

describe('what a pixel of a projection is worth', () => {
  const rows: readonly (readonly [string, Partial<Spacing>, string, number | null, number | null])[] = [
    ['Pixel Spacing with FIDUCIAL', { pixelSpacingMm: [0.3, 0.3], pixelSpacingCalibrationType: 'FIDUCIAL' }, 'calibrated', 0.3, 0.3],
    ['Pixel Spacing with GEOMETRY beside an imager spacing', { ...imager, pixelSpacingMm: [0.3, 0.3], pixelSpacingCalibrationType: 'GEOMETRY' }, 'calibrated', 0.3, 0.3],
    ['Pixel Spacing that differs from the imager', { ...imager, pixelSpacingMm: [0.3, 0.3] }, 'calibrated', 0.3, 0.3],
    ['Pixel Spacing equal to the imager is not calibrated', { ...imager, pixelSpacingMm: [0.4, 0.4] }, 'detector', 0.4, 0.4],
    ['equal, even when a type is written', { ...imager, pixelSpacingMm: [0.4, 0.4], pixelSpacingCalibrationType: 'GEOMETRY' }, 'detector', 0.4, 0.4],
    ['equal, with SID and SOD', { ...imager, pixelSpacingMm: [0.4, 0.4], sourceToDetectorMm: 1000, sourceToIsocentreMm: 800 }, 'isocentre', 0.32, 0.32],
    ['a typed one that is rounded otherwise', { imagerPixelSpacingMm: [0.15402, 0.15402], pixelSpacingMm: [0.154, 0.154], pixelSpacingCalibrationType: 'GEOMETRY' }, 'detector', 0.15402, 0.15402],
    ['a typed one 1 % smaller', { ...imager, pixelSpacingMm: [0.396, 0.396], pixelSpacingCalibrationType: 'FIDUCIAL' }, 'calibrated', 0.396, 0.396],
    ['1.9 % smaller, as no patient makes it', { ...imager, pixelSpacingMm: [0.3925, 0.3925] }, 'detector', 0.4, 0.4],
    ['1.9 % larger', { ...imager, pixelSpacingMm: [0.4075, 0.4075] }, 'detector', 0.4, 0.4],
    ['2.5 % smaller', { ...imager, pixelSpacingMm: [0.39, 0.39] }, 'calibrated', 0.39, 0.39],
    ['one direction alone differs', { ...imager, pixelSpacingMm: [0.4, 0.3] }, 'calibrated', 0.4, 0.3],
    ['imager with a magnification of 1.01', { ...imager, magnificationFactor: 1.01 }, 'detector', 0.4, 0.4],
    ['object spacing of the detector', { ...imager, objectSpacingMm: [0.3999, 0.3999], sourceToDetectorMm: 1000, sourceToIsocentreMm: 800 }, 'isocentre', 0.32, 0.32],
    ['Pixel Spacing alone', { pixelSpacingMm: [0.3, 0.3] }, 'unknown', null, null],
    ['imager with SID and SOD', { ...imager, sourceToDetectorMm: 1000, sourceToIsocentreMm: 800 }, 'isocentre', 0.32, 0.32],
    ['imager with a magnification factor', { ...imager, magnificationFactor: 1.25 }, 'isocentre', 0.32, 0.32],
    ['imager with both, agreeing', { ...imager, magnificationFactor: 1.25, sourceToDetectorMm: 1000, sourceToIsocentreMm: 800 }, 'isocentre', 0.32, 0.32],
    ['imager with both, contradicting', { ...imager, magnificationFactor: 1.5, sourceToDetectorMm: 1000, sourceToIsocentreMm: 800 }, 'detector', 0.4, 0.4],
    ['imager with SID only', { ...imager, sourceToDetectorMm: 1000 }, 'detector', 0.4, 0.4],
    ['imager with SID and a SOD of 0', { ...imager, sourceToDetectorMm: 1000, sourceToIsocentreMm: 0 }, 'detector', 0.4, 0.4],
    ['imager with a patient behind the detector', { ...imager, sourceToDetectorMm: 800, sourceToIsocentreMm: 1000 }, 'detector', 0.4, 0.4],
    ['imager only', imager, 'detector', 0.4, 0.4],
    ['imager of 0', { imagerPixelSpacingMm: [0, 0] }, 'unknown', null, null],
    ['imager with one value 0', { imagerPixelSpacingMm: [0.4, 0] }, 'unknown', null, null],
    ['negative Pixel Spacing', { pixelSpacingMm: [-0.3, 0.3], pixelSpacingCalibrationType: 'FIDUCIAL' }, 'unknown', null, null],
    ['Pixel Spacing of 0 falls back to the imager', { ...imager, pixelSpacingMm: [0, 0] }, 'detector', 0.4, 0.4],
    ['nothing', {}, 'unknown', null, null],
  ]
  it.each(rows)('%s', (_name, fields, basis, row, column) => {
    const result = classifyPixelSpacing(spacing(fields))
    expect(result.basis).toBe(basis)
    if (row === null || column === null) expect([result.rowSpacingMm, result.columnSpacingMm]).toEqual([null, null])
    else {
      expect(result.rowSpacingMm).toBeCloseTo(row, 9)
      expect(result.columnSpacingMm).toBeCloseTo(column, 9)
    }
    expect(result.note).not.toBe('')
  })

  it.each([
    ['calibrated', { pixelSpacingMm: [0.3, 0.2] as [number, number], pixelSpacingCalibrationType: 'FIDUCIAL' }, [0.3, 0.2]],
    ['at the isocentre', { imagerPixelSpacingMm: [0.5, 0.25] as [number, number], magnificationFactor: 1.25 }, [0.4, 0.2]],
    ['at the detector', { imagerPixelSpacingMm: [0.5, 0.25] as [number, number] }, [0.5, 0.25]],
  ])('%s, rows and columns keep their own spacing', (_name, fields, expected) => {
    const { rowSpacingMm, columnSpacingMm } = classifyPixelSpacing(spacing(fields))
    expect([rowSpacingMm, columnSpacingMm]).toEqual(expected)
  })

  it.each([[0.1541, 0.15413], [0.308, 0.30805], [0.154, 0.15402], [0.2, 0.19997]])('a Pixel Spacing of %d beside %d is the same rounded, and the isocentre counts', (pixel, at) => {
    const found = classifyPixelSpacing(spacing({ pixelSpacingMm: [pixel, pixel], imagerPixelSpacingMm: [at, at], sourceToDetectorMm: 1000, sourceToIsocentreMm: 750 }))
    expect(found).toMatchObject({ basis: 'isocentre', columnSpacingMm: expect.closeTo(at * 0.75, 9), note: expect.stringContaining('is not a calibration') })
  })

  it('no spacing at all is unknown', () => expect(classifyPixelSpacing(null).basis).toBe('unknown'))

  it('a millimetre is the same in both directions when spacing is', () => {
    const { rowSpacingMm, columnSpacingMm } = classifyPixelSpacing(spacing({ ...imager, sourceToDetectorMm: 1100, sourceToIsocentreMm: 740 }))
    expect(rowSpacingMm).toBe(columnSpacingMm)
  })
})
