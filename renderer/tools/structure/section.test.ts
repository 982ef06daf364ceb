import { describe, expect, it } from 'vitest'
import { smoothTube } from '#shared/planning/tube.ts'
import type { TubePoint } from '#shared/planning/structure.ts'
import type { ViewCamera } from '#renderer/viewports/camera/viewCamera.ts'
import { joinLines, tubeProjection, tubeSection } from './section.ts'

/** Ten pixels a millimetre, looking along z. */
const camera: ViewCamera = { focalPoint: [0, 0, 0], right: [1, 0, 0], down: [0, 1, 0], towardsViewer: [0, 0, -1], halfHeight: 20, sizePx: [400, 400] }
const at = (x: number, y: number, z: number, radiusMm = 3): TubePoint => ({ pointLpsMm: [x, y, z], radiusMm })
const extent = (points: readonly TubePoint[]) => {
  const all = tubeSection(camera, smoothTube(points)).flat()
  const side = (axis: 0 | 1): number => (Math.max(...all.map((point) => point[axis])) - Math.min(...all.map((point) => point[axis]))) / 10
  return { across: side(0), down: side(1), loops: joinLines(tubeSection(camera, smoothTube(points))) }
}

describe('the section of a tube', () => {
  it('across it is a circle', () => {
    const { across, down, loops } = extent([at(0, 0, -20), at(0, 0, 20)])
    expect(across).toBeCloseTo(6, 0)
    expect(down).toBeCloseTo(6, 0)
    expect(loops).toHaveLength(1)
    expect(loops[0]?.[0]).toEqual(loops[0]?.at(-1))
  })

  it('at an angle is the ellipse of a round body: as long as its tilt makes it', () => {
    const { across, down } = extent([at(-20, 0, -20), at(20, 0, 20)])
    expect(down).toBeCloseTo(6, 0)
    expect(Math.abs(across - 6 * Math.SQRT2)).toBeLessThan(0.3)
  })

  it('along it is as long and as wide as the tube', () => {
    const { across, down } = extent([at(-10, 0, 0), at(10, 0, 0)])
    expect(across).toBeCloseTo(26, 0)
    expect(down).toBeCloseTo(6, 0)
  })

  it('is nothing where the tube passes beside the plane', () => {
    expect(tubeSection(camera, smoothTube([at(0, 0, 4), at(0, 0, 20)]))).toEqual([])
  })
})

describe('a tube seen through the view', () => {
  const extentOf = (points: readonly TubePoint[]) => {
    const all = tubeProjection(camera, smoothTube(points)).flat()
    const side = (axis: 0 | 1): readonly [number, number] => [Math.min(...all.map((point) => point[axis])) / 10 - 20, Math.max(...all.map((point) => point[axis])) / 10 - 20]
    return { across: side(0), down: side(1) }
  }
  const near = ([from, to]: readonly [number, number], [wantedFrom, wantedTo]: readonly [number, number]): void => {
    expect(Math.abs(from - wantedFrom)).toBeLessThan(0.2)
    expect(Math.abs(to - wantedTo)).toBeLessThan(0.2)
  }

  it('is as wide as it is, however far it lies from the plane', () => {
    const { across, down } = extentOf([at(-10, 4, 30), at(6, 4, 44)])
    near(across, [-13, 9])
    near(down, [1, 7])
  })

  it('is one outline about the whole of it, where the plane cuts only a part', () => {
    const tube = [at(-8, 0, -20), at(8, 0, 20)]
    expect(joinLines(tubeProjection(camera, smoothTube(tube)))).toHaveLength(1)
    near(extentOf(tube).across, [-11, 11])
    expect(extent(tube).across).toBeLessThan(10)
  })
})
