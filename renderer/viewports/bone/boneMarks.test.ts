import { describe, expect, it } from 'vitest'
import type { ViewCamera } from '../camera/viewCamera.ts'
import { boneDisplayList, isHidden, runsOf, type BoneDepths } from './boneMarks.ts'

/** Seen from the front, 100 mm in 100 px; bone fills the picture's end half, 10 mm before the focal point. */
const camera: ViewCamera = { right: [1, 0, 0], down: [0, 0, -1], towardsViewer: [0, -1, 0], focalPoint: [0, 0, 0], halfHeight: 50, sizePx: [100, 100] }
const depths: BoneDepths = {
  depthMm: Float32Array.from({ length: 400 }, (_, pixel) => (pixel % 20 >= 10 ? 10 : Number.NaN)),
  request: { serial: 1, isFinal: true, columns: 20, rows: 20, thresholdHu: 200, camera: { right: camera.right, down: camera.down, towardsViewer: camera.towardsViewer, focalPoint: camera.focalPoint, halfHeightMm: 50 } },
}
const plan = {
  kind: 'volume', planId: '1', name: 'Path A', colour: '#5AD8FF', seriesUid: '1.2', frameOfReferenceUid: null, entryLpsMm: [-20, 0, 0], targetLpsMm: [20, 0, 0], needle: null,
} satisfies Parameters<typeof boneDisplayList>[0]['plans'][number]

describe('what lies in the bone', () => {
  it('is hidden behind it, not before it and not beside it', () => {
    expect([isHidden(camera, depths, [20, 0, 0]), isHidden(camera, depths, [20, -15, 0]), isHidden(camera, depths, [-20, 0, 0]), isHidden(camera, depths, [500, 0, 0])]).toEqual([true, false, false, false])
  })
  it('is seen where a thick tube comes out of it', () => { expect([isHidden(camera, depths, [20, 0, 0], 8), isHidden(camera, depths, [20, 0, 0], 12)]).toEqual([true, false]) })
  it('is one stroke before it and one behind it, without a gap between them', () => {
    const nodes = Array.from({ length: 41 }, (_, at) => ({ at: [at - 20.5, 0, 0] as const, radiusMm: 1 }))
    const runs = runsOf(camera, depths, nodes)
    expect(runs.map(run => [run.isHidden, run.points.length])).toEqual([[false, 21], [true, 21]])
    expect(runs[0]?.points.at(-1)).toEqual(runs[1]?.points[0])
  })
  it('is drawn fainter where it is hidden, as wide as its gauge', () => {
    const scene = { camera: { ...camera, halfHeight: 5 }, depths, plans: [{ ...plan, needle: { gauge: 18, lengthMm: 90 } }], activePlanId: '1', structures: [], crosshair: null, corners: { topStart: [], topEnd: [], footEnd: [] }, modality: 'CT', scale: { rem: 16, large: true } }
    const lines = boneDisplayList(scene).figures.filter(mark => mark.kind === 'line')
    expect(lines.map(line => line.stroke.opacity)).toEqual(expect.arrayContaining([1, 0.4]))
    expect(lines[0]?.stroke.widthPx).toBeCloseTo(1.27 * 10, 6)
  })
  it('says when LEFT lies at another edge than in the planes', () => {
    const scene = { camera, depths, plans: [], activePlanId: null, structures: [], crosshair: null, corners: { topStart: [], topEnd: [], footEnd: [] }, modality: 'CT', scale: { rem: 16, large: true } }
    const words = (at: ViewCamera): string => JSON.stringify(boneDisplayList({ ...scene, camera: at }).safety)
    expect(words(camera)).not.toContain('other edges')
    expect(words({ ...camera, right: [-1, 0, 0], towardsViewer: [0, 1, 0] })).toContain('LEFT and RIGHT at other edges than in the planes')
  })
})
