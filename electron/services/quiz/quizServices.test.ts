import { randomUUID } from 'node:crypto'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#electron/services/storage/database.ts'
import { openCaseStore } from '#electron/services/teaching/caseStore.ts'
import { createServices, type RunningServices } from '#electron/services/createServices.ts'
import { methods, streams } from '#shared/contract/contract.ts'
import type { AppEvent } from '#shared/contract/types.ts'
import type { GivenAnswer, SaidAnswer } from '#shared/teaching/attempt.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { hashOf } from '#electron/services/teaching/caseStore.ts'
import { practiceCase } from '#sample-dicom/practice/practiceCase.ts'
import { practiceTruth } from '#sample-dicom/practice/practiceTruth.ts'
import { buildPorts } from '#test/builders/ports.ts'

let directory: string, running: RunningServices
let now = new Date('2026-11-22T10:00:00.000Z')
const events: AppEvent[] = []
const open = async (): Promise<void> => {
  running = await createServices({ ports: buildPorts(directory, { clock: { now: () => now, monotonicMs: () => performance.now() } }), version: '0.1.0', sampleCases: () => 'none' })
  running.subscribe((event) => { events.push(event) })
}
async function call<T>(reply: Promise<{ readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown }>): Promise<T> {
  const answer = await reply
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}

const learner = 'Kim'
let teachingCaseId: string
beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'axis-quiz-'))
  await open()
  teachingCaseId = (await call(running.services['quiz.practice']({ seed: 11, side: 'LEFT', difficulty: 2, detail: 'coarse' }))).teachingCaseId
}, 60_000)
afterAll(async () => {
  await running.close()
  await rm(directory, { recursive: true, force: true })
})

const begin = () => call(running.services['quiz.begin']({ teachingCaseId, learner }))
const path1: GivenAnswer['answer'] = { kind: 'drawPath', entryLpsMm: [24, 70, 5], targetLpsMm: [14, 7.4, 1] }
const given = (questionId: string, more: Partial<SaidAnswer> = {}): SaidAnswer => ({ questionId, answer: path1, confidence: 4, elapsedMs: 90_000, ...more })

describe('a case for practice', () => {
  it('is on the shelf as a synthetic case, its images in the library, and its making was told', async () => {
    const { cases } = await call(running.services['quiz.cases']({ learner }))
    expect(cases).toMatchObject([{ teachingCaseId, number: 1, isSynthetic: true, questions: ['drawPath'], attempts: 0, last: null }])
    const { series } = await call(running.services['library.series']({}))
    expect(series.map(({ frames, patientName }) => [frames, patientName])).toEqual([[60, 'PRACTICE^11']])
    expect(events.filter(({ name }) => name === 'quiz.practiceProgress').length).toBeGreaterThan(2)
  })

  it('asked for again is the same one, and leaves nothing behind', async () => {
    expect(await call(running.services['quiz.practice']({ seed: 11, side: 'LEFT', difficulty: 2, detail: 'coarse' }))).toMatchObject({ teachingCaseId, number: 1, isNew: false })
    expect(await readdir(path.join(directory, 'practice'))).toEqual([])
  }, 60_000)
})

