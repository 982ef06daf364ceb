import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDatabase } from '#electron/services/storage/database.ts'
import { writtenFormats } from '#shared/contract/areas/teaching.ts'
import { questionKind } from '#shared/teaching/questions.ts'
import { readEveryByte, type Read } from '#test/builders/everyByte.ts'
import { filesBelow, IDENTITY, openTeachingBench, type TeachingBench } from '#test/builders/teaching.ts'
import { EXPERTS, PICTURE_ROW, releaseTellingCase, told } from '#test/builders/tellingCase.ts'
import { openCaseStore } from './caseStore.ts'

type WrittenFormat = (typeof writtenFormats)[number]

let bench: TeachingBench, released: Awaited<ReturnType<typeof releaseTellingCase>>
let pictureHash = ''
let outputs = 0
beforeAll(async () => {
  bench = await openTeachingBench()
  released = await releaseTellingCase(bench, { asks: true })
  const database = openDatabase(path.join(bench.dataDirectory, 'axis.db'))
  pictureHash = openCaseStore(database).answers(released.teachingCaseId, 1)?.timeline.find(({ pictureSha256 }) => pictureSha256 !== null)?.pictureSha256 ?? ''
  database.close()
})
afterAll(async () => bench.remove())

async function write(format: WrittenFormat, audience: 'learner' | 'educator', setId?: string): Promise<readonly Read[]> {
  const directory = path.join(bench.directory, `out${String(outputs += 1)}`)
  const which = setId === undefined ? { teachingCaseIds: [released.teachingCaseId] } : { setId }
  await bench.must('teaching.write', { ...which, format, audience, directory, ...(audience === 'educator' && { by: released.accounts.second }) })
  return Promise.all((await filesBelow(directory)).map(async (file) => readEveryByte(await readFile(file))))
}

/** What the experts answer, as one form or another spells it; none of it is part of what is asked. */
const answered = {
  side: /\bLEFT\b/, target: /21\.375|21\.4|Target (in|outside) /, entry: /68\.625|68\.6|Path of \d/, otherExpert: /23\.375|23\.4|\(1 of 2 experts\)/, jointLine: /14\.125/, view: /-23\.75|(RAO|LAO) 23\.8/, lateral: /"move":"rotate"|rotate the C-arm/i, pattern: /venous/i, flash: /3\.125|Frame 3\b/,
  decision: /\bReposition\b|"reposition"/, basis: /isocentre/i, expert: /\bExpert \d/, step: /The contrast is judged/, planEntry: /23\.875/,
} as const

/** What of the answers can be read in any byte of these files. */
function tells(files: readonly Read[]): readonly string[] {
  // What may be chosen is part of what is asked; that it is right is not.
  const text = files.map((file) => file.text).join('\n').replaceAll(/<answer-body>(.*?)<\/answer-body><response>(.*?)<\/response>/gs, (_whole, choice: string, response: string) => (response.includes('Right') ? `${choice} ${response}` : response))
  return [
    ...Object.entries(told).filter(([, words]) => text.toLowerCase().includes(words.toLowerCase())), ...Object.entries(answered).filter(([, spelled]) => spelled.test(text)),
    ...(files.some(({ hashes, holds }) => hashes.has(pictureHash) || holds(PICTURE_ROW)) ? [['picture']] : []), ...(text.includes(pictureHash) ? [['pictureHash']] : []),
  ].map(([name = '']) => name)
}

const written = ['findings', 'teachingPoint', 'variant', 'complication', 'approach']
const asWords = [...written, 'explanation', 'side', 'target', 'entry', 'otherExpert', 'view', 'lateral', 'pattern', 'flash', 'decision', 'basis', 'picture']
const ofRecord = ['caption', 'pictureTitle', 'comment', 'side', 'pattern', 'decision', 'picture']
/** What an educator's copy says of the answers: each form what it has a place for, and one of them all there is. */
const educators: Readonly<Record<WrittenFormat, readonly string[]>> = {
  dicom: ofRecord, axiscase: [...Object.keys(told), ...Object.keys(answered), 'picture', 'pictureHash'], tce: [...new Set([...asWords, ...ofRecord])], mirc: asWords, slides: ['picture'], web: asWords,
}
const sorted = (names: readonly string[]): readonly string[] => names.toSorted()

describe('a case in which all that can tell an answer does, with every kind of question', () => {
  it('asks every question, and has two experts’ answers to each, a picture and a step', async () => {
    const { attempt, teachingCase } = await bench.must('quiz.begin', { teachingCaseId: released.teachingCaseId, learner: 'Kim' })
    expect([sorted(teachingCase.questions.map(({ kind }) => kind)), pictureHash]).toEqual([sorted(questionKind.options), expect.stringMatching(/^[0-9a-f]{64}$/)])
    const picture = async () => (await bench.streams['teaching.picture']({ teachingCaseId: released.teachingCaseId, version: 1, sha256: pictureHash })).ok
    await bench.must('quiz.nameSide', { attemptId: attempt.attemptId, side: 'LEFT' })
    expect(await picture()).toBe(false)
    const { answers } = await bench.must('quiz.submit', { attemptId: attempt.attemptId })
    expect([answers?.keys.map(({ experts }) => experts.length), await picture()]).toEqual([questionKind.options.map(() => 2), true])
  })

  it.each(writtenFormats)('as %s tells a learner none of it, and an educator all that this form has a place for', async (format) => {
    expect(tells(await write(format, 'learner'))).toEqual([])
    expect(sorted(tells(await write(format, 'educator')))).toEqual(sorted(educators[format]))
  })

  it.each(writtenFormats)('as %s of a set tells a learner the same as an educator once the answers are released, and nothing before', async (format) => {
    const { setId } = await bench.must('teaching.saveSet', { title: 'Friday', cases: [{ teachingCaseId: released.teachingCaseId }] })
    await bench.must('teaching.lockSet', { setId })
    expect(tells(await write(format, 'learner', setId))).toEqual([])
    await bench.must('teaching.releaseAnswers', { setId, ...released.accounts.second })
    expect(sorted(tells(await write(format, 'learner', setId)))).toEqual(sorted(educators[format]))
  })

  it.each(writtenFormats)('as %s names nobody to anybody: neither the patient nor whoever treated, answered, prepared or released', async (format) => {
    const text = [...await write(format, 'learner'), ...await write(format, 'educator')].map((file) => file.text.toLowerCase()).join('\n')
    expect([...Object.values(IDENTITY).flatMap((value) => value.split('^')), ...EXPERTS, 'Dr First', 'Dr Second', 'Weber'].filter((name) => text.includes(name.toLowerCase()))).toEqual([])
  })
})
