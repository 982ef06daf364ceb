import { describe, expect, it } from 'vitest'
import type { EdgeLabel } from '../camera/edgeLetters.ts'
import { cornerMarks, edgeMarks, scaleBarMarks } from './decor.ts'
import type { Mark } from './displayList.ts'
import { boxesOf, overlapArea } from './labelPlace.ts'

const scale = { rem: 16, large: false }
/** Nearer than this two words read as one. */
const BESIDE_PX = 6
const foot: EdgeLabel = { letter: 'P', second: 'F', word: null }
const letters = (size: readonly [number, number], edge: EdgeLabel): readonly Mark[] => edgeMarks({ start: null, end: null, top: null, foot: edge }, size, scale)
const overlap = (some: readonly Mark[], others: readonly Mark[]): number => boxesOf(some).reduce((sum, box) => sum + boxesOf(others).reduce((all, other) => all + overlapArea(box, other), 0), 0)
const captions = (text: string, size: readonly [number, number]): readonly Mark[] => cornerMarks({ topStart: [], topEnd: [], footEnd: [{ text }] }, size, scale, false, foot)
const baseline = ([mark]: readonly Mark[]): number => (mark?.kind === 'text' ? mark.at[1] : NaN)

describe('what stands at the foot of a view', () => {
  it.each(['Turned −124° about the needle', 'At 64.5 mm of 66.5 mm, on the path as saved'])('"%s" keeps off the letters in its middle', (text) => {
    const size = [464, 230] as const
    const caption = captions(text, size)
    expect(overlap(caption, letters(size, foot))).toBe(0)
    expect(baseline(caption)).toBeLessThan(230 - 0.6 * 16)
  })

  it('stays at the foot where there is room beside the letters', () => {
    expect(baseline(captions('Not turned', [464, 230]))).toBeCloseTo(230 - 0.6 * 16, 6)
    expect(baseline(captions('Turned −124° about the needle', [920, 700]))).toBeCloseTo(700 - 0.6 * 16, 6)
  })

  it.each([286, 300, 340, 464])('a scale bar and its figure end before the letters in a view of %d px', (width) => {
    const size = [width, 150] as const
    const bar = scaleBarMarks({ pixelsPerUnit: 2.2, unit: 'mm', badge: { text: 'CT', look: 'solid', caution: false } }, size, scale, foot)
    expect(bar).toHaveLength(2)
    const [letter] = boxesOf(letters(size, foot))
    expect(Math.max(...boxesOf(bar).map((box) => box.x + box.width))).toBeLessThan((letter?.x ?? NaN) - BESIDE_PX)
  })
})
