import { describe, expect, it } from 'vitest'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import type { SeriesSummary } from '#shared/dicom/seriesDescription.ts'
import type { VolumePlan } from '#shared/planning/needlePlan.ts'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import type { PlannedStructure } from '#shared/planning/structure.ts'
import { assessmentRows } from '#shared/reporting/assessmentRows.ts'
import { contrastAssessment } from '#shared/contrast/assessment.ts'
import { assessmentOf } from '../takeDecision.ts'
import { ctScans } from '../evidence.ts'
import { withInjected } from './ctBalance.ts'
import { ctInputsOf, isCtOld } from './ctInputs.ts'
import { proposedPick } from './ctPick.ts'
import { askedStructures, focusOn, needlesOn, structuresOn } from './ctStructures.ts'

const ID = '7b1c2f60-63a2-4d3e-9d0a-3a1f0d7c1a11'
const AT = '2026-11-22T10:00:00.000Z'
/** 5 mm towards LEFT from the planning scan to the scan after contrast. */
const said = { fromSeriesUid: '1.1', toSeriesUid: '1.3', matrix: [1, 0, 0, 5, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], acceptedBy: 'A', acceptedAtIso: AT, basis: 'stated' as const }
const registration = { ...said, basis: 'registered' as const, repeatsWithinMm: 0.2 }
const structure = (kind: string, seriesUid: string): PlannedStructure => ({
  id: ID, seriesUid, frameOfReferenceUid: null, kind, name: kind, uncertaintyMm: 1, drawnBy: 'A', drawnAtIso: AT, shape: { form: 'tube', points: [{ pointLpsMm: [1, 2, 3], radiusMm: 2 }, { pointLpsMm: [1, 2, 9], radiusMm: 2 }] },
})
const plan: VolumePlan = { kind: 'volume', planId: ID, name: 'Path A', colour: '#5AD8FF', seriesUid: '1.1', frameOfReferenceUid: null, entryLpsMm: [0, 60, 0], targetLpsMm: [10, 0, 0], needle: null }
const needle = { seriesUid: '1.1', hubSideLpsMm: [0, 60, 0] as [number, number, number], tipLpsMm: [10, 1, 0] as [number, number, number] }
const document = (over: Partial<CaseDocument>, structures: PlannedStructure[] = []): CaseDocument => ({ ...emptyCaseDocument, planning: { ...emptyCaseDocument.planning, structures, registrations: [registration] }, ...over })

const kept = (value: number | null): NonNullable<CaseDocument['contrast']['ct']> => ({
  opaque: { form: 'painted', grid: { originLpsMm: [0, 0, 0], columnStepMm: [1, 0, 0], rowStepMm: [0, 1, 0], sliceStepMm: [0, 0, 1], size: [0, 0, 0] }, runs: [0], voxels: 0 }, slices: [3],
  figures: {
    beforeSeriesUid: '1.1', afterSeriesUid: '1.3', laterSeriesUid: null, basis: 'registered', repeatsWithinMm: 0.2, focusLpsMm: [0, 0, 0], reachMm: 35, needleLeftOut: false, thresholdHu: 120, noiseHu: 20, saturatedVoxels: 0, longestMm: 5,
    volumeMl: value === null ? { value: null, reason: 'ceiling' } : { value, reason: null }, injectedMl: null, missingMl: { value: null, reason: 'Enter how much was injected.' }, discordance: null, distances: [], decrease: null, by: '', atIso: AT,
  },
})
const measuredAt = (focusLpsMm: [number, number, number]): CaseDocument => {
  const { figures, ...rest } = kept(0.1)
  return document({ contrast: { ...emptyCaseDocument.contrast, ct: { ...rest, figures: { ...figures, focusLpsMm } } } })
}

