import { describe, expect, it } from 'vitest'
import type { ImagePlane } from '#shared/dicom/imageDescription.ts'
import type { Presented } from '#shared/presentation/presentOn.ts'
import { turnAxes } from './camera/orientation.ts'
import { screenToWorld, worldToScreen, type ViewCamera } from './camera/viewCamera.ts'
import { frameStand, planeStand, sliceToPatient } from './presentedPlace.ts'

const SIZE = [600, 400] as const
const presented = (turn: Pick<Presented, 'rotationDeg' | 'flipped'>, area: Presented['area']): Presented => ({
  stateUid: '1.2', name: '', by: '', sopInstanceUid: '1.3', ...turn, inverted: false, window: null, area, shutter: null, points: [], lines: [], texts: [], mask: null, notFollowed: [],
})
/** Rows 1 mm, columns 0.5 mm, the slice as a scanner with its head feet first would write it: columns run to the RIGHT. */
const slice: ImagePlane = { positionLpsMm: [20, -30, 7], rowDirectionLps: [-1, 0, 0], columnDirectionLps: [0, 1, 0], rowSpacingMm: 1, columnSpacingMm: 0.5 }
const axial = { right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1] } as const

describe('a view that shows the area of a presentation state', () => {
  it.each([
    // The area of columns 10 to 39 and rows 5 to 24, by the corner that is at the screen's top left.
    { rotationDeg: 0 as const, flipped: false, topLeft: [9.5, 4.5] as const, bottomRight: [39.5, 24.5] as const },
    { rotationDeg: 0 as const, flipped: true, topLeft: [39.5, 4.5] as const, bottomRight: [9.5, 24.5] as const },
    { rotationDeg: 90 as const, flipped: false, topLeft: [9.5, 24.5] as const, bottomRight: [39.5, 4.5] as const },
    { rotationDeg: 270 as const, flipped: true, topLeft: [39.5, 24.5] as const, bottomRight: [9.5, 4.5] as const },
  ])('has its corners in the middle of two edges and at the other two ($rotationDeg, flipped $flipped)', ({ rotationDeg, flipped, topLeft, bottomRight }) => {
    const shown = presented({ rotationDeg, flipped }, { topLeft, bottomRight })
    const onFrame = frameStand(shown, rotationDeg, 2, SIZE)
    const onPlane = planeStand(axial, slice, shown, { columns: 64, rows: 48 }, SIZE)
    if (onFrame === null || onPlane?.halfHeight === undefined || onPlane.halfHeight === null) throw new Error('both show the area')
    const frameCamera: ViewCamera = { ...turnAxes({ right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1] }, { rotationDeg, flipped }), focalPoint: [onFrame.centre[0], onFrame.centre[1] * 2, 0], halfHeight: onFrame.halfHeight, sizePx: SIZE }
    const planeCamera: ViewCamera = { ...turnAxes(axial, onPlane.turn), focalPoint: onPlane.centre, halfHeight: onPlane.halfHeight, sizePx: SIZE }
    for (const corners of [[topLeft, bottomRight].map(([column, row]) => worldToScreen(frameCamera, [column, row * 2, 0])), [topLeft, bottomRight].map((corner) => worldToScreen(planeCamera, sliceToPatient(slice, corner) ?? [0, 0, 0]))]) {
      const [[left = NaN, top = NaN] = [], [right = NaN, bottom = NaN] = []] = corners
      expect([left + right, top + bottom]).toEqual([expect.closeTo(SIZE[0], 6), expect.closeTo(SIZE[1], 6)])
      expect(Math.min(left, top)).toBeCloseTo(0, 6)
      expect(Math.max(right - SIZE[0], bottom - SIZE[1])).toBeCloseTo(0, 6)
      expect(right > left && bottom > top).toBe(true)
    }
  })

  it('is no plane that does not hold the slice', () => {
    expect(planeStand({ right: [0, 1, 0], down: [0, 0, -1], towardsViewer: [1, 0, 0] }, slice, presented({ rotationDeg: 0, flipped: false }, null), { columns: 64, rows: 48 }, SIZE)).toBeNull()
  })

  it('without an area shows the middle of the slice, turned as the state says', () => {
    const stand = planeStand(axial, slice, presented({ rotationDeg: 0, flipped: false }, null), { columns: 65, rows: 49 }, SIZE)
    // Columns run to the RIGHT of the patient: to show them run to the screen's end the axial plane is flipped.
    expect(stand).toEqual({ turn: { flipped: true, rotationDeg: 0 }, centre: [4, -6, 7], halfHeight: null })
    expect(screenToWorld({ ...turnAxes(axial, { flipped: true, rotationDeg: 0 }), focalPoint: [4, -6, 7], halfHeight: 10, sizePx: SIZE }, [600, 200])[0]).toBeLessThan(4)
  })
})
