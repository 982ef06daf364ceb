import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identityAt, moveRigidly, turnFurther, type RigidTransform } from '#shared/imageAnalysis/rigidTransform.ts'
import type { PatientPoint } from '#shared/geometry/frames.ts'
import { vectorDistance } from '#shared/geometry/vectors.ts'
import { alignToCt, type CommonPoint } from './commonPoints.ts'

const small = fc.double({ min: -0.5, max: 0.5, noNaN: true })
const shift = fc.double({ min: -80, max: 80, noNaN: true })
const common = (points: readonly PatientPoint[], motion: RigidTransform): readonly CommonPoint[] => points.map((xrayMm, at) => ({ name: String(at), xrayMm, ctLpsMm: moveRigidly(motion, xrayMm) }))
const triangle: readonly PatientPoint[] = [[-24, 8, -2], [-10, 8, 4], [-19, 40, 12]]

describe('points that are marked on CT and on X-ray', () => {
  it('find a shift and a turn when there are three that lie in no line', () => {
    fc.assert(fc.property(small, small, small, shift, shift, shift, (a, b, c, x, y, z) => {
      const motion = turnFurther(identityAt([3, -4, 5]), [a, b, c], [x, y, z])
      const found = alignToCt(common(triangle, motion))
      expect(found.ok && [found.value.kind, (found.value.residualMm ?? 1) < 1e-6]).toEqual(['rigid', true])
      if (found.ok) expect(vectorDistance(moveRigidly(found.value.transform, [0, 60, 0]), moveRigidly(motion, [0, 60, 0]))).toBeLessThan(1e-5)
    }))
  })

  it.each<[string, readonly PatientPoint[], number | null]>([['one', triangle.slice(0, 1), null], ['two', triangle.slice(0, 2), 0], ['three in a line', [[-24, 8, -2], [-10, 8, 4], [-17, 8, 1]], 0]])('only shift it when there is %s', (_, points, residualMm) => {
    const found = alignToCt(common(points, { ...identityAt([0, 0, 0]), shiftMm: [5, -6, 7] }))
    expect(found).toMatchObject({ ok: true, value: { kind: 'shift', residualMm: residualMm === null ? null : expect.closeTo(residualMm, 6) } })
    if (found.ok) expect(vectorDistance(moveRigidly(found.value.transform, [0, 0, 0]), [5, -6, 7])).toBeLessThan(1e-9)
  })

  it('are refused when they disagree, and when there are none', () => {
    const turned = common(triangle.slice(0, 2), turnFurther(identityAt([0, 0, 0]), [0, 0, 0.5], [0, 0, 0]))
    expect(alignToCt(turned)).toMatchObject({ ok: false, error: { code: 'POINTS_DISAGREE', message: expect.stringMatching(/differ by \d\.\d mm/) } })
    expect(alignToCt([])).toMatchObject({ ok: false, error: { code: 'NO_COMMON_POINT' } })
  })
})
