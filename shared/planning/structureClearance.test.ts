import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { Segment } from '#shared/geometry/segments.ts'
import { vectorDistance } from '#shared/geometry/vectors.ts'
import type { VolumeGrid } from '#shared/imageAnalysis/huVolume.ts'
import { brushMask } from '#shared/imageAnalysis/voxelMask.ts'
import { marginFor } from './margins.ts'
import { emptyPainted, maskOf, paintedShapeOf } from './painted.ts'
import { structureClearance } from './structureClearance.ts'
import type { PlannedStructure, TubePoint } from './structure.ts'
import { smoothTube } from './tube.ts'

const tube = (points: readonly TubePoint[], changes: Partial<PlannedStructure> = {}): PlannedStructure => ({
  id: '6f1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b11', seriesUid: '1.2', frameOfReferenceUid: null, kind: 'vertebralArtery', name: 'VA',
  shape: { form: 'tube', points: [...points] }, uncertaintyMm: 0, drawnBy: 'x', drawnAtIso: '2026-11-22T10:00:00.000Z', ...changes,
})
const at = (x: number, y: number, z: number, radiusMm = 2): TubePoint => ({ pointLpsMm: [x, y, z], radiusMm })
const path = [[0, 0, 0], [60, 0, 0]] as const
const grid: VolumeGrid = { dimensions: [120, 120, 60], spacingMm: [0.5, 0.5, 1], originLpsMm: [0, -30, -30], directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1], sliceStepLpsMm: [0, 0, 1] }

const coordinate = fc.double({ min: -40, max: 40, noNaN: true })
const point = fc.tuple(coordinate, coordinate, coordinate)
const tubePoint = fc.record({ pointLpsMm: point, radiusMm: fc.double({ min: 0.5, max: 6, noNaN: true }) })

/** One span of the curve in Hermite form: another algebra than that of the code, and no pieces. */
function hermiteSpan(a: PatientPoint, b: PatientPoint, c: PatientPoint, d: PatientPoint): (t: number) => readonly [number, number, number] {
  const knot = (p: PatientPoint, q: PatientPoint): number => Math.max(1e-6, Math.sqrt(vectorDistance(p, q)))
  const [ab, bc, cd] = [knot(a, b), knot(b, c), knot(c, d)]
  const coefficients = ([0, 1, 2] as const).map((axis) => {
    const start = bc * ((b[axis] - a[axis]) / ab - (c[axis] - a[axis]) / (ab + bc) + (c[axis] - b[axis]) / bc)
    const end = bc * ((c[axis] - b[axis]) / bc - (d[axis] - b[axis]) / (bc + cd) + (d[axis] - c[axis]) / cd)
    return [b[axis], start, 3 * (c[axis] - b[axis]) - 2 * start - end, 2 * (b[axis] - c[axis]) + start + end] as const
  })
  const at = (t: number, axis: 0 | 1 | 2): number => {
    const [k0, k1, k2, k3] = coefficients[axis] ?? [Number.NaN, 0, 0, 0]
    return k0 + t * (k1 + t * (k2 + t * k3))
  }
  return (t) => [at(t, 0), at(t, 1), at(t, 2)]
}

/** The smallest gap over places of the true curve, first 0.2 mm apart, then 0.01 mm where it is near. */
function bruteForce(from: PatientPoint, to: PatientPoint, needleRadiusMm: number, points: readonly TubePoint[]): number {
  const [ux, uy, uz] = [to[0] - from[0], to[1] - from[1], to[2] - from[2]]
  const squared = ux * ux + uy * uy + uz * uz
  const gapAt = ([x, y, z]: readonly [number, number, number], radiusMm: number): number => {
    const s = Math.min(1, Math.max(0, ((x - from[0]) * ux + (y - from[1]) * uy + (z - from[2]) * uz) / squared))
    return Math.sqrt((x - from[0] - s * ux) ** 2 + (y - from[1] - s * uy) ** 2 + (z - from[2] - s * uz) ** 2) - radiusMm - needleRadiusMm
  }
  const beyond = (far: PatientPoint, end: PatientPoint): PatientPoint => [2 * end[0] - far[0], 2 * end[1] - far[1], 2 * end[2] - far[2]]
  let least = Infinity
  const near: { readonly gap: number; readonly search: () => number }[] = []
  for (let at = 1; at < points.length; at += 1) {
    const [b, c] = [points[at - 1], points[at]]
    if (b === undefined || c === undefined) break
    const curve = hermiteSpan(points[at - 2]?.pointLpsMm ?? beyond(c.pointLpsMm, b.pointLpsMm), b.pointLpsMm, c.pointLpsMm, points[at + 1]?.pointLpsMm ?? beyond(b.pointLpsMm, c.pointLpsMm))
    const radius = (t: number): number => b.radiusMm + (c.radiusMm - b.radiusMm) * t
    // The curve is faster in its middle than its chord is long: twice as many steps as the chord would need.
    const steps = Math.ceil(vectorDistance(b.pointLpsMm, c.pointLpsMm) / 0.1) + 8
    for (let step = 0; step <= steps; step += 1) {
      const t = step / steps
      const gap = gapAt(curve(t), radius(t))
      least = Math.min(least, gap)
      if (gap > least + 0.5) continue
      near.push({ gap, search: () => Math.min(...Array.from({ length: 41 }, (_, part) => {
        const fine = Math.min(1, Math.max(0, t + (part - 20) / 20 / steps))
        return gapAt(curve(fine), radius(fine))
      })) })
    }
  }
  return Math.min(...near.filter(({ gap }) => gap <= least + 0.5).map(({ search }) => search()))
}

