import { beforeAll, describe, expect, it } from 'vitest'
import { needleOf, seedOf } from '#sample-dicom/case-definitions/exposures.ts'
import { sampleCases } from '#sample-dicom/case-definitions/cases.ts'
import { contrastPattern } from '#sample-dicom/contrast/patterns.ts'
import { CtContrast } from '#sample-dicom/ct/ctContrast.ts'
import { ctGrid, type Grid } from '#sample-dicom/sampling/grid.ts'
import { arteriesTruth } from '#sample-dicom/truth/anatomyTruth.ts'
import { paintPhantom, scanPhantom } from '#test/builders/phantomScan.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { gridFrame, indexToLps, lpsToIndex, type HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import { identityAt } from '#shared/imageAnalysis/rigidTransform.ts'
import { paintedShapeOf } from '#shared/planning/painted.ts'
import { assessCtSpread, type CtAssessment, type CtAssessmentInput } from './ctAssessment.ts'
import type { AskedStructure } from './ctDistances.ts'

const caseF = sampleCases.find(({ letter }) => letter === 'F')
if (caseF === undefined) throw new Error('There is a CT-guided case.')
const { parameters, side } = caseF
/** The neighbourhood of its joint, in the CT's own voxels. */
const grid: Grid = { ...ctGrid, size: [128, 136, 96], first: [-49.75, -23.75, -26.75] }
const needle = needleOf(parameters, side, 'ctPosterolateral')
const hu = paintPhantom(parameters, grid)
type Contrast = { readonly seconds: number; readonly dilution: number }

/** A series of the case as its generator writes it, of this neighbourhood; `contrast` in place of its own. */
function scan(name: string, contrast?: Contrast): HuVolume {
  const series = caseF?.ct.find((one) => one.name === name)
  if (caseF === undefined || series === undefined) throw new Error(`No series ${name}`)
  const shown = contrast ?? series.contrast
  return scanPhantom(grid, hu, {
    position: series.position, kernel: series.kernel, seed: seedOf(caseF, series.number), fromZMm: -26, toZMm: 20, gantryTiltDeg: 0, parameters,
    needle: series.hasNeedle ? needle : null, contrast: shown === null ? null : { spread: 'capsularLeak', side, ...shown },
  })
}

/** Where the contrast alone is denser than the threshold, voxel by voxel of the phantom: the truth that the scan is a picture of. */
function truePoints({ seconds, dilution }: Contrast, thresholdHu: number): readonly PatientPoint[] {
  const alone = new CtContrast(contrastPattern('capsularLeak', side, parameters), seconds, dilution, grid)
  const [columns, rows, slices] = grid.size
  const points: PatientPoint[] = []
  for (let k = 0; k < slices; k += 1) {
    const slice = new Float32Array(columns * rows)
    alone.addToSlice(k, columns, slice)
    for (const [at, value] of slice.entries()) if (value > thresholdHu) points.push([grid.first[0] + (at % columns) * grid.spacingMm, grid.first[1] + Math.floor(at / columns) * grid.spacingMm, grid.first[2] + k * grid.spacingMm])
  }
  return points
}

const along = (mm: number): PatientPoint => [needle.tipLpsMm[0] + mm * needle.towardsEntry[0], needle.tipLpsMm[1] + mm * needle.towardsEntry[1], needle.tipLpsMm[2] + mm * needle.towardsEntry[2]]
const artery = arteriesTruth(parameters).find((each) => each.side === side)?.pointsLpsMmRadius.map(([x, y, z, radiusMm]) => ({ pointLpsMm: [x, y, z] as [number, number, number], radiusMm })) ?? []
const asked: readonly AskedStructure[] = [{ kind: 'vertebralArtery', name: 'Vertebral artery', shape: { form: 'tube', points: artery }, uncertaintyMm: 1, repeatsWithinMm: 0 }, { kind: 'cord', name: 'Spinal cord', notAssessed: 'Not assessed: not drawn.' }]
const dilute: Contrast = { seconds: 3, dilution: 0.15 }

const assess = (input: CtAssessmentInput): CtAssessment => {
  const result = assessCtSpread(input)
  if (!result.ok) throw new Error(result.error.message)
  return result.value
}

