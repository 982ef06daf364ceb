import { describe, expect, it } from 'vitest'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import { describeSeries } from '#test/builders/series.ts'
import { buildStatedCalibration } from '#test/builders/statedCalibration.ts'
import type { ImageDescription, ProjectionSpacing } from '#shared/dicom/imageDescription.ts'
import { calibrationOfFrame, calibrationOfHeader, contradiction, holdingCalibration, sizeFor } from './frameCalibration.ts'
import type { CalibrationMethod } from './statedCalibration.ts'

const silent: ProjectionSpacing = { pixelSpacingMm: null, pixelSpacingCalibrationType: null, imagerPixelSpacingMm: null, sourceToDetectorMm: null, sourceToIsocentreMm: null, magnificationFactor: null }
const cArm: ProjectionSpacing = { ...silent, imagerPixelSpacingMm: [0.4, 0.4], sourceToDetectorMm: 1000, sourceToIsocentreMm: 750 }
const view = (primaryDeg: number): NonNullable<ImageDescription['positioner']> => ({ primaryDeg, secondaryDeg: 0, primaryIncrementsDeg: null, secondaryIncrementsDeg: null })
const run = (projection: ProjectionSpacing | null, more: Partial<ImageDescription> = {}): ImageDescription => buildImageDescription({ sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1', frames: 2, projection, positioner: view(0), ...more })
const series = describeSeries([run(cArm), run(cArm), run({ ...cArm, sourceToDetectorMm: 1200 }), run(cArm, { positioner: view(90) }), run(cArm, { rows: 1024, columns: 1024 })], null)
const capture = describeSeries([run(null, { positioner: null }), run(null, { positioner: null })], null)
const frameOf = (index: number): number => index * 2

describe('a calibration on two marks', () => {
  const sizeOf = (method: CalibrationMethod, offJointMm: number | null = 10, projection: ProjectionSpacing | null = cArm) => sizeFor(describeSeries([run(projection)], null), 0, method, offJointMm)
  const length = (x: number, y: number, lengthMm: number): CalibrationMethod => ({ kind: 'length', endsPx: [[20, 30], [20 + x, 30 + y]], lengthMm })

  it('gives the same millimetre in every direction', () => {
    for (const method of [length(100, 0, 30), length(0, 100, 30), length(60, 80, 30)]) {
      expect(sizeOf(method)).toMatchObject({ ok: true, value: { rowSpacingMm: expect.closeTo(0.3, 12), columnSpacingMm: expect.closeTo(0.3, 12) } })
    }
  })

  it('follows the form of a pixel that is not square, from a spacing or from the aspect ratio', () => {
    const wide = [{ ...silent, imagerPixelSpacingMm: [0.2, 0.4] as [number, number] }, { ...silent, pixelAspectRatio: [1, 2] as [number, number] }]
    for (const projection of wide) {
      // 100 columns and 200 rows are equally long there.
      for (const method of [length(100, 0, 30), length(0, 200, 30)]) expect(sizeOf(method, 10, projection)).toMatchObject({ ok: true, value: { rowSpacingMm: expect.closeTo(0.15, 12), columnSpacingMm: expect.closeTo(0.3, 12) } })
    }
  })

  it.each<[string, CalibrationMethod, number | null, ProjectionSpacing | null, number, string]>([
    // Marks: 2 px of 100. Depth: the pixel of 0.3 mm lies at 1000 · 0.3 / 0.4 = 750 mm from the tube.
    ['10 mm beside the joint', length(100, 0, 30), 10, cArm, 3.3, '±10 mm from the depth of the joint (750 mm from the tube): ±1.3%'],
    ['at the joint', length(100, 0, 30), 0, cArm, 2, 'marks ±1 px at each end of 100 px: ±2.0%'],
    ['nobody knows how far beside', length(100, 0, 30), null, cArm, 8.7, 'nobody said how far'],
    ['the distance from the tube is not known', length(100, 0, 30), 10, null, 4, '500 mm is assumed'],
    ['a 22 G needle of 5 px', { kind: 'needleGauge', edgesPx: [[0, 0], [5, 0]], gauge: 22 }, 0, null, 20, 'a 22 G needle is 0.718 mm wide, here 5.0 px: one pixel more or less and its blurred edge are ±20%'],
    ['a 25 G needle of 3.4 px', { kind: 'needleGauge', edgesPx: [[0, 0], [3.4, 0]], gauge: 25 }, 0, null, 29.4, '±29%'],
    ['a needle that looks wide is no better', { kind: 'needleGauge', edgesPx: [[0, 0], [20, 0]], gauge: 18 }, 0, null, 20, '±20%'],
  ])('has its error: %s', (_, method, offJointMm, projection, errorPercent, note) => {
    const size = sizeOf(method, offJointMm, projection)
    expect(size).toMatchObject({ ok: true, value: { errorPercent } })
    expect(size.ok ? size.value.errorNote : '').toContain(note)
  })

  it.each<[string, CalibrationMethod, string]>([
    ['19 px of a length', length(19, 0, 9.5), 'Both calibration marks are closer than 10 mm. The error would be above 10%. Move the marks.'],
    ['the same point', length(0, 0, 30), 'Both calibration marks are at the same point. Move the marks apart.'],
    ['a needle of 1.5 px', { kind: 'needleGauge', edgesPx: [[0, 0], [1.5, 0]], gauge: 25 }, 'The needle is only 1.5 px wide between the marks. The error would be above 50%. Calibrate on a marker, or on a length.'],
  ])('is refused on %s', (_, method, message) => { expect(sizeOf(method)).toMatchObject({ ok: false, error: { code: 'MARKS_TOO_CLOSE', message } }) })

  it('takes 20 px, the last that is exact enough', () => { expect(sizeOf(length(20, 0, 10)).ok).toBe(true) })

  it('is contradicted by a detector whose pixel is smaller, and by a header that knows better', () => {
    const sized = (mm: number) => { const size = sizeOf(length(100, 0, mm)); if (!size.ok) throw new Error(size.error.code); return contradiction(calibrationOfHeader(series, 0), cArm, size.value) }
    expect(sized(45)).toContain('larger than the 0.400 mm of the detector')
    expect(sized(25)).toContain('differ by more than both errors')
    expect(sized(31)).toBeNull()
    // An error that nobody knows is not an error of none.
    const size = sizeOf(length(100, 0, 25))
    if (!size.ok) throw new Error(size.error.code)
    expect(contradiction({ ...calibrationOfHeader(series, 0), errorPercent: null }, cArm, size.value)).toBeNull()
    expect(contradiction(calibrationOfHeader(series, 0), cArm, { ...size.value, errorPercent: null })).toBeNull()
  })
})

describe('which calibration a frame goes by', () => {
  const own = buildStatedCalibration(series, 0)
  const holds = (index: number, stated = [own]) => holdingCalibration(series, frameOf(index), stated)

  it('is one of its own run, on every frame of it', () => {
    expect(holds(0)).toEqual({ calibration: own, as: 'ownRun' })
    expect(holdingCalibration(series, 1, [own])).toEqual({ calibration: own, as: 'ownRun' })
    expect(calibrationOfFrame(series, 1, [own])).toMatchObject({ basis: 'calibrated', from: 'stated', rowSpacingMm: 0.25, columnSpacingMm: 0.25, stated: { calibrationId: own.calibrationId, as: 'ownRun' }, note: 'Calibrated on a marker of 20 mm by A. Reader.' })
  })
  it('is that of a sibling of the same geometry, and no other', () => {
    expect(holds(1)?.as).toBe('sibling')
    expect(holds(2)).toBeNull()
    expect(holds(4)).toBeNull()
    expect(calibrationOfFrame(series, frameOf(2), [own])).toMatchObject({ basis: 'isocentre', stated: null })
  })
  it('from another side has the unknown depth in its band', () => {
    expect(calibrationOfFrame(series, frameOf(0), [own]).errorPercent).toBe(4.1)
    // 2 px of 80, and 50 mm over the 1000 · 0.25 / 0.4 = 625 mm from the tube.
    expect(calibrationOfFrame(series, frameOf(3), [own])).toMatchObject({ errorPercent: 10.5, note: expect.stringContaining('looks from another side') })
  })
  it('is the own before a newer one of a sibling, else the newest', () => {
    const newer = buildStatedCalibration(series, 1, { atIso: '2026-01-02T11:00:00.000Z' })
    const newest = buildStatedCalibration(series, 0, { atIso: '2026-01-02T12:00:00.000Z' })
    expect(holds(0, [own, newer])?.calibration).toBe(own)
    expect(holds(1, [own, newer])?.calibration).toBe(newer)
    expect(holds(0, [newest, own])?.calibration).toBe(newest)
    expect(holds(3, [own, newest, newer])?.calibration).toBe(newest)
  })
  it('is never that of another study', () => {
    expect(holds(1, [{ ...own, geometry: { ...own.geometry, studyUid: '9.9' } }])).toBeNull()
  })
  it('holds elsewhere only by the operator’s word where the header is silent', () => {
    const stated = buildStatedCalibration(capture, 0)
    expect(holdingCalibration(capture, 1, [stated])?.as).toBe('ownRun')
    expect(holdingCalibration(capture, 2, [stated])).toBeNull()
    expect(calibrationOfFrame(capture, 2, [{ ...stated, alsoRuns: [{ seriesUid: capture.summary.seriesUid, run: 1 }] }])).toMatchObject({ basis: 'calibrated', stated: { as: 'named' }, note: expect.stringContaining('the operator said that tube and detector stood as far apart here') })
    // 2 px of 80, and the unknown depth over the shortest distance: nobody knows from where it looks.
    expect(calibrationOfFrame(capture, 2, [{ ...stated, alsoRuns: [{ seriesUid: capture.summary.seriesUid, run: 1 }] }]).errorPercent).toBe(12.5)
  })
  it('of its own run has the unknown depth in its band where the C-arm turned during it', () => {
    const turning = describeSeries([run(cArm, { positioner: { ...view(0), primaryIncrementsDeg: [0, 90], motion: 'DYNAMIC' } })], null)
    const untold = describeSeries([run(cArm, { positioner: { ...view(0), motion: 'DYNAMIC' } })], null)
    for (const moving of [turning, untold]) {
      const stated = buildStatedCalibration(moving, 0)
      expect(calibrationOfFrame(moving, 0, [stated])).toMatchObject({ errorPercent: 4.1, note: 'Calibrated on a marker of 20 mm by A. Reader.' })
      expect(calibrationOfFrame(moving, 1, [stated])).toMatchObject({ errorPercent: 10.5, note: expect.stringContaining('looks from another side') })
    }
    expect(calibrationOfFrame(capture, 1, [buildStatedCalibration(capture, 0)]).errorPercent).toBe(4.5)
  })
  it('does not hold on a frame of its run for which the C-arm stood differently', () => {
    const moving = describeSeries([run(cArm, { projectionFrames: [cArm, { ...cArm, sourceToIsocentreMm: 600 }] })], null)
    const stated = buildStatedCalibration(moving, 0)
    expect([0, 1].map(frame => calibrationOfFrame(moving, frame, [stated]).basis)).toEqual(['calibrated', 'isocentre'])
  })
})

describe('a calibration and the table', () => {
  const at = (tableHeightMm: number | undefined, primaryDeg = 0, more: Partial<ImageDescription> = {}): ImageDescription =>
    run(tableHeightMm === undefined ? cArm : { ...cArm, tableHeightMm }, { positioner: view(primaryDeg), patientPosition: 'HFP', ...more })
  const standing = (tableMm: [number, number, number], primaryDeg = 0): ImageDescription =>
    at(undefined, primaryDeg, { roomPositions: [{ primaryDeg, secondaryDeg: 0, detectorRotationDeg: 0, tableMm, tableFrom: 'isocentre', tableDeg: [0, 0, 0] }], positioner: null })
  /** Of the second run, by a calibration of the first. */
  const taken = (first: ImageDescription, second: ImageDescription) => {
    const both = describeSeries([first, second], null)
    return calibrationOfFrame(both, frameOf(1), [buildStatedCalibration(both, 0)])
  }

  // 2 px of 80; the pixel of 0.25 mm lies 1000 · 0.25 / 0.4 = 625 mm from the tube: 10 mm beside the joint, or 50 mm where nobody knows.
  const [holds, widened, gone] = [{ basis: 'calibrated', errorPercent: 4.1 }, { basis: 'calibrated', errorPercent: 10.5 }, { basis: 'isocentre', stated: null }]
  it.each<[string, ImageDescription, ImageDescription, object]>([
    ['the same height', at(100), at(100), holds],
    ['3 mm, within half a percent of 750 mm', at(100), at(103), holds],
    ['120 mm higher', at(120), at(0), gone],
    ['120 mm higher, and nobody says how the patient lies', at(120, 0, { patientPosition: null }), at(0, 0, { patientPosition: null }), gone],
    ['a height on one side only', at(100), at(undefined), widened],
    ['no height on either side', at(undefined), at(undefined), widened],
    ['across the table, where a height says nothing', at(0, 90), at(120, 90), widened],
    ['on the side, where the same angle looks down through the table', at(0, 90, { patientPosition: 'HFDL' }), at(120, 90, { patientPosition: 'HFDL' }), gone],
    ['the table along and across the patient, the beam upright', standing([0, 100, 0]), standing([40, 100, 300]), holds],
    ['the table across the patient, the beam lying', standing([0, 100, 0], 90), standing([40, 100, 0], 90), gone],
    ['the table higher, the beam lying', standing([0, 100, 0], 90), standing([0, 20, 0], 90), holds],
    ['the table higher, the beam upright', standing([0, 100, 0]), standing([0, 20, 0]), gone],
  ])('%s', (_, first, second, expected) => { expect(taken(first, second)).toMatchObject(expected) })

  it('says why the band is wider', () => { expect(taken(at(undefined), at(undefined)).note).toContain('does not say whether the table stood as near to the tube here') })
  it('does not hold on a frame of its own run before which the table was lowered', () => {
    const sinking = describeSeries([at(0, 0, { projectionFrames: [{ ...cArm, tableHeightMm: 0 }, { ...cArm, tableHeightMm: 60 }] })], null)
    const stated = buildStatedCalibration(sinking, 0)
    expect([0, 1].map(frame => calibrationOfFrame(sinking, frame, [stated]).basis)).toEqual(['calibrated', 'isocentre'])
  })
})
