import { describe, expect, it } from 'vitest'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import type { HuVolume } from '#shared/imageAnalysis/huVolume.ts'
import { identityAt } from '#shared/imageAnalysis/rigidTransform.ts'
import type { StructureShape } from '#shared/planning/structure.ts'
import { assessCtSpread, type CtAssessment, type CtAssessmentInput } from './ctAssessment.ts'
import type { AskedStructure } from './ctDistances.ts'

type Slab = { readonly fromZMm: number; readonly slices: number }
const whole: Slab = { fromZMm: -40, slices: 80 }
/** A check scan as it is usual in CT guidance. */
const tenSlices: Slab = { fromZMm: -5, slices: 10 }
const HALF_DIAGONAL_MM = Math.sqrt(3) / 2

/** Soft tissue in voxels of 1 mm, with contrast of 800 HU where `isFilled` says so. */
function scan({ fromZMm, slices }: Slab, isFilled: (point: PatientPoint) => boolean = () => false): HuVolume {
  const n = 80
  const values = new Int16Array(n * n * slices)
  for (let k = 0; k < slices; k += 1) for (let j = 0; j < n; j += 1) for (let i = 0; i < n; i += 1) {
    values[(k * n + j) * n + i] = 40 + Math.round(8 * Math.sin(i * 12.9898 + j * 78.233 + k * 37.7)) + (isFilled([i - 40, j - 40, fromZMm + k]) ? 800 : 0)
  }
  return { geometry: { dimensions: [n, n, slices], spacingMm: [1, 1, 1], originLpsMm: [-40, -40, fromZMm], directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1], sliceStepLpsMm: [0, 0, 1] }, values, toHu: { slope: 1, intercept: 0 } }
}
/** A pool in the joint. */
const inJoint = ([x, y, z]: PatientPoint): boolean => Math.hypot(x, y) < 3 && Math.abs(z) < 2
const inArtery = (point: PatientPoint): boolean => inJoint(point) || (Math.hypot(point[0] - 10, point[1]) < 2 && point[2] > 8)

const tube = (...points: readonly [number, number, number][]): StructureShape => ({ form: 'tube', points: points.map((pointLpsMm) => ({ pointLpsMm, radiusMm: 2 })) })
const asked = (shape: StructureShape, repeatsWithinMm: number | null = 0): AskedStructure => ({ kind: 'vertebralArtery', name: 'Vertebral artery', shape, uncertaintyMm: 0.5, repeatsWithinMm })
const artery = tube([10, 0, 8], [10, 0, 25])

function assess(input: Partial<CtAssessmentInput>): CtAssessment['figures'] {
  const result = assessCtSpread({ before: scan(whole), after: scan(whole, inJoint), beforeFromAfter: identityAt([0, 0, 0]), focusLpsMm: [0, 0, 0], structures: [asked(artery)], later: null, injectedMl: 0.3, ...input })
  if (!result.ok) throw new Error(result.error.message)
  return result.value.figures
}
const distance = (figures: CtAssessment['figures']) => figures.distances[0]?.distanceMm

describe('what the earlier scan does not show', () => {
  it('is measured where it shows everything: contrast in the artery, and a coverage of all', () => {
    const figures = assess({ after: scan(whole, inArtery) })
    expect(figures.coverage).toEqual({ share: 1, lowLpsMm: [-35, -35, -35], highLpsMm: [35, 35, 35] })
    expect(distance(figures)?.value).toBeCloseTo(-2 - HALF_DIAGONAL_MM, 6)
  })

  it('is not "not opaque": the artery is not assessed, and the share that both show is given', () => {
    const figures = assess({ before: scan(tenSlices), after: scan(whole, inArtery) })
    expect(distance(figures)).toEqual({ value: null, reason: 'Not assessed: the earlier scan does not show it.' })
    expect(figures.coverage).toMatchObject({ lowLpsMm: [expect.any(Number), expect.any(Number), -5], highLpsMm: [expect.any(Number), expect.any(Number), 4] })
    // A slab of 10 mm through the middle of a ball of 35 mm.
    expect(figures.coverage?.share).toBeCloseTo(3 * (10 * 35 ** 2 - (5.5 ** 3 + 4.5 ** 3) / 3) / (4 * 35 ** 3), 2)
  })

  it('takes no distance away that nothing unseen could shorten, and none that touches already', () => {
    const beside = tube([6, 0, -3], [6, 0, 3])
    expect(distance(assess({ before: scan({ fromZMm: -20, slices: 60 }), structures: [asked(beside)] }))?.value).toBeCloseTo(2 - HALF_DIAGONAL_MM, 6)
    const through = tube([2, 0, -30], [2, 0, 30])
    expect(distance(assess({ before: scan(tenSlices), structures: [asked(through)] }))?.value).toBeLessThan(0)
    expect(distance(assess({ before: scan(tenSlices), structures: [asked(tube([6.5, 0, -30], [6.5, 0, 30]), 2)] }))?.value).toBeGreaterThan(0)
    expect(distance(assess({ before: scan(tenSlices), structures: [asked(tube([6.5, 0, -30], [6.5, 0, 30]))] }))?.value).toBeNull()
  })

  it('asks the same of the scan after contrast, where it ends between contrast and artery', () => {
    expect(distance(assess({ after: scan({ fromZMm: -35, slices: 40 }, inJoint) }))).toEqual({ value: null, reason: 'Not assessed: the scan after contrast does not show it.' })
    expect(distance(assess({ after: scan({ fromZMm: -30, slices: 60 }, inJoint) }))?.value).toBeGreaterThan(0)
  })

  it('is said where nothing is opaque', () => {
    expect(distance(assess({ after: scan(whole) }))?.reason).toBe('Nothing is opaque at this threshold.')
    expect(distance(assess({ before: scan(tenSlices), after: scan(whole) }))?.reason).toBe('Nothing is opaque at this threshold within what both scans show.')
  })
})

describe('the distance from contrast to a drawing', () => {
  it('is to the smooth curve that the planner measures, not to the chords between its points', () => {
    const loop = tube(...([-90, -30, 30, 90] as const).map((deg): [number, number, number] => [8 * Math.cos(deg * Math.PI / 180), 0, 8 * Math.sin(deg * Math.PI / 180)]))
    // Its nearest voxel lies 9 mm out: inside the curve's wall, outside of the chord's at 8.9 mm.
    const figures = assess({ after: scan(whole, (point) => Math.hypot(point[0] - 11, point[1], point[2]) < 2.5), structures: [asked(loop)] })
    expect(distance(figures)?.value).toBeLessThan(-HALF_DIAGONAL_MM)
  })

  it('is not assessed without a second point', () => {
    expect(distance(assess({ structures: [asked(tube([10, 0, 0]))] }))?.reason).toMatch(/^Not assessed: One point is no tube/)
  })
})
