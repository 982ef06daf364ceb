import { describe, expect, it } from 'vitest'
import type { ImageDescription, ModalityLut } from '#shared/dicom/imageDescription.ts'
import { automaticWindow, subtractionWindow } from './automaticWindow.ts'
import { buildGreyLut, greyOf, headerVoi, isTurnedByHeader, lookUp, modalityValue, windowed, type DisplayVoi } from './displayLut.ts'
import { rotate, turnAxes, upright } from '../camera/orientation.ts'
import { overlayFrame, overlayMarks, shutterMarks } from './pictureParts.ts'
import { draggedWindow, windowText } from './windowPresets.ts'

type Changes = { readonly pixel?: Partial<ImageDescription['pixel']> } & Partial<Omit<ImageDescription, 'pixel'>>
function image({ pixel, ...rest }: Changes = {}): ImageDescription {
  return {
    sopInstanceUid: '1.2', sopClassUid: '1.3', transferSyntaxUid: '1.2.840.10008.1.2.1', instanceNumber: 1, rows: 10, columns: 20, frames: 1, imageType: [], acquiredAt: null,
    pixel: { samplesPerPixel: 1, photometricInterpretation: 'MONOCHROME2', planarConfiguration: 0, bitsAllocated: 16, bitsStored: 12, highBit: 11, signed: false, paddingValue: null, paddingRangeLimit: null, lossy: false, palette: null, ...pixel },
    modalityLut: null, voiLut: { windows: [], windowFunction: 'LINEAR', tables: [] }, presentationLutShape: null, pixelIntensityRelationship: null, pixelIntensitySign: null,
    frameOfReferenceUid: null, patientPosition: null, patientOrientation: null, laterality: null, viewPosition: null, projection: null, positioner: null,
    timing: { frameIncrementPointer: [], frameTimeMs: null, frameTimeVectorMs: null, frameAcquisitionTimesMs: null, frameDelayMs: null, cineRate: null, recommendedDisplayFrameRate: null, startTrim: null, stopTrim: null, preferredPlayback: null, representativeFrame: null },
    masks: [], recommendedViewingMode: null, shutter: null, overlays: [], burnedInAnnotation: null, contrastAgent: null, ...rest,
  }
}
const byWindow = (centre: number, width: number): DisplayVoi => ({ kind: 'window', window: { centre, width } })

describe('windows, PS3.3 C.11.2.1', () => {
  // LINEAR at centre 2048 width 4096 is the standard's own example: 0 gives 0 and 4095 gives full.
  it.each([['LINEAR', 0, 0], ['LINEAR', 4095, 1], ['LINEAR', 2047.5, 0.5], ['LINEAR_EXACT', 0, 0], ['LINEAR_EXACT', 4096, 1], ['LINEAR_EXACT', 2048, 0.5], ['SIGMOID', 2048, 0.5]] as const)('%s gives %d the share %d', (how, value, share) => {
    expect(windowed(value, { centre: 2048, width: 4096 }, how)).toBeCloseTo(share, 9)
  })
  it('of width 1 is a threshold at half a step below its centre', () => {
    expect([windowed(99.5, { centre: 100, width: 1 }, 'LINEAR'), windowed(99.6, { centre: 100, width: 1 }, 'LINEAR')]).toEqual([0, 1])
  })
  it('SIGMOID follows 1/(1+exp(−4(x−c)/w))', () => { expect(windowed(3072, { centre: 2048, width: 4096 }, 'SIGMOID')).toBeCloseTo(1 / (1 + Math.exp(-1)), 9) })
})

