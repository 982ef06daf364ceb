import path from 'node:path'
import { readFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#electron/services/storage/database.ts'
import type { AnswerLayer } from '#shared/teaching/answerLayer.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'
import { filesBelow, openTeachingBench, type TeachingBench } from '#test/builders/teaching.ts'
import { buildTeachingCase } from '#test/builders/teachingCase.ts'
import { openCaseStore } from './caseStore.ts'

let bench: TeachingBench
beforeEach(async () => { bench = await openTeachingBench() })
afterEach(async () => bench.remove())

function put({ teachingCase, answers }: { readonly teachingCase: TeachingCase; readonly answers: AnswerLayer }): string {
  const database = openDatabase(path.join(bench.dataDirectory, 'axis.db'))
  openCaseStore(database).put({ teachingCase, origin: 'here' }, answers)
  database.close()
  return teachingCase.teachingCaseId
}
const text = { title: 'Name the pattern', history: '', difficulty: 3, tags: { variant: ['high loop'], complication: ['arterial uptake'], modality: ['DSA'], approach: [] } }
const questions: TeachingCase['questions'] = [{ questionId: '0b6ce6a4-7a9e-4bd0-8d0e-6f7a1f0e7a11', kind: 'namePattern', prompt: '', seriesUid: '1.2', frame: null, seconds: null }]

describe('a case that an earlier version released with all its tags in its text', () => {
  it('opens as before, and tells a learner none of them before the answers', async () => {
    const teachingCaseId = put(buildTeachingCase({ teachingCase: { text, questions }, answers: { findings: 'Arterial.' } }))
    const said = async (...calls: readonly Promise<unknown>[]): Promise<string> => JSON.stringify(await Promise.all(calls))
    const { attempt: { attemptId } } = await bench.must('quiz.begin', { teachingCaseId, learner: 'Kim' })
    const before = await said(bench.must('quiz.cases', { learner: 'Kim' }), bench.must('quiz.attempt', { attemptId }), bench.must('quiz.nameSide', { attemptId, side: 'LEFT' }), bench.must('teaching.case', { teachingCaseId }))
    expect([before.includes('DSA'), before.includes('high loop'), before.includes('arterial uptake')]).toEqual([true, false, false])
    const { view, answers } = await bench.must('quiz.submit', { attemptId })
    expect([view.teachingCase.text.tags, answers?.findings]).toEqual([text.tags, 'Arterial.'])
  })

  it('is not written for learners in the form that holds it as released, and leaves in others without what tells', async () => {
    const teachingCaseId = put(buildTeachingCase({ teachingCase: { text, questions } }))
    const directory = path.join(bench.directory, 'out')
    expect(await bench.call('teaching.write', { teachingCaseIds: [teachingCaseId], format: 'axiscase', audience: 'learner', directory })).toMatchObject({ error: { code: 'HOLDS_ANSWERS', message: expect.stringContaining('TEACHING CASE 007') } })
    await bench.must('teaching.write', { teachingCaseIds: [teachingCaseId], format: 'mirc', audience: 'learner', directory })
    const written = (await Promise.all((await filesBelow(directory)).map((file) => readFile(file, 'utf8')))).join('\n')
    expect([written.includes('DSA'), written.includes('high loop'), written.includes('arterial uptake')]).toEqual([true, false, false])
  })
})

describe('a case without questions that an earlier version released with the steps of the procedure in it', () => {
  const step = (words: string, pictureSha256: string | null) => ({ afterSeconds: 0, words, seriesUid: null, pictureSha256 })
  const steps = [step('The picture is kept', 'a'.repeat(64)), step('The contrast is judged: Venous. Abort', null)]

  it('is looked through as before; a step names no picture that is not here', async () => {
    const teachingCaseId = put(buildTeachingCase({ teachingCase: { timeline: steps } }))
    expect((await bench.must('quiz.review', { teachingCaseId, learner: 'Kim' })).timeline).toEqual([step('The picture is kept', null), steps[1]])
    expect(await bench.call('teaching.write', { teachingCaseIds: [teachingCaseId], format: 'axiscase', audience: 'learner', directory: path.join(bench.directory, 'out') })).toMatchObject({ error: { code: 'HOLDS_ANSWERS' } })
  })
})
