import { describe, expect, it } from 'vitest'
import { drawsFrom, type NeedleScanSettings, scanNeedles, type SteelNeedle } from '#test/builders/needleScan.ts'
import { findNeedle, type FoundNeedle } from './findNeedle.ts'

type Point = readonly [number, number, number]
/** Outer radii of 20, 22 and 25 gauge and those between, mm. */
const radiiMm = [0.454, 0.41, 0.359, 0.321, 0.283, 0.2575]

const unit = (v: Point): Point => { const length = Math.hypot(...v); return [v[0] / length, v[1] / length, v[2] / length] }

/** One of the generated scans: every number of it follows from `seed`. */
function settingsOf(seed: number): NeedleScanSettings {
  const draw = drawsFrom(seed)
  const between = (low: number, high: number): number => low + (high - low) * draw()
  const needle = (dx: number, dz: number): SteelNeedle => {
    const azimuth = between(-0.9, 0.9), rise = between(-0.45, 0.45)
    return { tip: [between(-5, 5) + dx, between(-22, -12), between(-3, 3) + dz], toHub: unit([Math.sin(azimuth) * Math.cos(rise), Math.cos(azimuth) * Math.cos(rise), Math.sin(rise)]), radiusMm: radiiMm[Math.floor(draw() * 6)] ?? NaN, lengthMm: 90 }
  }
  const first = needle(0, 0)
  const hasTwo = seed % 7 === 0
  return {
    seed, needles: hasTwo ? [first, { ...first, tip: [first.tip[0] + between(7, 10), first.tip[1] + between(-4, 4), first.tip[2] + between(4, 8)] as Point, toHub: unit([first.toHub[0] + between(-0.1, 0.2), first.toHub[1], first.toHub[2] + between(-0.1, 0.1)]) }] : [first], sizeMm: [64, 76, 44], pixelMm: between(0.35, 0.7), sliceMm: [0.6, 0.75, 1, 1, 1.25, 1.5, 2][Math.floor(draw() * 7)] ?? NaN,
    tiltDeg: seed % 3 === 0 ? between(-20, 20) : 0, turnDeg: seed % 4 === 0 ? 180 : between(-6, 6), blurMm: between(0.33, 0.5), noiseHu: between(12, 45), streakHu: between(0, 200), steelHu: between(11_000, 20_000),
    bone: draw() < 0.6, filling: draw() < 0.3,
  }
}

type Measured = { readonly seed: number; readonly tipMm: number; readonly deg: number; readonly alongMm: number }

/** The plan a little off the needle, as plans are. */
function searchFor(needle: SteelNeedle, seed: number) {
  const draw = drawsFrom(seed + 5000)
  const jitter = (mm: number): number => (2 * draw() - 1) * mm
  const entry: Point = [needle.tip[0] + 45 * needle.toHub[0] + jitter(3), needle.tip[1] + 45 * needle.toHub[1], needle.tip[2] + 45 * needle.toHub[2] + jitter(3)]
  return { kind: 'path', entryLpsMm: entry, targetLpsMm: [needle.tip[0] + jitter(3), needle.tip[1] + jitter(3), needle.tip[2] + jitter(3)] as Point } as const
}

function compare(seed: number, found: FoundNeedle, truth: SteelNeedle): Measured {
  const e: Point = [found.tipLpsMm[0] - truth.tip[0], found.tipLpsMm[1] - truth.tip[1], found.tipLpsMm[2] - truth.tip[2]]
  const cosine = -(found.directionLps[0] * truth.toHub[0] + found.directionLps[1] * truth.toHub[1] + found.directionLps[2] * truth.toHub[2])
  return { seed, tipMm: Math.hypot(...e), alongMm: -(e[0] * truth.toHub[0] + e[1] * truth.toHub[1] + e[2] * truth.toHub[2]), deg: (Math.acos(Math.min(1, cosine)) * 180) / Math.PI }
}

const quantile = (values: readonly number[], part: number): number => [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(part * values.length))] ?? NaN
const COUNT = 200

