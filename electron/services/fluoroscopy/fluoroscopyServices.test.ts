import { describe, expect, it } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import { createMemorySource } from '#test/builders/memorySource.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'
import { describeSeries, uprightVolume } from '#test/builders/series.ts'
import { buildStatedCalibration } from '#test/builders/statedCalibration.ts'
import { createFluoroscopyServices } from './fluoroscopyServices.ts'

const base = describePixels({ frames: 3 })
const first = { ...base, timing: { ...base.timing, frameTimeMs: 33 } }
const projection = { pixelSpacingMm: null, pixelSpacingCalibrationType: null, imagerPixelSpacingMm: [0.4, 0.2] as [number, number], sourceToDetectorMm: 1000, sourceToIsocentreMm: 800, magnificationFactor: null }
const cine = createFluoroscopyServices({ calibrationsOf: () => [], source: createMemorySource(describeSeries([first, { ...base, projection }], null), [], createNodeDecoder()) })
const volume = createFluoroscopyServices({ calibrationsOf: () => [], source: createMemorySource(describeSeries([{ ...base, frames: 1 }], uprightVolume(1, 1, 1)), [], createNodeDecoder()) })
const seriesUid = '1.2.3.4'

describe('fluoroscopy.timing', () => {
  it('gives the times of the run that is asked for', async () => {
    expect(await cine['fluoroscopy.timing']({ seriesUid, run: 0 })).toMatchObject({ ok: true, value: { frameTimesMs: [0, 33, 66], source: 'frameTime' } })
    expect(await cine['fluoroscopy.timing']({ seriesUid, run: 1 })).toMatchObject({ ok: true, value: { frameTimesMs: [], source: 'none', note: expect.stringContaining('does not say') } })
  })
  it('knows no third run and no run of slices', async () => {
    expect(await cine['fluoroscopy.timing']({ seriesUid, run: 2 })).toMatchObject({ error: { code: 'NOT_A_RUN' } })
    expect(await volume['fluoroscopy.timing']({ seriesUid, run: 0 })).toMatchObject({ error: { code: 'NOT_A_RUN' } })
    expect(await cine['fluoroscopy.timing']({ seriesUid: '9', run: 0 })).toMatchObject({ error: { code: 'UNKNOWN_SERIES' } })
  })
})

describe('fluoroscopy.calibration', () => {
  it('goes by the header of the frame’s own object', async () => {
    expect(await cine['fluoroscopy.calibration']({ seriesUid, frame: 4 })).toMatchObject({ ok: true, value: { basis: 'isocentre', rowSpacingMm: 0.32, columnSpacingMm: 0.16 } })
    expect(await cine['fluoroscopy.calibration']({ seriesUid, frame: 0 })).toMatchObject({ ok: true, value: { basis: 'unknown', rowSpacingMm: null, columnSpacingMm: null } })
  })
  it('goes by what the operator calibrated when the case is named, and by no other case', async () => {
    const series = describeSeries([first, { ...base, projection }], null)
    const stated = buildStatedCalibration(series, 1)
    const { 'fluoroscopy.calibration': calibration } = createFluoroscopyServices({ source: createMemorySource(series, [], createNodeDecoder()), calibrationsOf: (caseId) => (caseId === 'case' ? [stated] : []) })
    // Columns are half as wide as rows are high: 80 of them are 20 mm.
    expect(await calibration({ seriesUid, frame: 4, caseId: 'case' })).toMatchObject({ ok: true, value: { basis: 'calibrated', from: 'stated', columnSpacingMm: 0.25, rowSpacingMm: 0.5, stated: { calibrationId: stated.calibrationId, as: 'ownRun' } } })
    expect(await calibration({ seriesUid, frame: 4 })).toMatchObject({ ok: true, value: { basis: 'isocentre', stated: null } })
    expect(await calibration({ seriesUid, frame: 4, caseId: 'another' })).toMatchObject({ error: { code: 'OTHER_CASE' } })
  })
  it('refuses slices, unknown frames and unknown series', async () => {
    expect(await volume['fluoroscopy.calibration']({ seriesUid, frame: 0 })).toMatchObject({ error: { code: 'NOT_A_PROJECTION' } })
    expect(await cine['fluoroscopy.calibration']({ seriesUid, frame: 6 })).toMatchObject({ error: { code: 'NO_SUCH_FRAME' } })
    expect(await cine['fluoroscopy.calibration']({ seriesUid: '9', frame: 0 })).toMatchObject({ error: { code: 'UNKNOWN_SERIES' } })
  })
})
