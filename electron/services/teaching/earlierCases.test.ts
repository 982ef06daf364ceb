import path from 'node:path'
import { readFile, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import { openDatabase } from '#electron/services/storage/database.ts'
import type { AnswerLayer } from '#shared/teaching/answerLayer.ts'
import type { TeachingCase } from '#shared/teaching/teachingCase.ts'
import { filesBelow, openTeachingBench, prepareCase, releaseDraft, type TeachingBench } from '#test/builders/teaching.ts'
import { buildTeachingCase } from '#test/builders/teachingCase.ts'
import { CONTENT_FILE } from './build/buildCopy.ts'
import { copyContent } from './build/copyContent.ts'
import { contentHash, stagingRoot } from './build/staging.ts'
import { canonicalOf, openCaseStore } from './caseStore.ts'
import { openDraftStore } from './draftStore.ts'

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

describe('a copy that an earlier version built and nobody has released yet', () => {
  it('is checked again before it is released, which keeps its tags with the answers', async () => {
    const prepared = await prepareCase(bench)
    const { draftId, accounts } = prepared
    const staged = path.join(stagingRoot(bench.dataDirectory), draftId)
    const content = copyContent.parse(JSON.parse(await readFile(path.join(staged, CONTENT_FILE), 'utf8')))
    await writeFile(path.join(staged, CONTENT_FILE), canonicalOf({ ...content, case: { ...content.case, text: { ...content.case.text, tags: text.tags } } }))
    const contentSha256 = contentHash(await Promise.all((await filesBelow(staged)).map(async (file) => ({ path: path.relative(staged, file).replaceAll(path.sep, '/'), sha256: sha256OfBytes(await readFile(file)), bytes: 0 }))))
    const database = openDatabase(path.join(bench.dataDirectory, 'axis.db'))
    const drafts = openDraftStore(database)
    const check = drafts.open(draftId)?.facts.check
    if (check === null || check === undefined) throw new Error('It was checked.')
    drafts.setCheck(draftId, { ...check, contentSha256 })
    database.close()
    await bench.must('teaching.sheetSeen', { draftId, page: 1, contentSha256, by: 'Dr First' })
    await bench.must('teaching.approve', { draftId, contentSha256, ...accounts.first })
    expect(await bench.call('teaching.release', { draftId, contentSha256, ...accounts.second })).toMatchObject({ error: { code: 'CHANGED', message: expect.stringContaining('Check the draft again') } })
    const again = await bench.must('teaching.check', { draftId })
    expect(await releaseDraft(bench, { ...prepared, contentSha256: again.contentSha256 ?? '' }, again.sheetPages)).toMatchObject({ version: 1 })
  })
})
