import { describe, expect, it } from 'vitest'
import { createIdentityKey } from '#electron/services/teaching/deidentify/index.ts'
import { hashOf } from '#electron/services/teaching/caseStore.ts'
import type { QuestionKind } from '#shared/teaching/questions.ts'
import { deidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import { emptyCaseText } from '#shared/teaching/teachingCase.ts'
import { contentOf, type ContentParts } from './copyContent.ts'
import type { CopyOrder } from './copyOrder.ts'

const text = { ...emptyCaseText, title: 'A case', tags: { variant: ['high loop'], complication: ['arterial uptake'], modality: ['DSA'], approach: ['posterolateral'] } }
const parts: ContentParts = { series: [], imageFiles: [], reportFiles: [], sheet: [], timeline: [], expertPlan: null, keys: [], recognizableFeatures: '', isSynthetic: false, frameOf: (_series, frame) => frame }

function order(kinds: readonly QuestionKind[] = [], secret = 0): CopyOrder {
  const questions = kinds.map((kind) => ({ questionId: '0b6ce6a4-7a9e-4bd0-8d0e-6f7a1f0e7a11', kind, prompt: '', seriesUid: '1.2.3', frame: null, seconds: null }))
  return {
    document: { options: deidentifyOptions.parse({}), side: 'LEFT', level: 'C1-2', text, questions, keys: [], expertPlan: null, correction: '', texts: [], boxes: [] }, paths: [], record: null,
    number: 7, teachingCaseId: '0b6ce6a4-7a9e-4bd0-8d0e-6f7a1f0e7a12', caseVersion: 1, key: createIdentityKey(new Uint8Array(32).fill(secret)), isScripted: false, framesOf: () => [], lookedThrough: [], staff: [],
  }
}

describe('what a case says', () => {
  it.each([['namePattern', ['posterolateral']], ['placeTarget', []]] as const)('with a question of the kind %s has no tag in it that tells an answer; those are in its answers', (kind, approach) => {
    const { case: { text: { tags } }, answers } = contentOf(order([kind]), parts)
    expect(tags).toEqual({ variant: [], complication: [], modality: ['DSA'], approach })
    expect(answers.tags).toEqual({ variant: ['high loop'], complication: ['arterial uptake'], modality: [], approach: approach.length === 0 ? ['posterolateral'] : [] })
  })

  it.each([['with', ['namePattern']], ['without', []]] as const)('%s a question has no step of the procedure in it: they are in its answers', (_what, kinds) => {
    const timeline = [{ afterSeconds: 3, words: 'The contrast is judged: Venous. Abort', seriesUid: null, pictureSha256: null }]
    const content = contentOf(order(kinds), { ...parts, timeline })
    expect([content.case.timeline, content.answers.timeline]).toEqual([[], timeline])
  })

  it('has a hash of its answers that nobody can try out who has the case alone: they hold what only this installation can make', () => {
    const [one, again, other] = [contentOf(order(), parts), contentOf(order(), parts), contentOf(order([], 1), parts)]
    expect([hashOf(again.answers), other.case]).toEqual([hashOf(one.answers), one.case])
    expect(hashOf(other.answers)).not.toBe(hashOf(one.answers))
    expect(JSON.stringify(one.case)).not.toContain(one.answers.salt)
  })
})
