import { describe, expect, it } from 'vitest'
import { emptyFluoroscopyMarks } from '#shared/fluoroscopy/fluoroscopyMarks.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import type { ViewPair } from '#shared/projection/viewPair.ts'
import { pairOf, slotOf, withHeld, withMark, withMoved, withoutMark, withoutPair, withPair } from './pairEdits.ts'

const stated = { by: 'Dr B. Weber', atIso: '2026-01-15T10:20:00.000Z' }
const ids = ['11111111-1111-4111-8111-111111111111', '22222222-2222-4222-8222-222222222222', '33333333-3333-4333-8333-333333333333'] as const
const pair: ViewPair = { pairId: ids[0], first: { seriesUid: '1.1', run: 0 }, second: { seriesUid: '1.1', run: 1 }, stillBetween: null, tableShifted: null, table: null, points: [], ...stated }

describe('a pair of views', () => {
  it('is kept, found whichever view was named first, and taken away', () => {
    const document = withPair(emptyCaseDocument, pair)
    const { pairs } = document.fluoroscopy
    expect([pairOf(pairs, pair), pairOf(pairs, { first: pair.second, second: pair.first }), pairOf(pairs, { first: pair.first, second: pair.first })]).toEqual([pair, pair, null])
    expect([slotOf(pair, { seriesUid: '1.1', run: 1 }), slotOf(pair, { seriesUid: '1.2', run: 1 })]).toEqual(['second', null])
    expect(withPair(document, { ...pair, stillBetween: stated }).fluoroscopy.pairs).toEqual([{ ...pair, stillBetween: stated }])
    expect(withoutPair(document, pair.pairId)).toEqual(emptyCaseDocument)
  })

  it('has one target, which a second click moves, and as many other points as are marked', () => {
    const both = withMark(withMark(pair, 'target', 'first', 0, [10, 20], ids[1]), 'target', 'second', 1, [30, 40], ids[2])
    expect(both.points).toEqual([{ pointId: ids[1], role: 'target', name: 'Target', first: { frame: 0, pointPx: [10, 20] }, second: { frame: 1, pointPx: [30, 40] } }])
    expect(withMark(both, 'target', 'first', 0, [11, 21], ids[2]).points.map(({ first }) => first?.pointPx)).toEqual([[11, 21]])
    const others = [[ids[1], 'first'], [ids[2], 'second'], [ids[2], 'first']] as const
    expect(others.reduce((now, [id, slot]) => withMark(now, 'other', slot, 0, [1, 1], id), pair).points.map(({ name, first, second }) => [name, first !== null, second !== null])).toEqual([['Point 1', true, true], ['Point 2', true, false]])
  })

  it('loses a point with its last mark, and the reference with its point', () => {
    const marked = { ...withMark(withMark(pair, 'target', 'first', 0, [10, 20], ids[1]), 'target', 'second', 1, [30, 40], ids[2]), tableShifted: { referenceId: ids[1], ...stated } }
    const once = withoutMark(marked, ids[1], 'first')
    expect([once.points.length, once.points[0]?.first, once.tableShifted]).toEqual([1, null, marked.tableShifted])
    expect(withoutMark(once, ids[1], 'second')).toEqual({ ...pair, points: [], tableShifted: null })
  })

  it('is shown with the mark that is in the hand', () => {
    const marked = withMark(pair, 'target', 'first', 0, [10, 20], ids[1])
    const held = withHeld({ ...emptyFluoroscopyMarks, pairs: [marked] }, { kind: 'point', pairId: pair.pairId, pointId: ids[1], slot: 'first', at: [12, 22] })
    expect(held.pairs).toEqual([withMoved(marked, ids[1], 'first', [12, 22])])
    const needles = [{ seriesUid: '1.1', frame: 0, hubPx: null, tipPx: [1, 2] as [number, number], ...stated }]
    expect(withHeld({ ...emptyFluoroscopyMarks, needles }, { kind: 'needle', seriesUid: '1.1', frame: 0, end: 'tip', at: [3, 4] }).needles[0]).toMatchObject({ tipPx: [3, 4], hubPx: null })
  })
})
