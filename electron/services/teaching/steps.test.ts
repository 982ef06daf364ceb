import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import { openTeachingBench, type TeachingBench } from '#test/builders/teaching.ts'
import { releaseTellingCase, told } from '#test/builders/tellingCase.ts'

let bench: TeachingBench, other: TeachingBench
beforeEach(async () => { [bench, other] = [await openTeachingBench(), await openTeachingBench()] })
afterEach(async () => { await bench.remove(); await other.remove() })

/** The SHA-256 of each picture that is shown, or why it is not. */
async function pictures(at: TeachingBench, teachingCaseId: string, shas: readonly string[]): Promise<readonly string[]> {
  return Promise.all(shas.map(async (sha256) => {
    const shown = await at.streams['teaching.picture']({ teachingCaseId, version: 1, sha256 })
    if (!shown.ok) return shown.error.code
    const parts: Uint8Array[] = []
    for await (const part of shown.value.chunks) parts.push(part)
    return sha256OfBytes(Buffer.concat(parts))
  }))
}

describe('the steps of a case of which nothing is asked', () => {
  it('are looked through with their pictures where the answers are, and come with them: a learner’s copy has neither', async () => {
    const { teachingCaseId, accounts } = await releaseTellingCase(bench, { asks: false })
    const { timeline, answers } = await bench.must('quiz.review', { teachingCaseId, learner: 'Kim' })
    const shas = timeline.flatMap(({ pictureSha256 }) => pictureSha256 ?? [])
    expect(timeline.map(({ words }) => words)).toEqual(expect.arrayContaining([told.pictureTitle, told.happening, 'The contrast is judged: Venous. Reposition']))
    expect([shas.length, await pictures(bench, teachingCaseId, shas)]).toEqual([1, shas])
    expect(answers?.findings).toBe(told.findings)

    const write = async (audience: 'learner' | 'educator') => (await bench.must('teaching.write', { teachingCaseIds: [teachingCaseId], format: 'axiscase', audience, directory: path.join(bench.directory, audience), ...(audience === 'educator' && { by: accounts.second }) })).files[0]?.path ?? ''
    await other.must('teaching.import', { paths: [await write('learner')] })
    expect((await other.must('quiz.cases', { learner: 'Lee' })).cases).toMatchObject([{ teachingCaseId, questions: [] }])
    const without = await other.must('quiz.review', { teachingCaseId, learner: 'Lee' })
    expect([without.timeline, without.teachingCase.timeline, without.answers]).toEqual([[], [], null])
    expect(await pictures(other, teachingCaseId, shas)).toEqual(['NOT_FOUND'])

    expect(await other.must('teaching.import', { paths: [await write('educator')] })).toMatchObject({ cases: [{ outcome: 'answersAdded' }] })
    expect((await other.must('quiz.review', { teachingCaseId, learner: 'Lee' })).timeline).toEqual(timeline)
    expect(await pictures(other, teachingCaseId, shas)).toEqual(shas)
  })
})
