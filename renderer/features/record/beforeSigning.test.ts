import { expect, test } from 'vitest'
import { missingForSigning } from '#shared/procedure/note/missingForSigning.ts'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import type { RecordEventBody } from '#shared/procedure/recordEvents.ts'
import { completeBodies, completeNote, writtenBodies } from '#test/builders/completeNote.ts'
import { buildEvents, createdBody } from '#test/builders/recordEvents.ts'
import { beforeSigning, todoWords } from './beforeSigning.ts'

const linesOf = (bodies: readonly RecordEventBody[]) => {
  const state = reduceRecord(buildEvents(bodies))
  if (state === null) throw new Error('The record has no beginning.')
  const missing = missingForSigning(state, '2026-11-22T11:00:00.000Z')
  const lines = beforeSigning(state, missing, (atIso) => atIso.slice(11, 16))
  return { lines, todo: todoWords(lines, missing), of: (name: string) => lines.find((line) => line.name === name) }
}

test('an empty record names every part that is open, and leads to it', () => {
  const { todo, of } = linesOf([createdBody])
  expect(todo).toEqual(['Checks before', 'Time-out', 'Technique', 'Contrast decision', 'Drugs', 'After and pain'])
  expect(of('Time-out')).toEqual({ name: 'Time-out', words: '1 to do', state: 'stop', leadsTo: 'note-timeOut' })
  expect(of('Patient and side')?.words).toBe('LEFT C1-2')
})

test('a complete one is done in every part; the score after half an hour may come later', () => {
  const { lines, todo, of } = linesOf(completeBodies)
  expect(todo).toEqual([])
  expect(lines.filter(({ state }) => state !== 'done')).toEqual([{ name: '30 min pain score', words: 'due 10:30', state: 'later', leadsTo: 'note-pain' }])
  expect(of('Key images')?.words).toBe('5 of 5')
  expect(of('Drugs')?.words).toBe('0.8 mL in the joint')
})

test('what does not agree is a stop, said in full when little is left', () => {
  const { todo, of } = linesOf([...completeBodies, ...writtenBodies({ timeOut: { ...completeNote.timeOut, side: 'RIGHT' } })])
  expect(of('Patient and side')?.state).toBe('stop')
  expect(todo).toEqual(['The time-out says RIGHT. The record says LEFT. Check with the patient, then correct the one that is wrong.'])
})
