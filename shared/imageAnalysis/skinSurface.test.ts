import { describe, expect, it } from 'vitest'
import { drawsFrom } from '#test/builders/needleScan.ts'
import { type HuVolume, gridFrame, indexToLps } from './huVolume.ts'
import { SkinSurface } from './skinSurface.ts'

type Point = readonly [number, number, number]
type Setting = { readonly table: 'none' | 'apart' | 'touching'; readonly field: 'wide' | 'cut' | 'round'; readonly tiltDeg: number; readonly noiseHu: number }
const neck = { radiusX: 60, radiusY: 70 }

/** Width of the blurred edge: a scanner blurs more than a pixel. */
const EDGE_MM = 1.6
/** Signed distance, about, from an elliptic neck along z. */
const toSkin = (x: number, y: number): number => { const k = Math.hypot(x / neck.radiusX, y / neck.radiusY); return (k * (k - 1)) / Math.hypot(x / neck.radiusX ** 2, y / neck.radiusY ** 2) }

function huAt(setting: Setting, x: number, y: number): number {
  const d = toSkin(x, y)
  const skin = Math.max(0, Math.min(1, 0.5 - d / EDGE_MM))
  let hu = -1000 + 1040 * skin
  if (Math.hypot(x, y + 25) < 9) hu = -1000
  if (Math.hypot(x - 8, y - 8) < 9) hu = 900
  if (setting.table !== 'none') {
    // A shell of 3 mm below the back of the neck, curved as tables are, with foam beneath.
    const gap = setting.table === 'touching' ? -0.5 : 6
    const top = neck.radiusY + gap - (x * x) / 900
    if (d > 0.8 && y > top && y < top + 3) hu = -120
    if (d > 0.8 && y >= top + 3) hu = -930
  }
  return hu
}

function scan(setting: Setting): HuVolume {
  const tilt = (setting.tiltDeg * Math.PI) / 180
  const half = setting.field === 'wide' ? 95 : 64
  const spacing = 1, count = Math.round((2 * half) / spacing), slices = 45
  const geometry: HuVolume['geometry'] = {
    dimensions: [count, count, slices], spacingMm: [spacing, spacing, 2 * Math.cos(tilt)], originLpsMm: [-half + 0.5, (-half + 0.5) * Math.cos(tilt), -44 + half * Math.sin(tilt)],
    directionLps: [1, 0, 0, 0, Math.cos(tilt), -Math.sin(tilt), 0, Math.sin(tilt), Math.cos(tilt)], sliceStepLpsMm: [0, 0, 2],
  }
  const frame = gridFrame(geometry)
  const draw = drawsFrom(4)
  const values = new Int16Array(count * count * slices)
  for (let k = 0, n = 0; k < slices; k += 1) for (let j = 0; j < count; j += 1) for (let i = 0; i < count; i += 1, n += 1) {
    const [x, y] = indexToLps(frame, i, j, k)
    const isBeyond = setting.field === 'round' && Math.hypot(i - (count - 1) / 2, j - (count - 1) / 2) > count / 2
    values[n] = isBeyond ? 0 : Math.round(Math.max(-1024, huAt(setting, x, y) + setting.noiseHu * (draw() + draw() + draw() - 1.5) * 2) + 1024)
  }
  return { geometry, values, toHu: { slope: 1, intercept: -1024 } }
}

const plain: Setting = { table: 'none', field: 'wide', tiltDeg: 0, noiseHu: 0 }
const skinOf = (setting: Setting): SkinSurface => { const skin = SkinSurface.find(scan(setting)); if (!skin.ok) throw new Error(skin.error.message); return skin.value }
/** −300 HU lies a little inside the middle of the blurred edge: 0.67 of the way from air to tissue. */
const LEVEL_MM = -0.173 * EDGE_MM

