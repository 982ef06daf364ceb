import { describe, expect, it } from 'vitest'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { scoreAnswer } from '#shared/teaching/scoring/scoreAnswer.ts'
import type { ContrastAssessment } from '#shared/contrast/assessment.ts'
import { changeKey, expertsFromCase, expertWords, kindsOf, notTaken, withNeedle, withoutQuestion, withQuestion } from './questionEdits.ts'

const uid = '1.2.3'
const plan = (planId: string, name: string, madeBy: string, entryLpsMm: [number, number, number] | null): CaseDocument['plans'][number] => ({
  kind: 'volume', planId, name, colour: '#5AD8FF', seriesUid: uid, frameOfReferenceUid: null, entryLpsMm, targetLpsMm: [20, 15, 0], needle: null, madeBy,
})
const document: CaseDocument = {
  ...emptyCaseDocument,
  study: { ...emptyCaseDocument.study, side: 'LEFT', confirmedAtIso: '2026-11-22T10:00:00.000Z' },
  plans: [plan('8a6b3f9e-6a3c-4b4e-9d2a-0b8f5d1c2e3f', 'Path A', 'Expert one', [30, 75, -25]), plan('8a6b3f9e-6a3c-4b4e-9d2a-0b8f5d1c2e40', 'Path B', '', null)],
  planning: { ...emptyCaseDocument.planning, jointLines: [
    { seriesUid: uid, side: 'RIGHT', medialLpsMm: [-8, 20, 0], lateralLpsMm: [-20, 20, 0] }, { seriesUid: uid, side: 'LEFT', medialLpsMm: [8, 20, 0], lateralLpsMm: [20, 20, 0] },
  ] },
}

describe('experts', () => {
  it('are those who planned on that series; a path without an entry answers only where the target is', () => {
    expect(expertsFromCase('drawPath', uid, document, null).map(expertWords)).toEqual(['Expert one, Path A'])
    expect(expertsFromCase('placeTarget', uid, document, null).map(expertWords)).toEqual(['Expert one, Path A', 'Nobody is named, Path B'])
    expect(expertsFromCase('drawPath', '1.2.4', document, null)).toEqual([])
  })
  it('are persons: who drew two plans is one expert, and accepts and refuses nothing alone', () => {
    const twice = { ...document, plans: [plan('8a6b3f9e-6a3c-4b4e-9d2a-0b8f5d1c2e3f', 'Path 1', 'Dr A', [20, 68, 0]), plan('8a6b3f9e-6a3c-4b4e-9d2a-0b8f5d1c2e40', 'Path 2', 'Dr A', [23, 68, 2])] }
    const { questions: [question], keys: [key] } = withQuestion({ questions: [], keys: [] }, 'q1', 'drawPath', uid, { ...twice, planning: emptyCaseDocument.planning }, null)
    const answer = key?.experts[0]?.answer ?? null
    if (question === undefined || key === undefined) throw new Error('No question')
    const score = scoreAnswer(question, key, { questionId: 'q1', answer, confidence: 3, elapsedMs: 1, edits: 0 })
    expect([score.verdict, score.basis, new Set(score.parts.filter(({ group }) => group !== 'effort').map(({ accepted }) => accepted))]).toEqual(['notAssessed', 'from 2 plans of 1 expert', new Set(['1 expert only'])])
  })
  it('know the side only where it was confirmed', () => {
    expect(expertsFromCase('whichSide', uid, document, null)).toMatchObject([{ isTruth: true, answer: { side: 'LEFT' } }])
    expect(expertsFromCase('whichSide', uid, { ...document, study: { ...document.study, confirmedAtIso: null } }, null)).toEqual([])
  })
  it('have said nothing about contrast where nobody decided', () => {
    expect(expertsFromCase('namePattern', uid, document, null)).toEqual([])
    expect(expertsFromCase('injectOrAbort', uid, document, null)).toEqual([])
  })

  const judged: CaseDocument = { ...document, contrast: { ...document.contrast, patterns: ['venous', 'intraArticular'], decision: 'abort' } }
  const assessment = (actor: string, patterns: ContrastAssessment['patterns'], decision: ContrastAssessment['decision']) => ({ actor, atIso: '2026-11-22T10:00:00.000Z', assessment: { seriesUid: uid, subtraction: null, seenFrames: [1], patterns, vesselFilling: null, decision, comment: '' } })

  it('about the contrast are called as the record calls who decided it, not by a word for whoever it was', () => {
    const record = { assessments: [assessment('Dr A', ['intraArticular', 'venous'], 'reposition'), assessment('Dr B', ['epidural'], 'abort')] }
    expect([expertsFromCase('namePattern', uid, judged, record)[0]?.expert, expertsFromCase('injectOrAbort', uid, judged, record)[0]?.expert]).toEqual(['Dr A', 'Dr B'])
  })
  it('whom nobody named are asked for: their answer is offered, not taken, and not offered again once somebody is named for it', () => {
    for (const record of [null, { assessments: [assessment('operator not stated', ['venous', 'intraArticular'], 'abort')] }]) {
      expect(withQuestion({ questions: [], keys: [] }, 'q1', 'injectOrAbort', uid, judged, record).keys[0]?.experts).toEqual([])
      const known = expertsFromCase('injectOrAbort', uid, judged, record)
      expect(known).toEqual([{ expert: '', isTruth: false, answer: { kind: 'injectOrAbort', decision: 'abort' } }])
      expect([notTaken(known, []), notTaken(known, known.map((one) => ({ ...one, expert: 'Dr B' })))]).toEqual([known, []])
    }
  })
  it('keep two plans apart that one person has called alike', () => {
    const alike = { ...document, plans: [plan('8a6b3f9e-6a3c-4b4e-9d2a-0b8f5d1c2e3f', 'Path A', 'Dr A', [20, 68, 0]), plan('8a6b3f9e-6a3c-4b4e-9d2a-0b8f5d1c2e40', 'Path A', 'dr  a', [23, 68, 2])] }
    expect(expertsFromCase('drawPath', uid, alike, null).map(expertWords)).toEqual(['Dr A, Path A', 'dr  a, Path A (2)'])
  })
})

