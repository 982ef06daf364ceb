import { describe, expect, it } from 'vitest'
import { caseDocument, emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { answersOf, setMask } from '../runEdits.ts'
import { addBox, layBoxOverFrames, layOverFrames, moveMask, removeBox, setLandmark, shiftsOf, shiftWords } from './subtractionEdits.ts'

const run = { seriesUid: '1.2.3', run: 0 }
const box = { regionId: '7f0c5d3e-7b52-4a39-9d0a-5f0b6a1f0c11', corners: [[10, 20], [40, 60]] as const, shiftPx: [0, 0] as const, frameShiftsPx: [] }
const start = setMask(run, [0, 1], 'proposal')(emptyCaseDocument)

describe('the mask of a run', () => {
  it('moves by tenths without the crumbs of binary fractions', () => {
    const moved = [1, 2, 3].reduce((document) => moveMask(run, null, [0, 0.1])(document), start)
    expect(answersOf(moved, run).shiftPx).toEqual([0, 0.3])
    expect(caseDocument.parse(moved)).toEqual(moved)
  })
  it('is laid over the frames in place of what was moved by hand, and moved on from there', () => {
    const laid = layOverFrames(run, [[0, 0], [1.234, -0.5]])(moveMask(run, null, [9, 9])(start))
    expect(answersOf(laid, run)).toMatchObject({ shiftPx: [0, 0], frameShiftsPx: [[0, 0], [1.23, -0.5]] })
    expect(shiftsOf({ frames: 2, ...answersOf(moveMask(run, null, [0.1, 0])(laid), run) })).toEqual([[0.1, 0], [1.33, -0.5]])
  })
  it('of a box moves by itself; a new mask takes boxes and shifts away, and keeps the anatomy behind', () => {
    const boxed = setLandmark(run, 0.3)(layBoxOverFrames(run, box.regionId, [[1, 1]])(addBox(run, box)(start)))
    const moved = moveMask(run, box.regionId, [0, 1])(boxed)
    expect(answersOf(moved, run)).toMatchObject({ shiftPx: [0, 0], shiftRegions: [{ shiftPx: [0, 1], frameShiftsPx: [[1, 1]] }] })
    expect(caseDocument.parse(moved)).toEqual(moved)
    expect(answersOf(removeBox(run, box.regionId)(moved), run).shiftRegions).toEqual([])
    expect(answersOf(setMask(run, [5])(moved), run)).toMatchObject({ maskFrames: [5], maskSource: 'operator', shiftRegions: [], frameShiftsPx: [], landmark: 0.3 })
  })
  it('reopens the decision', () => { expect(moveMask(run, null, [1, 0])({ ...start, contrast: { ...start.contrast, decision: 'inject' } }).contrast.decision).toBeNull() })
  it.each([[[0, 0], 'none'], [[-0.1, 0.3], '0.3 across, −0.1 down px'], [[0.25, 0], '0.0 across, 0.25 down px']] as const)('says %j as %s', (shift, words) => { expect(shiftWords(shift)).toBe(words) })
})
