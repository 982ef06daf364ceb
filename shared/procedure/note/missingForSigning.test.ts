import { describe, expect, it } from 'vitest'
import type { RecordEventBody, RecordState } from '#shared/procedure/recordEvents.ts'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import { buildEvents, createdBody, keyImageBody } from '#test/builders/recordEvents.ts'
import { completeBodies, completeNote, writtenBodies } from '#test/builders/completeNote.ts'
import { emptySections } from './emptyNote.ts'
import { missingForSigning, neededSlots } from './missingForSigning.ts'
import type { DrugGiven } from './drugGiven.ts'
import type { NoteSections } from './noteSections.ts'

function stateOf(bodies: readonly RecordEventBody[]): RecordState {
  const state = reduceRecord(buildEvents(bodies))
  if (state === null) throw new Error('No record.')
  return state
}
const NOW = '2026-11-22T11:00:00.000Z'
const missing = (bodies: readonly RecordEventBody[]): readonly string[] => missingForSigning(stateOf(bodies), NOW).map(({ id, level }) => `${level} ${id}`)
/** What is missing of a complete note in which one thing is otherwise. */
const afterChange = (change: Partial<NoteSections>): readonly string[] => missing([...completeBodies, ...writtenBodies(change)])
const { timeOut, checks, injectate, technique, dose, after, pain, order } = completeNote
const drug = (differences: Partial<DrugGiven>): NoteSections['injectate'] => ({ ...injectate, drugs: injectate.drugs.map((one) => (one.isSteroid ? { ...one, ...differences } : one)) })
const decided = (decision: 'inject' | 'reposition' | 'abort'): RecordEventBody => ({ kind: 'contrastAssessed', assessment: { seriesUid: '1.2.3.1', subtraction: null, seenFrames: [1], patterns: [], vesselFilling: 'no', decision, comment: '' } })

