import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorDistance } from '#shared/geometry/vectors.ts'
import { approachOf } from './approach.ts'
import { boneOnWays } from './boneOnWay.ts'
import { marginFor } from './margins.ts'
import { bullsEye, FAR_MM, lengthSpan, mapWaysIn, suggestWays, wayLevels, type KeptClear, type WaysInput } from './safePaths.ts'
import type { PlannedStructure, TubePoint } from './structure.ts'
import { preparedBody, structureClearance } from './structureClearance.ts'

const target: PatientPoint = [0, 0, 0]
const at = (x: number, y: number, z: number, radiusMm = 2): TubePoint => ({ pointLpsMm: [x, y, z], radiusMm })

/** Skin as a ball of 60 mm about the target, its points by angle from behind and cranio-caudal tilt. */
function ballSkin(angles: readonly (readonly [sideways: number, tilt: number])[]): WaysInput['skin'] {
  const normals = angles.flatMap(([sideways, tilt]) => {
    const [a, b] = [sideways * Math.PI / 180, tilt * Math.PI / 180]
    return [Math.sin(a) * Math.cos(b), Math.cos(a) * Math.cos(b), Math.sin(b)]
  })
  return { positions: Float32Array.from(normals.map((value) => value * 60)), normals: Float32Array.from(normals) }
}

function kept(points: readonly TubePoint[], changes: Partial<KeptClear> = {}): KeptClear {
  return { id: 'va', name: 'Vertebral artery', body: preparedBody({ form: 'tube', points: [...points] }), uncertaintyMm: 1, margin: marginFor('vertebralArtery'), ...changes }
}

const input = (change: Partial<WaysInput>): WaysInput => ({ target, skin: ballSkin([[0, 0]]), boneMm: null, reachMm: 80, needleRadiusMm: 0.36, structures: [], notAssessed: 0, ...change })
const levelsOf = (change: Partial<WaysInput>): readonly (string | undefined)[] => [...mapWaysIn(input(change)).levels].map((level) => wayLevels[level])
const every = (from: number, to: number, step: number): readonly number[] => Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, n) => from + n * step)

describe('the ways in to a target', () => {
  const skin = ballSkin([[0, 0], [20, 0], [-20, 0], [0, 55]])
  const artery = kept([at(10, 30, -20), at(10, 30, 20)])

  it('are judged by what they pass, each skin point for itself', () => {
    // Straight from behind the artery is 10 mm away, less radius, needle and uncertainty; at 20 degrees to LEFT the way goes through it.
    expect(levelsOf({ skin, structures: [artery] })).toEqual(['above', 'stop', 'above', 'notOffered'])
    const map = mapWaysIn(input({ skin, structures: [artery] }))
    expect(map.leastMm[0]).toBeCloseTo(10 - 2 - 0.36 - 1, 3)
    expect([...map.nearest]).toEqual([0, 0, -1, -1])
    expect(map.leastMm[3]).toBeNaN()
  })

  it('are not called above the margins while a structure is not assessed; what is near stays near', () => {
    expect(levelsOf({ skin, structures: [artery], notAssessed: 1 })).toEqual(['notAssessed', 'stop', 'notAssessed', 'notOffered'])
  })

  it('are below a margin beside a drawing that ends at its closest place, however far that is', () => {
    expect(levelsOf({ skin, structures: [kept([at(10, 30, -60), at(10, 30, -30)])] })).toEqual(['caution', 'caution', 'caution', 'notOffered'])
  })

  it('are not offered when they are too long, too flat to the skin or too steep', () => {
    expect(levelsOf({ skin: ballSkin([[0, 0]]), reachMm: 59 })).toEqual(['notOffered'])
    expect(levelsOf({ skin: { positions: Float32Array.from([0, 60, 0]), normals: Float32Array.from([1, 0.2, 0]) } })).toEqual(['notOffered'])
    expect(levelsOf({ skin: ballSkin([[0, 49], [0, -51]]) })).toEqual(['above', 'notOffered'])
  })

  it('have a shortest and a longest among those that are offered', () => {
    const near = ballSkin([[0, 0], [20, 0], [0, 55]])
    const uneven = { ...near, positions: near.positions.map((value, index) => (index < 3 ? value * 0.5 : value)) }
    expect(lengthSpan(mapWaysIn(input({ skin: uneven })))).toEqual({ shortestMm: 30, longestMm: expect.closeTo(60, 4) })
    expect(lengthSpan(mapWaysIn(input({ reachMm: 10 })))).toEqual({ shortestMm: 0, longestMm: 0 })
  })

  it('through bone are marked as such', () => {
    expect(levelsOf({ skin, boneMm: Float32Array.from([2, 3, 0, 0]) })).toEqual(['above', 'bone', 'above', 'notOffered'])
  })

  it('have the clearance that the plan itself would have', () => {
    const coordinate = fc.double({ min: -30, max: 30, noNaN: true })
    const point = fc.record({ pointLpsMm: fc.tuple(coordinate, coordinate, coordinate), radiusMm: fc.double({ min: 0.5, max: 4, noNaN: true }) })
    fc.assert(fc.property(fc.array(point, { minLength: 2, maxLength: 5 }), fc.integer({ min: -80, max: 80 }), (points, angle) => {
      const ways = ballSkin([[angle, 0]])
      const { leastMm } = mapWaysIn(input({ skin: ways, structures: [kept(points)] }))
      const structure: PlannedStructure = { id: 'va', seriesUid: '1', frameOfReferenceUid: null, kind: 'vertebralArtery', name: 'VA', shape: { form: 'tube', points: [...points] }, uncertaintyMm: 1, drawnBy: '', drawnAtIso: '' }
      const plan = structureClearance([[ways.positions[0] ?? NaN, ways.positions[1] ?? NaN, ways.positions[2] ?? NaN], target], 0.36, structure, [])
      if (plan.kind !== 'assessed') throw new Error(plan.why)
      expect(leastMm[0]).toBeCloseTo(Math.min(FAR_MM, plan.leastMm), 3)
    }), { numRuns: 300 })
  })
})

