import { describe, expect, it } from 'vitest'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { answersOf, changeRun, framesInWords, noAnswers, setMask, takeMask, toggleSeen } from './runEdits.ts'

const run = { seriesUid: '1.2.3', run: 0 }

describe('what is said of a run', () => {
  it('keeps mask, shift and seen frames of each run apart', () => {
    const other = { ...run, run: 1 }
    const document = toggleSeen(other, 7)(changeRun(run, { shiftPx: [0.5, -1] })(setMask(run, [0, 1])(emptyCaseDocument)))
    expect(answersOf(document, run)).toEqual({ ...noAnswers, maskFrames: [0, 1], shiftPx: [0.5, -1] })
    expect(answersOf(document, other)).toEqual({ ...noAnswers, seenFrames: [7] })
  })

  it('takes the shift back with a new mask: it belonged to the old one', () => {
    expect(answersOf(setMask(run, [3])(changeRun(run, { shiftPx: [1, 1] })(emptyCaseDocument)), run).shiftPx).toEqual([0, 0])
  })

  it('takes the mask of a presentation state: its frames in the series, its shift, and a box for each part that is moved by itself', () => {
    const whole = [[0, 0], [63, 0], [63, 47], [0, 47]] as const
    const part = [[4, 4], [20, 4], [20, 12], [4, 12]] as const
    const mask = { maskFrameNumbers: [1, 2], shiftPx: [0.5, -1], regions: [{ vertices: whole, shiftPx: [0.5, -1] }, { vertices: part, shiftPx: [0, 2] }], landmark: 0.2 } as const
    expect(answersOf(takeMask(run, 40, mask)(emptyCaseDocument), run)).toEqual({
      ...noAnswers, maskFrames: [40, 41], shiftPx: [0.5, -1], landmark: 0.2, shiftRegions: [{ regionId: expect.any(String) as string, corners: [[4, 4], [20, 12]], shiftPx: [0, 2], frameShiftsPx: [] }],
    })
  })

  it('marks a frame, keeps marks in order, and unmarks it', () => {
    const marked = toggleSeen(run, 4)(toggleSeen(run, 9)(emptyCaseDocument))
    expect(answersOf(marked, run).seenFrames).toEqual([4, 9])
    expect(answersOf(toggleSeen(run, 9)(marked), run).seenFrames).toEqual([4])
  })

  it('reopens the decision', () => {
    const decided = { ...emptyCaseDocument, contrast: { ...emptyCaseDocument.contrast, decision: 'inject' as const } }
    expect(toggleSeen(run, 4)(decided).contrast.decision).toBeNull()
  })

  it.each([
    [[], 0, 'none'], [[4], 0, '5'], [[0, 1, 2, 3], 0, '1 to 4'], [[0, 1], 0, '1 and 2'], [[10, 13, 16], 10, '1, 4 and 7'],
  ] as const)('says %j of a run from %i as %s', (frames, first, words) => {
    expect(framesInWords(frames, first)).toBe(words)
  })
})
