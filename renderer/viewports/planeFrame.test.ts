import { describe, expect, it } from 'vitest'
import type { VolumeGeometry } from '#shared/dicom/seriesDescription.ts'
import { depthAlong, needleFrame, type NeedlePath } from './planeFrame.ts'
import { freshViewing, type SeriesViewing } from './viewing.ts'

const geometry: VolumeGeometry = {
  dimensions: [201, 201, 101], spacingMm: [1, 1, 2], originLpsMm: [-100, -100, -100], directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1], sliceStepLpsMm: [0, 0, 2], tiltDeg: 0, frameOfReferenceUid: null, problems: [],
}
const path: NeedlePath = { entry: [0, 60, 0], target: [0, 0, 0] }
const frame = (name: Parameters<typeof needleFrame>[0], viewing: Partial<SeriesViewing> = {}, of: NeedlePath = path) =>
  needleFrame(name, () => of, { geometry, viewing: () => ({ ...freshViewing, ...viewing }), crosshair: () => [0, 0, 0] })

describe('a plane along the needle', () => {
  it.each([[1, 0, 2], [-1, 0, -2], [10, 0, 10], [-10, 0, -10], [1, 180, -178], [-1, -178, 180]])('turns by %i steps from %i° to %i°', (steps, from, to) => {
    expect(frame('alongAxial', { needleRollDeg: from }).scrolled(steps)).toEqual({ needleRollDeg: to })
  })
  it('says how far it is turned, and nothing to be noticed when it is not', () => {
    expect([frame('alongAxial').where(), frame('alongSagittal', { needleRollDeg: -14 }).where()]).toEqual([{ text: 'Not turned', soft: true }, { text: 'Turned −14° about the needle', soft: false }])
  })
  it('stays as it was while entry and target lie on each other', () => {
    const moving = { path }
    const along = needleFrame('alongAxial', () => moving.path, { geometry, viewing: () => freshViewing, crosshair: () => [0, 0, 0] })
    const before = along.axes()
    moving.path = { entry: [0, 0, 0], target: [0, 0, 0] }
    expect(along.axes()).toEqual(before)
  })
})

describe('the plane across the needle', () => {
  it('opens at the target and moves 1 mm a step along it, taking the crosshair with it', () => {
    expect(frame('across').pointOn()).toEqual([0, 0, 0])
    expect(frame('across').scrolled(-10)).toEqual({ needleDepthMm: 50, crosshairLpsMm: [0, 10, 0] })
    expect(frame('across', { needleDepthMm: 42 }).pointOn()).toEqual([0, 18, 0])
  })
  it('goes no further than entry and target', () => {
    expect([frame('across').scrolled(5).needleDepthMm, frame('across', { needleDepthMm: 3 }).scrolled(-10).needleDepthMm]).toEqual([60, 0])
    expect(frame('across', { needleDepthMm: 90 }).pointOn()).toEqual([0, 0, 0])
  })
  it('says its depth from the entry', () => {
    expect([frame('across').where().text, frame('across', { needleDepthMm: 42 }).where().text]).toEqual(['At target, 60.0 mm', 'At 42.0 mm of 60.0 mm'])
  })
  it('is at the depth of a point beside the needle, within its length', () => {
    expect([depthAlong(path, [15, 20, 7]), depthAlong(path, [0, 90, 0]), depthAlong(path, [0, -5, 0]), depthAlong({ entry: [0, 0, 0], target: [0, 0, 0] }, [1, 1, 1])]).toEqual([40, 0, 60, 0])
  })
})

describe('progress', () => {
  it('is a slab of at least 20 mm through the whole needle', () => {
    expect(frame('progressLateral').leastSlabMm).toBe(20)
    expect(frame('progressLateral').extent(frame('progressLateral').axes())).toEqual({ centre: [0, 30, 0], widthMm: 120, heightMm: 120 })
  })
})
