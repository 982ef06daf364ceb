import { describe, expect, it } from 'vitest'
import { viewState } from '#shared/procedure/recordEvents.ts'
import { looksWords } from './frameLooks.ts'
import { loupePlace } from './loupe.ts'
import { frameStateOf, viewingOfState } from './frameState.ts'
import type { FrameMode } from './viewProps.ts'
import { freshViewing, plainLooks, type FrameLooks } from './viewing.ts'

const stand = { frame: 12, mode: 'native', subtraction: null, faint: false, compared: null, centrePx: [255, 255], zoom: 1, window: { centre: 100, width: 200 }, viewing: freshViewing, turn: { flipped: true, rotationDeg: 90 }, averaged: null, headerTable: null } as const
const looks: FrameLooks = { sharpened: 0.5, denoised: 0.25, colours: 'viridis', shutterOff: true, headerTable: 1, averaged: [10, 17] }

describe('how a frame is looked at, kept with a key image', () => {
  it('is as before where nothing was done to the picture', () => {
    const state = frameStateOf(stand)
    expect(Object.hasOwn(state, 'looks')).toBe(false)
    expect(viewState.parse(state)).toEqual(state)
    expect(viewingOfState(state)).toEqual({ inverted: false, looks: plainLooks, windowCentre: 100, windowWidth: 200 })
  })
  it('comes back whole', () => {
    const state = frameStateOf({ ...stand, viewing: { ...freshViewing, inverted: true, looks }, averaged: [10, 17], headerTable: 1 })
    expect(viewState.parse(state)).toEqual(state)
    expect(viewingOfState(state)).toEqual({ inverted: true, looks, windowCentre: null, windowWidth: null })
  })
  it('keeps the window of a subtracted picture, of faint flow, and of the native one behind a map apart', () => {
    const keysOf = (mode: FrameMode, faint: boolean) => Object.keys(viewingOfState(frameStateOf({ ...stand, mode, faint }))).filter((key) => key.endsWith('Width'))
    expect([keysOf('subtracted', false), keysOf('peak', false), keysOf('peak', true), keysOf('arrival', false)]).toEqual([['subtractedWidth'], ['subtractedWidth'], ['faintWidth'], ['windowWidth']])
  })
  it('says of an average only what is shown: beside it a plain frame stands', () => {
    expect(frameStateOf({ ...stand, viewing: { ...freshViewing, looks }, averaged: null, headerTable: 1 }).looks?.averaged).toBeNull()
  })
})

describe('what the picture says was done to it', () => {
  const shown = { looks: plainLooks, averaged: null, runFirstFrame: 0, movement: null, keepsUp: true, hasShutter: true, isColour: false } as const
  it('is nothing for a plain one', () => { expect(looksWords(shown)).toEqual([]) })
  it('is all of it, in frames of the run from 1', () => {
    expect(looksWords({ ...shown, looks, averaged: [109, 116], runFirstFrame: 100, movement: 1.1 })).toEqual(['Average of frames 10 to 17', 'What moved is blurred', 'Denoised 25%', 'Sharpened 50%', 'Colours: Viridis', 'Shutter off'])
    expect(looksWords({ ...shown, looks, averaged: [109, 116], runFirstFrame: 100, movement: 3 })[1]).toBe('Something moved between them')
  })
  it('says what waits, and nothing that the picture does not have', () => {
    expect(looksWords({ ...shown, looks: { ...looks, averaged: null }, keepsUp: false, hasShutter: false, isColour: true })).toEqual(['Filters wait while it plays'])
  })
})

describe('the loupe', () => {
  const size = [800, 600] as const
  it('stands on what it magnifies', () => { expect(loupePlace([400, 300], size, 16, false)).toEqual([400, 300]) })
  it('covers nothing of what a hand moves: above it, or towards the middle where there is no room', () => {
    for (const at of [[400, 300], [5, 595], [790, 40], [20, 20], [400, 100]] as const) {
      const [x, y] = loupePlace(at, size, 16, true)
      expect(Math.hypot(x - at[0], y - at[1])).toBeGreaterThanOrEqual(6 * 16)
      expect(x).toBeGreaterThanOrEqual(0)
      expect(y).toBeGreaterThanOrEqual(0)
      expect(x).toBeLessThanOrEqual(800)
    }
  })
})
