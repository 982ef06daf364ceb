import { beforeAll, describe, expect, it } from 'vitest'
import { needleOf } from '#sample-dicom/case-definitions/exposures.ts'
import { contrastPattern } from '#sample-dicom/contrast/patterns.ts'
import { CtContrast } from '#sample-dicom/ct/ctContrast.ts'
import type { CtAcquisition } from '#sample-dicom/ct/ctSeries.ts'
import { defaultParameters } from '#sample-dicom/phantom/parameters.ts'
import { ctGrid, type Grid } from '#sample-dicom/sampling/grid.ts'
import { paintPhantom, scanPhantom } from '#test/builders/phantomScan.ts'
import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import { identityAt } from '#shared/imageAnalysis/rigidTransform.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { balanceVolumes, decreaseBetween, measureCtSpread, type CtSpread, type CtSpreadInput } from './ctSpread.ts'

/** The neighbourhood of the RIGHT joint, in the CT's own voxels. */
const grid: Grid = { ...ctGrid, size: [128, 136, 96], first: [-49.75, -23.75, -26.75] }
const parameters = { ...defaultParameters, jawDeg: 2 }
const needle = needleOf(parameters, 'R', 'ctPosterolateral')
/** As in the CT-guided sample case, where the first scan reaches the scanner's ceiling; and thinner, so that nothing does. */
const dense = { spread: 'capsularLeak', side: 'R', seconds: 3, dilution: 0.45 } as const
const immediate = { ...dense, dilution: 0.15 } as const
const delayed = { ...dense, seconds: 4, dilution: 0.1 } as const
const acquisition = (fields: Partial<CtAcquisition>): CtAcquisition => ({
  position: 'HFP', kernel: 'bone', seed: 7, fromZMm: -26, toZMm: 20, gantryTiltDeg: 0, parameters, needle: null, contrast: null, ...fields,
})
const along = (mm: number): PatientPoint => [needle.tipLpsMm[0] + mm * needle.towardsEntry[0], needle.tipLpsMm[1] + mm * needle.towardsEntry[1], needle.tipLpsMm[2] + mm * needle.towardsEntry[2]]

/** The contrast alone in the slices of the scans, without noise, HU. */
function contrastSlices(contrast: NonNullable<CtAcquisition['contrast']>): Float32Array {
  const alone = new CtContrast(contrastPattern(contrast.spread, contrast.side, parameters), contrast.seconds, contrast.dilution, grid)
  const [columns, rows] = grid.size
  const slices = new Float32Array(47 * columns * rows)
  for (let n = 0; n < 47; n += 1) {
    const slice = slices.subarray(n * columns * rows, (n + 1) * columns * rows)
    const lowest = Math.round((n - 26 - 0.5 + grid.spacingMm / 2 - grid.first[2]) / grid.spacingMm)
    for (let k = lowest; k < lowest + 2; k += 1) alone.addToSlice(k, columns, slice)
    for (let at = 0; at < slice.length; at += 1) slice[at] = (slice[at] ?? NaN) / 2
  }
  return slices
}

const trueVolumeMl = (contrast: NonNullable<CtAcquisition['contrast']>, thresholdHu: number): number =>
  (contrastSlices(contrast).reduce((sum, value) => sum + (value > thresholdHu ? 1 : 0), 0) * grid.spacingMm ** 2) / 1000