describe('the clearance of a drawn structure', () => {
  it.each([
    ['beside the path', [at(30, 10, -20), at(30, 10, 20)], 10 - 2 - 0.36, 30],
    ['at the tip', [at(65, 0, -20), at(65, 0, 20)], 5 - 2 - 0.36, 60],
    ['crossed by the path', [at(20, 0, -20), at(20, 0, 20)], -2 - 0.36, 20],
    ['thicker at one end', [at(10, 10, 0, 1), at(50, 10, 0, 5)], 10 - 5 - 0.36, 50],
  ] as const)('%s', (_name, points, distanceMm, alongMm) => {
    const found = structureClearance(path, 0.36, tube(points), [])
    expect(found).toMatchObject({ kind: 'assessed' })
    if (found.kind !== 'assessed') return
    expect(found.distanceMm).toBeCloseTo(distanceMm, 2)
    expect(found.alongMm).toBeCloseTo(alongMm, 1)
  })

  it('agrees with brute force within 0.02 mm on 10,000 random structures', () => {
    fc.assert(fc.property(fc.array(tubePoint, { minLength: 2, maxLength: 5 }), point, point, (points, from, to) => {
      fc.pre(vectorDistance(from, to) > 1)
      const found = structureClearance([from, to], 0.3, tube(points), [])
      if (found.kind !== 'assessed') throw new Error(found.why)
      expect(Math.abs(found.distanceMm - bruteForce(from, to, 0.3, points))).toBeLessThan(0.02)
    }), { numRuns: 10_000 })
  }, 60_000)

  it('is judged by what is left after the uncertainty', () => {
    const points = [at(30, 10, -20), at(30, 10, 20)]
    expect(structureClearance(path, 0, tube(points, { uncertaintyMm: 0 }), [])).toMatchObject({ level: 'above' })
    expect(structureClearance(path, 0, tube(points, { uncertaintyMm: 3.5 }), [])).toMatchObject({ distanceMm: 8, leastMm: 4.5, level: 'caution' })
    expect(structureClearance(path, 0, tube(points, { uncertaintyMm: 5.5 }), [])).toMatchObject({ level: 'stop' })
  })

  it('is at most a caution where the drawing ends at the closest place', () => {
    const [stub, whole] = [[at(30, 10, -40), at(30, 10, -20)], [at(30, 10, -40), at(30, 10, 20)]]
    expect(structureClearance(path, 0, tube(stub ?? []), [])).toMatchObject({ level: 'caution', endsThere: true, distanceMm: expect.closeTo(Math.hypot(10, 20) - 2, 3) })
    expect(structureClearance(path, 0, tube(whole ?? []), [])).toMatchObject({ level: 'above', endsThere: false, distanceMm: expect.closeTo(8, 3) })
    expect(structureClearance(path, 0, tube([at(30, 3, -40), at(30, 3, -1)]), [])).toMatchObject({ level: 'stop', endsThere: true })
    expect(structureClearance(path, 0, tube([at(30, 40, 0, 1), at(30, 12, 0, 3)]), [])).toMatchObject({ level: 'caution', endsThere: true })
  })

  it('is a stop where the needle meets the drawing, also while nobody has said how exact it is', () => {
    const across = [at(30, 0, -20), at(30, 0, 20)]
    expect(structureClearance(path, 0.36, tube(across, { uncertaintyMm: null }), [])).toMatchObject({ kind: 'assessed', level: 'stop', leastMm: expect.closeTo(-2.36, 3) })
    expect(structureClearance(path, 0, tube([at(30, 2, -20), at(30, 2, 20)], { uncertaintyMm: null }), [{ kind: 'vertebralArtery', stopMm: 0, cautionMm: 0 }])).toMatchObject({ level: 'stop' })
  })

  it.each([
    ['one point', [at(0, 0, 0)], {}],
    ['an uncertainty that nobody stated', [at(30, 10, -20), at(30, 10, 20)], { uncertaintyMm: null }],
    ['nothing painted yet', [], { shape: emptyPainted(grid) }],
    ['no point yet', [], {}],
  ])('of %s is not assessed, with a reason', (_name, points, changes) => {
    expect(structureClearance(path, 0, tube(points, changes), [])).toEqual({ kind: 'notAssessed', why: expect.stringMatching(/\w+/) })
  })
})

