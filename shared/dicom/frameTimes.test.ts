import { describe, expect, it } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import { readFrameTimes } from './frameTimes.ts'
import type { MultiFrameTiming } from './imageDescription.ts'

const timing = (fields: Partial<MultiFrameTiming>): MultiFrameTiming => ({ ...describePixels({}).timing, ...fields })

describe('when the frames of a run were taken', () => {
  const rows: readonly (readonly [string, Partial<MultiFrameTiming>, number, readonly number[], string])[] = [
    ['Frame Time, pointed to', { frameIncrementPointer: ['00181063'], frameTimeMs: 33 }, 3, [0, 33, 66], 'frameTime'],
    ['Frame Time without a pointer', { frameTimeMs: 125 }, 2, [0, 125], 'frameTime'],
    ['Frame Time Vector: increments, the first 0', { frameIncrementPointer: ['00181065'], frameTimeVectorMs: [0, 100, 50, 200] }, 4, [0, 100, 150, 350], 'frameTimeVector'],
    ['Frame Time Vector whose first is not 0 still begins at 0', { frameTimeVectorMs: [40, 40, 40] }, 3, [0, 40, 80], 'frameTimeVector'],
    ['the pointer decides between two', { frameIncrementPointer: ['00181063'], frameTimeMs: 10, frameTimeVectorMs: [0, 99] }, 2, [0, 10], 'frameTime'],
    ['the pointer decides the other way too', { frameIncrementPointer: ['00181065'], frameTimeMs: 10, frameTimeVectorMs: [0, 99] }, 2, [0, 99], 'frameTimeVector'],
    ['timestamps of an enhanced object', { frameAcquisitionTimesMs: [5, 105, 305] }, 3, [0, 100, 300], 'frameTimestamps'],
    ['a broken vector gives way to Frame Time', { frameIncrementPointer: ['00181065'], frameTimeVectorMs: [0, 1], frameTimeMs: 20 }, 3, [0, 20, 40], 'frameTime'],
    ['a vector of the wrong length alone is none', { frameTimeVectorMs: [0, 1] }, 3, [], 'none'],
    ['a vector that goes back is none', { frameTimeVectorMs: [0, 50, -10] }, 3, [], 'none'],
    ['a vector of zeros is none', { frameTimeVectorMs: [0, 0, 0] }, 3, [], 'none'],
    ['a Frame Time of 0 is none', { frameTimeMs: 0 }, 3, [], 'none'],
    ['timestamps that go back are none', { frameAcquisitionTimesMs: [0, 50, 40] }, 3, [], 'none'],
    ['display rates are no times', { cineRate: 15, recommendedDisplayFrameRate: 15 }, 3, [], 'none'],
  ]
  it.each(rows)('%s', (_name, fields, frames, frameTimesMs, source) => {
    const times = readFrameTimes(timing(fields), frames)
    expect({ frameTimesMs: times.frameTimesMs, source: times.source }).toEqual({ frameTimesMs, source })
    if (source === 'none') expect(times.note).toContain('cannot be measured')
  })
})