describe('the scans that are compared', () => {
  const volume = { dimensions: [4, 4, 4], spacingMm: [1, 1, 1], originLpsMm: [0, 0, 0], directionLps: [1, 0, 0, 0, 1, 0, 0, 0, 1], sliceStepLpsMm: [0, 0, 1], tiltDeg: 0, frameOfReferenceUid: null, problems: [] } satisfies SeriesSummary['volume']
  const scan = (seriesUid: string, acquiredAt: string | null, kind: 'volume' | 'cine' = 'volume') => buildSeriesSummary({ seriesUid, acquiredAt, kind, volume })
  it('are proposed as the last three volumes in time, or the last two', () => {
    const scans = ctScans([scan('1.4', '2026-01-01T11:30:00'), scan('1.1', '2026-01-01T11:07:00'), scan('1.9', '2026-01-01T12:00:00', 'cine'), scan('1.3', '2026-01-01T11:24:00'), scan('1.2', '2026-01-01T11:20:00')])
    expect(proposedPick(scans)).toEqual({ before: '1.2', after: '1.3', later: '1.4' })
    expect(proposedPick(scans.slice(0, 2))).toEqual({ before: '1.1', after: '1.2', later: null })
    expect(proposedPick(scans.slice(0, 1))).toBeNull()
  })
})

describe('what was drawn', () => {
  it('lies on the scan after contrast where the registration carries it', () => {
    expect(structuresOn(document({}, [structure('cord', '1.1')]), '1.3')[0]?.there?.shape).toMatchObject({ points: [{ pointLpsMm: [6, 2, 3] }, { pointLpsMm: [6, 2, 9] }] })
  })
  it('is asked about with what its registration repeats within: nothing on its own scan, unknown where it was only said', () => {
    const repeats = (on: string, registrations: CaseDocument['planning']['registrations']) => askedStructures({ ...emptyCaseDocument, planning: { ...emptyCaseDocument.planning, structures: [structure('cord', '1.1')], registrations } }, on)[0]
    expect([repeats('1.3', [registration]), repeats('1.1', []), repeats('1.3', [said])]).toMatchObject([{ repeatsWithinMm: 0.2 }, { repeatsWithinMm: 0 }, { repeatsWithinMm: null }])
  })
  it('is not assessed where nobody has registered its scan, and where nobody drew it', () => {
    expect(askedStructures(document({}, [structure('cord', '1.8')]), '1.3')).toEqual([
      { kind: 'cord', name: 'cord', notAssessed: expect.stringMatching(/not known/) },
      { kind: 'thecalSac', name: 'Thecal sac', notAssessed: 'Not assessed: not drawn.' }, { kind: 'vertebralArtery', name: 'Vertebral artery', notAssessed: 'Not assessed: not drawn.' },
    ])
  })
  it('is not assessed where only the artery of the other side was drawn', () => {
    const artery = structure('vertebralArtery', '1.1')
    expect(askedStructures(document({ plans: [plan], activePlanId: plan.planId, study: { ...emptyCaseDocument.study, side: 'LEFT' } }, [artery]), '1.3').filter(({ kind }) => kind === 'vertebralArtery')).toHaveLength(1)
    const far = { ...plan, targetLpsMm: [60, 0, 0] as [number, number, number] }
    expect(askedStructures(document({ plans: [far], activePlanId: far.planId, study: { ...emptyCaseDocument.study, side: 'LEFT' } }, [artery]), '1.3')).toContainEqual({ kind: 'vertebralArtery', name: 'Vertebral artery, LEFT', notAssessed: 'Not assessed: none is drawn within 25 mm of the target.' })
  })
  it('leaves out the needles of both scans, where they lie on the later one', () => {
    const withNeedle = document({ plans: [{ ...plan, actualNeedle: needle }] })
    expect(needlesOn(withNeedle, ['1.1', '1.3'], '1.3')).toEqual([[[5, 60, 0], [15, 1, 0]]])
    expect(needlesOn(withNeedle, ['1.2', '1.3'], '1.3')).toEqual([])
  })
})

describe('the place around which is looked', () => {
  it('is what was said, else the tip, else the target, else the crosshair', () => {
    const planned = document({ plans: [plan] })
    expect(focusOn(document({ plans: [{ ...plan, actualNeedle: { ...needle, seriesUid: '1.3' } }] }), '1.3', null, [9, 9, 9])).toEqual({ point: [10, 1, 0], words: 'the needle tip' })
    expect(focusOn(planned, '1.3', [1, 1, 1], null)?.point).toEqual([1, 1, 1])
    expect(focusOn(planned, '1.3', null, [9, 9, 9])).toEqual({ point: [15, 0, 0], words: 'the target of Path A' })
    expect(focusOn(planned, '1.7', null, [9, 9, 9])).toEqual({ point: [9, 9, 9], words: 'the crosshair' })
    expect(focusOn(planned, '1.7', null, null)).toBeNull()
    expect(focusOn(measuredAt([7, 7, 7]), '1.3', null, [9, 9, 9])?.words).toBe('the crosshair')
  })
  it('is what was measured after a restart, where the crosshair is gone', () => {
    expect(focusOn(measuredAt([7, 7, 7]), '1.3', null, null)).toEqual({ point: [7, 7, 7], words: 'the place that was measured' })
    expect(focusOn(measuredAt([7, 7, 7]), '1.7', null, null)).toBeNull()
  })
})

