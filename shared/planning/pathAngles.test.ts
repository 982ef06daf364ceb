import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rotateAbout } from '#test/builders/rotation.ts'
import type { PatientPoint, PatientVector } from '#shared/geometry/frames.ts'
import { vectorDistance } from '#shared/geometry/vectors.ts'
import { acquisitionPlaneAngles, gravityAngles, tablePositions, type TablePosition } from './pathAngles.ts'

const coordinate = fc.double({ min: -100, max: 100, noNaN: true })
const point = fc.tuple(coordinate, coordinate, coordinate)
const path = fc.tuple(point, point).filter(([entry, target]) => vectorDistance<'patientLps'>(entry, target) > 5)

function against(position: TablePosition, target: PatientPoint) {
  const answer = gravityAngles([0, 0, 0], target, position)
  if (!answer.ok) throw new Error(answer.error.message)
  return answer.value
}

describe('a needle against gravity', () => {
  it.each([
    ['HFP', [0, -60, 0], 0, 0, 'NEITHER'], ['HFS', [0, -60, 0], 180, 180, 'NEITHER'], ['HFS', [0, 60, 0], 0, 0, 'NEITHER'],
    ['HFP', [-60 * Math.sin(0.3), -60 * Math.cos(0.3), 0], 17.1887, 17.1887, 'LEFT'],
    ['HFDR', [-60, 0, 0], 0, 0, 'NEITHER'], ['HFDL', [60, 0, 0], 0, 0, 'NEITHER'], ['HFDL', [60 * Math.cos(0.2), -60 * Math.sin(0.2), 0], 11.4592, 11.4592, 'BACK'],
  ] as const)('in %s, going %j', (position, target, fromPlumbDeg, inPlaneDeg, leans) => {
    const value = against(position, target)
    expect(value.fromPlumbDeg).toBeCloseTo(fromPlumbDeg, 3)
    expect(value.inPlaneDeg).toBeCloseTo(inPlaneDeg, 3)
    expect(value.hubLeansTowards).toBe(leans)
  })

  it('has no angle in the axial plane when it runs along the body, and 90 degrees to the plumb line', () => {
    expect(against('HFP', [0, 0, 60])).toEqual({ fromPlumbDeg: 90, inPlaneDeg: null, hubLeansTowards: 'NEITHER', craniocaudalDeg: 90 })
  })

  it('comes as much from above in prone as from below in supine', () => {
    fc.assert(fc.property(path, ([entry, target]) => {
      const [prone, supine] = (['HFP', 'HFS'] as const).map((position) => gravityAngles(entry, target, position))
      if (prone?.ok !== true || supine?.ok !== true) throw new Error('no angles')
      expect(prone.value.fromPlumbDeg + supine.value.fromPlumbDeg).toBeCloseTo(180, 6)
    }))
  })

  it('knows the eight positions on a table', () => {
    expect(tablePositions.toSorted()).toEqual(['FFDL', 'FFDR', 'FFP', 'FFS', 'HFDL', 'HFDR', 'HFP', 'HFS'])
  })
})

describe('a needle against the acquired slices', () => {
  const angles = (entry: PatientPoint, target: PatientPoint, normal: PatientVector) => {
    const answer = acquisitionPlaneAngles(entry, target, normal)
    if (!answer.ok) throw new Error(answer.error.message)
    return answer.value
  }

  it('measures in the patient’s own planes when the gantry stands upright', () => {
    const value = angles([30, 75, -25], [20, 15, 0], [0, 0, 1])
    expect(value.inPlaneDeg).toBeCloseTo(9.462, 3)
    expect(value.inPlaneTowards).toBe('RIGHT')
    expect(value.outOfPlaneDeg).toBeCloseTo(22.343, 3)
    expect(value.gantryTiltDeg).toBe(0)
  })

  it('keeps a needle in the slice that lies in the tilted plane, whichever way the normal is written', () => {
    const tilt = 15 * Math.PI / 180
    for (const sign of [1, -1]) {
      const value = angles([10, 60 * Math.cos(tilt), -60 * Math.sin(tilt)], [0, 0, 0], [0, sign * Math.sin(tilt), sign * Math.cos(tilt)])
      expect(value.outOfPlaneDeg).toBeCloseTo(0, 9)
      expect(value.gantryTiltDeg).toBeCloseTo(15, 9)
      expect(value.inPlaneDeg).toBeCloseTo(Math.atan2(10, 60) * 180 / Math.PI, 9)
    }
  })

  it('turns with gantry and needle together', () => {
    const slanted = path.filter(([[ex, ey], [tx, ty]]) => Math.hypot(ex - tx, ey - ty) > 0.1)
    fc.assert(fc.property(slanted, fc.double({ min: -0.5, max: 0.5, noNaN: true }), ([entry, target], turn) => {
      const upright = angles(entry, target, [0, 0, 1])
      const turned = angles(rotateAbout([1, 0, 0], turn, entry), rotateAbout([1, 0, 0], turn, target), rotateAbout([1, 0, 0], turn, [0, 0, 1]))
      expect(turned.outOfPlaneDeg).toBeCloseTo(upright.outOfPlaneDeg, 6)
      expect(turned.inPlaneDeg).toBeCloseTo(upright.inPlaneDeg, 6)
    }))
  })

  it('says so where the slices are not axial', () => {
    expect(acquisitionPlaneAngles([0, 60, 0], [0, 0, 0], [1, 0, 0])).toMatchObject({ ok: false, error: { code: 'NOT_AXIAL' } })
  })
})
