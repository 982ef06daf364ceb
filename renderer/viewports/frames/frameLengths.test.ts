import { describe, expect, it } from 'vitest'
import type { StatedCalibration } from '#shared/calibration/statedCalibration.ts'
import type { ImageDescription, ProjectionSpacing } from '#shared/dicom/imageDescription.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import { describeSeries } from '#test/builders/series.ts'
import { buildStatedCalibration } from '#test/builders/statedCalibration.ts'
import { frameCalibration, pathLength } from './frameLengths.ts'

const silent: ProjectionSpacing = { pixelSpacingMm: null, pixelSpacingCalibrationType: null, imagerPixelSpacingMm: null, sourceToDetectorMm: null, sourceToIsocentreMm: null, magnificationFactor: null }
const of = (projection: ProjectionSpacing | null, more: Partial<ImageDescription> = {}): SeriesDescription => describeSeries([buildImageDescription({ sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1', projection, ...more })], null)
type Form = readonly [row: number, column: number]
const pair = ([row, column]: Form, factor = 1): [number, number] => [row * factor, column * factor]
const stated = (form: Form, method: StatedCalibration['method']): readonly [SeriesDescription, readonly StatedCalibration[]] => {
  const series = of({ ...silent, imagerPixelSpacingMm: pair(form) })
  return [series, [buildStatedCalibration(series, 0, { method })]]
}

/** Every basis, with pixels of this height and width in proportion. */
const bases: Readonly<Record<string, (form: Form) => readonly [SeriesDescription, readonly StatedCalibration[]]>> = {
  'calibrated by the header': form => [of({ ...silent, pixelSpacingMm: pair(form), pixelSpacingCalibrationType: 'FIDUCIAL' }), []],
  'calibrated over the table': form => [of({ ...silent, objectSpacingMm: pair(form) }), []],
  'at the isocentre': form => [of({ ...silent, imagerPixelSpacingMm: pair(form), sourceToDetectorMm: 1000, sourceToIsocentreMm: 750 }), []],
  'at the detector': form => [of({ ...silent, imagerPixelSpacingMm: pair(form) }), []],
  'on a scanned film': form => [of({ ...silent, nominalScannedSpacingMm: pair(form) }), []],
  'of an ultrasound region': form => [of({ ...silent, ultrasoundRegions: [{ left: 0, top: 0, right: 511, bottom: 511, rowSpacingMm: form[0], columnSpacingMm: form[1] }] }), []],
  'calibrated on a marker': form => stated(form, { kind: 'marker', edgesPx: [[10, 10], [90, 10]], diameterMm: 20 }),
  'calibrated on an upright length': form => stated(form, { kind: 'length', endsPx: [[10, 10], [10, 210]], lengthMm: 40 }),
  'calibrated on a slanting length': form => stated(form, { kind: 'length', endsPx: [[10, 10], [90, 70]], lengthMm: 40 }),
  'calibrated on a needle': form => stated(form, { kind: 'needleGauge', edgesPx: [[10, 10], [13, 14]], gauge: 22 }),
}

describe.each(Object.entries(bases))('a millimetre %s', (_, build) => {
  it.each<[string, Form]>([['square pixels', [0.4, 0.4]], ['rows twice as high as columns are wide', [0.4, 0.2]], ['columns wider than rows are high', [0.3, 0.45]]])('is the same across and down: %s', (_name, form) => {
    const [series, calibrations] = build(form)
    const calibration = frameCalibration(series, 0, calibrations)
    expect(calibration.unit).toBe('mm')
    const across = pathLength(calibration, [100, 100], [190, 100]).value
    const down = pathLength(calibration, [100, 100], [100, 100 + (90 * form[1]) / form[0]]).value
    expect(across).toBeGreaterThan(0)
    expect(down).toBeCloseTo(across, 9)
    // Slanting too: a right triangle with both legs has their hypotenuse.
    expect(pathLength(calibration, [100, 100], [190, 100 + (90 * form[1]) / form[0]]).value).toBeCloseTo(across * Math.SQRT2, 9)
  })
})

describe('lengths on a frame', () => {
  it('are pixels, the same across and down, where nothing is known', () => {
    const calibration = frameCalibration(of(null), 0)
    expect(calibration).toMatchObject({ unit: 'px', badge: { text: 'PX', look: 'dotted' } })
    expect([pathLength(calibration, [0, 0], [50, 0]).text, pathLength(calibration, [0, 0], [0, 50]).text]).toEqual(['50 px', '50 px'])
  })
  it('are pixels beside the region in which an ultrasound picture has millimetres', () => {
    const calibration = frameCalibration(of({ ...silent, ultrasoundRegions: [{ left: 100, top: 50, right: 400, bottom: 450, rowSpacingMm: 0.2, columnSpacingMm: 0.2 }] }), 0)
    expect(pathLength(calibration, [100, 50], [200, 50]).text).toBe('20.0 mm')
    expect(pathLength(calibration, [90, 50], [200, 50]).text).toBe('110 px')
  })
  it.each<[string, keyof typeof bases, string]>([
    ['the unknown depth of a header’s calibration, 50 of 500 mm', 'calibrated by the header', 'CAL ±10%'],
    ['the isocentre, 50 of 750 mm', 'at the isocentre', 'EST ±7%'],
    ['no band at the detector', 'at the detector', 'DET'],
    ['marks of 80 px and 10 mm beside the joint of 500 mm', 'calibrated on a marker', 'CAL ±5%'],
    ['the scanner’s own scale', 'of an ultrasound region', 'US'],
  ])('wear their badge: %s', (_, basis, badge) => {
    const [series, calibrations] = bases[basis]?.([0.4, 0.4]) ?? [of(null), []]
    expect(frameCalibration(series, 0, calibrations).badge.text).toBe(badge)
  })
})
