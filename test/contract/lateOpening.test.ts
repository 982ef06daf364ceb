import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { closeCase, leaveCase, openCase, useSession } from '#renderer/features/case/session.ts'
import type * as quizStore from '#renderer/features/teaching/learner/quizStore.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openPageWindow, type PageWindow } from '#test/builders/pageWindow.ts'
import { must } from '#test/builders/signedRecord.ts'

// Its modules listen to the host as soon as they are read.
let page: PageWindow, quiz: typeof quizStore
const at = { folder: '', patient: '', teachingCaseId: '' }

beforeAll(async () => {
  at.folder = await mkdtemp(path.join(tmpdir(), 'axis-late-'))
  page = await openPageWindow(path.join(at.folder, 'data'))
  await writeFile(path.join(at.folder, 'A'), fileBytes(ctSlice({ seriesUid: '1.2.3.1' })))
  await page.services['library.import']({ paths: [path.join(at.folder, 'A')], storage: 'inPlace' })
  at.patient = must(await page.services['case.list']({})).cases[0]?.caseId ?? ''
  at.teachingCaseId = must(await page.services['quiz.practice']({ seed: 11, side: 'LEFT', difficulty: 2, detail: 'coarse' })).teachingCaseId
  quiz = await import('#renderer/features/teaching/learner/quizStore.ts')
})
afterEach(async () => {
  page.letGo()
  await quiz.leaveQuiz()
  closeCase()
})
afterAll(async () => {
  await page.close()
  await rm(at.folder, { recursive: true, force: true })
})

const isAsked = (method: string): Promise<void> => expect.poll(() => page.called.at(-1)).toBe(method)

describe('a learner who leaves an attempt for a patient', () => {
  beforeEach(async () => {
    expect(await quiz.beginCase(at.teachingCaseId, 'Kim', null)).toBeNull()
    await quiz.nameSide('LEFT')
    expect(useSession.getState().caseId).toBe(quiz.useQuiz.getState().view?.caseId)
    expect(await quiz.saveGiven({ answer: { kind: 'drawPath', entryLpsMm: [24, 70, 5], targetLpsMm: [14, 7.4, 1] }, confidence: 4 })).toBe(true)
  })

  it('is not led back by the score of what was handed in', async () => {
    page.hold('quiz.submit')
    const handedIn = quiz.goOn()
    await isAsked('quiz.submit')
    expect(await leaveCase()).toBe(true)
    expect(await openCase(at.patient)).toBe(true)
    page.letGo()
    await handedIn
    expect(useSession.getState().caseId).toBe(at.patient)
    expect(quiz.useQuiz.getState()).toMatchObject({ view: null, result: null })
  })

  it('is not led back by the images of a question that open late', async () => {
    page.hold('case.get')
    quiz.lookAtQuestion(0)
    await isAsked('case.get')
    const opened = Promise.all([leaveCase(), openCase(at.patient)])
    page.letGo()
    expect(await opened).toEqual([false, true])
    expect(useSession.getState().caseId).toBe(at.patient)
    expect(quiz.useQuiz.getState().view).toBeNull()
  })
})

describe('a learner who begins a case', () => {
  it('and has opened a patient before it is there stays with the patient', async () => {
    page.hold('quiz.begin')
    const begun = quiz.beginCase(at.teachingCaseId, 'Kim', null)
    await isAsked('quiz.begin')
    expect(await openCase(at.patient)).toBe(true)
    page.letGo()
    await begun
    expect(useSession.getState().caseId).toBe(at.patient)
    expect(quiz.useQuiz.getState().view).toBeNull()
  })

  it('and opens a patient while its images are on their way stays with the patient', async () => {
    await quiz.beginCase(at.teachingCaseId, 'Kim', null)
    page.hold('case.get')
    const named = quiz.nameSide('LEFT')
    await isAsked('case.get')
    const opened = openCase(at.patient)
    page.letGo()
    await Promise.all([named, opened])
    expect(useSession.getState().caseId).toBe(at.patient)
    expect(quiz.useQuiz.getState().view).toBeNull()
  })

  it('and opens a patient before the side is named has left it', async () => {
    await quiz.beginCase(at.teachingCaseId, 'Kim', null)
    expect(await openCase(at.patient)).toBe(true)
    expect(quiz.useQuiz.getState().view).toBeNull()
  })
})