describe('an attempt', () => {
  it('keeps the images closed until the side is named; the wrong side is refused and stays in the attempt', async () => {
    const view = await begin()
    expect([view.isOpen, view.attempt.number, view.teachingCase.side]).toEqual([false, 1, 'LEFT'])
    expect(await call(running.services['library.series']({ caseId: view.caseId }))).toEqual({ series: [] })
    const seriesUid = view.teachingCase.series[0]?.seriesUid ?? ''
    const closed = async () => [(await running.services['library.describe']({ seriesUid })).ok, (await running.streams['library.thumbnail']({ seriesUid })).ok, (await running.streams['library.frames']({ seriesUid, order: 'forward' })).ok]
    expect(await closed()).toEqual([false, false, false])
    const [question] = view.teachingCase.questions
    expect(await running.services['quiz.answer']({ attemptId: view.attempt.attemptId, given: given(question?.questionId ?? '') })).toMatchObject({ ok: false, error: { code: 'SIDE_NOT_NAMED' } })
    expect(await running.services['quiz.nameSide']({ attemptId: view.attempt.attemptId, side: 'RIGHT' })).toMatchObject({ ok: false, error: { code: 'SIDE_DISAGREES' } })
    const opened = await call(running.services['quiz.nameSide']({ attemptId: view.attempt.attemptId, side: 'LEFT' }))
    expect([opened.isOpen, opened.attempt.sideNamed?.side]).toEqual([true, 'RIGHT'])
    expect(await closed()).toEqual([true, true, true])
    expect(await running.services['quiz.nameSide']({ attemptId: view.attempt.attemptId, side: null })).toMatchObject({ ok: true })
    expect((await call(running.services['library.series']({ caseId: view.caseId }))).series.map(({ caseId }) => caseId)).toEqual([view.caseId])
  })

  it('has a document of its own: what is drawn in it is in no case of the library', async () => {
    const view = await begin()
    const before = await call(running.services['case.get']({ caseId: view.caseId }))
    expect([before.document.study.side, before.canUndo]).toEqual(['LEFT', null])
    await call(running.services['case.edit']({ caseId: view.caseId, baseVersion: before.version, step: 'drawn', document: { ...before.document, contrast: { ...before.document.contrast, comment: 'mine' } } }))
    const { cases } = await call(running.services['case.list']({}))
    expect(cases).toHaveLength(1)
    expect((await call(running.services['case.get']({ caseId: cases[0]?.caseId ?? '' }))).document).toEqual(emptyCaseDocument)
  })

  it('tells no word of the answers before it is submitted, by any method of the quiz or by any stream', async () => {
    const view = await begin()
    const questionId = view.teachingCase.questions[0]?.questionId ?? ''
    await call(running.services['quiz.answer']({ attemptId: view.attempt.attemptId, given: given(questionId, { confidence: null }) }))
    expect(await running.services['quiz.result']({ attemptId: view.attempt.attemptId })).toMatchObject({ ok: false, error: { code: 'NOT_SUBMITTED' } })
    expect(await running.services['quiz.submit']({ attemptId: view.attempt.attemptId })).toMatchObject({ ok: false, error: { code: 'NO_CONFIDENCE' } })
    const asked = [
      running.services['quiz.cases']({ learner }), running.services['quiz.sets']({ learner }), running.services['quiz.begin']({ teachingCaseId, learner }), running.services['quiz.attempt']({ attemptId: view.attempt.attemptId }), running.services['quiz.attempts']({ learner }),
      running.services['quiz.class']({}), running.services['quiz.classTable']({}), running.services['quiz.exportResults']({ learner }), running.services['quiz.result']({ attemptId: view.attempt.attemptId }),
      running.services['case.get']({ caseId: view.caseId }), running.services['library.series']({ caseId: view.caseId }), running.services['teaching.case']({ teachingCaseId }), running.services['teaching.cases']({}), running.services['library.describe']({ seriesUid: view.teachingCase.series[0]?.seriesUid ?? '' }),
    ]
    const said = JSON.stringify(await Promise.all(asked)) + JSON.stringify(events)
    const made = practiceTruth(practiceCase({ seed: 11, side: 'LEFT', difficulty: 2, detail: 'coarse' }))
    const secrets = [made.findings, ...made.keys.flatMap(({ experts, structures, jointLine }) => [
      ...experts.flatMap(({ expert, answer }) => [expert, ...(answer.kind === 'drawPath' ? [answer.entryLpsMm, answer.targetLpsMm] : []).map((point) => JSON.stringify(point))]), ...structures.flatMap(({ id, name }) => [id, name]), JSON.stringify(jointLine),
    ])]
    expect(secrets.length).toBeGreaterThan(12)
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([])
    expect(Object.keys(streams).filter((name) => name.startsWith('quiz.'))).toEqual([])
    expect(Object.keys(methods).filter((name) => name.startsWith('quiz.'))).toHaveLength(15)
  })

  it('outlives a restart with every answer, and is scored with the answers only when it is submitted', async () => {
    await running.close()
    await open()
    const view = await begin()
    expect(view.attempt.answers).toMatchObject([{ answer: path1, confidence: null }])
    const questionId = view.teachingCase.questions[0]?.questionId ?? ''
    await call(running.services['quiz.answer']({ attemptId: view.attempt.attemptId, given: given(questionId) }))
    const result = await call(running.services['quiz.submit']({ attemptId: view.attempt.attemptId }))
    expect(result.answers?.keys[0]?.experts.every(({ isTruth }) => isTruth)).toBe(true)
    expect(result.view.attempt.scores).toMatchObject([{ questionId, basis: 'from how the images were made' }])
    expect(result.view.attempt.scores?.[0]?.parts.find(({ name }) => name === 'Sideways')?.towards).toBe('toward midline')
    expect(await running.services['quiz.answer']({ attemptId: view.attempt.attemptId, given: given(questionId) })).toMatchObject({ ok: false, error: { code: 'SUBMITTED' } })
    expect((await call(running.services['quiz.result']({ attemptId: view.attempt.attemptId }))).view.attempt).toEqual(result.view.attempt)
    expect((await call(running.services['quiz.cases']({ learner }))).cases[0]).toMatchObject({ attempts: 1, openAttemptId: null, repeatDueIso: '2026-12-20T10:00:00.000Z' })
    expect((await begin()).attempt.number).toBe(2)
  })
})

