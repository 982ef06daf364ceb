import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { identityAt, moveRigidly, turnFurther } from '#shared/imageAnalysis/rigidTransform.ts'
import { correctionFrom } from './correction.ts'
import { actualNeedle } from './needlePlan.ts'
import { acceptedRegistration, type AcceptedRegistration } from './planningMarks.ts'
import { identityMatrix, matrixOf, moveByMatrix, relationOf } from './scanRelation.ts'
import { isHeadOpen, newerSeriesReason, staleReasons } from './staleness.ts'

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
  const volume = (frameOfReferenceUid: string) => ({ frameOfReferenceUid }) as NonNullable<Parameters<typeof newerSeriesReason>[1][number]['volume']>
  const scan = (seriesUid: string, time: string | null, changes: object = {}) => ({ seriesUid, modality: 'CT', kind: 'volume' as const, acquiredAt: time === null ? null : `2026-01-15T${time}`, volume: volume('9.1'), ...changes })
  const plan = { seriesUid: '1', frameOfReferenceUid: '9.1' }

  it('is stale once a CT was acquired after its own, and names the newest', () => {
    expect(newerSeriesReason(plan, [scan('1', '10:00:00'), scan('2', '10:30:00'), scan('3', '10:40:00')], [])).toMatchObject({ code: 'NEWER_SERIES', seriesUid: '3', acquiredAt: '2026-01-15T10:40:00', words: 'New series at 10:40. This plan is from before.' })
    expect(newerSeriesReason(plan, [scan('1', '10:00:00'), scan('2', '10:30:00', { volume: volume('9.2') })], [])).toMatchObject({ code: 'OTHER_FRAME_OF_REFERENCE' })
  })

  it('is stale too once any other volume was acquired after its own, and one made by X-rays first', () => {
    expect(newerSeriesReason(plan, [scan('1', '10:00:00'), scan('2', '11:00:00', { modality: 'XA' })], [])).toMatchObject({ code: 'NEWER_SERIES', seriesUid: '2', isXray: true })
    const elsewhere = newerSeriesReason(plan, [scan('1', '10:00:00'), scan('2', '11:00:00', { modality: 'MR', volume: volume('9.2') })], [])
    expect(elsewhere).toMatchObject({ code: 'OTHER_FRAME_OF_REFERENCE', seriesUid: '2', isXray: false })
    expect(isHeadOpen(elsewhere)).toBe(false)
    expect(newerSeriesReason(plan, [scan('1', '10:00:00'), scan('2', '11:00:00', { modality: 'MR' }), scan('3', null)], [])).toMatchObject({ code: 'ORDER_UNKNOWN', seriesUid: '3' })
  })

  it.each([
    ['its own has no time', [scan('1', null), scan('2', '11:00:00')], 'It cannot be told whether the CT scan of 11:00 is newer: check the head’s position.'],
    ['the other has none', [scan('1', '10:00:00'), scan('2', null)], 'It cannot be told whether the CT scan is newer: check the head’s position.'],
    ['neither has one', [scan('1', null), scan('2', null)], 'It cannot be told whether the CT scan is newer: check the head’s position.'],
  ])('may be stale where %s, and it is said that the order cannot be told', (_name, scans, words) => {
    const reason = newerSeriesReason(plan, scans, [])
    expect(reason).toMatchObject({ code: 'ORDER_UNKNOWN', seriesUid: '2', words, isSameFrame: true })
    expect(isHeadOpen(reason)).toBe(true)
    expect(newerSeriesReason(plan, scans, [registration({ basis: 'stated' })])).toBeNull()
  })

  it.each([
    ['an older CT', [scan('2', '09:00:00')], []], ['a newer X-ray run', [scan('2', '11:00:00', { modality: 'XA', kind: 'cine' })], []],
    ['a CT of unknown time that was registered', [scan('2', null)], [registration()]], ['a newer CT that was registered', [scan('2', '11:00:00')], [registration()]],
  ] as const)('is not stale beside %s', (_name, others, registrations) => {
    expect(newerSeriesReason(plan, [scan('1', '10:00:00'), ...others], registrations)).toBeNull()
  })
})

