import { describe, expect, it } from 'vitest'
import { measureCurve } from '#shared/contrast/curveMeasures.ts'
import type { CurveRegion } from '#shared/contrast/runMarks.ts'
import { caseDocument, emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { axisTicks, chartLines, spreadApart } from './chartLines.ts'
import { figureTable } from './figureRows.ts'
import { draggedRegion, newRegionName, regionBetween, regionsOf, withoutRegion, withRegion } from './regionEdits.ts'

const ids = ['7b1c2f60-63a2-4d3e-9d0a-3a1f0d7c1a11', '7b1c2f60-63a2-4d3e-9d0a-3a1f0d7c1a12', '7b1c2f60-63a2-4d3e-9d0a-3a1f0d7c1a13'] as const
const KEY = '1.2.3/0'
const region = (n: 0 | 1 | 2, kind: CurveRegion['kind'], name = ''): CurveRegion => ({ ...regionBetween(kind, ids[n], [10, 20], [30, 60]), name })
const draw = (document: CaseDocument, ...regions: readonly CurveRegion[]): CaseDocument => regions.reduce((now, one) => withRegion(now, KEY, one), document)

describe('regions of a run', () => {
  it('are kept with the case, one of each named kind, the joint first', () => {
    const document = draw(emptyCaseDocument, region(0, 'canal'), region(1, 'joint'), region(2, 'joint'))
    expect(regionsOf(document, KEY).map(({ kind, regionId }) => [kind, regionId])).toEqual([['joint', ids[2]], ['canal', ids[0]]])
    expect(caseDocument.parse(document)).toEqual(document)
    expect(regionsOf(withoutRegion(document, KEY, ids[2]), KEY).length).toBe(1)
    expect(regionsOf(document, '1.2.3/1')).toEqual([])
  })

  it('of another kind get a free name', () => {
    expect(newRegionName([region(0, 'other', 'Region 1'), region(1, 'other', 'Region 3')])).toBe('Region 2')
  })

  it('are drawn between two corners, held by their middle and their ends, and never vanish', () => {
    const drawn = region(0, 'joint')
    expect([drawn.centre, drawn.radiiPx]).toEqual([[20, 40], [10, 20]])
    expect(draggedRegion(drawn, 'middle', [25, 41]).centre).toEqual([25, 41])
    expect(draggedRegion(drawn, 'across', [12, 40]).radiiPx).toEqual([8, 20])
    expect(draggedRegion(drawn, 'down', [20, 40]).radiiPx).toEqual([10, 2])
  })
})

const timesMs = Array.from({ length: 8 }, (_, frame) => 125 * frame)
const maskFrames = [0, 1]
const curve = (values: readonly number[]) => ({ values, measures: measureCurve({ timesMs, values }, maskFrames) })
const kept = curve([0.1, 0.1, 0.3, 0.7, 1.1, 1.1, 1.1, 1.05])
const flash = curve([0, 0, 0.04, 0.01, 0, 0, 0, 0])
const nothing = curve([0.001, -0.001, 0.0012, -0.0008, 0.0005, 0.001, -0.001, 0])

describe('curves on their chart', () => {
  it('begin at nothing and are told in per cent of the highest, or each of its own', () => {
    const regions = [{ region: region(0, 'joint'), curve: kept }, { region: region(1, 'vaCourse'), curve: flash }, { region: region(2, 'canal'), curve: nothing }]
    const common = chartLines(regions, maskFrames, 'common')
    expect(common.map(({ values }) => Math.round(Math.max(...values)))).toEqual([100, 4, 0])
    expect(common.map(({ endLabel }) => endLabel)).toEqual(['Joint, 95% kept', 'VA course, 4% at most', 'Canal, within noise'])
    expect(chartLines(regions, maskFrames, 'own')[1]?.endLabel).toBe('VA course, 0% kept')
    expect(chartLines(regions, maskFrames, 'own').map(({ values }) => Math.round(Math.max(...values)))).toEqual([100, 100, 25])
  })

  it('have their seconds where they were, also between frames and at uneven times', () => {
    expect(axisTicks(timesMs, 8).map(({ at, label }) => [label, at])).toEqual([['0 s', 0], ['0.25 s', 2], ['0.5 s', 4], ['0.75 s', 6]])
    expect(axisTicks([0, 100, 1100, 2000, 2500], 5).filter(({ label }) => label === '1 s').map(({ at }) => at)).toEqual([1.9])
    expect(axisTicks([], 21).map(({ label }) => label).slice(0, 2)).toEqual(['frame 1', 'frame 6'])
  })

  it('have labels that lie on no other', () => {
    const places = spreadApart([50, 52, 90, 91], 17, 92)
    expect(places.toSorted((a, b) => a - b).every((at, n, all) => n === 0 || at - (all[n - 1] ?? 0) >= 17)).toBe(true)
    expect(Math.max(...places)).toBeLessThanOrEqual(92)
  })
})

describe('figures of curves', () => {
  it('are there, or say why they are not', () => {
    const { rows, reasons } = figureTable([{ name: 'Joint', measures: kept.measures, timesMs }, { name: 'Canal', measures: nothing.measures, timesMs }])
    expect(rows.map(({ name, cells: [joint] }) => [name, joint])).toEqual([
      ['Onset', '0.3 s, frame 3'], ['Peak', '0.5 s, frame 5'], ['Onset to peak', '0.25 s'], ['Above half of peak', null], ['Kept at the end', '95%'], ['Half washed out after', null],
    ])
    expect(rows.every(({ cells }) => cells[1] === null)).toBe(true)
    expect(reasons).toEqual([{ names: ['Canal'], reason: expect.stringMatching(/above the noise/) }, { names: ['Joint'], reason: expect.stringMatching(/not fallen to half/) }])
  })

  it('are told in frames where the run has no times', () => {
    const values = kept.values
    const { rows, reasons } = figureTable([{ name: 'Joint', measures: measureCurve({ timesMs: [], values }, maskFrames), timesMs: [] }])
    expect(rows.map(({ cells: [joint] }) => joint)).toEqual(['frame 3', 'frame 5', null, null, '95%', null])
    expect(reasons.map(({ reason }) => reason)).toEqual([expect.stringMatching(/no frame times/)])
  })
})