describe('the needle on a check scan', () => {
  it(`is found within 0.5 mm at the tip and 0.5 degrees on at least 95 % of ${COUNT} generated scans, and is in doubt where it is far off`, () => {
    const measured: Measured[] = []
    const missed: string[] = []
    let toldOfTwo = 0, two = 0
    const sureAndWrong: Measured[] = []
    for (let seed = 1; seed <= COUNT; seed += 1) {
      const settings = settingsOf(seed)
      const [truth] = settings.needles
      if (truth === undefined) throw new Error('A scan without a needle')
      const found = findNeedle(scanNeedles(settings).volume, searchFor(truth, seed))
      if (settings.needles.length > 1) two += 1
      if (!found.ok) { missed.push(`${seed}: ${found.error.code}`); continue }
      if (settings.needles.length > 1 && found.value.notes.some(({ code }) => code === 'OTHER_NEEDLE')) toldOfTwo += 1
      const one = compare(seed, found.value, truth)
      measured.push(one)
      // Found without a doubt it must never lie a millimetre or a degree off.
      if (found.value.confidence >= 0.5 && (one.tipMm > 1 || one.deg > 1)) sureAndWrong.push(one)
    }
    const good = measured.filter(({ tipMm, deg }) => tipMm <= 0.5 && deg <= 0.5)
    if (process.env['NEEDLE_REPORT'] !== undefined) {
      const line = (of: (one: Measured) => number): string => [0.5, 0.9, 0.95, 0.99].map((part) => quantile(measured.map(of), part).toFixed(3)).join(' ')
      process.stdout.write(`good ${good.length} missed ${missed.join()} tip 50/90/95/99 ${line((one) => one.tipMm)} deg ${line((one) => one.deg)} along ${line((one) => one.alongMm)} two ${toldOfTwo}/${two}\n`)
      for (const one of measured.filter((each) => !good.includes(each))) process.stdout.write(`${JSON.stringify(one)} ${JSON.stringify(settingsOf(one.seed))}\n`)
    }
    expect(good.length / COUNT).toBeGreaterThanOrEqual(0.95)
    expect(sureAndWrong).toEqual([])
    expect(toldOfTwo / two).toBeGreaterThanOrEqual(0.9)
  }, 240_000)

  const base = settingsOf(3)
  const plain: NeedleScanSettings = { ...base, needles: [], pixelMm: 0.5, sliceMm: 1, tiltDeg: 0, turnDeg: 0, noiseHu: 25, streakHu: 60, steelHu: 16_000, bone: true, filling: false }
  const needle: SteelNeedle = { tip: [2, -15, 0], toHub: unit([0.2, 0.95, 0.1]), radiusMm: 0.359, lengthMm: 90 }

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('is not made up on scan %i, which has none', (seed) => {
    const { volume } = scanNeedles({ ...settingsOf(seed), needles: [] })
    const found = findNeedle(volume, searchFor(needle, seed))
    expect(!found.ok && ['NO_NEEDLE', 'METAL_ELSEWHERE', 'TOO_SHORT'].includes(found.error.code)).toBe(true)
  })

  it('is the clicked one of two, and the operator is asked when the click lies between them', () => {
    const other: SteelNeedle = { ...needle, tip: [16, -15, 4] }
    const { volume } = scanNeedles({ ...plain, needles: [needle, other] })
    const onIt = findNeedle(volume, { kind: 'box', centreLpsMm: [4, -5, 1], halfMm: 30 })
    expect(onIt.ok && Math.hypot(...onIt.value.tipLpsMm.map((value, axis) => value - (needle.tip[axis] ?? NaN)))).toBeLessThan(0.5)
    expect(onIt.ok && onIt.value.notes.map(({ code }) => code)).toContain('OTHER_NEEDLE')
    const between = findNeedle(volume, { kind: 'box', centreLpsMm: [11, -5, 3], halfMm: 30 })
    expect(between.ok ? '' : between.error.code).toBe('TWO_NEEDLES')
  })

  it('is said to lie outside when its tip is not on the scan', () => {
    const { volume } = scanNeedles({ ...plain, needles: [{ ...needle, tip: [0, -60, -3], lengthMm: 120 }] })
    const found = findNeedle(volume, { kind: 'path', entryLpsMm: [8, 20, 1], targetLpsMm: [0, -30, 0] })
    expect(found.ok ? '' : found.error.code).toBe('TIP_OUTSIDE')
  })

  it('is too short for a direction when only a stub is seen', () => {
    const { volume } = scanNeedles({ ...plain, needles: [{ ...needle, tip: [2, 4, 0], lengthMm: 8 }] })
    const found = findNeedle(volume, { kind: 'box', centreLpsMm: [2, 8, 0], halfMm: 20 })
    expect(found.ok ? '' : found.error.code).toBe('TOO_SHORT')
  })

  it('is told from a filled tooth', () => {
    const { volume } = scanNeedles({ ...plain, filling: true })
    const found = findNeedle(volume, { kind: 'box', centreLpsMm: [-12, -14, 3], halfMm: 15 })
    expect(found.ok ? '' : found.error.code).toBe('METAL_ELSEWHERE')
  })
})
