import { expect, test } from 'vitest'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { NoteSections } from '#shared/procedure/note/noteSections.ts'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import type { RecordEventBody } from '#shared/procedure/recordEvents.ts'
import { buildEvents, createdBody, keyImageBody } from '#test/builders/recordEvents.ts'
import { recordSteps } from './recordSteps.ts'

const A = '11111111-1111-4111-8111-111111111111'
const pain = (change: Partial<NoteSections['pain']>): RecordEventBody => ({ kind: 'noteWritten', note: { section: 'pain', content: { ...emptySections.pain, ...change } } })
const score = (atRest: number) => ({ atRest, turning: null, atIso: null })
const stepsOf = (...bodies: readonly RecordEventBody[]) => {
  const events = buildEvents([createdBody, keyImageBody(A), ...bodies])
  const state = reduceRecord(events)
  if (state === null) throw new Error('The record has no beginning.')
  return recordSteps(state, events)
}

test('the step is named by what it changed', () => {
  expect(stepsOf(pain({ before: score(7) }), pain({ before: score(7), at15Min: score(2) })).undo?.words).toBe('Pain score, 15 min, at rest: 2')
  expect(stepsOf({ kind: 'noteWritten', note: { section: 'technique', content: { ...emptySections.technique, depthSeenOnLateral: 'yes' } } }).undo?.words).toBe('Technique, depth seen on a lateral: Yes')
  expect(stepsOf({ kind: 'noteWritten', note: { section: 'dose', content: { ...emptySections.dose, source: 'typed', airKermaMGy: 3.2 } } }).undo?.words).toBe('Dose, air kerma: 3.2 mGy')
  expect(stepsOf({ kind: 'noteWritten', note: { section: 'after', content: { ...emptySections.after, disposition: 'homeWithEscort' } } }).undo?.words).toBe('After, goes to: Home, escorted')
  expect(stepsOf({ kind: 'noteWritten', note: { section: 'technique', content: { ...emptySections.technique, needle: { ...emptySections.technique.needle, gauge: 22 } } } }).undo?.words).toBe('Technique, needle, gauge: 22 G')
  expect(stepsOf(pain({ before: score(7), thresholdPercent: 50 })).undo?.words).toBe('Pain score')
  expect(stepsOf({ kind: 'keyImageSlotGiven', slot: 'apNeedle', keyImageId: A, reason: '' }).undo?.words).toBe('AP, needle before contrast')
  expect(stepsOf().undo).toBeNull()
})

test('a drug is named with its field, and iodine is called so', () => {
  const given = (place: 'joint' | 'contrast', doseMg: number | null): RecordEventBody => ({ kind: 'noteWritten', note: { section: 'injectate', content: { limitReason: '', drugs: [{ name: 'Iohexol', place, strengthMgPerMl: null, volumeMl: null, doseMg, particulate: null, isSteroid: false, lot: '' }] } } })
  expect(stepsOf(given('contrast', null), given('contrast', 72)).undo?.words).toBe('Drugs, Iohexol, dose: 72 mg I')
  expect(stepsOf(given('joint', null), given('joint', 2)).undo?.words).toBe('Drugs, Iohexol, dose: 2 mg')
  expect(stepsOf(given('joint', 2), given('contrast', 2)).undo?.words).toBe('Drugs, Iohexol, into: Contrast')
})

test('undo writes what held before, down to a section of which nothing is said; redo writes it again', () => {
  const first = pain({ before: score(7) })
  const second = pain({ before: score(7), at15Min: score(2) })
  const once = stepsOf(first, second)
  expect(once.undo?.event).toEqual(first)
  const twice = stepsOf(first, second, first)
  expect(twice.undo?.event).toEqual(pain({}))
  expect(twice.redo?.event).toEqual(second)
  const all = stepsOf(first, second, first, pain({}))
  expect(all.undo).toBeNull()
  expect(all.redo?.event).toEqual(first)
  expect(stepsOf(first, second, first, second)).toEqual(once)
})

test('another change after an undo leaves nothing to repeat', () => {
  expect(stepsOf(pain({ before: score(7) }), pain({}), pain({ before: score(6) })).redo).toBeNull()
})

test('steps of different parts are taken back in the order in which they were made', () => {
  const caption: RecordEventBody = { kind: 'captionChanged', keyImageId: A, caption: 'Tip at the joint' }
  expect(stepsOf(pain({ before: score(7) }), caption).undo?.event).toEqual({ ...caption, caption: '' })
  expect(stepsOf(pain({ before: score(7) }), caption, { ...caption, caption: '' }).undo?.event).toEqual(pain({}))
})

test('writing the same again is no step', () => {
  expect(stepsOf(pain({ before: score(7) }), pain({ before: score(7) }), pain({})).undo).toBeNull()
})