describe('figures that were measured', () => {
  const sac = structure('thecalSac', '1.1')
  const at = document({ plans: [plan] }, [sac])
  const pick = { before: '1.1', after: '1.3', later: null }
  const measured: CaseDocument = { ...at, contrast: { ...at.contrast, ct: { ...kept(0.1), inputs: ctInputsOf(at, pick) } } }
  const isOld = (over: Partial<CaseDocument['planning']>, plans: CaseDocument['plans'] = [plan]) => isCtOld({ ...measured, plans, planning: { ...measured.planning, ...over } })

  it('are not old while what they rest on is as it was, whatever else is drawn or planned', () => {
    expect([isCtOld(measured), isOld({ landmarks: [{ seriesUid: '1.1', kind: 'midline', pointLpsMm: [0, 0, 0] }] }), isOld({}, [{ ...plan, targetLpsMm: [9, 9, 9] }])]).toEqual([false, false, false])
    expect(isOld({ structures: [{ ...sac, drawnAtIso: '2026-11-22T11:00:00.000Z' }] })).toBe(false)
    expect(isOld({ registrations: [registration, { ...registration, fromSeriesUid: '1.7', toSeriesUid: '1.8' }] })).toBe(false)
  })
  it.each<[string, boolean]>([
    ['a drawing was changed', isOld({ structures: [{ ...sac, shape: { form: 'tube', points: [{ pointLpsMm: [1, 2, 3], radiusMm: 3 }, { pointLpsMm: [1, 2, 9], radiusMm: 2 }] } }] })],
    ['it was said to be less exact', isOld({ structures: [{ ...sac, uncertaintyMm: 2 }] })],
    ['a drawing was removed', isOld({ structures: [] })],
    ['another was drawn', isOld({ structures: [sac, structure('cord', '1.3')] })],
    ['the scans were registered again', isOld({ registrations: [registration, { ...registration, matrix: [1, 0, 0, 5.5, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1] }] })],
    ['it was only said that the head has not moved', isOld({ registrations: [registration, said] })],
    ['their registration was taken back', isOld({ registrations: [] })],
    ['a needle was marked', isOld({}, [{ ...plan, actualNeedle: needle }])],
  ])('are old once %s', (_name, old) => { expect(old).toBe(true) })
  it('are old in a case that did not keep what they rest on', () => {
    expect(isCtOld({ ...measured, contrast: { ...measured.contrast, ct: kept(0.1) } })).toBe(true)
  })
  it('are recorded as old in words when a decision is taken on them anyway', () => {
    const decided = (of: CaseDocument) => assessmentOf('abort', of, { on: { kind: 'ct' }, evidenceKeys: [], toDo: [], pace: null, shown: null }, null)
    const [fresh, old] = [decided(measured), decided({ ...measured, planning: { ...measured.planning, structures: [] } })]
    expect([fresh?.ctSpread?.isOld, contrastAssessment.parse(old).ctSpread?.isOld]).toEqual([undefined, true])
    expect(old === null ? [] : assessmentRows(old, (instant) => instant)).toContainEqual({ term: 'Old figures of CT', words: 'drawings, registrations or needles were changed after they were measured, and they were not measured again' })
  })
})

describe('the balance of volumes', () => {
  it('follows what is said to have been injected', () => {
    const { figures } = withInjected(kept(0.1), 0.5)
    expect([figures.injectedMl, figures.missingMl.value, figures.discordance]).toEqual([0.5, 0.4, expect.stringMatching(/0.5 mL were injected, 0.1 mL are seen/)])
    expect(withInjected(withInjected(kept(0.1), 0.5), null).figures).toMatchObject({ injectedMl: null, missingMl: { value: null }, discordance: null })
  })
  it('is none where the scanner was at its ceiling', () => {
    expect(withInjected(kept(null), 0.5).figures).toMatchObject({ missingMl: { value: null, reason: 'ceiling' }, discordance: null })
  })
})
