import { randomUUID } from 'node:crypto'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { z } from 'zod'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#electron/services/storage/database.ts'
import type { plannedStructure } from '#shared/planning/structure.ts'
import type { QuizAnswer } from '#shared/teaching/questions.ts'
import { writtenFormats } from '#shared/contract/areas/teaching.ts'
import { ctSlice, fileBytes, type Element } from '#test/builders/dicomBytes.ts'
import { CONTENT_FILE } from './build/buildCopy.ts'
import { copyContent } from './build/copyContent.ts'
import { stagingRoot } from './build/staging.ts'
import { filesBelow, IDENTITY, openTeachingBench, prepareCase, readingEnds, releaseCase, releaseDraft, writeCt, type TeachingBench } from '#test/builders/teaching.ts'

type WrittenFormat = (typeof writtenFormats)[number]
const text = async (file: string): Promise<string> => (await readFile(file)).toString('latin1')

describe('a case', () => {
  let bench: TeachingBench
  beforeEach(async () => { bench = await openTeachingBench() })
  afterEach(async () => bench.remove())

  it('is built, looked at, approved by one and released by another, and its images are in the library', async () => {
    const { draftId, contentSha256, accounts } = await prepareCase(bench)
    expect(await bench.call('teaching.release', { draftId, contentSha256, ...accounts.second })).toMatchObject({ error: { code: 'SHEET_NOT_SEEN' } })
    expect(await bench.call('teaching.sheetSeen', { draftId, page: 1, contentSha256 })).toMatchObject({ error: { code: 'NOT_NAMED' } })
    const seen = await bench.must('teaching.sheetSeen', { draftId, page: 1, contentSha256, by: 'Dr First' })
    expect(seen).toMatchObject({ seenPages: [1], seenBy: [{ page: 1, name: 'Dr First' }] })
    expect(seen.checks.find(({ name }) => name === 'pictureSheet')).toEqual({ name: 'pictureSheet', state: 'passed', words: 'The page of the picture sheet was looked at by Dr First.' })
    expect(await bench.call('teaching.release', { draftId, contentSha256, ...accounts.second })).toMatchObject({ error: { code: 'NOT_APPROVED' } })
    await bench.must('teaching.approve', { draftId, contentSha256, ...accounts.first })
    expect(await bench.call('teaching.release', { draftId, contentSha256, ...accounts.first })).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    const released = await bench.must('teaching.release', { draftId, contentSha256, ...accounts.second })
    expect(released.version).toBe(1)
    const { teachingCase, sha256, release } = await bench.must('teaching.case', { teachingCaseId: released.teachingCaseId })
    expect(release).toEqual({ preparedBy: 'Dr First', releasedBy: 'Dr Second', sheetSeenBy: ['Dr First'], wordsAcceptedBy: null })
    expect(sha256).toBe(released.sha256)
    expect(teachingCase).toMatchObject({ number: 1, identity: { checkedBy: 'twoPersons' }, files: [{ path: 'S0001/I00001' }, {}, {}, {}] })
    expect(JSON.stringify(teachingCase)).not.toContain('Facet joint reached')
    const copies = (await bench.must('library.series', {})).series.filter(({ patientId }) => patientId === 'CASE001')
    expect(copies).toMatchObject([{ patientName: 'TEACHING CASE 001', instances: 4, seriesUid: teachingCase.series[0]?.seriesUid }])
    expect(await bench.must('teaching.drafts', {})).toEqual({ drafts: [], damaged: 0 })
  })

  it('needs another look after any edit', async () => {
    const { draftId, contentSha256, accounts, version } = await prepareCase(bench)
    await bench.must('teaching.sheetSeen', { draftId, page: 1, contentSha256, by: 'Dr First' })
    await bench.must('teaching.approve', { draftId, contentSha256, ...accounts.first })
    await bench.must('teaching.edit', { draftId, baseVersion: version, step: 'Side', change: { kind: 'side', side: 'LEFT', level: null } })
    expect(await bench.call('teaching.release', { draftId, contentSha256, ...accounts.second })).toMatchObject({ error: { code: 'NOT_CHECKED' } })
  })

  it('does not pass while a name is in its text, and then nothing of it stays', async () => {
    const { draftId, version } = await prepareCase(bench)
    const { document } = await bench.must('teaching.draft', { draftId })
    await bench.must('teaching.edit', { draftId, baseVersion: version, step: 'History', change: { kind: 'caseText', text: { ...document.text, history: 'Mrs Quillfeather has neck pain.' } } })
    const check = await bench.must('teaching.check', { draftId })
    expect(check).toMatchObject({ passed: false, contentSha256: null, residues: [{ file: 'content.json', of: 'Patient Name' }] })
    expect(check.checks.find(({ name }) => name === 'residualIdentity')?.words).not.toMatch(/quillfeather/i)
    await expect(stat(path.join(bench.dataDirectory, 'teaching/staging', draftId))).rejects.toThrow()
  })

  it('of a patient whose name is an ordinary word passes only by the look of somebody who is named', async () => {
    const folder = await writeCt(path.join(bench.directory, 'hand'), { seriesUid: '1.2.3.40', patientName: 'Hand^Ottoline' })
    const { accounts } = await prepareCase(bench)
    await bench.must('library.import', { paths: [folder] })
    const { draftId } = await bench.must('teaching.begin', { seriesUids: ['1.2.3.40'] })
    await readingEnds(bench, draftId)
    const { document, version } = await bench.must('teaching.draft', { draftId })
    const read = await bench.must('teaching.edit', { draftId, baseVersion: version, step: 'Read', change: { kind: 'texts', decisions: document.texts.map(({ textId }) => ({ textId, decision: 'remove', replacement: '' })) } })
    const write = (baseVersion: number, history: string) => bench.must('teaching.edit', { draftId, baseVersion, step: 'Text', change: { kind: 'caseText', text: { ...document.text, title: 'By hand', history } } })
    const named = await write(read.version, 'Pain in the hand. Seen with Ottoline.')
    expect(await bench.must('teaching.check', { draftId })).toMatchObject({ passed: false, contentSha256: null })
    await write(named.version, 'Pain in the hand.')
    const check = await bench.must('teaching.check', { draftId })
    expect(check.checks.find(({ name }) => name === 'residualIdentity')?.state).toBe('toDo')
    expect(check.residues.every(({ ordinary, around }) => ordinary && /hand/i.test(around ?? ''))).toBe(true)
    const contentSha256 = check.contentSha256 ?? ''
    for (let page = 1; page <= check.sheetPages; page += 1) await bench.must('teaching.sheetSeen', { draftId, page, contentSha256, by: 'Dr First' })
    expect(await bench.call('teaching.approve', { draftId, contentSha256, ...accounts.first })).toMatchObject({ error: { code: 'WORDS_NOT_SEEN' } })
    expect(await bench.call('teaching.acceptWords', { draftId, contentSha256 })).toMatchObject({ error: { code: 'NOT_NAMED' } })
    const accepted = await bench.must('teaching.acceptWords', { draftId, contentSha256, by: 'Dr First' })
    expect(accepted.checks.find(({ name }) => name === 'residualIdentity')).toMatchObject({ state: 'passed', words: expect.stringContaining('looked at and accepted by Dr First') })
    await bench.must('teaching.approve', { draftId, contentSha256, ...accounts.first })
    const { teachingCaseId } = await bench.must('teaching.release', { draftId, contentSha256, ...accounts.second })
    expect((await bench.must('teaching.case', { teachingCaseId })).release?.wordsAcceptedBy).toBe('Dr First')
  })

  it('that is edited while the passphrase is looked at is not released, and keeps the edit', async () => {
    const { draftId, contentSha256, accounts } = await prepareCase(bench)
    const { document, version, check } = await bench.must('teaching.draft', { draftId })
    for (let page = 1; page <= (check?.sheetPages ?? 0); page += 1) await bench.must('teaching.sheetSeen', { draftId, page, contentSha256, by: 'Dr First' })
    await bench.must('teaching.approve', { draftId, contentSha256, ...accounts.first })
    const releasing = bench.call('teaching.release', { draftId, contentSha256, ...accounts.second })
    await bench.must('teaching.edit', { draftId, baseVersion: version, step: 'Text', change: { kind: 'caseText', text: { ...document.text, title: 'Not yet' } } })
    expect(await releasing).toMatchObject({ ok: false, error: { code: 'NOT_CHECKED' } })
    expect((await bench.must('teaching.draft', { draftId })).document.text.title).toBe('Not yet')
    expect((await bench.must('teaching.cases', {})).cases).toEqual([])
  })

  it('carries experts’ paths and the structures drawn on its series, without their names, to where a trainee’s path is compared with them', async () => {
    const { draftId, version, accounts } = await prepareCase(bench)
    const questionId = randomUUID()
    const answer: QuizAnswer = { kind: 'drawPath', entryLpsMm: [22, 68, 0], targetLpsMm: [22, 8, 0] }
    const noLimits = { alongJointMm: null, depthMm: null, entryMm: null, directionDeg: null, flashPx: null, flashFrames: null }
    const artery: z.infer<typeof plannedStructure> = { id: randomUUID(), seriesUid: '1.2.3.2', frameOfReferenceUid: '1.2.3.99', kind: 'vertebralArtery', name: 'Artery of Ottoline', uncertaintyMm: 1, drawnBy: 'Dr First', drawnAtIso: '2026-11-22T10:00:00.000Z', shape: { form: 'tube', points: [{ pointLpsMm: [32, 40, -20], radiusMm: 2 }, { pointLpsMm: [32, 40, 20], radiusMm: 2 }] } }
    const edited = await bench.must('teaching.edit', { draftId, baseVersion: version, step: 'Question', change: {
      kind: 'questions', questions: [{ questionId, kind: 'drawPath', prompt: '', seriesUid: '1.2.3.2', frame: null, seconds: null }],
      keys: [{ questionId, experts: ['Dr First', 'Dr Second'].map((expert) => ({ expert, plan: `Path of ${IDENTITY.patientName}`, isTruth: false, answer })), limits: noLimits, jointLine: null, structures: [artery], explanation: '' }],
    } })
    const { checks, contentSha256, sheetPages } = await bench.must('teaching.check', { draftId })
    expect(checks.filter(({ state }) => state === 'failed')).toEqual([])
    expect([contentSha256 === null, edited.document.keys[0]?.structures[0]?.name]).toEqual([false, 'Artery of Ottoline'])
    const content = copyContent.parse(JSON.parse(await readFile(path.join(stagingRoot(bench.dataDirectory), draftId, CONTENT_FILE), 'utf8')))
    const [key] = content.answers.keys
    expect(key?.experts.map(({ expert, plan }) => [expert, plan])).toEqual([['Expert 1', 'Plan 1'], ['Expert 2', 'Plan 1']])
    expect(key?.structures[0]).toMatchObject({ name: 'Vertebral artery', drawnBy: 'Expert', seriesUid: content.case.series[0]?.seriesUid, shape: artery.shape })
    expect(key?.structures[0]?.drawnAtIso).not.toContain('2026-11')
    await releaseDraft(bench, { draftId, contentSha256: contentSha256 ?? '', accounts }, sheetPages)
    const { cases: [line] } = await bench.must('teaching.cases', {})
    const { files: [written] } = await bench.must('teaching.write', { teachingCaseIds: [line?.teachingCaseId ?? ''], format: 'axiscase', audience: 'educator', by: accounts.second, directory: path.join(bench.directory, 'out') })
    const other = await openTeachingBench()
    await other.must('teaching.import', { paths: [written?.path ?? ''] })
    const compared = async (learner: string, entryLpsMm: [number, number, number], targetLpsMm: [number, number, number]) => {
      const { attempt: { attemptId } } = await other.must('quiz.begin', { teachingCaseId: line?.teachingCaseId ?? '', learner })
      await other.must('quiz.nameSide', { attemptId, side: 'LEFT' })
      await other.must('quiz.answer', { attemptId, given: { questionId, answer: { kind: 'drawPath', entryLpsMm, targetLpsMm }, confidence: 3, elapsedMs: 9000 } })
      return (await other.must('quiz.submit', { attemptId })).view.attempt.scores?.[0]
    }
    const through = await compared('Kim', [32, 68, 0], [32, 8, 0]), beside = await compared('Lee', [23, 68, 0], [22, 8, 0])
    expect([through?.verdict, through?.basis, through?.parts.find(({ name }) => name === 'Vertebral artery')?.state]).toEqual(['structureHit', 'from 2 expert plans', 'never'])
    expect([beside?.parts.find(({ name }) => name === 'Vertebral artery')?.value, beside?.parts.find(({ name }) => name === 'Entry')?.value, beside?.whatToChange]).toEqual([expect.closeTo(6.5, 0), expect.closeTo(1, 1), expect.any(String)])
    await other.remove()
  })

  it('does not pass while a line of text was not read', async () => {
    const { draftId, version } = await prepareCase(bench)
    const { document } = await bench.must('teaching.draft', { draftId })
    const [line] = document.texts
    if (line === undefined) throw new Error('There is a series description.')
    await bench.must('teaching.edit', { draftId, baseVersion: version, step: 'Open', change: { kind: 'texts', decisions: [{ textId: line.textId, decision: 'open', replacement: '' }] } })
    expect((await bench.must('teaching.check', { draftId })).checks.find(({ name }) => name === 'freeText')).toEqual({ name: 'freeText', state: 'failed', words: '1 line of text has not been read. Keep, replace or remove each, then check again.' })
  })

  it('does not pass with a series that nobody has looked through', async () => {
    await bench.must('library.import', { paths: [await writeCt(path.join(bench.directory, 'later'), { seriesUid: '1.2.3.7', change: { '0008103e': null } })] })
    const { draftId } = await prepareCase(bench)
    const { version } = await bench.must('teaching.edit', { draftId, baseVersion: (await bench.must('teaching.draft', { draftId })).version, step: 'Take', change: { kind: 'seriesTaken', seriesUids: ['1.2.3.2', '1.2.3.7'] } })
    const failed = (await bench.must('teaching.check', { draftId })).checks.filter(({ state }) => state === 'failed')
    expect(failed).toEqual([{ name: 'burnedInText', state: 'failed', words: expect.stringContaining('Look again, then check.') }])
    await bench.must('teaching.read', { draftId })
    await readingEnds(bench, draftId)
    expect(await bench.must('teaching.check', { draftId })).toMatchObject({ passed: true, version: version + 1 })
  })

  it('is corrected by its next version, which says what it changes, and the first one stays', async () => {
    const { teachingCaseId, accounts } = await releaseCase(bench)
    const { draftId } = await bench.must('teaching.begin', { teachingCaseId })
    // Two versions of the same number cannot be: a correction that is open is gone on with.
    expect(await bench.must('teaching.begin', { teachingCaseId })).toEqual({ draftId })
    await readingEnds(bench, draftId)
    const [line] = (await bench.must('teaching.drafts', {})).drafts
    expect(line).toMatchObject({ draftId, caseId: (await bench.must('library.series', {})).series.find(({ seriesUid }) => seriesUid === '1.2.3.2')?.caseId })
    const begun = await bench.must('teaching.draft', { draftId })
    expect(begun).toMatchObject({ number: 1, caseVersion: 2, document: { text: { title: 'A case' }, correction: '' } })
    const seal = async (): Promise<unknown> => {
      const { contentSha256 } = await bench.must('teaching.check', { draftId })
      if (contentSha256 === null) throw new Error('It passes.')
      await bench.must('teaching.sheetSeen', { draftId, page: 1, contentSha256, by: 'Dr Second' })
      const approved = await bench.call('teaching.approve', { draftId, contentSha256, ...accounts.first })
      await bench.call('teaching.release', { draftId, contentSha256, ...accounts.second })
      return approved
    }
    expect(await seal()).toMatchObject({ error: { code: 'NOT_EXPLAINED' } })
    await bench.must('teaching.edit', { draftId, baseVersion: begun.version, step: 'What changed', change: { kind: 'correction', correction: 'The history named the wrong year.' } })
    expect(await seal()).toMatchObject({ ok: true })
    expect(await bench.must('teaching.cases', {})).toMatchObject({ cases: [{ version: 2, correction: 'The history named the wrong year.', mayCorrect: true }] })
    expect(await bench.must('teaching.case', { teachingCaseId, version: 1 })).toMatchObject({ teachingCase: { version: 1 }, release: { sheetSeenBy: ['Dr First'] } })
  })
})

