import { describe, expect, it } from 'vitest'
import type { ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { handleAt, inSlicePart, needleMarks, opacityAt, type NeedleLook } from './overlay.ts'

const axial: ViewCamera = { focalPoint: [0, 0, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 100, sizePx: [400, 400] }
const look: NeedleLook = { name: 'Path A', colour: '#5AD8FF', active: true, chosen: null, inSliceMm: 0.5, figures: null, badge: null, tickEvery: null, tube: null }
const scale = { rem: 16, large: false }

describe('the needle in a slice', () => {
  it('is full in the slice, fainter away from it, and never gone', () => {
    expect([0, 0.5, 0.6, 5, 30, 500].map(distance => opacityAt(distance, 0.5))).toEqual([1, 1, expect.closeTo(0.798, 2), expect.closeTo(0.706, 2), 0.28, 0.28])
    expect(opacityAt(-5, 0.5)).toBe(opacityAt(5, 0.5))
  })
  it.each([
    [-10, 10, [0.475, 0.525]], [10, -10, [0.475, 0.525]], [0, 10, [0, 0.05]], [2, 10, null], [0.2, 0.3, [0, 1]], [0, 0, [0, 1]], [3, 3, null],
  ] as const)('from depth %d to %d lies in it between the fractions %j', (entry, target, part) => {
    const found = inSlicePart(entry, target, 0.5)
    if (part === null) expect(found).toBeNull()
    else expect(found).toEqual([expect.closeTo(part[0], 9), expect.closeTo(part[1], 9)])
  })
  it('is as wide as its tube once that is wider than the line, and goes on outside of the skin up to the hub', () => {
    const points = { entry: [0, 40, 0], target: [0, 0, 0] } as const
    const tube = { outerDiameterMm: 0.718, lengthMm: 90, bentDeg: 0 }
    const near = needleMarks({ ...axial, halfHeight: 10 }, points, { ...look, tube }, scale).flatMap(mark => (mark.kind === 'line' ? [mark.stroke.widthPx] : []))
    expect(Math.max(...near)).toBeCloseTo(0.718 * 20, 6)
    const ends = needleMarks(axial, points, { ...look, tube }, scale).flatMap(mark => (mark.kind === 'line' ? mark.points.map(([, y]) => y) : []))
    expect(Math.max(...ends)).toBeCloseTo(200 + 90 * 2, 6)
    expect(Math.max(...needleMarks(axial, points, { ...look, tube: { ...tube, lengthMm: 30 } }, scale).flatMap(mark => (mark.kind === 'line' ? mark.points.map(([, y]) => y) : [])))).toBeLessThan(200 + 41 * 2)
  })
  describe('with a bent tip', () => {
    // 10 mm bent by 30°: 5 mm aside, 1.34 mm short of the target. 2 px a mm.
    const points = { entry: [0, 40, 0], target: [0, 0, 0] } as const
    const bent: NeedleLook = { ...look, tube: { outerDiameterMm: 0.718, lengthMm: 90, bentDeg: 30 } }
    const marks = (camera: ViewCamera, of: NeedleLook) => needleMarks(camera, points, of, scale)
    const added = (camera: ViewCamera) => {
      const straight = new Set(marks(camera, { ...bent, tube: { outerDiameterMm: 0.718, lengthMm: 90, bentDeg: 0 } }).map(mark => JSON.stringify(mark)))
      return marks(camera, bent).filter(mark => !straight.has(JSON.stringify(mark)))
    }

    it('shows the two tips that stand furthest to the sides of a plane, to scale and faint', () => {
      const tips = added(axial)
      expect(tips.map(mark => (mark.kind === 'line' ? mark.points : null))).toEqual([[[200, 220], [expect.closeTo(210, 6), expect.closeTo(202.68, 2)]], [[200, 220], [expect.closeTo(190, 6), expect.closeTo(202.68, 2)]]])
      expect(tips.map(mark => (mark.kind === 'line' ? mark.stroke.opacity : null))).toEqual([0.6, 0.6])
    })
    it('shows the ring that holds every tip where the view looks down the barrel', () => {
      const across: ViewCamera = { ...axial, right: [1, 0, 0], down: [0, 0, -1], towardsViewer: [0, 1, 0] }
      expect(added(across)).toMatchObject([{ kind: 'circle', centre: [200, 200], radiusPx: expect.closeTo(10, 6), fill: null }])
    })
    it('is not drawn at a path that is not the chosen one, nor at one shorter than the bend', () => {
      expect(marks(axial, { ...bent, active: false })).toEqual(marks(axial, { ...bent, active: false, tube: null }))
      expect(needleMarks(axial, { entry: [0, 9, 0], target: [0, 0, 0] }, { ...bent, tube: { outerDiameterMm: 0.718, lengthMm: 9, bentDeg: 30 } }, scale)).toEqual(needleMarks(axial, { entry: [0, 9, 0], target: [0, 0, 0] }, { ...bent, tube: { outerDiameterMm: 0.718, lengthMm: 9, bentDeg: 0 } }, scale))
    })
  })
  it('draws a solid long dash only where it lies in the slice', () => {
    const marks = needleMarks(axial, { entry: [0, 40, -10], target: [0, 0, 10] }, look, scale)
    const solid = marks.filter(mark => mark.kind === 'line' && mark.stroke.opacity === 1)
    expect(solid).toHaveLength(1)
    const [line] = solid
    if (line?.kind !== 'line') throw new Error('no line')
    expect(line.points.map(([x, y]) => [x, Math.round(y * 100) / 100])).toEqual([[200, 242], [200, 238]])
    expect(line.stroke.dash).toEqual([14, 7])
  })
  it('ends where geometry says: a circle at the entry, a diamond around the target', () => {
    const marks = needleMarks(axial, { entry: [30, 50, 0], target: [-10, 20, 0] }, look, scale)
    const circle = marks.find(mark => mark.kind === 'circle')
    const diamond = marks.find(mark => mark.kind === 'polygon')
    expect(circle?.kind === 'circle' ? circle.centre : null).toEqual([260, 300])
    expect(diamond?.kind === 'polygon' ? diamond.points[0] : null).toEqual([180, 232])
  })
})

describe('the hit disc of a handle', () => {
  const points = { entry: [30, 50, 5], target: [-10, 20, 0] } as const
  it.each([[[260, 300], 'entry'], [[281, 300], 'entry'], [[283, 300], null], [[180, 240], 'target']] as const)('at %j finds %s', (at, found) => { expect(handleAt(axial, points, at, 16)).toBe(found) })
  it('takes the nearer of two that overlap, the target when they lie on each other', () => {
    expect(handleAt(axial, { entry: [0, 0, 0], target: [5, 0, 0] }, [201, 200], 16)).toBe('entry')
    expect(handleAt(axial, { entry: [0, 0, 9], target: [0, 0, 0] }, [200, 200], 16)).toBe('target')
  })
})
