import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#electron/services/storage/database.ts'
import { openCaseStore } from '#electron/services/teaching/caseStore.ts'
import { openTeachingBench, type TeachingBench } from '#test/builders/teaching.ts'

let bench: TeachingBench, setId: string
const ids: string[] = []
const learner = 'Kim'
const practised = (seed: number) => bench.must('quiz.practice', { seed, side: 'LEFT', difficulty: 2, task: 'still', detail: 'coarse' })
const makeSet = async (title: string, caseIds: readonly string[]) => (await bench.must('teaching.saveSet', { title, cases: caseIds.map((teachingCaseId) => ({ teachingCaseId })) })).setId
const seen = async (which = setId) => {
  const set = (await bench.must('quiz.sets', { learner })).sets.find((one) => one.setId === which)
  if (set === undefined) throw new Error('No set')
  return set
}
/** Both questions answered, and handed in. */
async function take(teachingCaseId: string, from: { readonly setId?: string }, who = learner) {
  const { attempt: { attemptId }, teachingCase: { questions } } = await bench.must('quiz.begin', { teachingCaseId, learner: who, ...from })
  await bench.must('quiz.nameSide', { attemptId, side: null })
  await bench.must('quiz.answer', { attemptId, given: { questionId: questions[0]?.questionId ?? '', answer: { kind: 'whichSide', side: 'LEFT' }, confidence: 4, elapsedMs: 3000 } })
  return (await bench.must('quiz.submit', { attemptId })).view
}
const inDatabase = async (change: (database: ReturnType<typeof openDatabase>) => void): Promise<void> => {
  await bench.close()
  const database = openDatabase(path.join(bench.dataDirectory, 'axis.db'))
  change(database)
  database.close()
  bench = await bench.restart()
}

beforeAll(async () => {
  bench = await openTeachingBench()
  for (const seed of [3, 1, 2]) ids.push((await practised(seed)).teachingCaseId)
  setId = await makeSet('Basics', ids)
}, 120_000)
afterAll(async () => { await bench.remove() })

describe('a set as a learner takes it', () => {
  it('tells title, version, lock and its cases in its own order, and no word of what answers them', async () => {
    expect(await seen()).toMatchObject({ title: 'Basics', version: 1, state: 'notLocked', done: 0, asked: 3, rounds: [] })
    await bench.must('teaching.lockSet', { setId })
    const set = await seen()
    expect([set.state, set.sha256?.length, set.cases.map(({ teachingCaseId, line }) => [teachingCaseId, line?.number])]).toEqual(['locked', 64, ids.map((id, at) => [id, at + 1])])
    expect(JSON.stringify(set)).not.toMatch(/findings|keys|expert/)
  })

  it('is what an attempt is begun from, which names it and its place', async () => {
    const view = await bench.must('quiz.begin', { teachingCaseId: ids[1] ?? '', setId, learner })
    expect([view.attempt.setId, view.set]).toEqual([setId, { setId, version: 1, title: 'Basics', place: 2, of: 3 }])
    expect((await seen()).cases[1]?.line?.openAttemptId).toBe(view.attempt.attemptId)
    expect(await bench.call('quiz.begin', { teachingCaseId: ids[1], setId: '6f1d2c3b-0000-4000-8000-0000000000aa', learner })).toMatchObject({ error: { code: 'UNKNOWN_SET' } })
    expect(await bench.call('quiz.begin', { teachingCaseId: ids[1], setId, version: 2, learner })).toMatchObject({ error: { code: 'NOT_IN_SET' } })
    const other = await makeSet('Another', [ids[0] ?? ''])
    expect(await bench.call('quiz.begin', { teachingCaseId: ids[1], setId: other, learner })).toMatchObject({ error: { code: 'NOT_IN_SET' } })
  })

  it('takes over an attempt that was begun outside of it and is open, so that its clock runs once', async () => {
    const outside = await bench.must('quiz.begin', { teachingCaseId: ids[2] ?? '', learner })
    expect([outside.attempt.setId, outside.set, (await seen()).cases[2]?.line?.openAttemptId]).toEqual([null, null, outside.attempt.attemptId])
    const within = await bench.must('quiz.begin', { teachingCaseId: ids[2] ?? '', setId, learner })
    expect([within.attempt.attemptId, within.attempt.setId]).toEqual([outside.attempt.attemptId, setId])
    expect((await bench.must('quiz.attempt', { attemptId: outside.attempt.attemptId })).set?.place).toBe(3)
    // From the list of all cases it is gone on with as what it is.
    expect((await bench.must('quiz.begin', { teachingCaseId: ids[2] ?? '', learner })).attempt.setId).toBe(setId)
  })

  it('counts what was submitted in it, time by time; what was taken outside of it counts there alone', async () => {
    await take(ids[0] ?? '', {})
    expect(await seen()).toMatchObject({ done: 0, rounds: [] })
    await take(ids[0] ?? '', { setId })
    await take(ids[1] ?? '', { setId })
    await take(ids[0] ?? '', { setId })
    const { done, rounds, cases } = await seen()
    expect([done, rounds.map(({ taken }) => taken), cases.map(({ line }) => line?.attempts)]).toEqual([2, [2, 1], [2, 1, 0]])
    expect(rounds[0]).toEqual({ round: 1, taken: 2, judged: 2, accepted: 0, structureHits: 0 })
    expect((await bench.must('quiz.cases', { learner })).cases[0]?.attempts).toBe(3)
  })

  it('is named in the class and its table, there too where the results came as a file', async () => {
    await take(ids[0] ?? '', { setId }, 'Lee')
    expect((await bench.must('quiz.class', {})).sets.map(({ title, learner: who, done, of }) => [title, who, done, of])).toEqual([['Basics', 'Kim', 2, 3], ['Basics', 'Lee', 1, 3]])
    const { text } = await bench.must('quiz.classTable', {})
    expect(text?.split('\r\n').filter((line) => line.endsWith(`"Basics","${setId}"`))).toHaveLength(8)
    const file = (await bench.must('quiz.exportResults', { learner: 'Lee' })).text ?? ''
    expect(JSON.parse(file)).toMatchObject({ formatVersion: 2, attempts: [{ setId }] })
    const elsewhere = await openTeachingBench()
    await elsewhere.must('quiz.importResults', { files: [{ name: 'lee', text: file }] })
    expect((await elsewhere.must('quiz.class', {})).sets).toMatchObject([{ setId, title: null, learner: 'Lee', done: 1, of: null }])
    await elsewhere.remove()
  })

  it('stays as it was handed out while its next version is worked on, and is that one once it is locked', async () => {
    await bench.must('teaching.saveSet', { setId, title: 'Basics', cases: [ids[1] ?? ''].map((teachingCaseId) => ({ teachingCaseId })) })
    expect(await seen()).toMatchObject({ version: 1, state: 'locked', asked: 3 })
    await bench.must('teaching.lockSet', { setId })
    expect(await seen()).toMatchObject({ version: 2, state: 'locked', asked: 1, done: 1 })
    expect(await bench.call('quiz.begin', { teachingCaseId: ids[0], setId, learner })).toMatchObject({ error: { code: 'NOT_IN_SET' } })
    const [attempt] = (await bench.must('quiz.attempts', { learner, teachingCaseId: ids[0] ?? '' })).attempts.filter((one) => one.setId === setId)
    expect((await bench.must('quiz.result', { attemptId: attempt?.attemptId ?? '' })).view.set).toMatchObject({ version: 1, place: 1, of: 3 })
  })
})

