import { describe, expect, it } from 'vitest'
import { emptyCaseDocument, caseDocument } from '#shared/procedure/caseDocument.ts'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import { describeSeries } from '#test/builders/series.ts'
import { copiesOf, groupsOf, rootOf, shownOf, withAdded, withLabel, withoutMeasurements, withShape } from './measureEdits.ts'
import { frameOfSeriesWords } from './frameNames.ts'

const at = '2026-11-22T10:00:00.000Z'
const drawn = { measurementId: crypto.randomUUID(), seriesUid: '1.2.3.4', frame: 40, shape: { kind: 'length' as const, pointsPx: [[1, 2], [3, 4]] satisfies [[number, number], [number, number]] }, label: '', by: 'Dr B. Weber', atIso: at, copiedFrom: null }

describe('copies', () => {
  const copies = copiesOf([drawn], drawn, [39, 40, 41], 'Dr C. Braun', at)
  it('go to frames that hold none yet, each a measurement of its own', () => {
    expect(copies.map(({ frame }) => frame)).toEqual([39, 41])
    expect(new Set([drawn, ...copies].map(({ measurementId }) => measurementId)).size).toBe(3)
    expect(copies.every(({ copiedFrom, by }) => copiedFrom === drawn.measurementId && by === 'Dr C. Braun')).toBe(true)
  })
  it('of a copy are copies of the first', () => {
    const [first] = copies
    if (first === undefined) throw new Error('There is a copy.')
    const again = copiesOf([drawn, ...copies], first, [40, 50], '', at)
    expect(again.map(each => [each.frame, rootOf(each)])).toEqual([[50, drawn.measurementId]])
  })
  it('stand together in the list, the one of the frame that is shown for all', () => {
    const [group, ...more] = groupsOf([drawn, ...copies])
    expect([group?.members.map(({ frame }) => frame), more]).toEqual([[39, 40, 41], []])
    if (group === undefined) return
    expect([shownOf(group, '1.2.3.4', 41).frame, shownOf(group, '1.2.3.4', 7).frame, shownOf(group, null, 0).frame]).toEqual([41, 40, 40])
  })
  it('take the words of the first, and their own places', () => {
    const document = withLabel(withAdded(emptyCaseDocument, [drawn, ...copies]), drawn, 'Joint')
    expect(document.fluoroscopy.measurements.map(({ label }) => label)).toEqual(['Joint', 'Joint', 'Joint'])
    const moved = withShape(document, drawn.measurementId, { kind: 'length', pointsPx: [[9, 9], [3, 4]] })
    expect(moved.fluoroscopy.measurements.map(({ shape }) => shape.pointsPx[0])).toEqual([[9, 9], [1, 2], [1, 2]])
    expect(caseDocument.parse(moved)).toEqual(moved)
    expect(withoutMeasurements(moved, new Set([drawn.measurementId])).fluoroscopy.measurements).toHaveLength(2)
  })
})

describe('where a measurement lies', () => {
  const timing = { ...buildImageDescription().timing, frameIncrementPointer: ['00181063'], frameTimeMs: 66.6667 }
  it('is a frame of its run, in seconds where the header has true times', () => {
    expect(frameOfSeriesWords(describeSeries([buildImageDescription({ frames: 96, timing })], null), 40)).toBe('frame 41 of 96, 2.7 s')
    expect(frameOfSeriesWords(describeSeries([buildImageDescription({ frames: 96 })], null), 40)).toBe('frame 41 of 96')
    expect(frameOfSeriesWords(describeSeries([buildImageDescription({ frames: 10 }), buildImageDescription({ frames: 20, timing })], null), 12)).toBe('run 2, frame 3 of 20, 0.1 s')
    expect(frameOfSeriesWords(describeSeries([buildImageDescription(), buildImageDescription()], null), 1)).toBe('image 2 of 2')
  })
})