describe('the way from stored value to grey', () => {
  it('rescales, or looks up a table whose ends hold', () => {
    expect(modalityValue({ kind: 'linear', slope: 2, intercept: -1024, type: 'HU' }, 512)).toBe(0)
    const table: ModalityLut = { kind: 'table', firstMapped: 10, values: [100, 200, 300], type: null }
    expect([5, 10, 11, 12, 99].map(value => modalityValue(table, value))).toEqual([100, 100, 200, 300, 300])
  })
  it('takes the header’s window before its table, and the table when there is no window', () => {
    const table = { firstMapped: 0, bits: 8, values: [0, 128, 255], explanation: null }
    expect(headerVoi(image({ voiLut: { windows: [{ centre: 40, width: 400, explanation: null }], windowFunction: 'LINEAR', tables: [table] } }))).toEqual(byWindow(40, 400))
    expect(headerVoi(image({ voiLut: { windows: [], windowFunction: 'LINEAR', tables: [table] } }))).toEqual({ kind: 'table', table: 0 })
    expect(headerVoi(image())).toBeNull()
  })
  it('bakes a VOI LUT table by its own bits', () => {
    const withTable = image({ voiLut: { windows: [], windowFunction: 'LINEAR', tables: [{ firstMapped: 100, bits: 12, values: [0, 2048, 4095], explanation: null }] } })
    expect([50, 100, 101, 102, 500].map(value => greyOf(value, withTable, { kind: 'table', table: 0 }, false))).toEqual([0, 0, 128, 255, 255])
  })
  it('turns MONOCHROME1 and the shape INVERSE once, not twice', () => {
    expect(isTurnedByHeader(image({ pixel: { photometricInterpretation: 'MONOCHROME1' }, presentationLutShape: 'INVERSE' }))).toBe(true)
    expect(isTurnedByHeader(image({ presentationLutShape: 'IDENTITY' }))).toBe(false)
    const turned = image({ pixel: { photometricInterpretation: 'MONOCHROME1' } })
    expect([greyOf(0, turned, byWindow(2048, 4096), false), greyOf(0, turned, byWindow(2048, 4096), true)]).toEqual([255, 0])
  })
  it('leaves padding black however the scale runs', () => {
    const padded = image({ pixel: { photometricInterpretation: 'MONOCHROME1', paddingValue: 0, paddingRangeLimit: 5 } })
    expect([greyOf(0, padded, byWindow(2048, 4096), false), greyOf(5, padded, byWindow(2048, 4096), true), greyOf(6, padded, byWindow(2048, 4096), false)]).toEqual([0, 0, 255])
  })
  it('looks signed values up where they belong', () => {
    const values = Int16Array.of(-1000, 0, 1000)
    const lut = buildGreyLut(values, image({ pixel: { signed: true } }), byWindow(0.5, 2001), false)
    const grey = new Uint8Array(3)
    if (lut !== null) lookUp(values, lut, grey)
    expect([...grey]).toEqual([0, 128, 255])
  })
})

describe('windows measured from a picture', () => {
  it('leave out the tails', () => {
    const values = Array.from({ length: 1000 }, (_, index) => index)
    expect(automaticWindow(values, value => value, 0.01)).toEqual({ centre: 500, width: 980 })
  })
  it('do not exist for one value', () => { expect(automaticWindow([7, 7, 7], value => value)).toBeNull() })
  it('of a subtraction have no change in the middle', () => { expect(subtractionWindow([-1, 0, 0, 0.5])).toEqual({ centre: 0, width: 3 }) })
  it('say their preset by name, with a true minus sign', () => {
    expect([windowText({ centre: 400, width: 2000 }), windowText({ centre: -600, width: 1500 })]).toEqual(['Bone W 2000 L 400', 'W 1500 L −600'])
  })
  it('follow a drag: across the width, down the centre', () => {
    const dragged = draggedWindow({ centre: 400, width: 2000 }, [30, 30])
    expect([dragged.width, dragged.centre]).toEqual([2300, 600])
  })
})

describe('shutters and overlays', () => {
  const camera = { focalPoint: [9.5, 4.5, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 5, sizePx: [200, 100] } as const
  it('leave the edge pixels of a rectangle open: 10 px a pixel, column 1 begins at 0', () => {
    const [mark] = shutterMarks(image({ shutter: { rectangle: { left: 2, right: 4, upper: 3, lower: 5 }, circle: null, polygon: null, presentationValue: 0 } }), camera, 1)
    expect(mark).toEqual({ kind: 'shutter', openings: [{ kind: 'polygon', points: [[10, 20], [40, 20], [40, 50], [10, 50]] }] })
  })
  it('put a circle around its own pixel', () => {
    const [mark] = shutterMarks(image({ shutter: { rectangle: null, circle: { centreRow: 5, centreColumn: 10, radius: 3 }, polygon: null, presentationValue: null } }), camera, 1)
    expect(mark).toEqual({ kind: 'shutter', openings: [{ kind: 'circle', centre: [95, 45], radiusPx: 30, radiusYPx: 30 }] })
  })
  it('show an overlay frame by frame only where its frames are', () => {
    const overlay = { group: 0x6000, rows: 1, columns: 1, origin: [1, 1] as [number, number], kind: 'graphics' as const, label: null, frames: 3, firstFrame: 5 }
    expect([4, 5, 7, 8].map(number => overlayFrame(overlay, number))).toEqual([null, 0, 2, null])
    expect(overlayFrame({ ...overlay, frames: 1, firstFrame: 1 }, 99)).toBe(0)
  })
  it('draw an overlay plane where its pixels are, and turn it with the picture', () => {
    const overlay = { group: 0x6000, rows: 2, columns: 4, origin: [1, 1] as [number, number], kind: 'graphics' as const, label: null, frames: 1, firstFrame: 1 }
    const bits = Object.create(null)
    const corners = (view: Parameters<typeof overlayMarks>[1]) => overlayMarks([{ overlay, bits }], view, 1).map(mark => (mark.kind === 'bitmap' ? [mark.start, mark.acrossEnd, mark.downEnd] : null))
    expect(corners(camera)).toEqual([[[0, 0], [40, 0], [0, 20]]])
    // Turned clockwise about the middle of the view (100, 50): the top edge is now at the screen's end.
    expect(corners(turnAxes(camera, rotate(upright, 90)))).toEqual([[[150, -50], [150, -10], [130, -50]]])
  })
})
