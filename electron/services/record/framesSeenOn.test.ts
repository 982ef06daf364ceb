import { describe, expect, it } from 'vitest'
import { ok } from '#shared/result.ts'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import { buildImageSource } from '#test/builders/imageSource.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import { framesSeenOn } from './framesSeenOn.ts'

const run = { ...buildImageDescription(), sopInstanceUid: '1.2.9.1', sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1', frames: 30 }
const still = { ...run, sopInstanceUid: '1.2.9.2', frames: 1 }
const place = (image: number, frameNumber: number) => ({ image, frameNumber, byteLength: 1, plane: null })
/** A run of 30 frames, then a still. */
const source = {
  ...buildImageSource([buildSeriesSummary()]),
  describe: async () => ok({ summary: buildSeriesSummary(), images: [run, still], frames: [...Array.from({ length: 30 }, (_, at) => place(0, at + 1)), place(1, 1)], runs: [] }),
}

describe('the frames that something was seen on', () => {
  it('are named by their object and their number in it, each once and in order; an object of one frame needs no number', async () => {
    const filed = { studyUid: '1.2.3', seriesUid: '1.2.3.1', sopClassUid: run.sopClassUid }
    expect(await framesSeenOn(source, '1.2.3.1', [12, 4, 30, 12])).toEqual({ seenOn: [{ ...filed, sopInstanceUid: '1.2.9.1', frameNumbers: [5, 13] }, { ...filed, sopInstanceUid: '1.2.9.2', frameNumbers: [] }] })
  })
  it('are not named where one of them is not there, or the library has lost the series', async () => {
    expect(await framesSeenOn(source, '1.2.3.1', [4, 31])).toEqual({})
    expect(await framesSeenOn(buildImageSource([buildSeriesSummary()]), '1.2.3.1', [4])).toEqual({})
  })
})