describe('the needle of a path question', () => {
  const [first] = document.plans
  const planned = (needles: readonly (number | null)[], accepted: number | null = null): CaseDocument => ({
    ...document, planAccepted: accepted === null ? null : { planId: `p${String(accepted)}`, atIso: '2026-11-22T10:00:00.000Z' },
    plans: needles.flatMap((gauge, at): CaseDocument['plans'] => (first?.kind === 'volume' ? [{ ...first, planId: `p${String(at)}`, entryLpsMm: [22, 68, 0], targetLpsMm: [22, 8, 0], needle: gauge === null ? null : { gauge, lengthMm: 90 } }] : [])),
    // 8 mm beside the line of the path, 2 mm thick.
    planning: { ...document.planning, structures: [{ id: 's1', seriesUid: uid, frameOfReferenceUid: null, kind: 'vertebralArtery', name: 'Vertebral artery', uncertaintyMm: 0, drawnBy: 'Expert one', drawnAtIso: '2026-11-22T10:00:00.000Z', shape: { form: 'tube', points: [{ pointLpsMm: [30, 40, -20], radiusMm: 2 }, { pointLpsMm: [30, 40, 20], radiusMm: 2 }] } }] },
  })
  const askedOf = (of: CaseDocument) => withQuestion({ questions: [], keys: [] }, 'q1', 'drawPath', uid, of, null)
  const gauge = (of: CaseDocument): number | undefined => askedOf(of).keys[0]?.needleGauge
  const clearance = ({ questions: [question], keys: [key] }: ReturnType<typeof askedOf>) => {
    if (question === undefined || key === undefined) throw new Error('No question')
    const { parts } = scoreAnswer(question, key, { questionId: 'q1', answer: { kind: 'drawPath', entryLpsMm: [22, 68, 0], targetLpsMm: [22, 8, 0] }, confidence: 3, elapsedMs: 1, edits: 0 })
    return parts.find(({ name }) => name === 'Vertebral artery')
  }

  it('is that of the accepted plan, else the thickest of the series; of a question about a target there is none', () => {
    expect([gauge(planned([25, 22, null])), gauge(planned([25, 22, null], 0)), gauge(planned([null]))]).toEqual([22, 25, undefined])
    expect(withQuestion({ questions: [], keys: [] }, 'q1', 'placeTarget', uid, planned([22]), null).keys[0]).not.toHaveProperty('needleGauge')
  })
  it('is what clearances are measured from: half of its 0.718 mm nearer; without one the part says that it is from the line', () => {
    expect(clearance(askedOf(planned([22])))).toMatchObject({ value: expect.closeTo(8 - 2 - 0.359, 9), towards: 'at 28 mm depth' })
    expect(clearance(askedOf(planned([null])))).toMatchObject({ value: expect.closeTo(6, 9), towards: 'at 28 mm depth, from the line' })
  })
  it('can be changed and taken away', () => {
    const asked = askedOf(planned([22]))
    expect([withNeedle(asked, 'q1', 18).keys[0]?.needleGauge, withNeedle(asked, 'other', 18).keys[0]?.needleGauge]).toEqual([18, 22])
    expect(withNeedle(asked, 'q1', null).keys[0]).not.toHaveProperty('needleGauge')
  })
})

describe('a question', () => {
  const asked = withQuestion({ questions: [], keys: [] }, 'q1', 'drawPath', uid, document, null)
  it('takes the joint line of the confirmed side', () => { expect(asked.keys[0]?.jointLine).toEqual({ medialLpsMm: [8, 20, 0], lateralLpsMm: [20, 20, 0] }) })
  it('has no limits and no time by itself', () => {
    expect(Object.values(asked.keys[0]?.limits ?? {}).every((limit) => limit === null)).toBe(true)
    expect(asked.questions[0]?.seconds).toBeNull()
  })
  it('goes together with its answer', () => { expect(withoutQuestion(asked, 'q1')).toEqual({ questions: [], keys: [] }) })
  it('changes alone', () => {
    const two = withQuestion(asked, 'q2', 'whichSide', uid, document, null)
    expect(changeKey(two, 'q2', { explanation: 'x' }).keys.map(({ explanation }) => explanation)).toEqual(['', 'x'])
  })
})

it('asks about a document nothing', () => { expect(kindsOf.document).toEqual([]) })