describe('what is missing for signing', () => {
  it('is nothing of a complete record, late pain scores or not', () => {
    expect(missing(completeBodies)).toEqual([])
    expect(afterChange({ pain: { ...pain, at30Min: null, at6Hours: null } })).toEqual([])
  })

  it('is all of it in a record that was only begun, the time-out as a stop', () => {
    expect(missing([createdBody])).toEqual(['stop timeOut', 'todo checks.consent', 'todo checks.allergies', 'todo checks.anticoagulants', 'todo contrast.decision', 'todo drugs.none', 'todo technique.guidance', 'todo after.complications', 'todo pain.before'])
  })

  it.each<{ name: string; change: Partial<NoteSections>; found: readonly string[] }>([
    { name: 'the time-out is still to come', change: { timeOut: { ...timeOut, atIso: '2026-11-22T14:30:00.000Z' } }, found: ['stop timeOut.at'] },
    { name: 'a complication is still to come', change: { after: { ...after, complications: [{ what: 'dizziness', words: '', atIso: '2026-11-23T09:00:00.000Z' }] } }, found: ['stop after.complications'] },
    { name: 'the order names the other side', change: { order: { ...order, sideOrdered: 'RIGHT' } }, found: ['stop side.order'] },
    { name: 'the time-out names the other side', change: { timeOut: { ...timeOut, side: 'RIGHT' } }, found: ['stop side.timeOut'] },
    { name: 'the skin mark is on the other side', change: { timeOut: { ...timeOut, skinMark: 'RIGHT' } }, found: ['stop side.skinMark'] },
    { name: 'one identifier was checked', change: { timeOut: { ...timeOut, identifiersChecked: ['name', 'name'] } }, found: ['stop timeOut.identifiers'] },
    { name: 'the time-out has neither time, name nor side', change: { timeOut: { ...timeOut, atIso: null, by: ' ', side: null } }, found: ['stop timeOut.at', 'stop timeOut.by', 'stop timeOut.side'] },
    { name: 'the images were not of this patient', change: { timeOut: { ...timeOut, imagesOfThisPatient: 'no', positionAgreed: null } }, found: ['todo timeOut.positionAgreed', 'stop timeOut.imagesOfThisPatient'] },
    { name: 'consent was not given', change: { checks: { ...checks, consent: { ...checks.consent, given: 'no' } } }, found: ['stop checks.consent'] },
    { name: 'an allergy was not asked for', change: { checks: { ...checks, allergies: { ...checks.allergies, latex: null } } }, found: ['todo checks.allergies'] },
    { name: 'an anticoagulant has no last dose', change: { checks: { ...checks, anticoagulants: { ...checks.anticoagulants, taken: 'yes', agents: [{ name: 'Apixaban', lastDoseAtIso: null, lastDoseWords: '' }] } } }, found: ['todo checks.anticoagulants'] },
    { name: 'a dose does not agree', change: { injectate: drug({ strengthMgPerMl: 4, volumeMl: 0.5, doseMg: 4 }) }, found: ['stop drug.1.dose'] },
    { name: 'a dose is not complete', change: { injectate: drug({ strengthMgPerMl: null, doseMg: null }) }, found: ['todo drug.1.dose'] },
    { name: 'particulate or not was not said', change: { injectate: drug({ particulate: null }) }, found: ['todo drug.1.particulate'] },
    { name: 'more than the limit went into the joint', change: { injectate: drug({ volumeMl: 1.5, doseMg: null }) }, found: ['stop drugs.limit'] },
    { name: 'no drug is in the joint', change: { injectate: { ...injectate, drugs: injectate.drugs.filter(({ place }) => place !== 'joint') } }, found: ['todo drugs.none'] },
    { name: 'no contrast was given, and contrast is among the drugs', change: { injectate: { ...injectate, noContrastReason: 'Allergy' } }, found: ['stop contrast.none'] },
    { name: 'the guidance is not said', change: { technique: { ...technique, guidance: [] } }, found: ['todo technique.guidance'] },
    { name: 'CT was used too', change: { technique: { ...technique, guidance: ['fluoroscopy', 'ct'] } }, found: ['todo slot.planSlice', 'todo slot.tipInJoint', 'todo slot.immediateContrast', 'todo slot.delayedContrast', 'todo dose.ct'] },
    { name: 'no dose is stated', change: { dose: { ...dose, fluoroscopyTimeS: null, airKermaMGy: null, doseAreaProductGyCm2: null } }, found: ['todo dose.fluoroscopy'] },
    { name: 'none stands beside a complication', change: { after: { ...after, complications: [{ what: 'none', words: '', atIso: null }, { what: 'vasovagal', words: '', atIso: null }] } }, found: ['stop after.complications'] },
    { name: 'pain before was not scored', change: { pain: { ...pain, before: null } }, found: ['todo pain.before'] },
  ])('is found where $name', ({ change, found }) => { expect(afterChange(change)).toEqual(found) })

  it.each<{ name: string; change: Partial<NoteSections> }>([
    { name: 'more than the limit', change: { injectate: { ...drug({ volumeMl: 1.5, doseMg: null }), limitReason: 'Two recesses filled' } } },
    { name: 'no dose', change: { dose: { ...emptySections.dose, notStatedReason: 'The unit shows none' } } },
    { name: 'no pain score', change: { pain: { ...emptySections.pain, notScoredReason: 'Could not answer' } } },
    { name: 'a steroid in spite of an allergy', change: { checks: { ...checks, allergies: { ...checks.allergies, steroid: 'yes' } }, injectate: { ...injectate, despiteAllergyReason: 'Rash to another steroid' } } },
  ])('is nothing where there is a reason: $name', ({ change }) => { expect(afterChange(change)).toEqual([]) })

  it.each(['contrast', 'steroid', 'anaesthetic', 'chlorhexidine'] as const)('is a stop where an allergy to %s is known and it was given', (allergen) => {
    expect(afterChange({ checks: { ...checks, allergies: { ...checks.allergies, [allergen]: 'yes' } } })).toEqual([`stop allergy.${allergen}`])
  })

  it('is a stop where the last decision was against the injection', () => {
    expect(missing([...completeBodies, decided('abort')])).toEqual(['stop contrast.decision'])
    expect(missing([...completeBodies, decided('reposition'), decided('inject')])).toEqual([])
    expect(missing([...completeBodies, decided('abort'), ...writtenBodies({ injectate: { ...injectate, drugs: [] } })])).toEqual([])
  })

  it('is a needed picture that was deleted, and one whose reason was taken back', () => {
    const [image] = stateOf(completeBodies).keyImages
    expect(missing([...completeBodies, { kind: 'keyImageRemoved', keyImageId: image?.keyImageId ?? '' }])).toEqual(['todo slot.apNeedle'])
    expect(missing([...completeBodies, { kind: 'keyImageSlotGiven', slot: 'contrastRun', keyImageId: null, reason: '' }])).toEqual(['todo slot.contrastRun'])
  })

  it('is a picture of the other side, and what disagrees in the case', () => {
    expect(missing([...completeBodies, { ...keyImageBody('6d2f2d58-4b57-4bd4-9d4c-7f4f6f1f4f01'), side: 'RIGHT' }])).toEqual(['stop side.keyImage.6d2f2d58-4b57-4bd4-9d4c-7f4f6f1f4f01'])
    expect(missingForSigning(stateOf(completeBodies), NOW, [{ key: 'order', words: 'The order says RIGHT. You say LEFT.' }])).toMatchObject([{ level: 'stop', section: 'side' }])
  })

  it('asks for no picture of contrast where none was given', () => {
    expect(neededSlots({ ...completeNote, injectate: { ...injectate, noContrastReason: 'Allergy' } })).toEqual(['apNeedle', 'lateralNeedle'])
  })
})
