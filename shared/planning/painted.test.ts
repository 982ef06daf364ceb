import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorAdd, vectorScale } from '#shared/geometry/vectors.ts'
import { gridFrame, indexToLps, type VolumeGrid } from '#shared/imageAnalysis/huVolume.ts'
import { brushMask, type VoxelMask } from '#shared/imageAnalysis/voxelMask.ts'
import { cutSides, emptyPainted, gapToPainted, isPainted, maskOf, movedPainted, paintedShapeOf, preparePainted, sidesOfEnds } from './painted.ts'
import { type PaintedShape } from './structure.ts'

const empty: VoxelMask = { low: [0, 0, 0], size: [0, 0, 0], bits: new Uint8Array(0), count: 0 }
/** Anisotropic, turned, and tilted by `shearMm` a slice. */
const gridOf = (shearMm: number, turnDeg = 0): VolumeGrid => {
  const [c, s] = [Math.cos(turnDeg * Math.PI / 180), Math.sin(turnDeg * Math.PI / 180)]
  return { dimensions: [80, 80, 40], spacingMm: [0.5, 0.6, 1.25], originLpsMm: [-20, -24, -25], directionLps: [c, s, 0, -s, c, 0, 0, 0, 1], sliceStepLpsMm: [0, shearMm, 1.25] }
}
const ball = (grid: VolumeGrid, centreLpsMm: PatientPoint, radiusMm: number): PaintedShape => {
  const shape = paintedShapeOf(brushMask(empty, grid, { centreLpsMm, radiusMm, mode: 'add' }), grid)
  if (!shape.ok) throw new Error(shape.error.message)
  return shape.value
}
const point = fc.tuple(fc.double({ min: -30, max: 30, noNaN: true }), fc.double({ min: -30, max: 30, noNaN: true }), fc.double({ min: -30, max: 30, noNaN: true }))

/** The same figure by another way: points spread densely over every painted voxel's box. */
function densely(shape: PaintedShape, [entry, target]: readonly [PatientPoint, PatientPoint], grid: VolumeGrid): number {
  const mask = maskOf(shape, grid)
  const frame = gridFrame(grid)
  const u = [target[0] - entry[0], target[1] - entry[1], target[2] - entry[2]] as const
  const squared = u[0] ** 2 + u[1] ** 2 + u[2] ** 2
  let best = Infinity
  const parts = 6
  for (let k = 0; k < mask.size[2]; k += 1) for (let j = 0; j < mask.size[1]; j += 1) for (let i = 0; i < mask.size[0]; i += 1) {
    if (mask.bits[(k * mask.size[1] + j) * mask.size[0] + i] !== 1) continue
    for (let a = 0; a <= parts; a += 1) for (let b = 0; b <= parts; b += 1) for (let c = 0; c <= parts; c += 1) {
      const [x, y, z] = indexToLps(frame, mask.low[0] + i + a / parts - 0.5, mask.low[1] + j + b / parts - 0.5, mask.low[2] + k + c / parts - 0.5)
      const w = [x - entry[0], y - entry[1], z - entry[2]] as const
      const t = Math.min(1, Math.max(0, (w[0] * u[0] + w[1] * u[1] + w[2] * u[2]) / squared))
      best = Math.min(best, Math.hypot(w[0] - t * u[0], w[1] - t * u[1], w[2] - t * u[2]))
    }
  }
  return best
}

