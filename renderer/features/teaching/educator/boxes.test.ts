import { describe, expect, it } from 'vitest'
import type { PixelBox } from '#shared/teaching/deidentification/findings.ts'
import { boxesOnFrame, boxFrom, boxWords, drawnBox, nextOtherBox } from './boxes.ts'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import { describeSeries } from '#test/builders/series.ts'

const twoRuns = describeSeries([1, 2].map((object) => buildImageDescription({ sopInstanceUid: `1.2.${String(object)}`, rows: 8, columns: 16, frames: 2 })), null)
const box = (over: Partial<PixelBox>): PixelBox => ({ boxId: 'b', seriesUid: twoRuns.summary.seriesUid, sopInstanceUid: null, frames: null, column: 0, row: 0, columns: 10, rows: 5, foundBy: 'text', words: 'DOE', confidence: 0.9, state: 'proposed', ...over })

describe('boxes of a frame', () => {
  it('are counted in the frames of their object, not of the series', () => {
    const second = box({ sopInstanceUid: '1.2.2', frames: [1, 1] })
    expect([0, 1, 2, 3].map((frame) => boxesOnFrame([second], twoRuns, frame).length)).toEqual([0, 0, 0, 1])
  })
  it('lie on every frame where nothing else is said', () => { expect([0, 3].map((frame) => boxesOnFrame([box({})], twoRuns, frame).length)).toEqual([1, 1]) })
  it('are not those of another series', () => { expect(boxesOnFrame([box({ seriesUid: '9' })], twoRuns, 0)).toEqual([]) })
})

describe('a box that is drawn', () => {
  it('covers whole pixels from either corner, within the picture', () => {
    expect(drawnBox([[20.4, 9.6], [-3, 2.2]], twoRuns, 0, true, 'x')).toMatchObject({ column: 0, row: 3, columns: 16, rows: 5, sopInstanceUid: null, frames: null })
  })
  it('of one frame names the frame of its object', () => {
    expect(drawnBox([[1, 1], [4, 4]], twoRuns, 3, false, 'x')).toMatchObject({ sopInstanceUid: '1.2.2', frames: [1, 1] })
  })
  it('outside the picture is none', () => { expect(drawnBox([[30, 30], [40, 40]], twoRuns, 0, true, 'x')).toBeNull() })
})

describe('a box over text that changes along a run', () => {
  const run = describeSeries([buildImageDescription({ sopInstanceUid: '1.2.1', rows: 8, columns: 16, frames: 6 })], null)
  const drawn = box({ seriesUid: run.summary.seriesUid, foundBy: 'hand' })
  const fromTwo = boxFrom(drawn, run, 2, 'first')
  it('begins and ends on the frame that is shown', () => {
    expect(fromTwo).toMatchObject({ sopInstanceUid: '1.2.1', frames: [2, 5] })
    expect(boxFrom(fromTwo, run, 4, 'last').frames).toEqual([2, 4])
    expect(boxFrom(boxFrom(fromTwo, run, 4, 'last'), run, 0, 'all').frames).toBeNull()
  })
  it('never ends before it begins', () => {
    expect(boxFrom(box({ frames: [1, 2] }), run, 4, 'first').frames).toEqual([4, 4])
    expect(boxFrom(box({ frames: [3, 5] }), run, 1, 'last').frames).toEqual([1, 1])
  })
  it('is found again from a frame that does not have it', () => {
    expect(nextOtherBox([fromTwo], run, 0)).toBe(2)
    expect(nextOtherBox([fromTwo], run, 3)).toBeNull()
    expect(nextOtherBox([], run, 3)).toBeNull()
  })
})

it('says what was read, how surely, and where', () => {
  expect(boxWords(box({ sopInstanceUid: '1.2.2', frames: [0, 95] }))).toBe('letters read, “DOE” (90%), frames 1 to 96')
})