describe('answers about scans', () => {
  const volume = (frameOfReferenceUid: string) => ({ frameOfReferenceUid }) as NonNullable<Parameters<typeof newerSeriesReason>[1][number]['volume']>
  const scan = (seriesUid: string, time: string) => ({ seriesUid, modality: 'CT', kind: 'volume' as const, acquiredAt: `2026-01-15T${time}`, volume: volume('9.1') })
  const plan = { seriesUid: '1', frameOfReferenceUid: '9.1' }
  const calm = { side: 'RIGHT', confirmedAtIso: '2026-01-15T09:00:00.000Z', acceptedAtIso: null, conflict: null } as const

  it('settle the scans before the one they are about, and a still newer one asks again', () => {
    const [first, second, third] = [scan('1', '10:00:00'), scan('2', '10:30:00'), scan('3', '10:40:00')]
    expect(newerSeriesReason(plan, [first, second, third], [registration({ toSeriesUid: '3', basis: 'stated' })])).toBeNull()
    expect(newerSeriesReason(plan, [first, second, third], [registration({ toSeriesUid: '2', basis: 'stated' })])).toMatchObject({ seriesUid: '3' })
  })
  it('about one of two scans of the same time leave the other open', () => {
    expect(newerSeriesReason(plan, [scan('1', '10:00:00'), scan('2', '10:30:00'), scan('3', '10:30:00')], [registration({ toSeriesUid: '2' })])).toMatchObject({ seriesUid: '3' })
  })
  it('about the side count too: confirmed again after the acceptance, or another one in the record', () => {
    const [only] = [[scan('1', '10:00:00')]]
    expect(staleReasons(plan, only, [], calm)).toEqual([])
    expect(staleReasons(plan, only, [], { ...calm, acceptedAtIso: '2026-01-15T09:01:00.000Z' })).toEqual([])
    expect(staleReasons(plan, only, [], { ...calm, acceptedAtIso: '2026-01-15T08:59:00.000Z' })).toEqual([{ code: 'SIDE_CHANGED', words: 'The side was confirmed as RIGHT again after this plan was accepted.', whatToDo: 'Check that the path lies on the RIGHT side, then accept it again.' }])
    expect(staleReasons(plan, [...only, scan('2', '10:30:00')], [], { ...calm, conflict: 'LEFT' }).map(({ code }) => code)).toEqual(['SIDE_CONFLICT', 'NEWER_SERIES'])
  })
  it('of documents from before are read: neither how a search repeats nor a doubt was kept', () => {
    expect(acceptedRegistration.safeParse(registration()).success).toBe(true)
    expect(actualNeedle.safeParse({ seriesUid: '2', hubSideLpsMm: [0, 60, 0], tipLpsMm: [0, 0, 0] }).success).toBe(true)
    expect(acceptedRegistration.safeParse(registration({ repeatsWithinMm: -1 })).success).toBe(false)
  })
  it('keep who gave them and how closely the search repeats', () => {
    expect(relationOf([registration({ repeatsWithinMm: 0.2 })], '1', '2')).toMatchObject({ repeatsWithinMm: 0.2, answer: { by: 'Dr A', atIso: '2026-11-22T10:00:00.000Z' } })
    expect(relationOf([registration()], '1', '2')?.repeatsWithinMm).toBeNull()
  })
})

describe('the way on from the present tip', () => {
  it('is what remains, where to, and by how much the shaft turns', () => {
    const on = correctionFrom({ hubSide: [0, 60, 0], tip: [0, 20, 0] }, [-20, 0, 0])
    expect(on).toMatchObject({ ok: true, value: { remainingMm: expect.closeTo(Math.hypot(20, 20), 9), inPlaneDeg: expect.closeTo(45, 9), inPlaneTowards: 'RIGHT', turnDeg: expect.closeTo(45, 9), isAhead: true } })
  })

  it('says which way the shaft turns, as seen along it, and that never is more than the whole turn in a plane of its own', () => {
    const shaft = { hubSide: [0, 60, 0], tip: [0, 20, 0] } as const
    expect(correctionFrom(shaft, [-20, 0, 0])).toMatchObject({ value: { turnInPlaneDeg: expect.closeTo(45, 9), turnTowards: 'RIGHT', turnCraniocaudalDeg: expect.closeTo(0, 9) } })
    expect(correctionFrom(shaft, [20, 0, 0])).toMatchObject({ value: { turnTowards: 'LEFT' } })
    expect(correctionFrom(shaft, [0, 0, -20])).toMatchObject({ value: { turnInPlaneDeg: expect.closeTo(0, 9), turnTowards: 'NEITHER', turnCraniocaudalDeg: expect.closeTo(-45, 9) } })
    expect(correctionFrom({ hubSide: [0, 20, 40], tip: [0, 20, 20] }, [5, 0, 0])).toMatchObject({ value: { turnInPlaneDeg: 0, turnTowards: 'NEITHER' } })
    fc.assert(fc.property(point, fc.integer({ min: -60, max: 60 }), fc.integer({ min: -60, max: 60 }), (tip, inPlane, tilt) => {
      const [a, c] = [(inPlane * Math.PI) / 180, (tilt * Math.PI) / 180]
      const target = [tip[0] + 30 * Math.sin(a) * Math.cos(c), tip[1] - 30 * Math.cos(a) * Math.cos(c), tip[2] + 30 * Math.sin(c)] as const
      const on = correctionFrom({ hubSide: [tip[0], tip[1] + 50, tip[2]], tip }, target)
      if (!on.ok) throw new Error(on.error.message)
      const { turnInPlaneDeg, turnTowards, turnCraniocaudalDeg, turnDeg, remainingMm } = on.value
      expect(turnInPlaneDeg).toBeCloseTo(Math.abs(inPlane), 5)
      expect(turnTowards).toBe(inPlane === 0 ? 'NEITHER' : inPlane > 0 ? 'LEFT' : 'RIGHT')
      expect(turnCraniocaudalDeg).toBeCloseTo(tilt, 5)
      expect(turnDeg).toBeGreaterThanOrEqual(Math.max(Math.abs(tilt) - 1e-5, 0))
      expect(Math.cos((turnDeg * Math.PI) / 180)).toBeCloseTo(Math.cos(a) * Math.cos(c), 5)
      expect(remainingMm).toBeCloseTo(30, 6)
    }))
  })

  it('goes back first when the target lies behind the tip, and ends at the target', () => {
    expect(correctionFrom({ hubSide: [0, 60, 0], tip: [0, -5, 0] }, [0, 0, 0])).toMatchObject({ ok: true, value: { turnDeg: expect.closeTo(180, 9), isAhead: false } })
    expect(correctionFrom({ hubSide: [0, 60, 0], tip: [0, 0.3, 0] }, [0, 0, 0])).toMatchObject({ ok: false, error: { code: 'AT_TARGET' } })
    expect(correctionFrom({ hubSide: [0, 60, 0], tip: [0, 60, 0] }, [0, 0, 0])).toMatchObject({ ok: false, error: { code: 'DEGENERATE_PATH' } })
  })
})
