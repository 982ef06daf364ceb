import { describe, expect, it } from 'vitest'
import { worldToScreen, type ViewCamera } from '../camera/viewCamera.ts'
import { boxesOf, overlapArea } from '../overlay/labelPlace.ts'
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
    const scene = { camera: { ...camera, halfHeight: 5 }, depths, plans: [{ ...plan, needle: { gauge: 18, lengthMm: 90 } }], activePlanId: '1', structures: [], actual: null, crosshair: null, corners: { topStart: [], topEnd: [], footEnd: [] }, modality: 'CT', scale: { rem: 16, large: true } }
    const lines = boneDisplayList(scene).figures.filter(mark => mark.kind === 'line')
    expect(lines.map(line => line.stroke.opacity)).toEqual(expect.arrayContaining([1, 0.4]))
    expect(lines[0]?.stroke.widthPx).toBeCloseTo(1.27 * 10, 6)
  })
  it('has a name that covers neither another name nor the target', () => {
    const tube = (x: number, tag: string) => ({ structureId: tag, kind: 'vertebralArtery', name: tag, tag, figure: null, painted: null, points: [{ pointLpsMm: [x, 0, -2] as [number, number, number], radiusMm: 0.2 }, { pointLpsMm: [x, 0, 0] as [number, number, number], radiusMm: 0.2 }] })
    const scene = { camera: { ...camera, halfHeight: 30, sizePx: [400, 400] as const }, depths, plans: [plan], activePlanId: '1', structures: [tube(0, 'VA'), tube(0.5, 'ICA'), tube(1, 'Sac')], actual: null, crosshair: null, corners: { topStart: [], topEnd: [], footEnd: [] }, modality: 'CT', scale: { rem: 16, large: true } }
    const chips = boxesOf(boneDisplayList(scene).figures.filter(mark => mark.kind === 'chip'))
    expect(chips).toHaveLength(4)
    expect(chips.flatMap((chip, at) => chips.slice(at + 1).map(other => overlapArea(chip, other)))).toEqual([0, 0, 0, 0, 0, 0])
    const [x, y] = worldToScreen(scene.camera, plan.targetLpsMm)
    expect(chips.filter(chip => overlapArea(chip, { x: x - 5, y: y - 5, width: 10, height: 10 }) > 0)).toEqual([])
  })
  it('says when LEFT lies at another edge than in the planes', () => {
    const scene = { camera, depths, plans: [], activePlanId: null, structures: [], actual: null, crosshair: null, corners: { topStart: [], topEnd: [], footEnd: [] }, modality: 'CT', scale: { rem: 16, large: true } }
    const words = (at: ViewCamera): string => JSON.stringify(boneDisplayList({ ...scene, camera: at }).safety)
    expect(words(camera)).not.toContain('other edges')
    expect(words({ ...camera, right: [-1, 0, 0], towardsViewer: [0, 1, 0] })).toContain('LEFT and RIGHT at other edges than in the planes')
  })
})