describe('a path that is drawn in two sittings', () => {
  it('has the edits of both, and the time of both', async () => {
    const sit = async () => await call(running.services['quiz.begin']({ teachingCaseId, learner: 'Ann' }))
    const { attempt: { attemptId }, caseId, teachingCase } = await sit()
    await call(running.services['quiz.nameSide']({ attemptId, side: 'LEFT' }))
    const questionId = teachingCase.questions[0]?.questionId ?? ''
    const say = async (answer: GivenAnswer['answer'], elapsedMs: number) => (await call(running.services['quiz.answer']({ attemptId, given: { questionId, answer, confidence: null, elapsedMs } }))).attempt.answers[0]
    const draw = async (steps: number): Promise<void> => {
      for (let step = 0; step < steps; step++) {
        const { version, document } = await call(running.services['case.get']({ caseId }))
        await call(running.services['case.edit']({ caseId, baseVersion: version, step: 'drawn', document: { ...document, contrast: { ...document.contrast, comment: String(step) } } }))
      }
    }
    await say(null, 0)
    await draw(7)
    expect(await say(path1, 40_000)).toMatchObject({ edits: 7, elapsedMs: 40_000 })
    await running.close()
    await open()
    await sit()
    await draw(5)
    expect(await say(path1, 1_000)).toMatchObject({ edits: 12, elapsedMs: 40_000 })
    expect(await say(path1, 55_000)).toMatchObject({ edits: 12, elapsedMs: 55_000 })
  })
})

describe('two learners at one computer', () => {
  const isShown = async (seriesUid: string) => [(await running.services['library.describe']({ seriesUid })).ok, (await running.streams['library.thumbnail']({ seriesUid })).ok]

  it('each names the side for himself: the images follow the attempt that was shown last, over a restart too', async () => {
    const kim = await begin()
    const seriesUid = kim.teachingCase.series[0]?.seriesUid ?? ''
    const shown = (): Promise<boolean[]> => isShown(seriesUid)
    await call(running.services['quiz.nameSide']({ attemptId: kim.attempt.attemptId, side: 'LEFT' }))
    expect(await shown()).toEqual([true, true])
    now = new Date('2026-11-22T10:20:00.000Z')
    const sam = await call(running.services['quiz.begin']({ teachingCaseId, learner: 'Sam' }))
    expect(await shown()).toEqual([false, false])
    await running.close()
    await open()
    expect(await shown()).toEqual([false, false])
    await begin()
    expect(await shown()).toEqual([true, true])
    expect((await call(running.services['quiz.begin']({ teachingCaseId, learner: 'Sam' }))).attempt.attemptId).toBe(sam.attempt.attemptId)
    expect(await shown()).toEqual([false, false])
    const [submitted] = (await call(running.services['quiz.attempts']({ learner }))).attempts
    await call(running.services['quiz.result']({ attemptId: submitted?.attemptId ?? '' }))
    expect(await shown()).toEqual([true, true])
  })

  it('reads his own attempts only', async () => {
    expect((await call(running.services['quiz.attempts']({ learner }))).attempts.map(({ learner: whose }) => whose)).toEqual([learner])
    expect((await call(running.services['quiz.attempts']({ learner: 'Sam' }))).attempts).toEqual([])
    expect(methods['quiz.attempts'].input.safeParse({}).success).toBe(false)
  })
})

