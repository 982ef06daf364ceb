import { randomUUID } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { encode, decode } from 'fast-png'
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readInstalledCodec, readInstalledTextModel, sourcePixelWorkerUrl } from '#electron/hosts/sourceTree.ts'
import { createPixelWork } from '#electron/services/teaching/pixels/thread/createPixelWork.ts'
import { readWholeObject } from '#electron/services/teaching/deidentify/index.ts'
import { textOf, type DataSet } from '#shared/teaching/deidentification/dataSet.ts'
import { letter } from '#test/builders/burnedText.ts'
import { completeNote } from '#test/builders/completeNote.ts'
import { keyPicture, STRIP_ROWS } from '#test/builders/keyPicture.ts'
import { plainPixels } from '#test/builders/plainPixels.ts'
import { buildKeyImage, type KeyImageInput } from '#test/builders/record.ts'
import { IDENTITY, openTeachingBench, readingEnds, writeCt, type TeachingBench } from '#test/builders/teaching.ts'

let bench: TeachingBench
beforeEach(async () => { bench = await openTeachingBench() })
afterEach(async () => bench.remove())

const SERIES = '1.2.3.2'
const isLeftOut = (remark: string): boolean => remark.includes('was left out')

/** Every day that an object states, at any depth. */
const daysOf = (dataSet: DataSet): readonly string[] => dataSet.flatMap(({ vr, value }) =>
  value.kind === 'items' ? value.items.flatMap(daysOf) : value.kind === 'text' && (vr === 'DA' || vr === 'DT') ? value.texts.map((text) => text.slice(0, 8)).filter((day) => day !== '') : [])

async function record(pictures: readonly Uint8Array[], differences: Partial<KeyImageInput> = {}): Promise<string> {
  await bench.must('library.import', { paths: [await writeCt(path.join(bench.directory, 'ct'))] })
  const { recordId } = await bench.must('record.create', { seriesUid: SERIES, side: 'LEFT', level: 'C1-2', actor: 'Dr B. Weber' })
  for (const [index, png] of pictures.entries()) {
    const file = path.join(bench.directory, `picture${String(index)}.png`)
    await writeFile(file, png)
    await bench.must('record.append', { recordId, actor: 'Dr B. Weber', event: { ...buildKeyImage({ path: file }), keyImageId: randomUUID(), studyUid: '1.2.3.1', seriesUid: SERIES, sopInstanceUid: `1.2.3.4.2.${String(index + 1)}`, frame: index, caption: 'Ottoline at her best', title: 'Path A, axial', ...differences } })
  }
  await bench.must('record.append', { recordId, actor: 'Dr B. Weber', event: { kind: 'noteWritten', note: { section: 'order', content: { ...completeNote.order, indication: 'Mrs Quillfeather has headache' } } } })
  await bench.must('record.append', { recordId, actor: 'Dr B. Weber', event: { kind: 'contrastAssessed', assessment: { seriesUid: SERIES, subtraction: null, seenFrames: [1], patterns: ['venous'], vesselFilling: 'yes', decision: 'abort', comment: 'Told MRN-770421' } } })
  return recordId
}

