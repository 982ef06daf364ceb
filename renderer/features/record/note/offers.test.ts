import { expect, test } from 'vitest'
import { emptyNote, emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { DrugGiven } from '#shared/procedure/note/drugGiven.ts'
import type { ProcedureNote } from '#shared/procedure/note/noteSections.ts'
import { fillOpen } from './fillOpen.ts'
import { contrastGiven, offersFor, type Known } from './offers.ts'

const dexamethasone: DrugGiven = { name: 'Dexamethasone', place: 'joint', strengthMgPerMl: 4, volumeMl: 0.5, doseMg: null, particulate: 'no', isSteroid: true, lot: 'A123' }
const earlierNote: ProcedureNote = {
  ...emptyNote,
  order: { ...emptySections.order, operator: 'Dr B. Weber', room: 'Suite 2', indication: 'of another patient', sideOrdered: 'LEFT', accessionNumber: '77' },
  checks: { ...emptySections.checks, allergies: { contrast: 'no', steroid: 'no', anaesthetic: 'no', latex: 'no', chlorhexidine: 'no', others: '' }, pregnancy: 'no' },
  technique: { ...emptySections.technique, position: 'prone', guidance: ['fluoroscopy'], skinPreparation: 'Alcohol', passes: 2, aspiration: 'negative' },
  injectate: { drugs: [dexamethasone], limitReason: 'wide joint' },
  after: { ...emptySections.after, complications: [{ what: 'none', words: '', atIso: null }], disposition: 'homeWithEscort', followUp: 'Call in a week' },
}
const known: Known = { state: { acceptedPlan: null, assessments: [], keyImages: [] }, note: emptyNote, earlier: { note: earlierNote, day: '14 Nov' }, operator: 'Dr A. Other', doses: [] }
const injected = (number: number, agent: string, volumeMl: number | null): Known['state']['assessments'][number] => ({
  atIso: '2026-11-22T09:44:02.000Z', actor: '',
  assessment: { seriesUid: '1', subtraction: null, seenFrames: [1], patterns: [], vesselFilling: null, decision: 'inject', comment: '', injection: { number, agent, volumeMl } },
})

test('what concerns one patient is never offered to the next', () => {
  const taken = (['order', 'checks', 'timeOut', 'technique', 'injectate', 'dose', 'after', 'pain'] as const).flatMap((section) => offersFor(section, known).map(({ note }) => note))
  expect(taken).toEqual([
    { section: 'order', content: { ...emptySections.order, operator: 'Dr B. Weber', room: 'Suite 2' } },
    { section: 'technique', content: { ...emptySections.technique, position: 'prone', guidance: ['fluoroscopy'], skinPreparation: 'Alcohol' } },
    { section: 'injectate', content: { drugs: [{ ...dexamethasone, lot: '' }], limitReason: '' } },
    { section: 'after', content: { ...emptySections.after, followUp: 'Call in a week' } },
  ])
})

test('an offer names its day and its values, and is gone once there is nothing left to fill', () => {
  const [offer] = offersFor('technique', known)
  expect(offer?.words).toBe('Use the values of 14 Nov: Prone, Fluoroscopy, Alcohol')
  expect(offersFor('technique', { ...known, note: { ...emptyNote, technique: { ...emptySections.technique, position: 'supine', guidance: ['ct'], skinPreparation: 'Iodine' } } })).toEqual([])
})

test('an answer that was given is not written over', () => {
  expect(fillOpen({ ...emptySections.technique, position: 'supine' }, { position: 'prone', skinPreparation: 'Alcohol' })).toEqual({ ...emptySections.technique, position: 'supine', skinPreparation: 'Alcohol' })
})

test('the contrast of each injection is offered once, its iodine read from the agent', () => {
  const assessments = [injected(1, 'Iohexol 240 mgI/mL', 0.2), injected(1, 'Iohexol 240 mgI/mL', 0.3), injected(2, 'Gadolinium-based agent', 0.2), injected(3, '', 0.2)]
  expect(contrastGiven(assessments).map(({ name, strengthMgPerMl, volumeMl }) => [name, strengthMgPerMl, volumeMl])).toEqual([['Iohexol', 240, 0.3], ['Gadolinium-based agent', null, 0.2]])
  const offers = offersFor('injectate', { ...known, state: { ...known.state, assessments: [injected(1, 'Iohexol 240 mgI/mL', 0.3)] } })
  expect(offers.map(({ words }) => words)).toEqual(['Use the contrast decision: Iohexol, 0.3 mL', 'Use the values of 14 Nov: Dexamethasone, 0.5 mL'])
})

test('the needle of the accepted plan goes before the one of another day', () => {
  const acceptedPlan: NonNullable<Known['state']['acceptedPlan']> = {
    plan: { kind: 'projection', planId: crypto.randomUUID(), name: 'Path A', colour: '#5AD8FF', seriesUid: '1', frame: 0, entryPx: null, targetPx: null, needle: { gauge: 22, lengthMm: 90 } },
    figures: { lengthMm: null, inPlaneDeg: null, craniocaudalDeg: null, lengthPx: null }, atIso: '2026-11-22T09:33:00.000Z',
  }
  const offers = offersFor('technique', { ...known, state: { ...known.state, acceptedPlan } })
  expect(offers.map(({ words }) => words)).toEqual(['Use the accepted plan: 22 G, 90 mm', 'Use the values of 14 Nov: Prone, Fluoroscopy, Alcohol'])
})

test('the figures of a dose report are offered with their units, and never mixed with typed ones', () => {
  const dose: Known['doses'][number]['dose'] = { studyUid: '1', projection: { doseAreaGyCm2: 0.42, airKermaMGy: 3.1, fluoroscopyTimeS: 24.3, frames: null, isOfTwoPlanes: false, sopInstanceUids: ['1.2.9'] }, ct: null, notes: [] }
  const [offer] = offersFor('dose', { ...known, doses: [{ dose, day: '22 Nov 2026' }] })
  expect(offer?.words).toBe('Use the dose report of 22 Nov 2026: 24.3 s, 3.1 mGy, 0.42 Gy·cm²')
  expect(offer?.note.content).toEqual({ ...emptySections.dose, source: 'doseReport', reportSopInstanceUid: '1.2.9', fluoroscopyTimeS: 24.3, airKermaMGy: 3.1, doseAreaProductGyCm2: 0.42 })
  expect(offersFor('dose', { ...known, doses: [{ dose, day: '' }], note: { ...emptyNote, dose: { ...emptySections.dose, source: 'typed', airKermaMGy: 4 } } })).toEqual([])
})
