import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTeachingBench, writeCt, type TeachingBench } from '#test/builders/teaching.ts'
import { emptyCaseText } from '#shared/teaching/teachingCase.ts'

let bench: TeachingBench
beforeEach(async () => { bench = await openTeachingBench() })
afterEach(async () => bench.remove())

const SERIES = '1.2.3.2'
async function begin(): Promise<string> {
  await bench.must('library.import', { paths: [await writeCt(path.join(bench.directory, 'ct'))] })
  return (await bench.must('teaching.begin', { seriesUids: [SERIES] })).draftId
}

describe('a draft', () => {
  it('begins from series with the defaults for teaching, and takes only what was asked for', async () => {
    await bench.must('library.import', { paths: [await writeCt(path.join(bench.directory, 'other'), { seriesUid: '1.2.3.7' })] })
    const draft = await bench.must('teaching.draft', { draftId: await begin() })
    expect(draft).toMatchObject({ number: 1, caseVersion: 1, version: 1, canUndo: null, check: null, prepared: null })
    expect(draft.document.options).toMatchObject({ cleanPixelData: true, recognizableFeatures: 'crop', dates: 'shifted', keepSafePrivate: false })
    expect(draft.document.series.map(({ seriesUid, taken }) => [seriesUid, taken]).sort()).toEqual([[SERIES, true], ['1.2.3.7', false]])
  })

  it('keeps every edit through a restart, and undoes and repeats it', async () => {
    const draftId = await begin()
    const edited = await bench.must('teaching.edit', { draftId, baseVersion: 1, step: 'Title', change: { kind: 'caseText', text: { ...emptyCaseText, title: 'Right C1-2' } } })
    expect(edited).toMatchObject({ version: 2, canUndo: 'Title' })
    bench = await bench.restart()
    expect(await bench.must('teaching.drafts', {})).toMatchObject({ drafts: [{ draftId, title: 'Right C1-2', version: 2, passed: null }] })
    expect((await bench.must('teaching.undo', { draftId })).document.text.title).toBe('')
    expect(await bench.call('teaching.undo', { draftId })).toMatchObject({ error: { code: 'NOTHING_TO_UNDO' } })
    expect((await bench.must('teaching.redo', { draftId })).document.text.title).toBe('Right C1-2')
  })

  it('refuses an edit that was made from an older version, and one that does not fit', async () => {
    const draftId = await begin()
    const title = { kind: 'caseText', text: { ...emptyCaseText, title: 'A' } } as const
    await bench.must('teaching.edit', { draftId, baseVersion: 1, step: 'Title', change: title })
    expect(await bench.call('teaching.edit', { draftId, baseVersion: 1, step: 'Title', change: title })).toMatchObject({ error: { code: 'OUTDATED' } })
    const question = { questionId: randomUUID(), kind: 'whichSide', prompt: '', seriesUid: '1.9.9', frame: null, seconds: null }
    expect(await bench.call('teaching.edit', { draftId, baseVersion: 2, step: 'Ask', change: { kind: 'questions', questions: [question], keys: [] } })).toMatchObject({ error: { code: 'DOES_NOT_FIT' } })
    expect((await bench.must('teaching.draft', { draftId })).version).toBe(2)
  })

  it('refuses a second answer of one person to a question in words; plans with names of their own are one person’s ways', async () => {
    const draftId = await begin()
    const questionId = randomUUID()
    const side = (expert: string, answer: 'LEFT' | 'RIGHT') => ({ expert, isTruth: false, answer: { kind: 'whichSide', side: answer } as const })
    const path = (plan: string) => ({ expert: 'Dr A', plan, isTruth: false, answer: { kind: 'drawPath', entryLpsMm: [22, 68, 0], targetLpsMm: [22, 8, 0] } as const })
    const noLimits = { alongJointMm: null, depthMm: null, entryMm: null, directionDeg: null, flashPx: null, flashFrames: null }
    const ask = (baseVersion: number, kind: 'whichSide' | 'drawPath', ...experts: readonly (ReturnType<typeof side> | ReturnType<typeof path>)[]) => bench.call('teaching.edit', { draftId, baseVersion, step: 'Ask', change: {
      kind: 'questions', questions: [{ questionId, kind, prompt: '', seriesUid: SERIES, frame: null, seconds: null }], keys: [{ questionId, experts, limits: noLimits, jointLine: null, structures: [], explanation: '' }],
    } })
    expect(await ask(1, 'whichSide', side('Dr A', 'LEFT'), side('dr  a', 'LEFT'))).toMatchObject({ error: { code: 'DOES_NOT_FIT', message: expect.stringMatching(/^dr {2}a has answered question 1 already, and one person is one expert\./) } })
    expect(await ask(1, 'whichSide', side('Dr A', 'LEFT'), side('Dr B', 'LEFT'))).toMatchObject({ ok: true })
    expect(await ask(2, 'drawPath', path('Path A'), path('Path B'))).toMatchObject({ ok: true })
    expect(await ask(3, 'drawPath', path('Path A'), path('Path A'))).toMatchObject({ error: { code: 'DOES_NOT_FIT' } })
  })

  it('is of one patient, and of something that is there', async () => {
    await begin()
    await bench.must('library.import', { paths: [await writeCt(path.join(bench.directory, 'b'), { seriesUid: '1.2.3.8', patientId: 'OTHER', patientName: 'Other^One' })] })
    expect(await bench.call('teaching.begin', { seriesUids: [SERIES, '1.2.3.8'] })).toMatchObject({ error: { code: 'OTHER_PATIENT' } })
    expect(await bench.call('teaching.begin', { seriesUids: ['1.9.9'] })).toMatchObject({ error: { code: 'UNKNOWN_SERIES' } })
    expect(await bench.call('teaching.begin', {})).toMatchObject({ error: { code: 'NOTHING_TO_TEACH' } })
  })

  it('is gone from the list when it is discarded', async () => {
    const draftId = await begin()
    await bench.must('teaching.discard', { draftId })
    expect(await bench.must('teaching.drafts', {})).toEqual({ drafts: [], damaged: 0 })
    expect(await bench.call('teaching.draft', { draftId })).toMatchObject({ error: { code: 'UNKNOWN_DRAFT' } })
  })
})
