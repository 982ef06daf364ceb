import { describe, expect, it } from 'vitest'
import { nothingWords, placeWords } from './lookWords.ts'

const place = { line: [[1, 2]], lengthPx: 40, widthPx: 5, firstFrame: 12, lastFrame: 13, frame: 13, strength: 9 } as const
const timesMs = Array.from({ length: 20 }, (_, frame) => 125 * frame)

describe('words of places to look at', () => {
  it('say where and when, in seconds only where the run has times', () => {
    expect(placeWords(place, timesMs)).toBe('Something narrow came and went in frames 13 to 14, at 1.5 s')
    expect(placeWords({ ...place, lastFrame: 12 }, [])).toBe('Something narrow came and went in frame 13')
  })

  it('where there are none say what was searched and that it means little', () => {
    expect(nothingWords(40, true)).toMatch(/frames 1 to 40.*within 1\.5 s.*does not mean that there is none/)
    expect(nothingWords(40, false)).toMatch(/within 12 frames/)
    expect(nothingWords(40, true)).not.toMatch(/no vascular|no vessel|clear/i)
  })
})
