import { beforeAll, describe, expect, it } from 'vitest'
import { arteryCentreLine } from '#sample-dicom/phantom/arteries.ts'
import { defaultParameters, type PhantomParameters } from '#sample-dicom/phantom/parameters.ts'
import type { Grid } from '#sample-dicom/sampling/grid.ts'
import { paintPhantom, volumeOf } from '#test/builders/phantomScan.ts'
import { centreLine } from './centreLine.ts'
import type { HuVolume } from './huVolume.ts'
import { growRegion } from './regionGrow.ts'
import { brushMask } from './voxelMask.ts'

const parameters: PhantomParameters = { ...defaultParameters, jawDeg: 2, ctaHu: 330 }
const grid: Grid = { size: [72, 72, 96], spacingMm: 0.5, first: [-38, -12, -26], brickEdge: 8 }
/** The artery where it leaves C2, beside the joint and above the arch: filled with contrast, bone beside it. */
const seed = [-27.2, 0.9, -0.5] as const
let artery: HuVolume

beforeAll(() => { artery = volumeOf(grid, paintPhantom(parameters, grid)) }, 60_000)

const distanceToTruth = (p: readonly number[]): number => Math.min(...arteryCentreLine('R', parameters).flatMap(([x, y, z], n, all) => {
  const next = all[n + 1]
  if (next === undefined) return []
  const d = [next[0] - x, next[1] - y, next[2] - z], r = [(p[0] ?? NaN) - x, (p[1] ?? NaN) - y, (p[2] ?? NaN) - z]
  const t = Math.max(0, Math.min(1, ((d[0] ?? 0) * (r[0] ?? 0) + (d[1] ?? 0) * (r[1] ?? 0) + (d[2] ?? 0) * (r[2] ?? 0)) / ((d[0] ?? 0) ** 2 + (d[1] ?? 0) ** 2 + (d[2] ?? 0) ** 2)))
  return [Math.hypot((r[0] ?? 0) - t * (d[0] ?? 0), (r[1] ?? 0) - t * (d[1] ?? 0), (r[2] ?? 0) - t * (d[2] ?? 0))]
}))

describe('an artery filled with contrast', () => {
  const search = { seedsLpsMm: [seed], lowHu: 190, highHu: 420, box: { centreLpsMm: seed, halfMm: 9 }, neighbours: 6 as const }

  it('is grown from one click and becomes a line with radii within half a millimetre of the truth', () => {
    const grown = growRegion(artery, search)
    if (!grown.ok) throw new Error(grown.error.message)
    expect(grown.value.reachesBox).toBe(true)
    const line = centreLine(grown.value.mask, artery.geometry)
    if (!line.ok) throw new Error(line.error.message)
    // The region is cut at the box and touches bone in the foramina: the part between is the artery's own.
    const inside = line.value.points.filter(({ pointLpsMm: [, , z] }) => z > -6 && z < 3)
    expect(inside.length).toBeGreaterThan(4)
    expect(Math.max(...inside.map(({ pointLpsMm }) => distanceToTruth(pointLpsMm)))).toBeLessThan(0.5)
    // Of the artery's 2 mm the outer half millimetre is wall, which takes no contrast.
    expect(inside.map(({ radiusMm }) => Math.abs(radiusMm - 1.5)).filter((off) => off >= 0.4)).toEqual([])
  })

  it.each([
    ['outside the box', { ...search, seedsLpsMm: [[-10, 20, 0]] as const }, 'SEED_OUTSIDE'],
    ['on something darker', { ...search, seedsLpsMm: [[-31, 3, 0]] as const }, 'SEED_NOT_IN_RANGE'],
    ['into something too large', { ...search, lowHu: -50, mostVoxels: 5000 }, 'TOO_LARGE'],
  ])('is a fault when the click leads %s', (_name, wrong, code) => {
    const grown = growRegion(artery, wrong)
    expect(grown.ok ? '' : grown.error.code).toBe(code)
  })

  it('loses and gains what a brush takes and gives', () => {
    const grown = growRegion(artery, search)
    if (!grown.ok) throw new Error(grown.error.message)
    const { mask } = grown.value
    const less = brushMask(mask, artery.geometry, { centreLpsMm: seed, radiusMm: 3, mode: 'remove' })
    const more = brushMask(less, artery.geometry, { centreLpsMm: seed, radiusMm: 3, mode: 'add' })
    const away = brushMask(more, artery.geometry, { centreLpsMm: seed, radiusMm: 100, mode: 'remove' })
    expect([less.count < mask.count, more.count > less.count, away.count]).toEqual([true, true, 0])
    const ball = brushMask(away, artery.geometry, { centreLpsMm: [-20, 10, 0], radiusMm: 4, mode: 'add' })
    expect(Math.abs(ball.count * 0.125 - (4 / 3) * Math.PI * 64)).toBeLessThan(10)
  })
})

describe('a middle line', () => {
  /** A ring of three quarters, 3 mm thick, in a volume with slices of 2 mm that are tilted. */
  it('follows a bend in a tilted, anisotropic volume', () => {
    const geometry: HuVolume['geometry'] = { dimensions: [80, 80, 20], spacingMm: [0.6, 0.6, 2 * Math.cos(0.3)], originLpsMm: [-24, -24, -18], directionLps: [1, 0, 0, 0, Math.cos(0.3), -Math.sin(0.3), 0, Math.sin(0.3), Math.cos(0.3)], sliceStepLpsMm: [0, 0, 2] }
    const empty = { low: [0, 0, 0], size: [0, 0, 0], bits: new Uint8Array(0), count: 0 } as const
    let mask = brushMask(empty, geometry, { centreLpsMm: [15, 0, 0], radiusMm: 3, mode: 'add' })
    for (let angle = 0; angle <= 4.5; angle += 0.05) mask = brushMask(mask, geometry, { centreLpsMm: [15 * Math.cos(angle), 15 * Math.sin(angle), 0], radiusMm: 3, mode: 'add' })
    const line = centreLine(mask, geometry)
    if (!line.ok) throw new Error(line.error.message)
    expect(Math.abs(line.value.lengthMm - 15 * 4.5)).toBeLessThan(8)
    expect(Math.max(...line.value.points.slice(2, -2).map(({ pointLpsMm: [x, y, z] }) => Math.hypot(Math.hypot(x, y) - 15, z)))).toBeLessThan(0.8)
  })

  it('is refused where there are a few voxels only', () => {
    const geometry: HuVolume['geometry'] = { dimensions: [9, 9, 9], spacingMm: [1, 1, 1], originLpsMm: [0, 0, 0], directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1], sliceStepLpsMm: [0, 0, 1] }
    const line = centreLine({ low: [2, 2, 2], size: [1, 1, 3], bits: Uint8Array.of(1, 1, 1), count: 3 }, geometry)
    expect(line.ok ? '' : line.error.code).toBe('TOO_SMALL')
  })
})
