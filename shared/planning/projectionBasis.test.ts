import { describe, expect, it } from 'vitest'
import { buildProjection } from '#test/builders/projectionImage.ts'
import { describeSeries } from '#test/builders/series.ts'
import { buildStatedCalibration } from '#test/builders/statedCalibration.ts'
import { basisReasons, projectionBasisOf } from './projectionBasis.ts'

const run = buildProjection({ frames: 3 })
const series = describeSeries([run, buildProjection({ frames: 3, projection: { sourceToDetectorMm: 1200 } }), run], null)
const { seriesUid } = series.summary
const plan = { seriesUid, frame: 1 }
const first = buildStatedCalibration(series, 0)
const newer = buildStatedCalibration(series, 0, { atIso: '2026-01-02T11:00:00.000Z' })
type Said = Parameters<typeof projectionBasisOf>[2]
const now = (said: Partial<Said>) => projectionBasisOf(plan, series, { calibrations: [], projectionLeft: {}, projectionAnterior: {}, ...said })
const codes = (before: Partial<Said>, after: Partial<Said>) => basisReasons(now(before), now(after)).map(({ code }) => code)

describe('what a path on a run was accepted on', () => {
  it.each<[string, Partial<Said>, Partial<Said>, readonly string[]]>([
    ['nothing', {}, {}, []],
    ['a calibration where there was none', {}, { calibrations: [first] }, ['RUN_RECALIBRATED']],
    ['a newer calibration', { calibrations: [first] }, { calibrations: [first, newer] }, ['RUN_RECALIBRATED']],
    ['the calibration, made again', { calibrations: [first] }, { calibrations: [{ ...first, atIso: newer.atIso }] }, ['RUN_RECALIBRATED']],
    ['the newer one, taken back', { calibrations: [first] }, { calibrations: [first] }, []],
    ['the calibration, removed', { calibrations: [first] }, {}, ['RUN_RECALIBRATED']],
    ['another run of the same geometry, calibrated', {}, { calibrations: [buildStatedCalibration(series, 2)] }, ['RUN_RECALIBRATED']],
    ['a run of another geometry, calibrated', { calibrations: [first] }, { calibrations: [first, buildStatedCalibration(series, 1, { atIso: newer.atIso })] }, []],
    ['the other half for LEFT', { projectionLeft: { [seriesUid]: 'screenStart' } }, { projectionLeft: { [seriesUid]: 'screenEnd' } }, ['RUN_SIDE_CHANGED']],
    ['front, said for the first time', {}, { projectionAnterior: { [seriesUid]: 'screenEnd' } }, ['RUN_SIDE_CHANGED']],
    ['an answer about another series', {}, { projectionLeft: { '1.9': 'screenEnd' } }, []],
    ['both', { projectionLeft: { [seriesUid]: 'screenStart' } }, { calibrations: [first] }, ['RUN_RECALIBRATED', 'RUN_SIDE_CHANGED']],
  ])('changed by %s', (_, before, after, expected) => { expect(codes(before, after)).toEqual(expected) })

  it('says whether there is a calibration now, and judges no plan from before this was kept', () => {
    expect(basisReasons(now({ calibrations: [first] }), now({}))[0]?.words).toContain('was removed')
    expect(basisReasons(undefined, now({ calibrations: [first] }))).toEqual([])
  })
})