describe('a record in a teaching case', () => {
  it('leaves as its own writers make it, names nobody, and every reference in it meets its image', async () => {
    const recordId = await record([keyPicture(120, 100), keyPicture(120, 100)])
    const directory = path.join(bench.directory, 'copy')
    const { files, report } = await bench.must('teaching.export', { recordId, directory, options: {} })
    const places = files.map((file) => path.relative(directory, file.path))
    expect(places).toEqual(expect.arrayContaining(['S0001/I00004', 'PICT/P00001.PNG', 'PICT/P00002.PNG', 'DOC/D00002.PDF', 'RECORD/R00001']))
    expect(report.checks.find(({ name }) => name === 'uids')).toMatchObject({ state: 'passed', words: expect.not.stringContaining('(0)') })
    const words = [...Object.values(IDENTITY).flatMap((value) => value.split('^')), 'Weber', 'headache', '20260102', SERIES]
    for (const file of files) {
      const text = (await readFile(file.path)).toString('latin1').toLowerCase()
      for (const word of words) if (!(word === SERIES && file.kind === 'PNG')) expect(`${file.path}: ${String(text.includes(word.toLowerCase()))} ${word}`).toBe(`${file.path}: false ${word}`)
    }
  })

  it.each([
    ['shifted', (image: string | null) => image !== null && image < '20260102', 'MODIFIED'], ['full', (image: string | null) => image === '20260102', 'UNMODIFIED'], ['removed', (image: string | null) => image === null, 'REMOVED'],
  ] as const)('has its dates %s as its images have: one never tells the other', async (dates, isSo, said) => {
    const recordId = await record([keyPicture(120, 100)])
    const directory = path.join(bench.directory, 'copy')
    const { files } = await bench.must('teaching.export', { recordId, directory, options: { dates } })
    const read = await Promise.all(files.filter(({ kind }) => kind === 'DICOM').map(async (file) => {
      const whole = readWholeObject(await readFile(file.path))
      if (!whole.ok) throw new Error(whole.error.message)
      return { place: path.relative(directory, file.path), dataSet: whole.value.dataSet }
    }))
    const image = textOf(read.find(({ place }) => place === 'S0001/I00001')?.dataSet ?? [], '00080020')
    expect(isSo(image)).toBe(true)
    for (const { place, dataSet } of read) expect([place, textOf(dataSet, '00080020'), textOf(dataSet, '00280303')]).toEqual([place, image, said])
    const days = new Set(read.filter(({ place }) => place.startsWith('RECORD')).flatMap(({ dataSet }) => daysOf(dataSet)))
    const today = new Date().toISOString().slice(0, 10).replaceAll('-', '')
    expect([...days].some((day) => day === today)).toBe(dates === 'full')
    if (dates === 'removed') expect([...days]).toEqual(['19000101'])
  })

  it('has key images without the strip that names the patient, to the row', async () => {
    const recordId = await record([keyPicture(120, 100)])
    const directory = path.join(bench.directory, 'copy')
    await bench.must('teaching.export', { recordId, directory, options: {} })
    const picture = decode(await readFile(path.join(directory, 'PICT/P00001.PNG')))
    expect([picture.width, picture.height]).toEqual([120, 100 - STRIP_ROWS - 1])
    expect(picture.data.every((value) => value === 90)).toBe(true)
    const objects = (await Promise.all((await readdir(path.join(directory, 'RECORD'))).map(async (name) => readWholeObject(await readFile(path.join(directory, 'RECORD', name)))))).flatMap((whole) => (whole.ok ? [whole.value.dataSet] : []))
    expect(objects.flatMap((dataSet) => textOf(dataSet, '00082111') ?? [])).toEqual(['Screen picture with annotations burned in, the strip with the identity cut off'])
    // Nobody has looked at a copy that a script made.
    expect(objects.map((dataSet) => textOf(dataSet, '00280301'))).not.toContain('NO')
  })

  it('leaves a picture out in which the strip is not found, and says so', async () => {
    const recordId = await record([encode({ width: 50, height: 50, data: new Uint8Array(7500).fill(7), channels: 3, depth: 8 })])
    const { files, report } = await bench.must('teaching.export', { recordId, directory: path.join(bench.directory, 'copy'), options: {} })
    expect(files.filter(({ path: place }) => place.includes('/PICT/'))).toEqual([])
    expect(report.remarks).toContain('Key image 1 was left out: the strip that names the patient could not be found in it.')
  })

  const arrow = (label: string): Partial<KeyImageInput> => ({ measurements: [{ kind: 'arrow', label, text: '', frame: 0 }] })
  const structure = (name: string): Partial<KeyImageInput> => ({ structures: [{ kind: 'other', name, outlinesLpsMm: [[[0, 0, 0], [1, 0, 0]]] }] })
  it.each([['a label', arrow('Mrs Weber C2')], ['the name of a structure', structure('Node of Mrs Weber')]])('leaves a picture out into which %s is drawn that nobody let through', async (_what, differences) => {
    const { files, report } = await bench.must('teaching.export', { recordId: await record([keyPicture(120, 100)], differences), directory: path.join(bench.directory, 'copy'), options: {} })
    expect(files.filter(({ path: place }) => place.includes('/PICT/'))).toEqual([])
    expect(report.remarks).toContain('Key image 1 was left out: words are drawn into it that were not all kept as they are.')
  })

  it('keeps a picture into which nothing is drawn but the app’s own words, or what a person let through', async () => {
    const recordId = await record([keyPicture(120, 100)], { ...arrow('Seen from behind'), ...structure('Vertebral artery') })
    const { draftId } = await bench.must('teaching.begin', { recordId })
    await readingEnds(bench, draftId)
    const { document, version } = await bench.must('teaching.draft', { draftId })
    const remarksOf = async (baseVersion: number, decision: 'keep' | 'replace'): Promise<readonly string[]> => {
      await bench.must('teaching.edit', { draftId, baseVersion, step: 'Read', change: { kind: 'texts', decisions: document.texts.map(({ textId, words }) => (words === 'Seen from behind' ? { textId, decision, replacement: decision === 'keep' ? '' : 'Seen' } : { textId, decision: 'remove', replacement: '' })) } })
      return (await bench.must('teaching.check', { draftId })).remarks.filter(isLeftOut)
    }
    expect(await remarksOf(version, 'keep')).toEqual([])
    expect(await remarksOf(version + 1, 'replace')).toEqual(['Key image 1 was left out: words are drawn into it that were not all kept as they are.'])
  })

  it('has its pictures on pages of the picture sheet', async () => {
    const { files, report } = await bench.must('teaching.export', { recordId: await record([keyPicture(120, 100)]), directory: path.join(bench.directory, 'copy'), options: {} })
    expect(files.filter(({ path: place }) => place.includes('/SHEET/'))).toHaveLength(2)
    expect(report.checks.find(({ name }) => name === 'burnedInText')?.words).toBe('No text was found in the images. What could be read in 1 key image is no name of the original and no line that was taken away.')
  })

  it('shows its lines to a person, and its steps to a learner without a time of day', async () => {
    const recordId = await record([keyPicture(120, 100)])
    const { draftId } = await bench.must('teaching.begin', { recordId })
    await readingEnds(bench, draftId)
    const draft = await bench.must('teaching.draft', { draftId })
    expect(draft.document).toMatchObject({ side: 'LEFT', level: 'C1-2' })
    expect(draft.document.texts.filter(({ place }) => place.startsWith('Record')).map(({ words, reason }) => [words, reason])).toEqual(expect.arrayContaining([
      ['Ottoline at her best', 'holds a word of a name or number of the original'], ['Mrs Quillfeather has headache', 'holds a word of a name or number of the original'],
    ]))
    expect(draft.document.texts.map(({ words }) => words)).not.toContain('Path A, axial')
  })
})

