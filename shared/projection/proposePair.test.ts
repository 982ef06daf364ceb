import { describe, expect, it } from 'vitest'
import { checkSides } from './sidesOfView.ts'
import { proposePair, type PairCandidate } from './proposePair.ts'

const run = (seriesUid: string, primaryDeg: number | null, takenAt: string | null, at = 0): PairCandidate => ({ seriesUid, run: at, angles: primaryDeg === null ? null : { primaryDeg, secondaryDeg: 0 }, takenAt })
const runs = [run('1.1', 180, '2026-01-15T10:08:00'), run('1.1', 90, '2026-01-15T10:08:20', 1), run('1.2', 180, '2026-01-15T10:12:00'), run('1.3', 180, '2026-01-15T10:15:00'), run('1.3', 90, '2026-01-15T10:15:10', 1)]
const named = (found: ReturnType<typeof proposePair>) => (found === null ? null : [found.first, found.second].map(({ seriesUid, run: at }) => `${seriesUid}/${String(at)}`))

describe('a proposed pair', () => {
  it('is AP and lateral of one time, the AP first', () => {
    const found = proposePair(runs.toReversed(), { seriesUid: '1.1', run: 1 })
    expect(named(found)).toEqual(['1.1/0', '1.1/1'])
    expect(found?.reasons).toEqual(['90° between the views', 'taken within a minute', 'of one series'])
  })
  it('keeps the run that is shown, with the lateral next to it in time', () => { expect(named(proposePair(runs, { seriesUid: '1.2', run: 0 }))).toEqual(['1.2/0', '1.3/1']) })
  it('is found though the shown run says nothing', () => { expect(named(proposePair([...runs, run('1.4', null, null)], { seriesUid: '1.4', run: 0 }))).toEqual(['1.3/0', '1.3/1']) })
  it('prefers a right angle', () => { expect(named(proposePair([run('1', 0, null), run('2', 45, null), run('3', 85, null)], null))).toEqual(['1/0', '3/0']) })
  it('is none where no angles are stated, or none are apart', () => {
    expect(proposePair([run('1', null, '2026-01-15T10:08:00'), run('2', null, '2026-01-15T10:08:00')], null)).toBeNull()
    expect(proposePair([run('1', 0, null), run('2', 20, null), run('3', 180, null)], null)).toBeNull()
  })
  it('says when the times are not stated', () => { expect(proposePair([run('1', 0, null), run('2', 90, '2026-01-15T10:08:00')], null)?.reasons).toContain('not both say when they were taken') })
})

describe('the operator’s word on a side', () => {
  const view = (primaryDeg: number) => ({ primaryDeg, secondaryDeg: 0, sidMm: 1000, sodMm: 750, columns: 512, rows: 512, columnSpacingMm: 0.3, rowSpacingMm: 0.3 })
  it.each([
    [180, 'screenStart', null, 'agrees'], [180, 'screenEnd', null, 'contradicts'], [0, 'screenEnd', null, 'agrees'], [0, 'screenStart', null, 'contradicts'],
    [90, null, 'screenStart', 'agrees'], [90, null, 'screenEnd', 'contradicts'], [-90, null, 'screenEnd', 'agrees'], [90, 'screenStart', null, 'notSaid'], [180, null, 'screenStart', 'notSaid'],
  ] as const)('at %d°, LEFT %s, ANTERIOR %s: %s', (primary, left, anterior, expected) => { expect(checkSides(view(primary), left, anterior)).toBe(expected) })
})