describe('results of a class', () => {
  const exported = async () => (await call(running.services['quiz.exportResults']({ learner }))).text ?? ''
  const importing = (name: string, text: string) => call(running.services['quiz.importResults']({ files: [{ name, text }] }))

  it('go out as a file and come in once', async () => {
    const text = await exported()
    expect(JSON.parse(text)).toMatchObject({ format: 'axisresult', formatVersion: 2, learner, attempts: [{ number: 1, scores: null }] })
    expect(await importing('kim.axisresult', text)).toEqual({ imported: [{ name: 'kim.axisresult', learner, attempts: 0, present: 1 }], refused: [] })
  })

  it('are refused in words when they were changed, come from another version, or are none', async () => {
    const text = await exported()
    const refused = async (name: string, content: string) => (await importing(name, content)).refused.map(({ code, message }) => [code, message])
    expect(await refused('a', text.replace('"confidence": 4', '"confidence": 5'))).toEqual([['CHANGED_AFTER', 'a was changed after it was written: its contents do not have its hash. Ask for it again.']])
    expect(await refused('b', text.replace('"formatVersion": 2', '"formatVersion": 1'))).toEqual([['OTHER_VERSION', 'b was written by another version of Axis Guide (format 1; this one reads 2). Write it again with this version.']])
    expect(await refused('c', 'nothing')).toEqual([['NOT_A_RESULT', 'c is no result file. Choose files that end in .axisresult.']])
    expect(await refused('d', '{"format":"axisresult","formatVersion":2}')).toMatchObject([['BROKEN', expect.any(String)]])
  })

  it('with an attempt twice, or one that was not submitted, are refused, and the other files come in', async () => {
    const file = JSON.parse(await exported()) as { attempts: { attemptId: string; submittedAtIso: string | null; learner: string }[]; writtenAtIso: string }
    const changed = (change: (attempts: typeof file.attempts) => typeof file.attempts, whose = learner): string => {
      const content = { format: 'axisresult', formatVersion: 2, learner: whose, writtenAtIso: file.writtenAtIso, attempts: change(file.attempts) }
      return JSON.stringify({ ...content, sha256: hashOf(content) })
    }
    const files = [
      { name: 'twice', text: changed((attempts) => [...attempts, ...attempts]) }, { name: 'open', text: changed((attempts) => attempts.map((one) => ({ ...one, submittedAtIso: null }))) },
      { name: 'sound', text: changed((attempts) => attempts.map((one) => ({ ...one, attemptId: randomUUID(), learner: 'Zoe' })), 'Zoe') },
    ]
    expect(await call(running.services['quiz.importResults']({ files }))).toMatchObject({ imported: [{ name: 'sound', attempts: 1 }], refused: [{ name: 'twice', code: 'BROKEN' }, { name: 'open', code: 'BROKEN' }] })
  })

  it('hold no word of what experts answered, and are scored where the answers are', async () => {
    const text = await exported()
    const { attempts } = await call(running.services['quiz.attempts']({ learner }))
    const told = attempts.flatMap(({ scores }) => scores ?? []).flatMap(({ parts, whatToChange }) => [whatToChange, ...parts.map(({ accepted }) => accepted)]).filter((words) => /[a-z]/i.test(words))
    expect(told.length).toBeGreaterThan(3)
    expect(told.filter((words) => text.includes(words))).toEqual([])
    expect((await call(running.services['quiz.class']({}))).notScored).toBe(0)
  })

  it('make a class by learner and item, and a table of it', async () => {
    now = new Date('2026-11-22T11:00:00.000Z')
    const second = await call(running.services['quiz.begin']({ teachingCaseId, learner: 'Lee' }))
    await call(running.services['quiz.nameSide']({ attemptId: second.attempt.attemptId, side: 'LEFT' }))
    const answers = (await call(running.services['quiz.result']({ attemptId: (await call(running.services['quiz.attempts']({ learner }))).attempts[0]?.attemptId ?? '' }))).answers
    await call(running.services['quiz.answer']({ attemptId: second.attempt.attemptId, given: given(second.teachingCase.questions[0]?.questionId ?? '', { answer: answers?.keys[0]?.experts[0]?.answer ?? null }) }))
    await call(running.services['quiz.submit']({ attemptId: second.attempt.attemptId }))
    const view = await call(running.services['quiz.class']({}))
    expect(view.learners.map(({ learner: name, accepted, answers: of }) => [name, accepted, of])).toEqual([['Kim', 0, 1], ['Lee', 1, 1], ['Zoe', 0, 1]])
    expect(view.items).toMatchObject([{ caseNumber: 1, kind: 'drawPath', learners: 3, difficulty: 1 / 3 }])
    const table = (await call(running.services['quiz.classTable']({}))).text ?? ''
    expect(table.split('\r\n').map((line) => line.split(',').slice(0, 4)).toSorted(([a = ''], [b = '']) => Number(b === 'learner') - Number(a === 'learner') || Number(a === '') - Number(b === '') || a.localeCompare(b))).toMatchObject([['learner', 'case', 'case_version', 'attempt'], ['"Kim"', '1', '1', '1'], ['"Lee"', '1', '1', '1'], ['"Zoe"', '1', '1', '1'], ['']])
  })
})

