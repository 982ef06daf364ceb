import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWholeObject } from '#electron/services/teaching/deidentify/index.ts'
import { textOf } from '#shared/teaching/deidentification/dataSet.ts'
import type { DraftCheck, DraftSnapshot } from '#shared/teaching/draft.ts'
import { openTeachingBench, readingEnds, writeCt, type TeachingBench } from '#test/builders/teaching.ts'

let bench: TeachingBench
beforeEach(async () => { bench = await openTeachingBench() })
afterEach(async () => bench.remove())

type Written = { readonly lines: 'keep' | 'remove'; readonly text: Partial<DraftSnapshot['document']['text']> }

/** The check of a draft of this CT, its lines decided upon and the educator's text written. */
async function checkOf(fields: Parameters<typeof writeCt>[1], { lines, text }: Written): Promise<DraftCheck> {
  await bench.must('library.import', { paths: [await writeCt(path.join(bench.directory, 'ct'), fields)] })
  const { draftId } = await bench.must('teaching.begin', { seriesUids: ['1.2.3.2'] })
  await readingEnds(bench, draftId)
  const draft = await bench.must('teaching.draft', { draftId })
  const read = await bench.must('teaching.edit', { draftId, baseVersion: draft.version, step: 'Read', change: { kind: 'texts', decisions: draft.document.texts.map(({ textId }) => ({ textId, decision: lines, replacement: '' })) } })
  await bench.must('teaching.edit', { draftId, baseVersion: read.version, step: 'Text', change: { kind: 'caseText', text: { ...draft.document.text, ...text } } })
  return bench.must('teaching.check', { draftId })
}
const outcome = ({ checks }: DraftCheck, name: string) => checks.find((one) => one.name === name)

describe('what an educator writes', () => {
  it.each([
    ['a name with another ending', { title: 'The Quillfeathers' }, 'Patient Name'], ['a part of a name', { history: 'Mrs Quillfeather has neck pain.' }, 'Patient Name'], ['a date of birth', { findings: 'Born 23.11.1957.' }, 'Birth Date'],
    ['the day of the study', { teachingPoints: ['Seen on 2 Jan 2026'] }, 'Date'], ['a number in another spelling', { history: 'See MRN 770 421.' }, 'Patient ID'], ['a name at the start of a line', { history: 'Seen\nOttoline' }, 'Patient Name'],
  ] satisfies readonly (readonly [string, Written['text'], string])[])('does not leave with %s', async (_name, text, of) => {
    const check = await checkOf({ patientName: 'Smith-Quillfeather^Ottoline', birthDate: '19571123' }, { lines: 'remove', text })
    expect(check.passed).toBe(false)
    expect(check.residues.map((one) => `${one.file} ${one.of}`).filter((one) => one.startsWith('content.json') && one.includes(of)).length).toBeGreaterThan(0)
  })
})

describe('a line that a person kept', () => {
  it('does not leave with a name, and lifts it nowhere else', async () => {
    const check = await checkOf({ patientName: 'Smith-Quillfeather^Ottoline', birthDate: '19571123', change: { '0008103e': ['LO', 'Quillfeather'] } }, { lines: 'keep', text: { title: 'Mrs Quillfeather', history: 'Born 23.11.1957, seen 2 Jan 2026, MRN 770421.' } })
    expect(check.passed).toBe(false)
    expect(outcome(check, 'freeText')).toMatchObject({ state: 'failed', words: expect.stringContaining('Series Description. Replace or remove the line') })
    expect(new Set(check.residues.filter(({ file }) => file === 'content.json').map(({ encoding }) => encoding))).toEqual(new Set(['UTF-8', 'as a date', 'as a number']))
  })

  it('with an ordinary word that is a name is one of the places that somebody accepts', async () => {
    const check = await checkOf({ patientName: 'West^Ottoline', change: { '0008103e': ['LO', 'Neck west'] } }, { lines: 'keep', text: { title: 'Neck pain' } })
    expect(check.passed).toBe(true)
    expect(check.residues).toMatchObject([{ file: 'a line that stays, Series Description', of: 'Patient Name', ordinary: true, around: 'Neck west' }])
    expect(outcome(check, 'residualIdentity')).toMatchObject({ state: 'toDo' })
  })
})

describe('the patient of a case', () => {
  it('is one: without numbers, images of two names are refused', async () => {
    const paths = [
      await writeCt(path.join(bench.directory, 'a'), { patientName: 'Alpha^Anna', patientId: '', birthDate: '19700101' }),
      await writeCt(path.join(bench.directory, 'b'), { patientName: 'Beta^Bruno', patientId: '', birthDate: '19330303', seriesUid: '1.2.3.77' }),
    ]
    expect(await bench.call('teaching.export', { paths, directory: path.join(bench.directory, 'copy') })).toMatchObject({ error: { code: 'OTHER_PATIENT' } })
  })

  it('has one distance of dates, however an object spells the name', async () => {
    const days: (string | null)[] = []
    for (const [name, fields] of Object.entries({ a: { patientName: 'MEIER^ANNA' }, b: { patientName: 'Meier^Anna' }, c: { patientName: 'Meier^Anna', birthDate: '' } })) {
      const directory = path.join(bench.directory, `copy-${name}`)
      await bench.must('teaching.export', { paths: [await writeCt(path.join(bench.directory, name), { birthDate: '19571123', ...fields })], directory })
      const whole = readWholeObject(await readFile(path.join(directory, 'S0001/I00001')))
      days.push(whole.ok ? textOf(whole.value.dataSet, '00080020') : null)
    }
    expect(days[0]).toMatch(/^\d{8}$/)
    expect(new Set(days).size).toBe(1)
  })
})
