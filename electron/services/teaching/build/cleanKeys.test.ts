import { expect, it } from 'vitest'
import type { AnswerKey, ExpertAnswer } from '#shared/teaching/questions.ts'
import { cleanKeys } from './cleanKeys.ts'

const noLimits: AnswerKey['limits'] = { alongJointMm: null, depthMm: null, entryMm: null, directionDeg: null, flashPx: null, flashFrames: null }
const decided = (expert: string): ExpertAnswer => ({ expert, isTruth: false, answer: { kind: 'injectOrAbort', decision: 'abort' } })

it('gives one number to one person, however the name is typed from question to question', () => {
  const keys = [[decided('Dr A'), decided('Dr B')], [decided(' dr  a'), decided('DR B')]].map((experts, at): AnswerKey => ({ questionId: `q${String(at)}`, experts, limits: noLimits, jointLine: null, structures: [], explanation: '' }))
  const cleaned = cleanKeys(keys.map((key) => ({ ...key, questionId: '7b4d1f40-3a86-4d57-8f0d-3b5a4a3f0a11' })), { questions: [], map: (text) => text, frameOf: (_seriesUid, frame) => frame })
  expect(cleaned.map(({ experts }) => experts.map(({ expert }) => expert))).toEqual([['Expert 1', 'Expert 2'], ['Expert 1', 'Expert 2']])
})
