import { describe, expect, it } from 'vitest'
import { caseDocument, emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import { describeSeries } from '#test/builders/series.ts'
import { buildStatedCalibration } from '#test/builders/statedCalibration.ts'
import { measurementsOn } from './figures.ts'

const series = describeSeries([buildImageDescription({ frames: 4, projection: { pixelSpacingMm: null, pixelSpacingCalibrationType: null, imagerPixelSpacingMm: [0.4, 0.4], sourceToDetectorMm: null, sourceToIsocentreMm: null, magnificationFactor: null } })], null)
const at = '2026-11-22T10:00:00.000Z'
const drawn = (from: [number, number], to: [number, number]): CaseDocument['fluoroscopy']['measurements'][number] => ({ measurementId: crypto.randomUUID(), seriesUid: series.summary.seriesUid, frame: 2, shape: { kind: 'length', pointsPx: [from, to] }, label: '', by: '', atIso: at, copiedFrom: null })
const document: CaseDocument = { ...emptyCaseDocument, fluoroscopy: { ...emptyCaseDocument.fluoroscopy, measurements: [drawn([10, 10], [50, 10]), drawn([10, 10], [10, 50])] } }
const texts = (of: CaseDocument): readonly string[] => measurementsOn(of, series, 2).map(({ text }) => text)

describe('what was measured', () => {
  it('follows a calibration that is stated later, and goes back with it: the figures are never kept', () => {
    const before = texts(document)
    expect(before.map(text => text.split(' ')[0])).toEqual(['16.0', '16.0'])
    // A marker of 20 mm is 80 px wide: 0.25 mm a pixel, across as down.
    const calibrated = caseDocument.parse({ ...document, fluoroscopy: { ...document.fluoroscopy, calibrations: [buildStatedCalibration(series, 0)] } })
    const after = texts(calibrated)
    expect(after.map(text => /^10\.0 mm CAL/.test(text))).toEqual([true, true])
    expect(texts(document)).toEqual(before)
  })
  it('belongs to its frame', () => { expect(measurementsOn(document, series, 1)).toEqual([]) })
})