describe('a painted drawing', () => {
  test('keeps its voxels as runs and gives them back', () => {
    for (const grid of [gridOf(0), gridOf(0.3, 20)]) {
      const mask = brushMask(brushMask(empty, grid, { centreLpsMm: [1, 2, 3], radiusMm: 4, mode: 'add' }), grid, { centreLpsMm: [3, 2, 3], radiusMm: 2, mode: 'remove' })
      const shape = paintedShapeOf(mask, grid)
      expect(shape.ok && maskOf(shape.value, grid)).toEqual(mask)
    }
  })

  test('that reaches the edge of its scan is cut there, and what passes beside that cut is told so', () => {
    const grid = gridOf(0)
    const column = paintedShapeOf([-24, -20, -16].reduce((made, z) => brushMask(made, grid, { centreLpsMm: [0, 0, z], radiusMm: 3, mode: 'add' }), empty), grid)
    if (!column.ok) throw new Error(column.error.message)
    expect(column.value.cutAt).toEqual(['sliceLow'])
    const painted = preparePainted(column.value)
    expect(gapToPainted([[10, 30, -30], [10, -30, -30]], painted).endsThere).toBe(true)
    expect(gapToPainted([[10, 30, -18], [10, -30, -18]], painted).endsThere).toBe(false)
    expect(gapToPainted([[10, 30, 0], [10, -30, 0]], painted).endsThere).toBe(false)
    expect(ball(grid, [0, 0, 0], 3).cutAt).toBeUndefined()
  })

  test('is cut where the box that was filled ended, until more is added beyond or that end is taken away', () => {
    const grid = gridOf(0)
    const grown = brushMask(empty, grid, { centreLpsMm: [0, 0, 0], radiusMm: 4, mode: 'add' })
    const high: [number, number, number] = [grown.low[0] + grown.size[0] + 5, grown.low[1] + grown.size[1] + 5, grown.low[2] + grown.size[2] - 1]
    const none = { mask: empty, cutAt: [] }
    expect(cutSides(grown, none, { mask: grown, low: [0, 0, 0], high })).toEqual(['sliceHigh'])
    const known = { mask: grown, cutAt: ['sliceHigh'] as const }
    const stroke = (z: number, mode: 'add' | 'remove'): VoxelMask => brushMask(grown, grid, { centreLpsMm: [0, 0, z], radiusMm: 4, mode })
    expect(cutSides(stroke(-6, 'add'), known)).toEqual(['sliceHigh'])
    expect(cutSides(stroke(6, 'add'), known)).toEqual([])
    expect(cutSides(stroke(6, 'remove'), known)).toEqual([])
    expect(cutSides(grown, none)).toEqual([])
  })

  test('that was a tube is cut where the tube ended', () => {
    for (const grid of [gridOf(0), gridOf(0.3, 20)]) {
      const line = [-10, -8, -6, -4].map((z): PatientPoint => [0, 0, z])
      expect(sidesOfEnds(line, grid)).toEqual(['sliceLow', 'sliceHigh'])
      const shape = paintedShapeOf(line.reduce((made, centreLpsMm) => brushMask(made, grid, { centreLpsMm, radiusMm: 2, mode: 'add' }), empty), grid, sidesOfEnds(line, grid))
      expect(shape.ok && gapToPainted([[10, 20, 10], [10, -20, 10]], preparePainted(shape.value)).endsThere).toBe(true)
      expect(shape.ok && gapToPainted([[10, 20, -7], [10, -20, -7]], preparePainted(shape.value)).endsThere).toBe(false)
    }
    expect(sidesOfEnds([[0, 0, 0]], gridOf(0))).toEqual([])
  })

  test('of nothing holds nothing', () => {
    expect(maskOf(emptyPainted(gridOf(0)), gridOf(0)).count).toBe(0)
    expect(gapToPainted([[0, 0, 0], [1, 0, 0]], preparePainted(emptyPainted(gridOf(0))), 15).gapMm).toBe(15)
  })

  test('that is scattered like noise is refused with what to do', () => {
    const bits = Uint8Array.from({ length: 200_000 }, (_, at) => at % 2)
    const shape = paintedShapeOf({ low: [0, 0, 0], size: [100, 100, 20], bits, count: 100_000 }, gridOf(0))
    expect(shape).toMatchObject({ ok: false, error: { code: 'TOO_LARGE' } })
  })

  test('is as far from a needle as its voxels are: against points spread over their boxes', () => {
    for (const grid of [gridOf(0), gridOf(0.35, 17)]) {
      const shape = ball(grid, [2, -1, 3], 2.2)
      const painted = preparePainted(shape)
      let outside = 0
      fc.assert(fc.property(point, point, (entry, target) => {
        fc.pre(Math.hypot(target[0] - entry[0], target[1] - entry[1], target[2] - entry[2]) > 1)
        const { gapMm } = gapToPainted([entry, target], painted)
        const dense = densely(shape, [entry, target], grid)
        if (gapMm > 0) {
          outside += 1
          // Points a tenth of a millimetre apart can only lie farther than the box itself.
          expect(gapMm).toBeLessThanOrEqual(dense + 1e-9)
          expect(dense - gapMm).toBeLessThan(0.11)
          if (dense > 2) expect(dense - gapMm).toBeLessThan(0.02)
        } else expect(dense).toBeLessThan(0.15)
      }), { numRuns: 60, seed: 3 })
      expect(outside).toBeGreaterThan(30)
    }
  })

  test('painted as a ball is a ball to within a voxel', () => {
    const painted = preparePainted(ball(gridOf(0), [2, -1, 3], 5))
    for (const [x, y] of [[1, 0], [0, 1], [0.6, 0.8]] as const) {
      const entry = vectorAdd<'patientLps'>([2, -1, 3], vectorScale<'patientLps'>([x, y, 0], 20))
      expect(gapToPainted([entry, vectorAdd(entry, [0, 0, 10])], painted).gapMm).toBeCloseTo(15, 0)
    }
  })

  test('is met by a needle that runs through it: negative, as deep as it goes, where it is deepest', () => {
    const painted = preparePainted(ball(gridOf(0), [0, 0, 0], 5))
    const { gapMm, alongMm } = gapToPainted([[0, 20, 0], [0, -20, 0]], painted)
    expect(gapMm).toBeLessThan(-4)
    expect(gapMm).toBeGreaterThan(-5.7)
    expect(Math.abs(alongMm - 20)).toBeLessThan(1.5)
    // The whole needle within: it lies inside though no rim is near.
    expect(gapToPainted([[0, 1, 0], [0, -1, 0]], painted).gapMm).toBeLessThan(-3)
  })

  test('lies on another scan as the movement says', () => {
    const [c, s] = [Math.cos(0.3), Math.sin(0.3)]
    const move = ([x, y, z]: PatientPoint): PatientPoint => [c * x - s * y + 4, s * x + c * y - 7, z + 2]
    const shape = ball(gridOf(0.3), [2, -1, 3], 4)
    const [here, there] = [preparePainted(shape), preparePainted(movedPainted(shape, move))]
    fc.assert(fc.property(point, point, (entry, target) => {
      expect(gapToPainted([move(entry), move(target)], there).gapMm).toBeCloseTo(gapToPainted([entry, target], here).gapMm, 2)
      expect(isPainted(there, move(entry))).toBe(isPainted(here, entry))
    }), { numRuns: 50, seed: 5 })
  })
})
