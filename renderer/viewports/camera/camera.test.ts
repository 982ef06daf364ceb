import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toRadians } from '#shared/geometry/angles.ts'
import { vectorCross, vectorDot } from '#shared/geometry/vectors.ts'
import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import { directionLabel, edgesOfAxes, edgesOfProjection, sideIsKnown } from './edgeLetters.ts'
import { clampToGrid, gridToPatient, patientToGrid, planeAxes, planeExtentMm, sliceNumber, volumeMiddle } from './planeAxes.ts'
import { depthOf, moveBy, screenToWorld, worldToScreen, zoomAt, type ViewCamera } from './viewCamera.ts'

const grid = (directionLps: VolumeGeometry['directionLps'], over: Partial<VolumeGeometry> = {}): VolumeGeometry => ({
  dimensions: [100, 80, 40], spacingMm: [0.5, 0.5, 2], originLpsMm: [-25, -20, -40], directionLps, sliceStepLpsMm: [0, 0, 2], tiltDeg: 0, frameOfReferenceUid: null, problems: [], ...over,
})
const supine = grid([1, 0, 0, 0, 1, 0, 0, 0, 1])
/** Prone, as scanners write it: rows run from the patient's left, columns from the back; the slice normal still points to the head. */
const prone = grid([-1, 0, 0, 0, -1, 0, 0, 0, 1])
const tipped = grid([1, 0, 0, 0, Math.cos(toRadians(15)), Math.sin(toRadians(15)), 0, -Math.sin(toRadians(15)), Math.cos(toRadians(15))])
const sagittalMr = grid([0, 1, 0, 0, 0, -1, -1, 0, 0])
const letters = (geometry: VolumeGeometry, plane: 'axial' | 'sagittal' | 'coronal') => {
  const { right, down } = planeAxes(geometry, plane)
  const { start, end, top, foot } = edgesOfAxes(right, down)
  return [start, end, top, foot].map(edge => `${edge?.letter ?? '?'}${edge?.second ?? ''}`).join(' ')
}

describe('the radiologic layout', () => {
  it.each([['supine', supine], ['prone', prone], ['sagittal MR', sagittalMr]])('of a %s grid has the patient’s LEFT at the screen’s end wherever a view shows it', (_, geometry) => {
    expect([letters(geometry, 'axial'), letters(geometry, 'coronal'), letters(geometry, 'sagittal')]).toEqual(['R L A P', 'R L H F', 'A P H F'])
  })
  it('shows the second letter of an axis that is more than 10° oblique, and follows the grid', () => {
    expect([letters(tipped, 'axial'), letters(tipped, 'coronal'), letters(tipped, 'sagittal')]).toEqual(['R L AF PH', 'R L HA FP', 'AF PH HA FP'])
  })
  it.each([supine, prone, tipped, sagittalMr])('is right-handed: the viewer stands where end and foot say', geometry => {
    for (const plane of ['axial', 'sagittal', 'coronal'] as const) {
      const { right, down, towardsViewer } = planeAxes(geometry, plane)
      expect(vectorDot(vectorCross(down, right), towardsViewer)).toBeCloseTo(1, 9)
    }
  })
  it('runs the wheel to the feet, and counts slices from where the wheel begins', () => {
    const axes = planeAxes(supine, 'axial')
    expect([axes.scrollAxis, axes.scrollStep, axes.slices, axes.sliceSpacingMm]).toEqual([2, -1, 40, 2])
    expect([sliceNumber(supine, axes, [0, 0, 38]), sliceNumber(supine, axes, [0, 0, -40])]).toEqual([1, 40])
  })
  it('measures a plane with its voxel edges', () => {
    expect(planeExtentMm(supine, planeAxes(supine, 'coronal'))).toEqual([50, 80])
    expect(planeExtentMm(sagittalMr, planeAxes(sagittalMr, 'sagittal'))).toEqual([50, 40])
  })
})

