import { describe, expect, it } from 'vitest'
import { watch, type Watching } from './watching.ts'

/** Frames as they were shown, a "p" before one that play has shown; a run of frames 10 to 19. */
function seen(shown: readonly string[], part: readonly [number, number] = [10, 19]): Watching | null {
  return shown.reduce<Watching | null>((before, word) => watch(before, { key: 'run', frame: Number(word.replace('p', '')), firstFrame: 10, lastFrame: 19, playing: word.startsWith('p'), part }), null)
}
const stepped = ['10', '11', '12', '13', '14', '15', '16', '17', '18', '19']

describe('a run is seen to its end', () => {
  it.each([
    ['stepped frame by frame', stepped],
    ['stepped there and back and there', ['10', '11', '10', ...stepped]],
    ['played, with frames dropped', ['10', 'p10', 'p13', 'p16', 'p19']],
    ['played past a last frame that was dropped', ['10', 'p13', 'p18', 'p11']],
    ['played from the middle, then from the start', ['15', 'p16', 'p19', 'p10', 'p14', 'p19']],
    ['played again from a first frame that was dropped', ['15', 'p19', 'p11', 'p19']],
    ['stepped on after play', ['10', 'p14', 'p18', '19']],
  ])('%s', (_name, shown) => { expect(seen(shown)?.toTheEnd).toBe(true) })

  it.each([
    ['the last frame alone', ['19']],
    ['a jump to the end', ['10', '11', '19']],
    ['played from where it was jumped to', ['10', '15', 'p16', 'p19']],
    ['played from where it was jumped to, and stopped as it began again', ['15', 'p18', 'p10']],
    ['stepped almost there', stepped.slice(0, -1)],
  ])('but not by %s', (_name, shown) => { expect(seen(shown)?.toTheEnd).toBe(false) })

  it('but not by a loop over its second half, nor past the end of one over its first', () => {
    expect(seen(['15', 'p19', 'p15', 'p19'], [15, 19])?.toTheEnd).toBe(false)
    expect(seen(['10', 'p14', 'p10', 'p14'], [10, 14])?.toTheEnd).toBe(false)
  })
  it('anew when it is shown in another way', () => {
    expect(watch({ key: 'native', furthest: 19, at: 19, toTheEnd: true }, { key: 'subtracted', frame: 19, firstFrame: 10, lastFrame: 19, playing: false, part: [10, 19] }).toTheEnd).toBe(false)
  })
})