describe('the clearance of a painted structure', () => {
  const painted = (changes: Partial<PlannedStructure> = {}): PlannedStructure => {
    const mask = brushMask(maskOf(emptyPainted(grid), grid), grid, { centreLpsMm: [30, 0, 0], radiusMm: 6, mode: 'add' })
    const shape = paintedShapeOf(mask, grid)
    if (!shape.ok) throw new Error(shape.error.message)
    return tube([], { shape: shape.value, uncertaintyMm: 1, ...changes })
  }
  const beside: Segment = [[20, 60, 0], [20, -10, 0]]

  it('is from the needle to its voxels, less the uncertainty', () => {
    const state = structureClearance(beside, 0.5, painted(), [])
    expect(state).toMatchObject({ kind: 'assessed' })
    if (state.kind !== 'assessed') return
    // A ball of 6 mm whose middle lies 10 mm from the needle's: to half a voxel.
    expect(Math.abs(state.distanceMm - 3.5)).toBeLessThan(0.5)
    expect(state.leastMm).toBeCloseTo(state.distanceMm - 1, 9)
    expect(Math.abs(state.alongMm - 60)).toBeLessThan(2)
  })

  it('is at most a caution beside the edge of the scan that it reaches', () => {
    const mask = brushMask(maskOf(emptyPainted(grid), grid), grid, { centreLpsMm: [30, 0, -30], radiusMm: 6, mode: 'add' })
    const shape = paintedShapeOf(mask, grid)
    if (!shape.ok) throw new Error(shape.error.message)
    expect(structureClearance([[45, 60, -30], [45, -10, -30]], 0.5, painted({ shape: shape.value }), [])).toMatchObject({ level: 'caution', endsThere: true })
    expect(structureClearance([[45, 60, -25], [45, -10, -25]], 0.5, painted({ shape: shape.value }), [])).toMatchObject({ level: 'above', endsThere: false })
  })

  it('is a stop where the needle runs through it, and not assessed while nobody says how exact it is', () => {
    expect(structureClearance([[30, 60, 0], [30, -10, 0]], 0.5, painted(), [])).toMatchObject({ kind: 'assessed', level: 'stop' })
    expect(structureClearance(beside, 0.5, painted({ uncertaintyMm: null }), [])).toMatchObject({ kind: 'notAssessed' })
  })
})

describe('a smooth tube', () => {
  it('passes its points, keeps their radii and its pieces are short', () => {
    fc.assert(fc.property(fc.array(tubePoint, { minLength: 2, maxLength: 6 }), (points) => {
      const pieces = smoothTube(points)
      for (const one of points) expect(Math.min(...pieces.map((piece) => vectorDistance(piece.pointLpsMm, one.pointLpsMm)))).toBeLessThan(1e-6)
      expect(pieces.at(0)?.radiusMm).toBe(points.at(0)?.radiusMm)
      expect(pieces.at(-1)?.radiusMm).toBeCloseTo(points.at(-1)?.radiusMm ?? Number.NaN, 9)
    }), { numRuns: 300 })
  })
})

it('the department may set its own margin; a kind that nobody knows gets the widest', () => {
  expect(marginFor('thecalSac', [{ kind: 'thecalSac', stopMm: 1, cautionMm: 9 }])).toEqual({ stopMm: 1, cautionMm: 9 })
  expect(marginFor('thecalSac', [])).toEqual({ stopMm: 2, cautionMm: 4 })
  expect(marginFor('constructor', [])).toEqual(marginFor('vertebralArtery', []))
})

it('six structures of 50 points are measured far more often than 30 times a second', () => {
  const structures = Array.from({ length: 6 }, (_, n) => tube(Array.from({ length: 50 }, (_unused, i) => at(20 + n * 5, 10 + Math.sin(i / 5) * 5, i - 25))))
  const rounds = 40
  // The least of a few: another process may have had the processor meanwhile.
  const eachMs = Array.from({ length: 5 }, () => {
    const startedMs = performance.now()
    for (let round = 0; round < rounds; round += 1) for (const structure of structures) structureClearance([[0, 0, round / 10], [60, 0, 0]], 0.36, structure, [])
    return (performance.now() - startedMs) / rounds
  })
  expect(Math.min(...eachMs)).toBeLessThan(3)
})
