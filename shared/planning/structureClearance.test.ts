import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { pointBetween, vectorDistance } from '#shared/geometry/vectors.ts'
import { marginOf, smoothTube, structureClearance } from './structureClearance.ts'
import type { PlannedStructure, TubePoint } from './structure.ts'

const tube = (points: readonly TubePoint[], changes: Partial<PlannedStructure> = {}): PlannedStructure => ({
  id: '6f1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b11', seriesUid: '1.2', frameOfReferenceUid: null, kind: 'vertebralArtery', name: 'VA',
  shape: { form: 'tube', points: [...points] }, uncertaintyMm: 0, drawnBy: 'x', drawnAtIso: '2026-11-22T10:00:00.000Z', ...changes,
})
const at = (x: number, y: number, z: number, radiusMm = 2): TubePoint => ({ pointLpsMm: [x, y, z], radiusMm })
const path = [[0, 0, 0], [60, 0, 0]] as const

const coordinate = fc.double({ min: -40, max: 40, noNaN: true })
const point = fc.tuple(coordinate, coordinate, coordinate)
const tubePoint = fc.record({ pointLpsMm: point, radiusMm: fc.double({ min: 0.5, max: 6, noNaN: true }) })

/** The smallest gap over points of the tube, 0.02 mm apart where it is near; never below the truth, and above it by no more than that. */
function bruteForce(from: PatientPoint, to: PatientPoint, needleRadiusMm: number, pieces: readonly TubePoint[]): number {
  const span = [0, 1, 2].map((axis) => (to[axis] ?? Number.NaN) - (from[axis] ?? Number.NaN))
  const squared = span.reduce((sum, value) => sum + value * value, 0)
  const gapAt = ({ pointLpsMm, radiusMm }: TubePoint): number => {
    const along = span.reduce((sum, value, axis) => sum + value * ((pointLpsMm[axis] ?? Number.NaN) - (from[axis] ?? Number.NaN)), 0) / squared
    return vectorDistance(pointBetween(from, to, Math.min(1, Math.max(0, along))), pointLpsMm) - radiusMm - needleRadiusMm
  }
  const gaps = pieces.map(gapAt)
  const coarse = Math.min(...gaps)
  let least = coarse
  for (let piece = 1; piece < pieces.length; piece += 1) {
    const [a, b] = [pieces[piece - 1], pieces[piece]]
    // A piece is at most half a millimetre long and widens by less than its ends differ.
    if (a === undefined || b === undefined || Math.min(gaps[piece - 1] ?? Infinity, gaps[piece] ?? Infinity) > coarse + 0.6 + Math.abs(a.radiusMm - b.radiusMm)) continue
    for (let part = 1; part < 25; part += 1) {
      const [x, y, z] = pointBetween<'patientLps'>(a.pointLpsMm, b.pointLpsMm, part / 25)
      least = Math.min(least, gapAt({ pointLpsMm: [x, y, z], radiusMm: a.radiusMm + (b.radiusMm - a.radiusMm) * part / 25 }))
    }
  }
  return least
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
      expect(Math.abs(found.distanceMm - bruteForce(from, to, 0.3, smoothTube(points)))).toBeLessThan(0.02)
    }), { numRuns: 10_000 })
  }, 60_000)

  it('is judged by what is left after the uncertainty', () => {
    const points = [at(30, 10, -20), at(30, 10, 20)]
    expect(structureClearance(path, 0, tube(points, { uncertaintyMm: 0 }), [])).toMatchObject({ level: 'above' })
    expect(structureClearance(path, 0, tube(points, { uncertaintyMm: 3.5 }), [])).toMatchObject({ distanceMm: 8, leastMm: 4.5, level: 'caution' })
    expect(structureClearance(path, 0, tube(points, { uncertaintyMm: 5.5 }), [])).toMatchObject({ level: 'stop' })
  })

  it.each([
    ['one point', [at(0, 0, 0)], {}],
    ['an uncertainty that nobody stated', [at(0, 0, 0), at(1, 1, 1)], { uncertaintyMm: null }],
    ['painted voxels', [], { shape: { form: 'painted' as const, maskSha256: '0'.repeat(64), voxels: 3 } }],
  ])('of %s is not assessed, with a reason', (_name, points, changes) => {
    expect(structureClearance(path, 0, tube(points, changes), [])).toEqual({ kind: 'notAssessed', why: expect.stringMatching(/\w+/) })
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
  expect(marginOf('thecalSac', [{ kind: 'thecalSac', stopMm: 1, cautionMm: 9 }])).toEqual({ stopMm: 1, cautionMm: 9 })
  expect(marginOf('thecalSac', [])).toEqual({ stopMm: 2, cautionMm: 4 })
  expect(marginOf('constructor', [])).toEqual(marginOf('vertebralArtery', []))
})

it('six structures of 50 points are measured far more often than 30 times a second', () => {
  const structures = Array.from({ length: 6 }, (_, n) => tube(Array.from({ length: 50 }, (_unused, i) => at(20 + n * 5, 10 + Math.sin(i / 5) * 5, i - 25))))
  const startedMs = performance.now()
  const rounds = 20
  for (let round = 0; round < rounds; round += 1) for (const structure of structures) structureClearance([[0, 0, round / 10], [60, 0, 0]], 0.36, structure, [])
  expect((performance.now() - startedMs) / rounds).toBeLessThan(33)
})
