import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identityAt, moveRigidly, turnFurther } from '#shared/imageAnalysis/rigidTransform.ts'
import { needleDeviation } from '#shared/planning/deviation.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import type { ScanRelation } from '#shared/planning/scanRelation.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { checkFigures, planOn, tuple } from './checkFigures.ts'
import { doubtOf } from './checkScan.ts'

const plan: VolumePlan = {
  kind: 'volume', planId: '8a6b3f9e-6a3c-4b4e-9d2a-0b8f5d1c2e3f', name: 'Path A', colour: '#5AD8FF', seriesUid: '1', frameOfReferenceUid: '9',
  entryLpsMm: [-20, 60, 10], targetLpsMm: [-18, 8, 0], needle: { gauge: 22, lengthMm: 90 },
  actualNeedle: { seriesUid: '2', hubSideLpsMm: [-20, 60, 10], tipLpsMm: [-18, 12, 1] },
}
const artery: PlannedStructure = {
  id: '7a6b3f9e-6a3c-4b4e-9d2a-0b8f5d1c2e3f', seriesUid: '1', frameOfReferenceUid: '9', kind: 'vertebralArtery', name: 'Vertebral artery', uncertaintyMm: 1, drawnBy: 'Dr A', drawnAtIso: '2026-11-22T10:00:00.000Z',
  shape: { form: 'tube', points: [{ pointLpsMm: [-28, 10, -20], radiusMm: 2 }, { pointLpsMm: [-28, 10, 20], radiusMm: 2 }] },
}
const answer = { by: 'Dr A', atIso: '2026-11-22T10:00:00.000Z' }
const unmoved: ScanRelation = { basis: 'registered', move: (point) => point, repeatsWithinMm: 0, answer }
const angle = fc.double({ min: -0.3, max: 0.3, noNaN: true })
const shift = fc.double({ min: -15, max: 15, noNaN: true })

/** The figures, or a failed test. */
function figuresOf(of: VolumePlan, relation: ScanRelation) {
  const figures = checkFigures(of, relation, [artery, { ...artery, id: '6a6b3f9e-6a3c-4b4e-9d2a-0b8f5d1c2e3f', seriesUid: '3' }], [])
  if (figures === null || !figures.ok) throw new Error('There are no figures.')
  return figures.value
}