describe('a report among the images', () => {
  it('is part of the answers: a learner’s copy does not carry it, an educator’s does', async () => {
    const bench = await openTeachingBench()
    const folder = await writeCt(path.join(bench.directory, 'ct'))
    const noPixels = Object.fromEntries(['00280002', '00280004', '00280010', '00280011', '00280030', '00280100', '00280101', '00280102', '00280103', '00281050', '00281051', '00281052', '00281053', '00200032', '00200037', '7fe00010'].map((tag) => [tag, null]))
    const finding: Element[] = [['0040a010', 'CS', 'CONTAINS'], ['0040a040', 'CS', 'TEXT'], ['0040a043', 'SQ', [[['00080100', 'SH', '121071'], ['00080102', 'SH', 'DCM'], ['00080104', 'LO', 'Finding']]]], ['0040a160', 'UT', 'Venous run off, abort']]
    const report = ctSlice({ ...IDENTITY, seriesUid: '1.2.3.8', sopInstanceUid: '1.2.3.8.1', sopClassUid: '1.2.840.10008.5.1.4.1.1.88.11', change: { ...noPixels, '00080060': ['CS', 'SR'], '0040a040': ['CS', 'CONTAINER'], '0040a730': ['SQ', [finding]] } })
    await writeFile(path.join(folder, 'report.dcm'), fileBytes(report))
    const { draftId, accounts } = await prepareCase(bench, folder)
    const before = await bench.must('teaching.draft', { draftId })
    await bench.must('teaching.edit', { draftId, baseVersion: before.version, step: 'Take', change: { kind: 'seriesTaken', seriesUids: ['1.2.3.2', '1.2.3.8'] } })
    await bench.must('teaching.read', { draftId })
    await readingEnds(bench, draftId)
    const { document, version } = await bench.must('teaching.draft', { draftId })
    await bench.must('teaching.edit', { draftId, baseVersion: version, step: 'Read', change: { kind: 'texts', decisions: document.texts.map(({ textId, words }) => ({ textId, decision: words.startsWith('Venous') ? 'keep' as const : 'remove' as const, replacement: '' })) } })
    const { contentSha256, sheetPages } = await bench.must('teaching.check', { draftId })
    if (contentSha256 === null) throw new Error('The copy passes.')
    for (let page = 1; page <= sheetPages; page += 1) await bench.must('teaching.sheetSeen', { draftId, page, contentSha256, by: 'Dr First' })
    await bench.must('teaching.approve', { draftId, contentSha256, ...accounts.first })
    const { teachingCaseId } = await bench.must('teaching.release', { draftId, contentSha256, ...accounts.second })
    for (const audience of ['learner', 'educator'] as const) {
      const directory = path.join(bench.directory, audience)
      await bench.must('teaching.write', { teachingCaseIds: [teachingCaseId], format: 'dicom', audience, directory, ...(audience === 'educator' && { by: accounts.second }) })
      const texts = await Promise.all((await filesBelow(directory)).map(text))
      expect(texts.some((one) => one.includes('Venous run off')), audience).toBe(audience === 'educator')
    }
    await bench.remove()
  })
})

