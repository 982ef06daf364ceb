import { describe, expect, it } from 'vitest'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { keyImageTitle } from './keyImageTitle.ts'

type Shown = Parameters<typeof keyImageTitle>[0]
const plane = (name: 'axial' | 'sagittal'): Shown['view'] => ({ kind: 'plane', plane: name, crosshairLpsMm: [0, 0, 0], focalPointLpsMm: [0, 0, 0], parallelScaleMm: 100, slabMm: 0, windowCentre: 40, windowWidth: 400, inverted: false })
const frameView = (mode: 'native' | 'subtracted'): Extract<Shown['view'], { kind: 'frame' }> => ({ kind: 'frame', frame: 140, mode, subtraction: null, centrePx: [0, 0], zoom: 1, windowCentre: 0, windowWidth: 1, inverted: false, flippedHorizontally: false, rotationDeg: 0 })
const shown = (over: Partial<Shown>): Shown => ({ seriesUid: '1.2', frame: 140, axialSlice: null, view: frameView('native'), run: { at: 1, firstFrame: 100, frames: 96 }, positioner: null, ...over })
const document: CaseDocument = { ...emptyCaseDocument, contrast: { ...emptyCaseDocument.contrast, runs: { '1.2/1': { maskFrames: [100], shiftPx: [0, 0], seenFrames: [140], maskSource: 'operator', frameShiftsPx: [], shiftRegions: [], landmark: 0 } }, viewOf: { '1.2/1': 'lateral' } } }

describe('the title of a key image', () => {
  it.each([
    ['an axial plane with a path', shown({ view: plane('axial'), frame: 56, axialSlice: 84, run: null }), 'Path A', 'Axial, slice 84, Path A'],
    ['a sagittal plane', shown({ view: plane('sagittal'), frame: 56, axialSlice: 84, run: null }), null, 'Sagittal, crosshair at slice 84'],
    ['a frame with contrast, subtracted, of a run named by the operator', shown({ view: frameView('subtracted') }), null, 'Lateral, frame 41, subtracted, with contrast'],
    ['an average, with all that was done to it', shown({ view: { ...frameView('native'), looks: { sharpened: 0.5, denoised: 0.25, colours: 'cividis', shutterOff: true, headerTable: null, averaged: [138, 145] } } }), null, 'Lateral, average of frames 39 to 46, denoised 25%, sharpened 50%, colours Cividis, shutter off, with contrast'],
    ['the mask, of a run named by its angles', shown({ frame: 100, positioner: { primaryDeg: 2, secondaryDeg: 0, primaryIncrementsDeg: null, secondaryIncrementsDeg: null } }), null, 'AP, frame 1, before contrast'],
    ['a frame of a run of unknown view', shown({ run: { at: 0, firstFrame: 100, frames: 96 } }), null, 'Run, frame 41'],
    ['a plane across the needle', shown({ view: { kind: 'needlePlane', view: 'across', entryLpsMm: [0, 60, 0], targetLpsMm: [0, 0, 0], rollDeg: 0, depthMm: 42, crosshairLpsMm: [0, 0, 0], focalPointLpsMm: [0, 0, 0], parallelScaleMm: 30, slabMm: 0, windowCentre: 40, windowWidth: 400, inverted: false }, run: null }), 'Path A', 'Across the needle, 42 mm deep, Path A'],
    ['a progress view that is far from its name', shown({ view: { kind: 'needlePlane', view: 'progressAp', entryLpsMm: [0, 60, 0], targetLpsMm: [0, 0, 0], rollDeg: 0, depthMm: null, crosshairLpsMm: [0, 0, 0], focalPointLpsMm: [0, 0, 0], parallelScaleMm: 30, slabMm: 0, windowCentre: 40, windowWidth: 400, inverted: false }, run: null }), 'Path A', 'Progress, AP, 90° off, Path A'],
    ['bone', shown({ view: { kind: 'bone', turnDeg: 170, tiltDeg: 15, focalPointLpsMm: [0, 0, 0], parallelScaleMm: 75, thresholdHu: 200, crosshairLpsMm: null }, run: null }), 'Path A', 'Bone, from the back, 15° from above, Path A'],
    ['a map of a whole run', shown({ view: { ...frameView('native'), mode: 'arrival' } }), null, 'Lateral, whole run, arrival'],
    ['faint flow beside another frame', shown({ view: { ...frameView('subtracted'), faint: true, compared: { frame: 100, share: 0.5 } } }), null, 'Lateral, frame 41, subtracted, faint-flow window, beside frame 1, with contrast'],
    ['a still', shown({ frame: 0, run: { at: 0, firstFrame: 0, frames: 1 } }), null, 'Image'],
  ] as const)('of %s', (_name, picture, path, title) => { expect(keyImageTitle(picture, document, path)).toBe(title) })
})
