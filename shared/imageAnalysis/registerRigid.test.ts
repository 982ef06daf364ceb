import { beforeAll, describe, expect, it } from 'vitest'
import { defaultParameters } from '#sample-dicom/phantom/parameters.ts'
import type { Grid } from '#sample-dicom/sampling/grid.ts'
import { drawsFrom } from '#test/builders/needleScan.ts'
import { paintPhantom, volumeOf } from '#test/builders/phantomScan.ts'
import { type HuVolume, indexToLps } from './huVolume.ts'
import { registerRigid } from './registerRigid.ts'
import { identityAt, invertRigid, moveRigidly, type RigidTransform, turnBetweenDeg, turnFurther } from './rigidTransform.ts'
import { VolumeSampler } from './volumeSampler.ts'

const grid: Grid = { size: [120, 100, 84], spacingMm: 1, first: [-59.5, -40, -45], brickEdge: 4 }
const joint = [-16.2, 0, 0] as const
const distance = (a: readonly number[], b: readonly number[]): number => Math.hypot(...a.map((value, axis) => value - (b[axis] ?? NaN)))
let phantom: HuVolume

beforeAll(() => { phantom = volumeOf(grid, paintPhantom({ ...defaultParameters, jawDeg: 2 }, grid)) }, 60_000)

const withNoise = (volume: HuVolume, seed: number): HuVolume => {
  const draw = drawsFrom(seed)
  return { ...volume, values: Int16Array.from(volume.values, (value) => value + 50 * (draw() + draw() + draw() - 1.5)) }
}

/** The scan after the patient has moved, on the same grid, with noise of its own. */
function moved(volume: HuVolume, motion: RigidTransform, seed: number): HuVolume {
  const back = invertRigid(motion)
  const sampler = new VolumeSampler(volume)
  const values = new Int16Array(volume.values.length)
  const [columns, rows, slices] = volume.geometry.dimensions
  for (let k = 0, n = 0; k < slices; k += 1) for (let j = 0; j < rows; j += 1) for (let i = 0; i < columns; i += 1, n += 1) {
    const hu = sampler.huAt(moveRigidly(back, indexToLps(sampler.frame, i, j, k)))
    values[n] = hu ?? -1000
  }
  return withNoise({ ...volume, values }, seed)
}

function motionOf(seed: number, mostMm: number, mostDeg: number): RigidTransform {
  const draw = drawsFrom(seed)
  const unit = (): readonly [number, number, number] => { const v = [draw() - 0.5, draw() - 0.5, draw() - 0.5] as const; const length = Math.hypot(...v); return [v[0] / length, v[1] / length, v[2] / length] }
  const axis = unit(), way = unit(), angle = (mostDeg * Math.PI) / 180
  return turnFurther(identityAt(joint), [axis[0] * angle, axis[1] * angle, axis[2] * angle], [way[0] * mostMm, way[1] * mostMm, way[2] * mostMm])
}

describe('two scans of the same bones', () => {
  it.each(Array.from({ length: 12 }, (_, n) => [n + 1, n < 8 ? 15 : 15 * ((n - 7) / 5), n < 8 ? 15 : 15 * ((12 - n) / 5)] as const))('are laid over each other after motion %i of %f mm and %f degrees', async (seed, mm, deg) => {
    const motion = motionOf(seed, mm, deg)
    const result = await registerRigid({ fixed: withNoise(phantom, seed), moving: moved(phantom, motion, seed + 100), focusLpsMm: joint })
    if (!result.ok) throw new Error(result.error.message)
    expect(distance(moveRigidly(result.value.movingFromFixed, joint), moveRigidly(motion, joint))).toBeLessThan(0.5)
    expect(turnBetweenDeg(result.value.movingFromFixed, motion)).toBeLessThan(0.5)
    expect(result.value.doubts.filter(({ code }) => code !== 'LARGE_MOTION' && code !== 'LITTLE_OVERLAP')).toEqual([])
    const there = moveRigidly(result.value.fixedFromMoving, moveRigidly(result.value.movingFromFixed, [3, 4, 5]))
    expect(distance(there, [3, 4, 5])).toBeLessThan(1e-9)
  })

  it('are not called registered when they show different parts of the body', async () => {
    const shifted: HuVolume = { ...phantom, geometry: { ...phantom.geometry, originLpsMm: [-59.5, -40, -45 + 60] } }
    const result = await registerRigid({ fixed: withNoise(phantom, 1), moving: withNoise(shifted, 2), focusLpsMm: joint })
    expect(result.ok && result.value.isTrustworthy).toBe(false)
  })

  it('are not called registered when the one holds noise only', async () => {
    const draw = drawsFrom(9)
    const noise: HuVolume = { ...phantom, values: Int16Array.from(phantom.values, () => 900 * draw()) }
    const result = await registerRigid({ fixed: phantom, moving: noise, focusLpsMm: joint })
    expect(result.ok && result.value.isTrustworthy).toBe(false)
  })

  it('are left alone when the operator cancels', async () => {
    const signal = { aborted: false }
    const parts: number[] = []
    const result = await registerRigid({ fixed: phantom, moving: phantom, focusLpsMm: joint }, { signal, onProgress: (part) => { parts.push(part); signal.aborted = part >= 0.2 } })
    expect(result.ok ? '' : result.error.code).toBe('CANCELLED')
    expect(parts.at(-1)).toBeLessThan(0.3)
  })

  it('without bone near the joint are a fault', async () => {
    const soft: HuVolume = { ...phantom, values: Int16Array.from(phantom.values, (value) => Math.min(100, value)) }
    const result = await registerRigid({ fixed: soft, moving: phantom, focusLpsMm: joint })
    expect(result.ok ? '' : result.error.code).toBe('NO_BONE')
  })
})