describe('a case that is looked through', () => {
  it('opens for who has submitted it, with the experts’ answers and a document of the learner’s own', async () => {
    expect(await running.services['quiz.review']({ teachingCaseId, learner: 'Max' })).toMatchObject({ ok: false, error: { code: 'NOT_SUBMITTED' } })
    const view = await call(running.services['quiz.review']({ teachingCaseId, learner }))
    expect([view.answers?.keys.length, view.teachingCase.teachingCaseId]).toEqual([1, teachingCaseId])
    const before = await call(running.services['case.get']({ caseId: view.caseId }))
    await call(running.services['case.edit']({ caseId: view.caseId, baseVersion: before.version, step: 'drawn', document: { ...before.document, contrast: { ...before.document.contrast, comment: 'mine' } } }))
    expect((await call(running.services['library.series']({ caseId: view.caseId }))).series.map(({ caseId }) => caseId)).toEqual([view.caseId])
    const again = await call(running.services['quiz.review']({ teachingCaseId, learner })), other = await call(running.services['quiz.review']({ teachingCaseId, learner: 'Lee' }))
    expect([again.caseId === view.caseId, other.caseId === view.caseId]).toEqual([true, false])
    expect((await call(running.services['case.get']({ caseId: view.caseId }))).document.contrast.comment).toBe('mine')
    expect((await call(running.services['case.get']({ caseId: other.caseId }))).document.contrast.comment).toBe('')
  })
})