describe('suggested ways in', () => {
  const skin = ballSkin(every(-80, 80, 4).flatMap((sideways) => every(-48, 48, 4).map((tilt) => [sideways, tilt] as const)))
  const artery = kept([at(10, 30, -40), at(10, 30, 40)])

  it('are three at most, apart from each other, and keep every stop margin', () => {
    const ways = input({ skin, structures: [artery] })
    const found = suggestWays(ways, mapWaysIn(ways))
    expect(found).toHaveLength(3)
    for (const [n, one] of found.entries()) {
      expect(one.leastMm).toBeGreaterThanOrEqual(artery.margin.stopMm)
      for (const other of found.slice(0, n)) expect(vectorDistance(one.entryLpsMm, other.entryLpsMm)).toBeGreaterThanOrEqual(15)
    }
  })

  it('are none where every way meets what must not be hit', () => {
    const ways = input({ skin, structures: [kept([at(0, -1, 0, 8), at(0, 1, 0, 8)])] })
    expect(suggestWays(ways, mapWaysIn(ways))).toEqual([])
  })

  it('prefer room to length, and length among those with room enough', () => {
    const oval = { positions: Float32Array.from([0, 60, 0, -40, 40, 0, 40, 45, 0]), normals: Float32Array.from([0, 1, 0, -0.7, 0.7, 0, 0.66, 0.75, 0]) }
    const ways = input({ skin: oval, structures: [kept([at(4, 30, -40, 1), at(4, 30, 40, 1)])] })
    expect(suggestWays(ways, mapWaysIn(ways)).map(({ point }) => point)).toEqual([1, 2])
  })
})

describe('the bull’s-eye', () => {
  it('has straight behind in its middle, LEFT at the screen’s end, the head up, and is true to the angle', () => {
    expect(bullsEye([0, 60, 0], target)).toEqual([0, 0])
    expect(bullsEye([60, 60, 0], target)).toEqual([expect.closeTo(45), expect.closeTo(0)])
    expect(bullsEye([0, 60, 60], target)).toEqual([expect.closeTo(0), expect.closeTo(-45)])
    expect(bullsEye([-60, 0, 0], target)).toEqual([expect.closeTo(-90), expect.closeTo(0)])
  })
})

describe('a way by name', () => {
  it.each([
    [[5, 60, 0], 'posterior'], [[30, 60, -5], 'posterolateral'], [[-60, 5, 0], 'lateral'], [[5, 40, -40], 'caudalToCranial'], [[10, -60, 0], null],
  ] as const)('from %j is %s', (entry, name) => { expect(approachOf(entry, target)).toBe(name) })
})

describe('bone on the way', () => {
  it('is counted each millimetre, but for the last three at the target', () => {
    const sampler = { huAtXyz: (_x: number, y: number) => ((y > 20 && y < 26) || y < 3 ? 900 : 40) }
    expect([...boneOnWays(sampler, Float32Array.from([0, 60, 0]), target)]).toEqual([5])
  })
})