describe('contrast on CT before and after, in the phantom', () => {
  let hu: Int16Array
  let withNeedle: HuVolume
  let withContrast: HuVolume
  let later: HuVolume
  let input: CtSpreadInput
  let spread: CtSpread
  const measured = (given: CtSpreadInput): CtSpread => {
    const result = measureCtSpread(given)
    if (!result.ok) throw new Error(result.error.message)
    return result.value
  }
  beforeAll(() => {
    hu = paintPhantom(parameters, grid)
    withNeedle = scanPhantom(grid, hu, acquisition({ needle, seed: 1 }))
    withContrast = scanPhantom(grid, hu, acquisition({ needle, contrast: immediate, seed: 2 }))
    later = scanPhantom(grid, hu, acquisition({ contrast: delayed, seed: 3 }))
    input = { before: withNeedle, after: withContrast, beforeFromAfter: identityAt([0, 0, 0]), focusLpsMm: needle.tipLpsMm, reachMm: 22, needles: [[along(-1), along(90)]] }
    spread = measured(input)
  }, 120_000)

  it('has the volume of what rises above the threshold, but for what lies along the needle', () => {
    const expected = trueVolumeMl(immediate, spread.thresholdHu)
    expect(spread.noiseHu).toBeGreaterThan(20)
    expect((spread.volumeMl.value ?? NaN) / expected).toBeGreaterThan(0.85)
    expect((spread.volumeMl.value ?? NaN) / expected).toBeLessThan(1.05)
  })

  it('sees nothing between two scans without contrast', () => {
    const nothing = measured({ ...input, after: scanPhantom(grid, hu, acquisition({ needle, seed: 9 })) })
    expect(nothing.volumeMl.value).toBeLessThan(0.01)
  })

  it('follows the registration: a scan that lies elsewhere gives the same volume', () => {
    const [x, y, z] = withNeedle.geometry.originLpsMm
    const moved: HuVolume = { ...withNeedle, geometry: { ...withNeedle.geometry, originLpsMm: [x + 3, y - 2, z + 1] } }
    const same = measured({ ...input, before: moved, beforeFromAfter: { ...identityAt([0, 0, 0]), shiftMm: [3, -2, 1] } })
    expect(same.volumeMl.value).toBeCloseTo(spread.volumeMl.value ?? NaN, 6)
    expect(measured({ ...input, before: moved }).volumeMl.value ?? NaN).toBeGreaterThan(1.3 * (spread.volumeMl.value ?? NaN))
  })

  it('says by how much the second scan has less where the first was opaque', () => {
    const [then, now] = [contrastSlices(immediate), contrastSlices(delayed)]
    let [first, second] = [0, 0]
    then.forEach((value, at) => { if (value > spread.thresholdHu) { first += value; second += now[at] ?? NaN } })
    const phase = { scan: later, laterFromFirst: identityAt([0, 0, 0] as const) }
    expect(Math.abs((decreaseBetween(spread, input, phase).value ?? NaN) - (1 - second / first))).toBeLessThan(0.05)
  })

  it('claims no volume where the scanner was at its ceiling, as in the sample case', () => {
    const saturated = measured({ ...input, after: scanPhantom(grid, hu, acquisition({ needle, contrast: dense, seed: 2 })) })
    expect([spread.saturatedVoxels < 5, saturated.saturatedVoxels >= 5]).toEqual([true, true])
    expect([saturated.volumeMl.value, decreaseBetween(saturated, input, { scan: later, laterFromFirst: identityAt([0, 0, 0]) }).value]).toEqual([null, null])
    expect(saturated.volumeMl.reason).toMatch(/ceiling of 3071 HU.*No volume/)
    expect(balanceVolumes(0.3, saturated.volumeMl, spread.coverage)).toMatchObject({ isDiscordant: false, missingMl: { value: null } })
  })

  it('flags what is injected and not seen', () => {
    expect(balanceVolumes(0.5, { value: 0.1, reason: null }, { share: 1 })).toMatchObject({ isDiscordant: true, missingMl: { value: 0.4 }, message: expect.stringMatching(/0.5 mL were injected, 0.1 mL are seen. Contrast may have been carried away\. Look/) })
    expect(balanceVolumes(0.5, { value: 0.1, reason: null }, { share: 0.2 }).message).toMatch(/carried away, or lies where both scans do not show it\. Look/)
    expect(balanceVolumes(0.5, { value: 0.45, reason: null }, { share: 1 }).isDiscordant).toBe(false)
    expect(balanceVolumes(null, { value: 0.45, reason: null }, { share: 1 }).missingMl.reason).toMatch(/Enter/)
  })

  it('says so when the scans share nothing near the joint', () => {
    expect(measureCtSpread({ ...input, beforeFromAfter: { ...identityAt([0, 0, 0]), shiftMm: [500, 0, 0] } })).toMatchObject({ ok: false, error: { code: 'NO_OVERLAP' } })
  })
})
