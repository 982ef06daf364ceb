import { expect, it } from 'vitest'
import { applyDraftChange } from './applyDraftChange.ts'
import { draftDocument } from './draft.ts'
import type { AnswerKey, ExpertAnswer } from './questions.ts'
import { emptyCaseText } from './teachingCase.ts'

const questionId = '7b4d1f40-3a86-4d57-8f0d-3b5a4a3f0a11'
const noLimits: AnswerKey['limits'] = { alongJointMm: null, depthMm: null, entryMm: null, directionDeg: null, flashPx: null, flashFrames: null }
const question = { questionId, kind: 'injectOrAbort' as const, prompt: '', seriesUid: '1.2.3', frame: null, seconds: null }
const decided = (expert: string): ExpertAnswer => ({ expert, isTruth: false, answer: { kind: 'injectOrAbort', decision: 'abort' } })
const key = (...experts: ExpertAnswer[]): AnswerKey => ({ questionId, experts, limits: noLimits, jointLine: null, structures: [], explanation: '' })
const draft = (...keys: AnswerKey[]) => draftDocument.parse({
  schemaVersion: 1, options: {}, series: [{ seriesUid: '1.2.3', modality: 'XA', kind: 'cine', description: '', instances: 1, frames: 40, taken: true }],
  side: null, level: null, text: emptyCaseText, questions: [question], keys, expertPlan: null, texts: [], boxes: [],
})
const edit = (before: AnswerKey, after: AnswerKey) => applyDraftChange(draft(before), { kind: 'questions', questions: [question], keys: [after] })

it('lets a draft from before, in which one person answers twice, be edited and mended, but not made', () => {
  const twice = key(decided('Dr A'), decided('dr a'))
  expect(edit(key(decided('Dr A')), twice)).toMatchObject({ ok: false, error: { code: 'DOES_NOT_FIT' } })
  expect(edit(twice, { ...twice, explanation: 'The artery fills.' }).ok).toBe(true)
  expect(edit(twice, key(decided('Dr A'))).ok).toBe(true)
})
