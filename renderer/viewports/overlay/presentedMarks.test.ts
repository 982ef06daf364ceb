import { describe, expect, it } from 'vitest'
import type { Presented } from '#shared/presentation/presentOn.ts'
import { presentedMarks, presentedWords } from './presentedMarks.ts'

const shown: Presented = {
  stateUid: '1.2', name: 'AP, frame 3', by: 'Dr B. Weber', sopInstanceUid: '1.3', rotationDeg: 0, flipped: false, inverted: false, window: null, area: null, shutter: null,
  points: [[40, 30]], lines: [{ points: [[10, 8], [40, 30]], filled: false }, { points: [[0, 0], [4, 0], [4, 4]], filled: true }], texts: [{ text: 'Entry', at: [10, 8] }, { text: 'outside', at: [-50, 8] }], mask: null, notFollowed: [],
}
const scale = { rem: 16, large: true }

describe('a presentation state on a picture', () => {
  it('draws its graphics where its points lie, and the texts whose points are seen', () => {
    const marks = presentedMarks(shown, ([column, row]) => [column * 10, row * 10], [600, 400], scale, [])
    expect(marks.map(({ kind }) => kind)).toEqual(['line', 'polygon', 'circle', 'chip'])
    expect(marks[0]).toMatchObject({ points: [[100, 80], [400, 300]] })
    expect(marks[2]).toMatchObject({ centre: [400, 300] })
    expect(marks[3]).toMatchObject({ spans: [{ text: 'Entry' }] })
  })

  it('says whose it is and what is not shown of it; in a narrow view only that there is one, and whether all of it is shown', () => {
    expect(presentedWords(shown, true, [1000, 600], scale)).toEqual(['Presentation state: AP, frame 3, Dr B. Weber'])
    expect(presentedWords({ ...shown, notFollowed: ['its bitmap overlays'] }, false, [1000, 600], scale)).toEqual(['Presentation state: AP, frame 3, Dr B. Weber', 'not shown of it: its bitmap overlays, its turn'])
    expect(presentedWords(shown, true, [500, 400], scale)).toEqual(['Presentation state'])
    expect(presentedWords(shown, false, [500, 400], scale)).toEqual(['Presentation state, in part'])
  })
})
