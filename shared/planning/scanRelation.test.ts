import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identityAt, moveRigidly, turnFurther } from '#shared/imageAnalysis/rigidTransform.ts'
import { correctionFrom } from './correction.ts'
import type { AcceptedRegistration } from './planningMarks.ts'
import { identityMatrix, matrixOf, moveByMatrix, relationOf } from './scanRelation.ts'
import { staleReason } from './staleness.ts'

const number = fc.double({ min: -50, max: 50, noNaN: true })
const turn = fc.double({ min: -0.5, max: 0.5, noNaN: true })
const point = fc.tuple(number, number, number)
const motion = fc.record({ centre: point, turn: fc.tuple(turn, turn, turn), shift: point }).map(({ centre, turn: about, shift }) => turnFurther(identityAt(centre), about, shift))
const registration = (changes: Partial<AcceptedRegistration> = {}): AcceptedRegistration => ({ fromSeriesUid: '1', toSeriesUid: '2', matrix: [...identityMatrix], acceptedBy: 'Dr A', acceptedAtIso: '2026-11-22T10:00:00.000Z', ...changes })

describe('a motion as a matrix', () => {
  it('carries points as the motion does, and back again', () => {
    fc.assert(fc.property(motion, point, (transform, from) => {
      const [expected, carried] = [moveRigidly(transform, from), moveByMatrix(matrixOf(transform), from)]
      const back = moveByMatrix(matrixOf(transform), carried, true)
      for (const axis of [0, 1, 2] as const) {
        expect(carried[axis]).toBeCloseTo(expected[axis], 6)
        expect(back[axis]).toBeCloseTo(from[axis], 6)
      }
    }))
  })
})

describe('how a point of one scan is found on another', () => {
  const shifted = [1, 0, 0, 5, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1]

  it('is known on the same scan, by a registration in either direction, by the last word, and else not at all', () => {
    expect(relationOf([], '1', '1')?.move([1, 2, 3])).toEqual([1, 2, 3])
    expect(relationOf([registration({ matrix: shifted })], '1', '2')?.move([1, 2, 3])).toEqual([6, 2, 3])
    expect(relationOf([registration({ matrix: shifted })], '2', '1')?.move([1, 2, 3])).toEqual([-4, 2, 3])
    expect(relationOf([registration({ matrix: shifted }), registration({ basis: 'stated' })], '1', '2')).toMatchObject({ basis: 'stated' })
    expect(relationOf([registration()], '1', '3')).toBeNull()
  })
})

describe('a plan', () => {
  const volume = (frameOfReferenceUid: string) => ({ frameOfReferenceUid }) as NonNullable<Parameters<typeof staleReason>[1][number]['volume']>
  const scan = (seriesUid: string, time: string | null, changes: object = {}) => ({ seriesUid, modality: 'CT', kind: 'volume' as const, acquiredAt: time === null ? null : `2026-01-15T${time}`, volume: volume('9.1'), ...changes })
  const plan = { seriesUid: '1', frameOfReferenceUid: '9.1' }

  it('is stale once a CT was acquired after its own, and names the newest', () => {
    expect(staleReason(plan, [scan('1', '10:00:00'), scan('2', '10:30:00'), scan('3', '10:40:00')], [])).toEqual({ code: 'NEWER_SERIES', seriesUid: '3', acquiredAt: '2026-01-15T10:40:00' })
    expect(staleReason(plan, [scan('1', '10:00:00'), scan('2', '10:30:00', { volume: volume('9.2') })], [])).toMatchObject({ code: 'OTHER_FRAME_OF_REFERENCE' })
  })

  it.each([
    ['an older CT', [scan('2', '09:00:00')], []], ['a newer X-ray run', [scan('2', '11:00:00', { modality: 'XA', kind: 'cine' })], []],
    ['a CT of unknown time', [scan('2', null)], []], ['a newer CT that was registered', [scan('2', '11:00:00')], [registration()]],
  ] as const)('is not stale beside %s', (_name, others, registrations) => {
    expect(staleReason(plan, [scan('1', '10:00:00'), ...others], registrations)).toBeNull()
  })
})

describe('the way on from the present tip', () => {
  it('is what remains, where to, and by how much the shaft turns', () => {
    const on = correctionFrom({ hubSide: [0, 60, 0], tip: [0, 20, 0] }, [-20, 0, 0])
    expect(on).toMatchObject({ ok: true, value: { remainingMm: expect.closeTo(Math.hypot(20, 20), 9), inPlaneDeg: expect.closeTo(45, 9), inPlaneTowards: 'RIGHT', turnDeg: expect.closeTo(45, 9), isAhead: true } })
  })

  it('goes back first when the target lies behind the tip, and ends at the target', () => {
    expect(correctionFrom({ hubSide: [0, 60, 0], tip: [0, -5, 0] }, [0, 0, 0])).toMatchObject({ ok: true, value: { turnDeg: expect.closeTo(180, 9), isAhead: false } })
    expect(correctionFrom({ hubSide: [0, 60, 0], tip: [0, 0.3, 0] }, [0, 0, 0])).toMatchObject({ ok: false, error: { code: 'AT_TARGET' } })
    expect(correctionFrom({ hubSide: [0, 60, 0], tip: [0, 60, 0] }, [0, 0, 0])).toMatchObject({ ok: false, error: { code: 'DEGENERATE_PATH' } })
  })
})