describe('what is written of a released case', () => {
  let bench: TeachingBench
  let released: Awaited<ReturnType<typeof releaseCase>>
  let outputs = 0
  // Signing costs a second a time, and nothing here changes the case.
  beforeAll(async () => {
    bench = await openTeachingBench()
    released = await releaseCase(bench)
  })
  afterAll(async () => bench.remove())

  let making: Promise<{ readonly teachingCaseId: string }> | null = null
  const practised = () => (making ??= bench.must('quiz.practice', { task: 'still', side: 'LEFT', detail: 'coarse', seed: 3 }))
  const newFolder = (): string => path.join(bench.directory, `out${String(outputs += 1)}`)
  const write = async (format: WrittenFormat, audience: 'educator' | 'learner'): Promise<readonly string[]> => {
    const directory = newFolder()
    await bench.must('teaching.write', { teachingCaseIds: [released.teachingCaseId], format, audience, directory, ...(audience === 'educator' && { by: released.accounts.second }) })
    return filesBelow(directory)
  }
  const lockedSet = async (): Promise<string> => {
    const { setId } = await bench.must('teaching.saveSet', { title: 'A set', cases: [{ teachingCaseId: released.teachingCaseId }] })
    await bench.must('teaching.lockSet', { setId })
    return setId
  }
  const writeSet = async (setId: string): Promise<string> => (await bench.must('teaching.write', { setId, format: 'axiscase', audience: 'learner', directory: newFolder() })).files[0]?.path ?? ''
  const elsewhere = async (look: (other: TeachingBench) => Promise<void>): Promise<void> => {
    const other = await openTeachingBench()
    await look(other).finally(other.remove)
  }

  it.each(writtenFormats)('as %s holds no word of the original, in no name of a file either', async (format) => {
    const files = await write(format, 'learner')
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      expect(path.relative(bench.directory, file)).toMatch(/^out\d+\/[\w./]+$/)
      for (const word of [...Object.values(IDENTITY).flatMap((value) => value.split('^')), 'Dr First', 'Dr Second']) expect(`${file} ${await text(file)}`.toLowerCase()).not.toContain(word.toLowerCase())
    }
  })

  it.each(['tce', 'mirc', 'web'] as const)('as %s names the author who was typed, and without one nobody', async (format) => {
    const directory = newFolder()
    await bench.must('teaching.write', { teachingCaseIds: [released.teachingCaseId], format, audience: 'learner', author: 'Dr A. Teacher', directory })
    expect((await Promise.all((await filesBelow(directory)).map(text))).join('\n')).toContain('Dr A. Teacher')
    expect((await Promise.all((await write(format, 'learner')).map(text))).join('\n')).not.toMatch(/TCE101|<author>|Dr /)
  })

  it('with its answers asks who writes it', async () => {
    const asked = { teachingCaseIds: [released.teachingCaseId], format: 'web', audience: 'educator', directory: newFolder() }
    expect(await bench.call('teaching.write', asked)).toMatchObject({ error: { code: 'NOT_ALLOWED' } })
    expect(await bench.call('teaching.write', { ...asked, by: { ...released.accounts.second, passphrase: 'something else' } })).toMatchObject({ error: { code: 'WRONG_PASSPHRASE' } })
    expect(await readdir(asked.directory).catch(() => null)).toBeNull()
  })

  it('as a page runs no script and asks for nothing', async () => {
    const [page = ''] = await write('web', 'educator')
    expect(await text(page)).toContain("default-src 'none'; img-src data:")
    expect(await text(page)).not.toMatch(/<script|https?:|<link|<iframe/)
  })

  it('as a set is locked under one hash, and gives learners the answers only once they are released', async () => {
    const { setId } = await bench.must('teaching.saveSet', { title: 'First set', cases: [{ teachingCaseId: released.teachingCaseId }] })
    expect(await bench.call('teaching.write', { setId, format: 'axiscase', audience: 'learner', directory: newFolder() })).toMatchObject({ error: { code: 'NOT_LOCKED' } })
    expect(await bench.must('teaching.lockSet', { setId })).toMatchObject({ version: 1, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(await text(await writeSet(setId))).not.toContain('Facet joint reached')
    await bench.must('teaching.releaseAnswers', { setId, ...released.accounts.second })
    expect(await text(await writeSet(setId))).toContain('Facet joint reached')
    expect(await bench.must('teaching.saveSet', { setId, title: 'First set, more', cases: [{ teachingCaseId: released.teachingCaseId }] })).toMatchObject({ version: 2, lockedAtIso: null })
  })

  it('scores an attempt that was submitted before its answers came', async () => {
    const { teachingCaseId } = await practised()
    const write = (audience: 'learner' | 'educator') => bench.must('teaching.write', { teachingCaseIds: [teachingCaseId], format: 'axiscase', audience, directory: newFolder(), ...(audience === 'educator' && { by: released.accounts.second }) })
    const [without, withAnswers] = [await write('learner'), await write('educator')].map(({ files }) => files[0]?.path ?? '')
    await elsewhere(async (other) => {
      await other.must('teaching.import', { paths: [without ?? ''] })
      const { attempt: { attemptId }, teachingCase: { questions } } = await other.must('quiz.begin', { teachingCaseId, learner: 'Kim' })
      await other.must('quiz.nameSide', { attemptId, side: null })
      await other.must('quiz.answer', { attemptId, given: { questionId: questions[0]?.questionId ?? '', answer: { kind: 'whichSide', side: 'LEFT' }, confidence: 4, elapsedMs: 3000 } })
      expect((await other.must('quiz.submit', { attemptId })).view.attempt.scores).toBeNull()
      expect((await other.must('quiz.cases', { learner: 'Kim' })).cases).toMatchObject([{ last: { verdict: 'notScored' } }])
      expect(await other.must('teaching.import', { paths: [withAnswers ?? ''] })).toMatchObject({ cases: [{ outcome: 'answersAdded' }] })
      expect((await other.must('quiz.result', { attemptId })).view.attempt.scores).toMatchObject([{ verdict: 'accepted' }, { verdict: 'notYet' }])
      expect((await other.must('quiz.cases', { learner: 'Kim' })).cases).toMatchObject([{ last: { verdict: 'notYet' } }])
      expect((await other.must('quiz.attempts', { learner: 'Kim' })).attempts[0]?.scores).toHaveLength(2)
    })
  })

  it('of which one member is another case elsewhere is not taken in at all', async () => {
    const made = await practised()
    const { setId } = await bench.must('teaching.saveSet', { title: 'Two', cases: [released, made].map(({ teachingCaseId }) => ({ teachingCaseId })) })
    await bench.must('teaching.lockSet', { setId })
    const file = await writeSet(setId)
    await elsewhere(async (other) => {
      const database = openDatabase(path.join(other.dataDirectory, 'axis.db'))
      database.prepare("INSERT INTO teaching_cases (teaching_case_id, version, number, sha256, body, origin) VALUES (?, 1, 9, 'ab', '{}', 'here')").run(made.teachingCaseId)
      database.close()
      expect(await other.must('teaching.import', { paths: [file] })).toMatchObject({ cases: [], setIds: [], refused: [{ message: expect.stringContaining('Neither was changed') }] })
      expect(await other.call('teaching.case', { teachingCaseId: released.teachingCaseId })).toMatchObject({ error: { code: 'UNKNOWN_TEACHING_CASE' } })
      expect((await other.must('teaching.sets', {})).sets).toEqual([])
    })
  })

  it('is taken in elsewhere, once, and its answers later', async () => {
    const { teachingCaseId } = released
    const setId = await lockedSet()
    const first = await writeSet(setId)
    await bench.must('teaching.releaseAnswers', { setId, ...released.accounts.second })
    const second = await writeSet(setId)
    await elsewhere(async (other) => {
      expect(await other.must('teaching.import', { paths: [first] })).toEqual({ cases: [{ teachingCaseId, version: 1, outcome: 'imported' }], setIds: [setId], refused: [] })
      expect((await other.must('library.series', {})).series).toMatchObject([{ patientId: 'CASE001', instances: 4 }])
      expect(await other.must('teaching.cases', {})).toMatchObject({ cases: [{ origin: 'imported', hasAnswers: false }] })
      expect(await other.must('teaching.import', { paths: [first] })).toMatchObject({ cases: [{ outcome: 'present' }] })
      expect(await other.must('teaching.import', { paths: [second] })).toMatchObject({ cases: [{ outcome: 'answersAdded' }] })
      expect(await other.must('teaching.sets', {})).toMatchObject({ sets: [{ setId, answersReleasedAtIso: expect.any(String) }] })
    })
  })

  it('of which a byte was changed is refused in words, and nothing of it is taken in', async () => {
    const [file = ''] = await write('axiscase', 'educator')
    const bytes = await readFile(file)
    bytes.writeUInt8(bytes.readUInt8(bytes.indexOf('DICM') + 200) ^ 1, bytes.indexOf('DICM') + 200)
    await writeFile(file, bytes)
    await elsewhere(async (other) => {
      expect(await other.must('teaching.import', { paths: [file] })).toMatchObject({ cases: [], refused: [{ path: file, message: expect.stringContaining('was changed') }] })
      expect(await other.must('teaching.cases', {})).toEqual({ cases: [], damaged: 0 })
    })
  })
})