describe('the skin', () => {
  it.each([
    ['free in air', plain], ['over a table', { ...plain, table: 'apart' as const }], ['pressed on a table', { ...plain, table: 'touching' as const }],
    ['under noise', { ...plain, noiseHu: 40 }], ['in a tilted stack', { ...plain, tiltDeg: 18, noiseHu: 20 }],
  ])('is found to a few tenths of a millimetre %s', (_name, setting) => {
    const skin = skinOf(setting)
    for (let angle = 0; angle < 6.28; angle += 0.3) {
      const direction: Point = [Math.cos(angle), Math.sin(angle), 0.1]
      // Where the neck lies on the table there is no air behind the skin, so there is no skin to enter through.
      if (setting.table === 'touching' && direction[1] > 0.8) continue
      const left = skin.along([4, 10, 0], direction)
      if (!left.ok) throw new Error(left.error.message)
      const [x, y] = left.value.pointLpsMm
      expect(Math.abs(toSkin(x, y) - LEVEL_MM)).toBeLessThan(setting.noiseHu > 0 ? 0.35 : 0.2)
      const outward = Math.hypot(x / neck.radiusX ** 2, y / neck.radiusY ** 2)
      expect((left.value.normalLps[0] * x) / neck.radiusX ** 2 / outward + (left.value.normalLps[1] * y) / neck.radiusY ** 2 / outward).toBeGreaterThan(0.95)
    }
  })

  it('is snapped to from outside and from inside, in less than a millisecond each', () => {
    const skin = skinOf(plain)
    const draw = drawsFrom(2)
    // The least of a few: another process may have had the processor meanwhile.
    const eachMs: number[] = []
    for (let round = 0; round < 5; round += 1) {
      const before = performance.now()
      for (let n = 0; n < 40; n += 1) {
        const angle = 6.28 * draw(), part = 0.75 + 0.5 * draw()
        const from: Point = [part * 60 * Math.cos(angle), part * 70 * Math.sin(angle), 40 * (draw() - 0.5)]
        const near = skin.snap(from)
        if (!near.ok) throw new Error(near.error.message)
        const away = Math.hypot(...from.map((value, axis) => value - (near.value.pointLpsMm[axis] ?? NaN)))
        expect(Math.abs(toSkin(near.value.pointLpsMm[0], near.value.pointLpsMm[1]) - LEVEL_MM)).toBeLessThan(0.2)
        expect(away).toBeLessThan(Math.abs(toSkin(from[0], from[1])) * 1.12 + 0.5)
      }
      eachMs.push((performance.now() - before) / 40)
    }
    expect(Math.min(...eachMs)).toBeLessThan(1)
  })

  it('is met along a line from outside', () => {
    const skin = skinOf(plain)
    const met = skin.snap([0, 90, 0], [0, 1, 0])
    expect(met.ok && Math.abs(met.value.pointLpsMm[1] - (70 + LEVEL_MM)) < 0.2).toBe(true)
  })

  it('is not the airway, and the airway lies inside', () => {
    const skin = skinOf(plain)
    expect(skin.isInside([0, -25, 0])).toBe(true)
    expect(skin.isInside([0, 80, 0])).toBe(false)
    const { positions } = skin.pointsWithin([0, -25, 0], 20, 2)
    expect(positions.length).toBe(0)
  })

  it('is given as points within reach, all of them on the skin, with a closed net between the ends of the scan', () => {
    const skin = skinOf(plain)
    const { positions, normals } = skin.pointsWithin([0, 30, 0], 60, 3)
    expect(positions.length).toBe(normals.length)
    expect(positions.length / 3).toBeGreaterThan(300)
    for (let n = 0; n < positions.length; n += 3) expect(Math.abs(toSkin(positions[n] ?? NaN, positions[n + 1] ?? NaN) - LEVEL_MM)).toBeLessThan(0.25)
    const ends = Math.max(...skin.mesh.positions.filter((_, n) => n % 3 === 2))
    expect(ends).toBeLessThan(46)
  })

  it.each(['cut', 'round'] as const)('is not the edge of a %s field', (field) => {
    const skin = skinOf({ ...plain, field, noiseHu: 15 })
    expect(skin.isCutAtSides || field === 'round').toBe(true)
    const along = skin.along([0, 0, 0], [0, 1, 0])
    expect(along.ok ? '' : along.error.code).toBe('CUT_BY_FIELD')
    const side = skin.along([0, 0, 0], [1, 0, 0])
    expect(side.ok && Math.abs(side.value.pointLpsMm[0] - (60 + LEVEL_MM)) < 0.4).toBe(true)
    for (let n = 0; n < skin.mesh.positions.length; n += 3) expect(Math.abs(toSkin(skin.mesh.positions[n] ?? NaN, skin.mesh.positions[n + 1] ?? NaN))).toBeLessThan(0.6)
  })

  it('is not made up where there is no patient, nor asked for from outside', () => {
    const volume = scan(plain)
    const air = SkinSurface.find({ ...volume, values: new Int16Array(volume.values.length) })
    expect(air.ok ? '' : air.error.code).toBe('NO_BODY')
    const outside = skinOf(plain).along([0, 90, 0], [0, 1, 0])
    expect(outside.ok ? '' : outside.error.code).toBe('NOT_INSIDE')
  })
})