describe('a case that asks for its side', () => {
  it('under a clock keeps the answer as it stood when the time was over; how sure one is may still be said', async () => {
    const made = await call(running.services['quiz.practice']({ seed: 6, task: 'still', detail: 'coarse', seconds: 20 }))
    const view = await call(running.services['quiz.begin']({ teachingCaseId: made.teachingCaseId, learner }))
    const { attemptId } = view.attempt
    await call(running.services['quiz.nameSide']({ attemptId, side: null }))
    const [which] = view.teachingCase.questions
    expect(which?.seconds).toBe(20)
    const say = (side: 'LEFT' | 'RIGHT', more: Partial<SaidAnswer>) => running.services['quiz.answer']({ attemptId, given: given(which?.questionId ?? '', { answer: { kind: 'whichSide', side }, confidence: null, ...more }) })
    expect(await say('LEFT', { elapsedMs: 19_000 })).toMatchObject({ ok: true })
    expect(await say('RIGHT', { elapsedMs: 20_000 })).toMatchObject({ ok: true })
    expect(await say('LEFT', { elapsedMs: 20_000 })).toMatchObject({ ok: false, error: { code: 'TIME_OVER' } })
    expect(await say('LEFT', { elapsedMs: 1_000 })).toMatchObject({ ok: false, error: { code: 'TIME_OVER' } })
    expect(await say('RIGHT', { elapsedMs: 20_000, confidence: 2 })).toMatchObject({ ok: true, value: { attempt: { answers: [{ answer: { side: 'RIGHT' }, confidence: 2 }] } } })
  }, 60_000)

  it('under a clock goes on while nobody sits before it, over a restart too: leaving gives no fresh one', async () => {
    const { teachingCaseId: timedCase } = await call(running.services['quiz.practice']({ seed: 6, task: 'still', detail: 'coarse', seconds: 20 }))
    const sit = () => call(running.services['quiz.begin']({ teachingCaseId: timedCase, learner: 'Ann' }))
    const { attempt: { attemptId }, teachingCase } = await sit()
    await call(running.services['quiz.nameSide']({ attemptId, side: null }))
    const questionId = teachingCase.questions[0]?.questionId ?? ''
    const say = (side: 'LEFT' | 'RIGHT' | null, more: Partial<SaidAnswer> = {}) => running.services['quiz.answer']({ attemptId, given: { questionId, answer: side === null ? null : { kind: 'whichSide', side }, confidence: null, elapsedMs: 0, ...more } })
    const opened = new Date('2026-11-22T12:00:00.000Z').getTime()
    const after = (seconds: number): void => { now = new Date(opened + seconds * 1000) }
    after(0)
    await call(say(null))
    after(15)
    await running.close()
    await open()
    await sit()
    expect((await call(say('LEFT', { elapsedMs: 200 }))).attempt.answers).toMatchObject([{ elapsedMs: 15_000, openedAtIso: '2026-11-22T12:00:00.000Z', edits: 0 }])
    expect((await call(say('RIGHT'))).attempt.answers[0]?.edits).toBe(1)
    expect((await call(say('LEFT'))).attempt.answers[0]?.edits).toBe(2)
    after(3600)
    await sit()
    expect(await say('RIGHT', { elapsedMs: 300 })).toMatchObject({ ok: false, error: { code: 'TIME_OVER' } })
    expect((await call(say('LEFT', { confidence: 3 }))).attempt.answers).toMatchObject([{ answer: { side: 'LEFT' }, confidence: 3, elapsedMs: 20_000, edits: 2 }])
  }, 60_000)

  it('opens without one, and tells it with the answers; the tables of a class tell what the experts say to those who may know', async () => {
    const made = await call(running.services['quiz.practice']({ seed: 5, side: 'LEFT', difficulty: 2, task: 'still', detail: 'coarse' }))
    const view = await call(running.services['quiz.begin']({ teachingCaseId: made.teachingCaseId, learner }))
    const { attemptId } = view.attempt
    expect([view.teachingCase.side, view.teachingCase.questions.map(({ kind }) => kind)]).toEqual([null, ['whichSide', 'isCalibrated']])
    expect((await call(running.services['quiz.nameSide']({ attemptId, side: null }))).isOpen).toBe(true)
    const [which] = view.teachingCase.questions
    await call(running.services['quiz.answer']({ attemptId, given: given(which?.questionId ?? '', { answer: { kind: 'whichSide', side: 'RIGHT' }, elapsedMs: 3000 }) }))
    const result = await call(running.services['quiz.submit']({ attemptId }))
    expect(result.view.attempt.scores?.map(({ verdict }) => verdict)).toEqual(['notYet', 'notYet'])
    const seen = async (reader?: string) => (await call(running.services['quiz.class']({ teachingCaseIds: [made.teachingCaseId], reader }))).confusion.map(({ category }) => category)
    const told = async (reader?: string) => /"Side: LEFT/.test((await call(running.services['quiz.classTable']({ teachingCaseIds: [made.teachingCaseId], reader }))).text ?? '')
    expect([await seen(), await seen('Lee'), await seen(learner), await seen('Axis Guide')]).toEqual([[], [], ['LEFT'], []])
    expect([await told(), await told('Lee'), await told(learner)]).toEqual([false, false, true])
  }, 60_000)
})

describe('a case that was corrected', () => {
  it('keeps its first version for those who answered it: the class holds them against the questions and keys of that one', async () => {
    const before = await call(running.services['quiz.class']({ teachingCaseIds: [teachingCaseId] }))
    await running.close()
    const database = openDatabase(path.join(directory, 'axis.db')), store = openCaseStore(database)
    const first = store.read(teachingCaseId)
    if (first === null || first === 'broken') throw new Error('No case')
    const questions = first.teachingCase.questions.map((question) => ({ ...question, questionId: '6f1d2c3b-0000-4000-8000-0000000000aa' }))
    database.transaction(() => store.put({ teachingCase: { ...first.teachingCase, version: 2, correction: 'Another question', questions, answersSha256: null }, origin: 'here' }, null))
    database.close()
    await open()
    const after = await call(running.services['quiz.class']({ teachingCaseIds: [teachingCaseId] }))
    expect([before.items.map(({ caseVersion, learners }) => [caseVersion, learners]), after]).toEqual([[[1, 3]], before])
    expect((await call(running.services['quiz.classTable']({ teachingCaseIds: [teachingCaseId] }))).text).toContain('"drawPath"')
  })
})
