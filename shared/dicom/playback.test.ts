import { describe, expect, it } from 'vitest'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import type { MultiFrameTiming } from './imageDescription.ts'
import { playbackOf, type Playback } from './playback.ts'

const { timing: silent } = buildImageDescription()
const nothing: Playback = { part: null, sequencing: null, representativeFrame: null, displayRate: null, delayMs: null, notes: [] }

describe('how a header prefers its run to be played', () => {
  it.each<[string, Partial<MultiFrameTiming>, Partial<Omit<Playback, 'notes'>>]>([
    ['nothing asked, nothing given', {}, {}],
    ['a part, counted from 1 in the header', { startTrim: 3, stopTrim: 8 }, { part: [2, 7] }],
    ['a first frame alone leaves the end', { startTrim: 4 }, { part: [3, 9] }],
    ['a last frame alone leaves the beginning', { stopTrim: 4 }, { part: [0, 3] }],
    ['one frame', { startTrim: 5, stopTrim: 5 }, { part: [4, 4] }],
    ['the whole run is no part', { startTrim: 1, stopTrim: 10 }, {}],
    ['zeros stand for none', { startTrim: 0, stopTrim: 0 }, {}],
    ['to and fro', { preferredPlayback: 'sweeping' }, { sequencing: 'sweeping' }],
    ['the frame that stands for the run', { representativeFrame: 10 }, { representativeFrame: 9 }],
    ['the recommended rate before the cine rate', { recommendedDisplayFrameRate: 7.5, cineRate: 30 }, { displayRate: { framesPerS: 7.5, source: 'recommendedDisplayFrameRate' } }],
    ['the cine rate where the recommended one is 0', { recommendedDisplayFrameRate: 0, cineRate: 15 }, { displayRate: { framesPerS: 15, source: 'cineRate' } }],
    ['a delay', { frameDelayMs: 250 }, { delayMs: 250 }],
  ])('%s', (_, timing, expected) => {
    expect(playbackOf({ ...silent, ...timing }, 10)).toEqual({ ...nothing, ...expected })
  })

  it.each<[string, Partial<MultiFrameTiming>, Playback['part'], Playback['representativeFrame'], number]>([
    ['the run', {}, [0, 6], null, 1],
    ['the part that the header asks for', { startTrim: 3, stopTrim: 10 }, [2, 6], null, 1],
    ['a part that is whole', { startTrim: 3, stopTrim: 5 }, [2, 4], null, 1],
    ['a part that is missing', { startTrim: 8, stopTrim: 10 }, [0, 6], null, 2],
    ['its representative frame', { representativeFrame: 9 }, [0, 6], null, 2],
  ])('of an object that is cut short plays what is there of %s, and says what is missing', (_, timing, part, representativeFrame, sentences) => {
    const played = playbackOf({ ...silent, ...timing }, 10, 7)
    expect(played).toMatchObject({ part, representativeFrame })
    expect(played.notes).toHaveLength(sentences)
    expect(played.notes[0]).toContain('7 of 10 frames are there: the file is cut short, the last 3 are missing.')
  })

  it.each<[string, Partial<MultiFrameTiming>, string]>([
    ['a last frame beyond the run', { startTrim: 2, stopTrim: 11 }, 'The header asks for frames 2 to 11 of 10, which are not there. The whole run plays.'],
    ['a negative first frame', { startTrim: -1 }, 'which are not there'],
    ['a part that goes backwards', { startTrim: 8, stopTrim: 3 }, 'The header asks for frames 8 to 3 of 10, which goes backwards. The whole run plays.'],
    ['a frame that is not there', { representativeFrame: 11 }, 'There is no such frame'],
    ['a rate of 0', { cineRate: 0 }, 'no rate to show at'],
    ['a negative rate', { recommendedDisplayFrameRate: -15 }, 'no rate to show at'],
  ])('%s is left out and said', (_, timing, note) => {
    const { notes, ...rest } = playbackOf({ ...silent, ...timing }, 10)
    expect({ ...rest, notes: [] }).toEqual(nothing)
    expect(notes).toEqual([expect.stringContaining(note)])
  })
})