describe('letters in the pictures of a record', () => {
  const reading = createPixelWork({ pixelWorkerUrl: sourcePixelWorkerUrl, readCodec: readInstalledCodec, readTextModel: readInstalledTextModel })
  afterAll(async () => reading.close())
  const written = (words: string): Uint8Array => {
    const { columns, rows, coverage } = letter(words, 'sans', 24)
    return keyPicture(columns + 80, 200, (column, row) => {
      const x = column - 40, y = row - 120
      return 60 + (x < 0 || y < 0 || x >= columns || y >= rows ? 0 : 180 * (coverage[y * columns + x] ?? 0))
    })
  }

  it('are read: a name, or a line that was taken away, keeps its picture out of the copy', async () => {
    await bench.remove()
    bench = await openTeachingBench({}, undefined, { ...plainPixels, findBurnedInText: reading.findBurnedInText })
    const recordId = await record([written('Ottoline is here'), written('Neck 1.0'), written('Path A, axial')])
    const { files, report } = await bench.must('teaching.export', { recordId, directory: path.join(bench.directory, 'copy'), options: {} })
    expect(report.remarks.filter(isLeftOut)).toEqual([1, 2].map((number) => `Key image ${String(number)} was left out: letters in it name somebody, or are a line that was taken away.`))
    expect(files.filter(({ path: place }) => place.includes('/PICT/'))).toHaveLength(1)
  }, 60_000)
})
