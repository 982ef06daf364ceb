import { describe, expect, it } from 'vitest'
import { watch, type Watching } from './watching.ts'

/** Frames as they were shown, a "p" before one that play has shown; a run of frames 10 to 19. */
function furthest(shown: readonly string[], loopsFrom = 10): number | undefined {
  return shown.reduce<Watching | null>((before, word) => watch(before, { key: 'run', frame: Number(word.replace('p', '')), firstFrame: 10, playing: word.startsWith('p'), loopsFrom }), null)?.furthest
}

describe('a run was seen to its end', () => {
  it.each([
    ['stepped frame by frame', ['10', '11', '12', '11', '12', '13'], 13],
    ['played, with frames dropped', ['10', 'p10', 'p13', 'p16', 'p19'], 19],
    ['played from the middle to the end, then from the start', ['15', 'p16', 'p19', 'p10', 'p14', 'p19'], 19],
    ['played again from a first frame that was dropped', ['15', 'p19', 'p11', 'p19'], 19],
    ['stepped on after play', ['10', 'p14', '15', '16'], 16],
  ])('%s', (_name, shown, expected) => { expect(furthest(shown)).toBe(expected) })

  it.each([
    ['the last frame alone', ['19'], 9],
    ['a jump to the end', ['10', '11', '19'], 11],
    ['played from where it was jumped to', ['10', '15', 'p16', 'p19'], 10],
  ])('but not with %s', (_name, shown, expected) => { expect(furthest(shown)).toBe(expected) })

  it('but not by a loop over its second half', () => { expect(furthest(['15', 'p19', 'p15', 'p19'], 15)).toBe(9) })
  it('anew when it is shown in another way', () => {
    expect(watch({ key: 'native', furthest: 19, at: 19 }, { key: 'subtracted', frame: 19, firstFrame: 10, playing: false, loopsFrom: 10 }).furthest).toBe(9)
  })
})