describe('grid and patient', () => {
  it('begins in the centre of a voxel', () => { expect(patientToGrid(supine, volumeMiddle(supine))).toEqual([49, 39, 19]) })
  it('keeps a point inside the grid', () => { expect(clampToGrid(supine, [500, 0, -500])).toEqual([24.5, 0, -40]) })
  it('goes there and back on every grid', () => {
    fc.assert(fc.property(fc.constantFrom(supine, prone, tipped, sagittalMr), fc.tuple(fc.double({ min: -200, max: 200, noNaN: true }), fc.double({ min: -200, max: 200, noNaN: true }), fc.double({ min: -200, max: 200, noNaN: true })), (geometry, index) => {
      const back = patientToGrid(geometry, gridToPatient(geometry, index))
      for (const axis of [0, 1, 2] as const) expect(back[axis]).toBeCloseTo(index[axis], 6)
    }))
  })
})

describe('the view camera', () => {
  const { right, down, towardsViewer } = planeAxes(tipped, 'sagittal')
  const camera: ViewCamera = { focalPoint: [3, -4, 5], right, down, towardsViewer, halfHeight: 60, sizePx: [640, 480] }
  it('puts its focal point in the middle of the view', () => { expect(worldToScreen(camera, camera.focalPoint)).toEqual([320, 240]) })
  it('draws a known point where a hand calculates it', () => {
    // Sagittal, 4 px a mm: 10 mm to the back and 5 mm to the feet of the middle.
    const upright: ViewCamera = { ...camera, ...planeAxes(supine, 'sagittal') }
    expect(worldToScreen(upright, [30, 6, 0])).toEqual([360, 260])
    expect(depthOf(upright, [30, 6, 0])).toBeCloseTo(27, 9)
  })
  it('finds the point under the pointer again', () => {
    fc.assert(fc.property(fc.double({ min: 0, max: 640, noNaN: true }), fc.double({ min: 0, max: 480, noNaN: true }), (x, y) => {
      const [backX, backY] = worldToScreen(camera, screenToWorld(camera, [x, y]))
      expect(backX).toBeCloseTo(x, 6)
      expect(backY).toBeCloseTo(y, 6)
      expect(depthOf(camera, screenToWorld(camera, [x, y]))).toBeCloseTo(0, 9)
    }))
  })
  it('zooms at the pointer: what lies under it stays', () => {
    const under = screenToWorld(camera, [100, 50])
    const after = worldToScreen(zoomAt(camera, 3, [100, 50]), under)
    expect(after).toEqual([expect.closeTo(100, 6), expect.closeTo(50, 6)])
  })
  it('moves the picture with the hand', () => {
    const under = screenToWorld(camera, [100, 50])
    expect(worldToScreen(moveBy(camera, [30, -20]), under)).toEqual([expect.closeTo(130, 6), expect.closeTo(30, 6)])
  })
})

describe('the letters of a projection', () => {
  it('come from Patient Orientation', () => {
    const edges = edgesOfProjection(['L', 'F'], null)
    expect([edges.start?.letter, edges.end?.letter, edges.top?.letter, edges.foot?.letter, edges.start?.word]).toEqual(['R', 'L', 'H', 'F', 'RIGHT'])
  })
  it('are not there when nobody has said them', () => { expect(sideIsKnown(edgesOfProjection(null, null))).toBe(false) })
  it.each([['screenEnd', 'R', 'L'], ['screenStart', 'L', 'R']] as const)('follow the operator: LEFT at %s', (left, start, end) => {
    const edges = edgesOfProjection(null, left)
    expect([edges.start?.letter, edges.end?.letter, edges.top]).toEqual([start, end, null])
  })
  it.each([['screenEnd', 'P', 'A'], ['screenStart', 'A', 'P']] as const)('follow the operator: ANTERIOR at %s, and no edge gets a word', (anterior, start, end) => {
    const edges = edgesOfProjection(['L', 'F'], null, anterior)
    expect([edges.start?.letter, edges.end?.letter, edges.foot?.letter, edges.start?.word, edges.end?.word]).toEqual([start, end, 'F', null, null])
    expect(sideIsKnown(edges)).toBe(true)
  })
  it('are null for a direction without length', () => { expect(directionLabel([0, 0, 0])).toBeNull() })
})
