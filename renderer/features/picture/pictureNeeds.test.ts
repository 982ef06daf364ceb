import { describe, expect, it } from 'vitest'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import { describeSeries } from '#test/builders/series.ts'
import type { ImageDescription } from '#shared/dicom/imageDescription.ts'
import { needsOf } from './pictureNeeds.ts'

const capture: Partial<ImageDescription> = { sopClassUid: '1.2.840.10008.5.1.4.1.1.7.2', frames: 40, modalityLut: null, acquiredAt: null, burnedInAnnotation: null }
const grey = { ...buildImageDescription().pixel, bitsAllocated: 8, bitsStored: 8, highBit: 7 }
const needs = (over: Partial<ImageDescription>, known = { hasView: false, hasSide: false, isCalibrated: false }) => needsOf(describeSeries([buildImageDescription({ ...capture, pixel: grey, ...over })], null, 'OT'), 0, known).map(({ kind }) => kind)

describe('what a capture of a mobile C-arm lacks', () => {
  it('is all that it does not say', () => { expect(needs({})).toEqual(['angles', 'side', 'spacing', 'times', 'age', 'burnedInUnknown', 'values']) })
  it('is asked no more once it is answered', () => { expect(needs({ acquiredAt: '2026-11-22T10:00:00', burnedInAnnotation: false }, { hasView: true, hasSide: true, isCalibrated: true })).toEqual(['times', 'values']) })
  it('in colour cannot be subtracted, and burned-in text may name somebody', () => {
    expect(needs({ burnedInAnnotation: true, frames: 1, pixel: { ...grey, samplesPerPixel: 3, photometricInterpretation: 'YBR_FULL_422', lossy: true } })).toEqual(['angles', 'side', 'spacing', 'age', 'burnedIn', 'colour', 'lossy'])
  })
  it('of a CT is not asked', () => { expect(needsOf(describeSeries([buildImageDescription()], null, 'CT'), 0, { hasView: false, hasSide: false, isCalibrated: false })).toEqual([]) })
})