describe('CT before and after contrast, on the CT-guided sample case', () => {
  let input: CtAssessmentInput
  let own: CtAssessment
  let thin: CtAssessment
  beforeAll(() => {
    const delayed = scan('delayed')
    input = {
      before: scan('needle'), after: scan('contrast'), beforeFromAfter: identityAt([0, 0, 0]), focusLpsMm: needle.tipLpsMm, reachMm: 22, needles: [[along(-1), along(90)]],
      structures: asked, later: { scan: delayed, laterFromFirst: identityAt([0, 0, 0]) }, injectedMl: 0.8,
    }
    own = assess(input)
    thin = assess({ ...input, after: scan('contrast', dilute) })
  }, 120_000)

  it('recognises that its scan is at the ceiling, claims no volume, and says why everywhere', () => {
    const { volumeMl, missingMl, decrease, saturatedVoxels, discordance } = own.figures
    expect(saturatedVoxels).toBeGreaterThan(5)
    expect([volumeMl.value, missingMl.value, decrease?.value, discordance]).toEqual([null, null, null, null])
    expect(volumeMl.reason).toMatch(/ceiling of 3071 HU/)
  })

  it('still says how near the contrast lies to the artery, and what was not drawn', () => {
    const points = truePoints({ seconds: 3, dilution: 0.45 }, own.figures.thresholdHu)
    const expected = Math.min(...artery.slice(1).map((to, n) => Math.min(...points.map((point) => segmentDistance(point, artery[n]?.pointLpsMm ?? to.pointLpsMm, to.pointLpsMm))) - to.radiusMm))
    expect(Math.abs((own.figures.distances[0]?.distanceMm.value ?? NaN) - expected)).toBeLessThan(0.6)
    expect(own.figures.distances[1]).toEqual({ kind: 'cord', name: 'Spinal cord', distanceMm: { value: null, reason: 'Not assessed: not drawn.' } })
  })

  it('gives the volume where nothing is at the ceiling, and flags it where far more was injected', () => {
    const { volumeMl, missingMl, discordance, decrease, needleLeftOut } = thin.figures
    const expected = (truePoints(dilute, thin.figures.thresholdHu).length * grid.spacingMm ** 3) / 1000
    expect(Math.abs((volumeMl.value ?? NaN) / expected - 1)).toBeLessThan(0.15)
    expect(missingMl.value).toBeCloseTo(0.8 - (volumeMl.value ?? NaN), 9)
    expect(discordance).toBeNull()
    expect(assess({ ...input, after: scan('contrast', dilute), injectedMl: 3 }).figures.discordance).toMatch(/3 mL were injected, 1\.\d mL are seen/)
    expect(decrease?.value).toBeLessThan(0)
    expect(needleLeftOut).toBe(true)
  })

  it('colours what is opaque and nothing else, on the slices that it names', () => {
    const { difference, opaque, slices, figures: { thresholdHu } } = thin
    const above = Array.from(difference.values).filter((value) => value > Math.ceil(thresholdHu)).length
    expect(above).toBeGreaterThan(0.9 * opaque.voxels)
    expect(above).toBeLessThanOrEqual(opaque.voxels)
    const frame = gridFrame(input.after.geometry)
    const first = lpsToIndex(frame, opaque.grid.originLpsMm)[2]
    expect(slices).toEqual(Array.from({ length: opaque.grid.size[2] }, (_, k) => Math.round(first) + k))
  })

  it('measures to what was painted as to a tube, negative inside', () => {
    const frame = gridFrame(input.after.geometry)
    const at = lpsToIndex(frame, along(30)).map(Math.round)
    const low = [at[0] ?? NaN, at[1] ?? NaN, at[2] ?? NaN] as const
    const painted = paintedShapeOf({ low, size: [3, 3, 1], bits: new Uint8Array(9).fill(1), count: 9 }, input.after.geometry)
    if (!painted.ok) throw new Error(painted.error.message)
    const [away, inside] = assess({ ...input, after: scan('contrast', dilute), structures: [{ kind: 'other', name: 'Away', shape: painted.value, uncertaintyMm: 1, repeatsWithinMm: 0 }, { kind: 'other', name: 'Itself', shape: thin.opaque, uncertaintyMm: 1, repeatsWithinMm: 0 }] }).figures.distances
    const corner = indexToLps(frame, low[0] + 1, low[1] + 1, low[2])
    const toMiddle = Math.min(...pointsOf(thin).map((point) => Math.hypot(point[0] - corner[0], point[1] - corner[1], point[2] - corner[2])))
    expect(away?.distanceMm.value).toBeLessThan(toMiddle)
    expect(away?.distanceMm.value).toBeGreaterThan(toMiddle - 1.3 - Math.hypot(0.5, 0.5, 1) / 2)
    expect(inside?.distanceMm.value).toBeLessThan(0)
  })

  it('names a slice even where nothing is opaque', () => {
    const nothing = assess({ ...input, after: input.before, later: null })
    expect([nothing.opaque.voxels, nothing.slices.length, nothing.figures.decrease]).toEqual([0, 1, null])
    expect(nothing.figures.distances[0]?.distanceMm).toEqual({ value: null, reason: 'Nothing is opaque at this threshold within what both scans show.' })
  })
})

function segmentDistance(p: PatientPoint, a: PatientPoint, b: PatientPoint): number {
  const d = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const
  const t = Math.max(0, Math.min(1, ((p[0] - a[0]) * d[0] + (p[1] - a[1]) * d[1] + (p[2] - a[2]) * d[2]) / (d[0] ** 2 + d[1] ** 2 + d[2] ** 2)))
  return Math.hypot(p[0] - a[0] - t * d[0], p[1] - a[1] - t * d[1], p[2] - a[2] - t * d[2])
}

function pointsOf({ opaque: { grid: box, runs } }: CtAssessment): readonly PatientPoint[] {
  const points: PatientPoint[] = []
  let at = 0
  for (const [index, length] of runs.entries()) {
    if (index % 2 === 1) for (let n = at; n < at + length; n += 1) {
      const [i, j, k] = [n % box.size[0], Math.floor(n / box.size[0]) % box.size[1], Math.floor(n / (box.size[0] * box.size[1]))]
      const o = box.originLpsMm
      const on = (axis: 0 | 1 | 2): number => o[axis] + i * box.columnStepMm[axis] + j * box.rowStepMm[axis] + k * box.sliceStepMm[axis]
      points.push([on(0), on(1), on(2)])
    }
    at += length
  }
  return points
}
