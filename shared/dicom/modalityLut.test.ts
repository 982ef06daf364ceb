import { describe, expect, it } from 'vitest'
import { describePixels } from '#test/builders/corpus.ts'
import { describeSeries } from '#test/builders/series.ts'
import { regionStatistics } from '#shared/measurement/regionStatistics.ts'
import { sourceImageOf } from '#shared/reporting/sourceImage.ts'
import { imageAtFrame } from './modalityLut.ts'

const hounsfield = { kind: 'linear' as const, slope: 1, intercept: -1024, type: 'HU' }
const plain = describePixels({ frames: 2, rows: 4, columns: 4, modalityLut: hounsfield })
const own = { ...plain, modalityLutFrames: [hounsfield, { ...hounsfield, slope: 2 }] }

describe('a frame with a rescale of its own', () => {
  const series = describeSeries([plain, own], null, 'CT')
  it('has its values by that, and a frame without one by that of its image', () => {
    const frame = { values: new Uint16Array(16).fill(1000), columns: 4, rows: 4, samples: 1 }
    const mean = (at: number): number | null => {
      const image = imageAtFrame(series, at)
      const found = image === undefined ? null : regionStatistics({ kind: 'freehand', closed: true, pointsPx: [[0, 0], [3, 0], [3, 3], [0, 3]] }, frame, image, 'CT')
      return found?.ok === true && found.value.unit === 'HU' ? found.value.mean : null
    }
    expect([0, 1, 2, 3, 4].map(mean)).toEqual([-24, -24, -24, 976, null])
  })
  it('is kept so with a key image', () => {
    expect([1, 2].map((frameNumber) => sourceImageOf(own, frameNumber, null).rescale?.slope)).toEqual([1, 2])
  })
})
