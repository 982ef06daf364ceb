import { describe, expect, it } from 'vitest'
import { stopPatterns } from '#shared/contrast/assessment.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { assessmentOf, injectOff, injectTodo, patternNames, toggleFrame, withAnswer, type ContrastState } from './contrastRules.ts'

const empty = emptyCaseDocument.contrast
const answered: ContrastState = { ...empty, seriesUid: '1.2', maskFrames: [0], afterFrames: [30], patterns: ['intraArticular'], vesselFilling: 'no' }

describe('Inject', () => {
  it.each([...stopPatterns])('is off when %s is seen', pattern => {
    expect(injectOff({ ...answered, patterns: ['intraArticular', pattern] })).toBe(`Inject is off: ${patternNames[pattern]} is chosen.`)
  })
  it('is off when vessels fill', () => { expect(injectOff({ ...answered, vesselFilling: 'yes' })).toBe('Inject is off: vessel filling is seen.') })
  it('waits for frames, pattern and the vessel answer', () => {
    expect(injectTodo(empty, true)).toEqual(['the frames it was seen on', 'pattern', 'vessel filling'])
    expect(injectTodo(answered, true)).toEqual([])
  })
  it('waits while vessel filling is Unsure', () => { expect(injectTodo({ ...answered, vesselFilling: 'unsure' }, true)).toEqual(['vessel filling is Unsure']) })
  it('waits for a second view or a reason', () => {
    expect(injectTodo(answered, false)).toHaveLength(1)
    expect(injectTodo({ ...answered, comment: 'C-arm cannot reach lateral' }, false)).toEqual([])
  })
})

describe('frames', () => {
  it('are chosen and taken back, in order', () => {
    const two = toggleFrame(toggleFrame(empty, '1.2', 'maskFrames', 4), '1.2', 'maskFrames', 2)
    expect(two).toMatchObject({ seriesUid: '1.2', maskFrames: [2, 4] })
    expect(toggleFrame(two, '1.2', 'maskFrames', 4).maskFrames).toEqual([2])
  })
  it('of one run are dropped when frames of another are chosen', () => {
    expect(toggleFrame(answered, '1.3', 'afterFrames', 7)).toMatchObject({ seriesUid: '1.3', maskFrames: [], afterFrames: [7] })
  })
})

describe('the decision', () => {
  it('is open again after another answer', () => { expect(withAnswer({ ...answered, decision: 'inject' }, { vesselFilling: 'unsure' }).decision).toBeNull() })
  it('keeps the frames it was seen on, or the one on the screen', () => {
    expect(assessmentOf(answered, 'inject', { seriesUid: '1.9', frame: 3 })).toMatchObject({ seriesUid: '1.2', seenFrames: [30], subtraction: { maskFrames: [0] } })
    expect(assessmentOf(empty, 'abort', { seriesUid: '1.9', frame: 3 })).toMatchObject({ seriesUid: '1.9', seenFrames: [3], subtraction: null })
  })
})