describe('the needle of a check scan beside its plan', () => {
  it('is compared with the plan and the structures of the plan’s scan alone', () => {
    const { deviation, correction, clearances, movedMm } = figuresOf(plan, unmoved)
    expect({ ok: true, value: deviation }).toEqual(needleDeviation([[-20, 60, 10], [-18, 8, 0]], { hubSide: [-20, 60, 10], tip: [-18, 12, 1] }))
    expect(correction).toMatchObject({ ok: true, value: { remainingMm: expect.closeTo(Math.hypot(4, 1), 9), isAhead: true } })
    expect(clearances.map(({ structure }) => structure.seriesUid)).toEqual(['1'])
    expect(movedMm).toBe(0)
  })

  it('gives the same figures wherever the head lies, when the plan’s scan is laid onto the other', () => {
    const still = figuresOf(plan, unmoved)
    fc.assert(fc.property(fc.tuple(angle, angle, angle), fc.tuple(shift, shift, shift), (turns, shifts) => {
      const motion = turnFurther(identityAt([0, 0, 0]), turns, shifts)
      const carried = (point: readonly [number, number, number]) => tuple(moveRigidly(motion, point))
      const moved = figuresOf({ ...plan, actualNeedle: { seriesUid: '2', hubSideLpsMm: carried([-20, 60, 10]), tipLpsMm: carried([-18, 12, 1]) } }, { ...unmoved, basis: 'registered', move: (point) => moveRigidly(motion, point) })
      expect(moved.deviation.angleDeg).toBeCloseTo(still.deviation.angleDeg, 5)
      expect(moved.deviation.alongMm).toBeCloseTo(still.deviation.alongMm, 6)
      expect(moved.deviation.acrossMm).toBeCloseTo(still.deviation.acrossMm, 6)
      const [a, b] = [moved.clearances[0]?.state, still.clearances[0]?.state]
      if (a?.kind !== 'assessed' || b?.kind !== 'assessed') throw new Error('The artery is not assessed.')
      expect(a.distanceMm).toBeCloseTo(b.distanceMm, 5)
    }))
  })

  it('counts what the registration does not repeat to the worst case, and leaves an unstated drawing not assessed', () => {
    const [exact, loose] = [figuresOf(plan, unmoved), figuresOf(plan, { ...unmoved, repeatsWithinMm: 0.4 })].map(({ clearances }) => clearances[0]?.state)
    if (exact?.kind !== 'assessed' || loose?.kind !== 'assessed') throw new Error('The artery is not assessed.')
    expect(loose.distanceMm).toBe(exact.distanceMm)
    expect(exact.leastMm - loose.leastMm).toBeCloseTo(0.4, 9)
    expect(checkFigures(plan, { ...unmoved, repeatsWithinMm: 0.4 }, [{ ...artery, uncertaintyMm: null }], [])).toMatchObject({ value: { clearances: [{ state: { kind: 'notAssessed' } }] } })
  })

  it.each([['was only said', 'stated', 'Nobody measured how the head lies. If it has not moved:'], ['was registered before it was kept how closely it repeats', 'registered', 'It was not kept how closely this registration repeats. As registered:']] as const)('has no worst case where the position %s, however far the artery seems', (_name, basis, why) => {
    const measured = figuresOf(plan, { ...unmoved, repeatsWithinMm: 1.5 }).clearances[0]?.state
    const said = figuresOf(plan, { ...unmoved, basis, repeatsWithinMm: null }).clearances[0]?.state
    if (measured?.kind !== 'assessed') throw new Error('The artery is not assessed.')
    expect(said).toEqual({ kind: 'notAssessed', why: `${why} ${measured.distanceMm.toFixed(1)} mm from the needle. Register the scans on bone.` })
    const beside: PlannedStructure = { ...artery, shape: { form: 'tube', points: [{ pointLpsMm: [-22, 12, -20], radiusMm: 2 }, { pointLpsMm: [-22, 12, 20], radiusMm: 2 }] } }
    expect(checkFigures(plan, { ...unmoved, basis, repeatsWithinMm: null }, [beside], [])).toMatchObject({ value: { clearances: [{ state: { kind: 'notAssessed', why: expect.stringMatching(/within the stop margin even then/) } }] } })
  })

  it('measures the shaft beyond its mark: a mark near the tip hides no artery further out', () => {
    const out: PlannedStructure = { ...artery, shape: { form: 'tube', points: [{ pointLpsMm: [-24, 50, -20], radiusMm: 2 }, { pointLpsMm: [-24, 50, 20], radiusMm: 2 }] } }
    const [near, far] = ([[-18.4, 22, 3], [-20, 62, 11]] as const).map((hubSideLpsMm) => {
      const figures = checkFigures({ ...plan, actualNeedle: { seriesUid: '2', hubSideLpsMm: [...hubSideLpsMm], tipLpsMm: [-18, 12, 1] } }, unmoved, [out], [])
      return figures?.ok === true ? figures.value.clearances[0]?.state : undefined
    })
    if (near?.kind !== 'assessed' || far?.kind !== 'assessed') throw new Error('The artery is not assessed.')
    expect(near.distanceMm).toBeCloseTo(far.distanceMm, 5)
    expect(near.distanceMm).toBeLessThan(4)
  })

  it('has none without a needle, and no direction between two marks at one place', () => {
    expect(checkFigures({ ...plan, actualNeedle: null }, unmoved, [], [])).toBeNull()
    expect(checkFigures({ ...plan, targetLpsMm: null }, unmoved, [], [])).toBeNull()
    expect(checkFigures({ ...plan, actualNeedle: { seriesUid: '2', hubSideLpsMm: [0, 0, 0], tipLpsMm: [0, 0, 0] } }, unmoved, [], [])).toMatchObject({ ok: false, error: { code: 'DEGENERATE_PATH' } })
  })

  it('shows the plan where it lies on the other scan', () => {
    expect(planOn(plan, { ...unmoved, move: ([x, y, z]) => [x + 5, y, z] }, '2')).toMatchObject({ seriesUid: '2', entryLpsMm: [-15, 60, 10], targetLpsMm: [-13, 8, 0] })
  })
})

describe('a needle that was found', () => {
  it('is doubted when the search is not sure or sees more than one, not because the shaft leaves the scan', () => {
    expect(doubtOf({ confidence: 0.9, notes: [{ code: 'SHAFT_LEAVES_SCAN', message: 'The shaft leaves the scan.' }] })).toBeUndefined()
    expect(doubtOf({ confidence: 0.42, notes: [] })).toBe('The search is not sure (42 of 100).')
    expect(doubtOf({ confidence: 0.9, notes: [{ code: 'OTHER_NEEDLE', message: '2 needles are seen.' }] })).toBe('2 needles are seen.')
  })
})
