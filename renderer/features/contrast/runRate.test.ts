import { describe, expect, it } from 'vitest'
import { slowWords } from '#shared/contrast/runPace.ts'
import { describePixels } from '#test/builders/corpus.ts'
import { describeSeries } from '#test/builders/series.ts'
import { paceOfRun } from './runRate.ts'

describe('how fast a run was taken', () => {
  const base = describePixels({ frames: 16 })
  const timed = (frameTimeVectorMs: readonly number[]) => describeSeries([base, { ...base, frames: frameTimeVectorMs.length, timing: { ...base.timing, frameIncrementPointer: ['00181065'], frameTimeVectorMs: [...frameTimeVectorMs] } }], null)
  const slowAtFirst = timed([0, ...Array.from({ length: 5 }, () => 500), ...Array.from({ length: 10 }, () => 50)])

  it('is told by its slowest part, which a mean hides', () => {
    const slowAtLast = timed([0, ...Array.from({ length: 30 }, () => 33), ...Array.from({ length: 4 }, () => 500)])
    expect(slowWords(paceOfRun(slowAtLast, 1, []))).toBe('This run has 0.50 s between frames 31 and 32, and 2.0 of its 3.0 s are that slow, though it has 11.4 frames per second on average. Fast arterial flow can be missed. 7.5 or more is advised.')
  })
  it('is judged from the mask on, whose frames are counted in the series', () => {
    expect(slowWords(paceOfRun(slowAtFirst, 1, []))).toContain('Fast arterial flow can be missed.')
    expect(slowWords(paceOfRun(slowAtFirst, 1, [21, 22]))).toBeNull()
    expect(slowWords(paceOfRun(slowAtFirst, 1, [20, 22]))).toContain('Fast arterial flow can be missed.')
  })
  it('is not known without frame times', () => {
    expect(slowWords(paceOfRun(slowAtFirst, 0, []))).toBe('This run has no frame times. Fast arterial flow can be missed.')
  })
})