describe('a set that was changed', () => {
  it('is refused in words as a file, and its coming is told to whoever looks at sets', async () => {
    const locked = await makeSet('To write', [ids[0] ?? ''])
    await bench.must('teaching.lockSet', { setId: locked })
    const { files: [written] } = await bench.must('teaching.write', { setId: locked, format: 'axiscase', audience: 'learner', directory: path.join(bench.directory, 'out') })
    const other = await openTeachingBench()
    const bytes = await readFile(written?.path ?? '')
    const changed = path.join(bench.directory, 'changed.axiscase')
    await writeFile(changed, Buffer.from(bytes.toString('latin1').replace('To write', 'Not this'), 'latin1'))
    expect((await other.must('teaching.import', { paths: [changed] })).refused).toMatchObject([{ message: expect.stringContaining('Nothing was taken in') }])
    expect((await other.must('quiz.sets', { learner })).sets).toEqual([])
    await other.must('teaching.import', { paths: [written?.path ?? ''] })
    expect((await other.must('quiz.sets', { learner })).sets).toMatchObject([{ title: 'To write', state: 'locked', cases: [{ state: 'ready' }] }])
    expect(other.told.some(({ name, payload }) => name === 'teaching.changed' && 'teachingCaseId' in payload && payload.teachingCaseId === null)).toBe(true)
    await other.remove()
  })

  it('on the disk after its lock is flagged, and nothing of it can be taken', async () => {
    const locked = await makeSet('Locked', [ids[0] ?? ''])
    await bench.must('teaching.lockSet', { setId: locked })
    await inDatabase((database) => { database.prepare('UPDATE teaching_sets SET body = replace(body, ?, ?) WHERE set_id = ?').run('"Locked"', '"Unlocked"', locked) })
    expect(await seen(locked)).toMatchObject({ state: 'changed', title: 'Unlocked' })
    expect(await bench.call('quiz.begin', { teachingCaseId: ids[0], setId: locked, learner })).toMatchObject({ error: { code: 'SET_CHANGED', message: expect.stringContaining('Import it again') } })
  })

  it('in one of its cases flags that case and offers the others; so does one that is not here', async () => {
    const [known = '', gone = '', other = ''] = ids
    const mixed = await makeSet('Mixed', ids)
    await inDatabase((database) => {
      const store = openCaseStore(database), found = store.read(other)
      if (found === null || found === 'broken') throw new Error('No case')
      database.prepare('DELETE FROM teaching_cases WHERE teaching_case_id IN (?, ?)').run(gone, other)
      database.transaction(() => store.put({ teachingCase: { ...found.teachingCase, number: 77 }, origin: 'imported' }, null))
    })
    expect((await seen(mixed)).cases.map(({ state, line }) => [state, line === null])).toEqual([['ready', false], ['missing', true], ['changed', true]])
    expect((await bench.must('quiz.begin', { teachingCaseId: known, setId: mixed, learner })).set?.title).toBe('Mixed')
    expect(await bench.call('quiz.begin', { teachingCaseId: gone, setId: mixed, learner })).toMatchObject({ error: { code: 'UNKNOWN_TEACHING_CASE' } })
    expect(await bench.call('quiz.begin', { teachingCaseId: other, setId: mixed, learner })).toMatchObject({ error: { code: 'SET_CHANGED' } })
  })
})
