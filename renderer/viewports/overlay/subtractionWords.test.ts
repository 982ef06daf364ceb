import { describe, expect, it } from 'vitest'
import { subtractionLines, whatLines } from './subtractionWords.ts'

const recipe = { seriesUid: '1.2', maskFrames: [100, 101, 102], shiftPx: [-0.1, 0.3] as [number, number] }
const said = (...args: Parameters<typeof subtractionLines>) => subtractionLines(...args).map(({ text }) => text)

describe('what a subtracted picture says of itself', () => {
  it('is its mask in frames of the run and its shift', () => {
    expect(said(recipe, 100, false)).toEqual(['Mask 1 to 3', 'Shift 0.3 px across, −0.1 px down'])
    expect(said({ ...recipe, maskFrames: [104, 100], shiftPx: [0, 0], proposed: true }, 100, false)).toEqual(['Mask 1, 5, proposed', 'No shift'])
  })
  it('is all that was done to the mask', () => {
    expect(said({ ...recipe, header: 'TID', maskFrames: [103], contrastFrames: [105, 106], automatic: true, regions: [{ vertices: [[0, 0], [1, 0], [1, 1]], shiftPx: [0, 0] }], landmark: 0.3 }, 100, false))
      .toEqual(['Mask 4, TID of the header', 'Frames 6 to 7 averaged', 'Shift 0.3 px across, −0.1 px down, automatic, 1 box by itself', 'Anatomy behind 30%'])
  })
  it('of a whole run is whether the patient was followed', () => {
    expect([said({ ...recipe, automatic: true }, 100, true)[1], said({ ...recipe, shiftPx: [0, 0] }, 100, true)[1]]).toEqual(['Laid over each frame', 'Patient taken as still'])
  })
  it('warns where values are no X-ray values, and where the header leaves a frame', () => {
    expect(whatLines({ mode: 'subtracted', faint: true, subtraction: recipe }, { pixelIntensityRelationship: 'DISP' })).toEqual([{ text: 'Subtracted' }, { text: 'Faint-flow window, smoothed' }, { text: 'Qualitative: display values', caution: true }])
    expect(whatLines({ mode: 'subtracted', faint: false, subtraction: null }, { pixelIntensityRelationship: 'LIN' })).toEqual([{ text: 'Not subtracted: the header leaves this frame', caution: true }])
    expect(whatLines({ mode: 'native', faint: false, subtraction: null }, { pixelIntensityRelationship: 'DISP' })).toEqual([])
  })
})
