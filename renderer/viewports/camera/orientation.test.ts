import { describe, expect, it } from 'vitest'
import { edgesOfAxes } from './edgeLetters.ts'
import { flip, orientationWords, rotate, turnAxes, turnEdges, upright, type ViewOrientation } from './orientation.ts'
import { screenToWorld, worldToScreen, type ViewCamera } from './viewCamera.ts'

const axial: ViewCamera = { focalPoint: [0, 0, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 50, sizePx: [100, 100] }
const all: readonly ViewOrientation[] = [false, true].flatMap(flipped => ([0, 90, 180, 270] as const).map(rotationDeg => ({ flipped, rotationDeg })))
const screenOf = (orientation: ViewOrientation, point: readonly [number, number, number]) => worldToScreen(turnAxes(axial, orientation), point)

describe('a picture that is turned', () => {
  it('clockwise by 90° has what was on top at the screen’s end', () => { expect(screenOf(rotate(upright, 90), [0, -20, 0])).toEqual([70, 50]) })
  it('and flipped has the end at the start and keeps the top', () => {
    expect([screenOf(flip(upright), [20, 0, 0]), screenOf(flip(upright), [0, -20, 0])]).toEqual([[30, 50], [50, 30]])
  })
  it.each(all)('flipped about the screen as it now stands: %j', orientation => {
    const [x, y] = screenOf(orientation, [17, -9, 0])
    expect(screenOf(flip(orientation), [17, -9, 0])).toEqual([100 - x, y])
  })
  it.each(all)('clockwise as it now stands: %j', orientation => {
    const [x, y] = screenOf(orientation, [17, -9, 0])
    expect(screenOf(rotate(orientation, 90), [17, -9, 0])).toEqual([100 - y, x])
  })
  it.each(all)('says the letters of the edges that its axes have: %j', orientation => {
    const { right, down } = turnAxes(axial, orientation)
    expect(turnEdges(edgesOfAxes(axial.right, axial.down), orientation)).toEqual(edgesOfAxes(right, down))
  })
  it.each(all)('gives a hit the same point of the patient back: %j', orientation => {
    const camera = turnAxes(axial, orientation)
    const [x, y, z] = screenToWorld(camera, worldToScreen(camera, [12, -7, 0]))
    expect([x, y, z]).toEqual([expect.closeTo(12, 9), expect.closeTo(-7, 9), expect.closeTo(0, 9)])
  })
  it.each(all)('keeps its axes right-handed: %j', orientation => {
    const { right: r, down: d, towardsViewer: t } = turnAxes(axial, orientation)
    // right x down points into the screen, away from the viewer.
    const cross = [r[1] * d[2] - r[2] * d[1], r[2] * d[0] - r[0] * d[2], r[0] * d[1] - r[1] * d[0]]
    expect(cross.map((value, axis) => value + (t[axis] ?? 0))).toEqual([0, 0, 0])
  })
  it('says so in words, and nothing when it is upright', () => {
    expect([orientationWords(upright), orientationWords({ flipped: true, rotationDeg: 180 })]).toEqual([[], ['Flipped', 'Turned 180°']])
  })
})
