import { describe, expect, it } from 'vitest'
import { BoneSurface, emptyBonePicture, type BoneCamera } from './boneSurface.ts'
import type { HuVolume } from './huVolume.ts'

const RADIUS_MM = 14
const CENTRE = [3, -2, 5] as const
const tilt = 12 * Math.PI / 180

/** A ball of bone, its edge blurred over 2 mm, in grids of several kinds. */
function ballIn(spacingMm: readonly [number, number, number], axes: readonly [readonly [number, number, number], readonly [number, number, number], readonly [number, number, number]], sliceStep: readonly [number, number, number]): HuVolume {
  const dimensions: [number, number, number] = [Math.round(48 / spacingMm[0]), Math.round(48 / spacingMm[1]), Math.round(48 / spacingMm[2])]
  const [r, c] = axes
  const place = (i: number, j: number, k: number): readonly number[] => [0, 1, 2].map((axis) => (r[axis] ?? 0) * i * spacingMm[0] + (c[axis] ?? 0) * j * spacingMm[1] + (sliceStep[axis] ?? 0) * k)
  const half = place((dimensions[0] - 1) / 2, (dimensions[1] - 1) / 2, (dimensions[2] - 1) / 2)
  const origin = [0, 1, 2].map((axis) => (CENTRE[axis] ?? 0) - (half[axis] ?? 0)) as [number, number, number]
  const values = new Int16Array(dimensions[0] * dimensions[1] * dimensions[2])
  for (let at = 0; at < values.length; at += 1) {
    const point = place(at % dimensions[0], Math.floor(at / dimensions[0]) % dimensions[1], Math.floor(at / (dimensions[0] * dimensions[1])))
    const away = Math.hypot(...[0, 1, 2].map((axis) => (point[axis] ?? 0) + (origin[axis] ?? 0) - (CENTRE[axis] ?? 0)))
    values[at] = Math.round(1000 * Math.min(1, Math.max(0, (RADIUS_MM + 1 - away) / 2)))
  }
  const [x, y, z] = axes
  return { geometry: { dimensions, spacingMm: [...spacingMm], originLpsMm: origin, directionLps: [...x, ...y, ...z], sliceStepLpsMm: [...sliceStep] }, values, toHu: { slope: 1, intercept: 0 } }
}

const even = ballIn([1, 1, 1], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], [0, 0, 1])
const grids = [
  ['even', even],
  ['with thick slices', ballIn([0.8, 0.8, 1.6], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], [0, 0, 1.6])],
  ['turned', ballIn([1, 1, 1], [[Math.cos(tilt), Math.sin(tilt), 0], [-Math.sin(tilt), Math.cos(tilt), 0], [0, 0, 1]], [0, 0, 1])],
  ['sheared by a tilted gantry', ballIn([1, 1, 1], [[1, 0, 0], [0, 1, 0], [0, 0, 1]], [0, 0.2, 1])],
] as const
const front: BoneCamera = { right: [1, 0, 0], down: [0, 0, -1], towardsViewer: [0, -1, 0], focalPoint: CENTRE, halfHeightMm: 20 }
const slanting: BoneCamera = { right: [0, 1, 0], down: [-0.6, 0, -0.8], towardsViewer: [0.8, 0, -0.6], focalPoint: CENTRE, halfHeightMm: 20 }

describe('the surface of a ball of bone', () => {
  it.each(grids)('in a grid that is %s has the ball’s outline and depth, from any side', (_name, volume) => {
    const surface = new BoneSurface(volume, null)
    for (const camera of [front, slanting]) {
      const { depthMm, light } = surface.draw(camera, 160, 160, 500)
      expect(depthMm[80 * 160 + 80]).toBeCloseTo(RADIUS_MM, 0)
      expect(Math.abs((depthMm[80 * 160 + 80] ?? NaN) - RADIUS_MM)).toBeLessThan(0.2)
      const shown = light.filter((value) => value > 0).length
      const pixelMm = 40 / 160
      expect(Math.sqrt(shown * pixelMm * pixelMm / Math.PI)).toBeGreaterThan(RADIUS_MM - 0.2)
      expect(Math.sqrt(shown * pixelMm * pixelMm / Math.PI)).toBeLessThan(RADIUS_MM + 0.2)
    }
  })

  it('is lit: brighter where it faces the viewer than at its rim', () => {
    const { light } = new BoneSurface(even, null).draw(front, 160, 160, 500)
    expect(light[80 * 160 + 80] ?? 0).toBeGreaterThan(200)
    expect(light[130 * 160 + 80] ?? 0).toBeLessThan(light[80 * 160 + 80] ?? 0)
  })

  it('has a cut face that is lit evenly where the scan ends within it, at the depth of the outermost voxels', () => {
    const aside: BoneCamera = { ...front, focalPoint: [CENTRE[0], CENTRE[1] - 30, CENTRE[2]] }
    const cut: HuVolume = { ...even, geometry: { ...even.geometry, originLpsMm: [even.geometry.originLpsMm[0], CENTRE[1], even.geometry.originLpsMm[2]] } }
    const { light, depthMm } = new BoneSurface({ ...cut, values: cut.values.map(() => 1000) }, null).draw(aside, 40, 40, 500)
    expect(depthMm[20 * 40 + 20]).toBeCloseTo(-30, 3)
    expect(new Set(light.filter((value) => value > 0)).size).toBe(1)
    expect(light[20 * 40 + 20] ?? 0).toBeGreaterThan(100)
    expect(light[20 * 40 + 20] ?? 0).toBeLessThan(200)
  })

  it('is the same drawn in bands as at once', () => {
    const surface = new BoneSurface(even, null)
    const banded = emptyBonePicture(64, 64)
    for (const first of [0, 20, 40]) surface.drawRows(banded, slanting, 500, first, Math.min(64, first + 20))
    surface.drawRows(banded, slanting, 500, 60, 64)
    expect(banded).toEqual(surface.draw(slanting, 64, 64, 500))
  })

  it('is nowhere where nothing is as bright, and beside the volume', () => {
    expect(new BoneSurface(even, null).draw(front, 40, 40, 1200).light.every((value) => value === 0)).toBe(true)
    expect(new BoneSurface(even, null).draw({ ...front, focalPoint: [500, 0, 0] }, 40, 40, 500).light.every((value) => value === 0)).toBe(true)
  })
})
