import { randomUUID } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readWholeObject } from '#electron/services/teaching/deidentify/index.ts'
import { err } from '#shared/result.ts'
import { elementOf, textOf } from '#shared/teaching/deidentification/dataSet.ts'
import { ctSlice, encapsulatedPixelData, fileBytes, type Element, type SliceFields } from '#test/builders/dicomBytes.ts'
import { plainPixels } from '#test/builders/plainPixels.ts'
import { filesBelow, IDENTITY, openTeachingBench, prepareCase, writeCt, type TeachingBench } from '#test/builders/teaching.ts'

const text = async (file: string): Promise<string> => (await readFile(file)).toString('latin1')

describe('teaching.export', () => {
  let bench: TeachingBench
  beforeEach(async () => { bench = await openTeachingBench() })
  afterEach(async () => bench.remove())

  it('writes a folder of DICOM that is not in the library as a copy with its report, by one call', async () => {
    const directory = path.join(bench.directory, 'copy')
    const { files, report } = await bench.must('teaching.export', { paths: [await writeCt(path.join(bench.directory, 'ct'))], directory })
    expect(files.map((file) => path.relative(directory, file.path))).toEqual(['S0001/I00001', 'S0001/I00002', 'S0001/I00003', 'S0001/I00004', 'SHEET/P00001.PNG', 'DICOMDIR', 'report.json'])
    expect(report).toMatchObject({ objects: 4, releasedBy: null, residues: [], words: expect.stringContaining('no second person has released') })
    expect(report.removedTexts).toBeGreaterThan(0)
    for (const file of await filesBelow(directory)) for (const word of ['quillfeather', 'ottoline', 'mrn-770421', 'neck 1.0']) expect((await text(file)).toLowerCase()).not.toContain(word)
    expect(await readdir(path.join(bench.dataDirectory, 'teaching/staging')).catch(() => [])).toEqual([])
  })

  it('writes nothing where a check fails', async () => {
    const directory = path.join(bench.directory, 'copy')
    const paths = [await writeCt(path.join(bench.directory, 'ct'), { change: { '00280301': ['CS', 'YES'] } })]
    expect(await bench.call('teaching.export', { paths, directory })).toMatchObject({ error: { code: 'CHECK_FAILED', message: expect.stringContaining('says that text is burned into its pictures') } })
    await expect(stat(directory)).rejects.toThrow()
  })

  it('leaves out what cannot be cleaned for certain, and says so', async () => {
    const folder = await writeCt(path.join(bench.directory, 'ct'))
    const document = ctSlice({ ...IDENTITY, seriesUid: '1.2.3.90', sopInstanceUid: '1.2.3.90.1', sopClassUid: '1.2.840.10008.5.1.4.1.1.104.1', change: { '7fe00010': null, '00420011': ['OB', new Uint8Array(64)] } })
    await writeFile(path.join(folder, 'document.dcm'), fileBytes(document))
    const { files, report } = await bench.must('teaching.export', { paths: [folder], directory: path.join(bench.directory, 'copy') })
    expect(files.filter(({ kind }) => kind === 'DICOM')).toHaveLength(4)
    expect(report.remarks[0]).toMatch(/^1 object was left out: This is a PDF document inside a DICOM object/)
    expect(report.checks.find(({ name }) => name === 'documents')?.words).toContain('PDF document')
  })

  it('leaves out a report that names what was left out, and takes references to it out of images; what is of elsewhere stays mapped', async () => {
    const [PDF, OF_PDF] = ['1.2.3.90.1', '1.2.3.90']
    const folder = await writeCt(path.join(bench.directory, 'ct'), { change: { '00081115': ['SQ', [[['0020000e', 'UI', OF_PDF]], [['0020000e', 'UI', '1.2.3.2']], [['0020000e', 'UI', '1.9.2']]]] } })
    const noPixels = { '7fe00010': null, '00280010': null, '00280011': null } as const
    await writeFile(path.join(folder, 'document.dcm'), fileBytes(ctSlice({ ...IDENTITY, seriesUid: OF_PDF, sopInstanceUid: PDF, sopClassUid: '1.2.840.10008.5.1.4.1.1.104.1', change: { ...noPixels, '00420011': ['OB', new Uint8Array(64)] } })))
    // The last one names the first, which names the document.
    for (const [at, uid] of [PDF, OF_PDF, '1.2.3.4.2.1', '1.9.3', '1.2.3.8.0'].entries()) {
      const named: Element[] = [['0040a010', 'CS', 'CONTAINS'], ['0040a040', 'CS', 'UIDREF'], ['0040a124', 'UI', uid]]
      await writeFile(path.join(folder, `report${String(at)}.dcm`), fileBytes(ctSlice({ ...IDENTITY, seriesUid: '1.2.3.8', sopInstanceUid: `1.2.3.8.${String(at)}`, instanceNumber: at, sopClassUid: '1.2.840.10008.5.1.4.1.1.88.22', change: { ...noPixels, '0040a040': ['CS', 'CONTAINER'], '0040a730': ['SQ', [named]] } })))
    }
    const { files, report } = await bench.must('teaching.export', { paths: [folder], directory: path.join(bench.directory, 'copy') })
    expect(report.checks.find(({ name }) => name === 'uids')).toMatchObject({ state: 'passed' })
    const wholes = await Promise.all(files.filter(({ kind }) => kind === 'DICOM').map(async (file) => readWholeObject(await readFile(file.path))))
    const objects = wholes.flatMap((whole) => (whole.ok ? [whole.value.dataSet] : []))
    const valuesIn = (tag: string, within: string): readonly (string | null)[] => objects.flatMap((dataSet) => { const value = elementOf(dataSet, within)?.value; return value?.kind === 'items' ? value.items.map((item) => textOf(item, tag)) : [] })
    const image = objects.find((dataSet) => elementOf(dataSet, '7FE00010') !== null && textOf(dataSet, '00200013') === '1')
    expect(valuesIn('0040A124', '0040A730')).toEqual([textOf(image ?? [], '00080018'), expect.stringMatching(/^2\.25\./)])
    const series = valuesIn('0020000E', '00081115')
    expect(series).toEqual(Array.from({ length: 4 }, () => [textOf(image ?? [], '0020000E'), series[1]]).flat())
    expect(report.remarks.filter((remark) => remark.includes('It refers to images that are not in the case'))).toHaveLength(3)
  })

  it('leaves out a report of an image whose pixels turn out not to be readable, and goes on', async () => {
    await bench.remove()
    const cleanPixels: typeof plainPixels.cleanPixels = async (object, what) => (object.sopInstanceUid === '1.2.3.4.2.1' ? err('CANNOT_DECODE', 'Its pixels are damaged.') : plainPixels.cleanPixels(object, what))
    bench = await openTeachingBench({}, undefined, { ...plainPixels, cleanPixels })
    const folder = await writeCt(path.join(bench.directory, 'ct'))
    const named: Element[] = [['0040a010', 'CS', 'CONTAINS'], ['0040a040', 'CS', 'UIDREF'], ['0040a124', 'UI', '1.2.3.4.2.1']]
    await writeFile(path.join(folder, 'report.dcm'), fileBytes(ctSlice({ ...IDENTITY, seriesUid: '1.2.3.8', sopInstanceUid: '1.2.3.8.1', sopClassUid: '1.2.840.10008.5.1.4.1.1.88.22', change: { '7fe00010': null, '00280010': null, '00280011': null, '0040a040': ['CS', 'CONTAINER'], '0040a730': ['SQ', [named]] } })))
    const { files, report } = await bench.must('teaching.export', { paths: [folder], directory: path.join(bench.directory, 'copy') })
    expect(files.filter(({ kind }) => kind === 'DICOM')).toHaveLength(3)
    expect(report.remarks).toEqual(expect.arrayContaining([expect.stringContaining('Its pixels are damaged'), expect.stringContaining('It refers to images that are not in the case')]))
  })

  const statedOf = async (file: string): Promise<{ readonly burnedIn: string | null; readonly methods: readonly string[] }> => {
    const whole = readWholeObject(await readFile(file))
    if (!whole.ok) throw new Error(whole.error.message)
    const codes = elementOf(whole.value.dataSet, '00120064')?.value
    return { burnedIn: textOf(whole.value.dataSet, '00280301'), methods: codes?.kind === 'items' ? codes.items.map((item) => textOf(item, '00080100') ?? '') : [] }
  }
  it.each([{}, { cleanPixelData: false }])('does not state that no text is burned in where nobody has looked: %j', async (options) => {
    const paths = [await writeCt(path.join(bench.directory, 'ct')), await writeCt(path.join(bench.directory, 'stated'), { seriesUid: '1.2.3.9', change: { '00280301': ['CS', 'NO'] } })]
    const { files, report } = await bench.must('teaching.export', { paths, directory: path.join(bench.directory, 'copy'), options })
    const [first, last] = files.filter(({ kind }) => kind === 'DICOM').map((file) => file.path).filter((_file, at) => at === 0 || at === 7)
    const methods = expect.not.arrayContaining(['113101'])
    expect([await statedOf(first ?? ''), await statedOf(last ?? '')]).toEqual([{ burnedIn: null, methods }, { burnedIn: 'NO', methods }])
    expect(report.checks.find(({ name }) => name === 'burnedInText')).toMatchObject(options.cleanPixelData === false ? { state: 'toDo', words: expect.stringContaining('Nothing has looked for text in the images') } : { state: 'passed', words: 'No text was found in the images.' })
  })

  it('states it of a copy that a person has looked at', async () => {
    const { draftId } = await prepareCase(bench)
    expect(await statedOf(path.join(bench.dataDirectory, 'teaching/staging', draftId, 'S0001/I00001'))).toEqual({ burnedIn: 'NO', methods: expect.arrayContaining(['113101']) })
  })

  const SEEN = '1.2.840.10008.5.1.4.1.1.2', MARK = 'PIXELS-UNSEEN-BYTES!'
  const raw = new Uint8Array(8 * 8 * 2).fill(5)
  raw.set(new TextEncoder().encode(MARK))
  const compressed = (transferSyntaxUid: string) => fileBytes(ctSlice({ ...IDENTITY, sopInstanceUid: '1.2.3.4.99', change: { '7fe00010': null } }), { transferSyntaxUid, tail: encapsulatedPixelData([], [raw]) })
  const changed = (change: NonNullable<SliceFields['change']>, sopClassUid = SEEN) => fileBytes(ctSlice({ ...IDENTITY, sopInstanceUid: '1.2.3.4.99', sopClassUid, pixels: raw, change }))
  it.each([
    ['an MPEG-4 video', compressed('1.2.840.10008.1.2.4.102')],
    ['an unknown compression', compressed('1.2.840.113619.5.2')],
    ['fewer frames than stated', changed({ '00280008': ['IS', '3'] })],
    ['a parametric map', changed({}, '1.2.840.10008.5.1.4.1.1.30')],
    ['a segmentation', changed({}, '1.2.840.10008.5.1.4.1.1.66.4')],
    ['floating values', changed({ '7fe00010': null, '7fe00008': ['OF', raw] })],
  ])('leaves out pixels that nobody could look at: %s', async (_what, bytes) => {
    const folder = await writeCt(path.join(bench.directory, 'ct'))
    await writeFile(path.join(folder, 'unseen.dcm'), bytes)
    const { files, report } = await bench.must('teaching.export', { paths: [folder], directory: path.join(bench.directory, 'copy') })
    expect(files.filter(({ kind }) => kind === 'DICOM')).toHaveLength(4)
    for (const file of files) expect(await text(file.path)).not.toContain(MARK)
    expect(report.checks.find(({ name }) => name === 'documents')?.words).toContain('nobody can look for text or a face in them')
    await rm(folder, { recursive: true })
    await mkdir(folder)
    await writeFile(path.join(folder, 'unseen.dcm'), bytes)
    expect(await bench.call('teaching.export', { paths: [folder], directory: path.join(bench.directory, 'alone') })).toMatchObject({ error: { code: 'NOTHING_TO_TEACH' } })
  })

  it('takes away pixels inside a sequence, and beside those that are shown', async () => {
    const nested = [[['00081150', 'UI', SEEN], ['00081155', 'UI', '1.2.3.4.2.1'], ['00280010', 'US', 8], ['00280011', 'US', 8], ['7fe00010', 'OW', raw]]] as const satisfies readonly (readonly Element[])[]
    const folder = await writeCt(path.join(bench.directory, 'ct'), { change: { '00081140': ['SQ', nested.map((item) => [...item])], '7fe00008': ['OF', raw] } })
    const { files } = await bench.must('teaching.export', { paths: [folder], directory: path.join(bench.directory, 'copy') })
    expect(files.filter(({ kind }) => kind === 'DICOM')).toHaveLength(4)
    for (const file of files) expect(await text(file.path)).not.toContain(MARK)
  })

  it('is stopped at once, and leaves nothing', async () => {
    const exportId = randomUUID()
    const directory = path.join(bench.directory, 'copy')
    const exporting = bench.call('teaching.export', { paths: [await writeCt(path.join(bench.directory, 'ct'), { slices: 60 })], directory, exportId })
    while (!bench.told.some(({ name }) => name === 'teaching.progress')) await new Promise((resolve) => { setTimeout(resolve, 1) })
    expect(await bench.must('teaching.cancel', { draftId: exportId })).toEqual({ stopped: true })
    expect(await exporting).toMatchObject({ error: { code: 'CANCELLED' } })
    await expect(stat(directory)).rejects.toThrow()
    expect(await readdir(path.join(bench.dataDirectory, 'teaching/staging')).catch(() => [])).toEqual([])
  })

  it('refuses two patients, an empty choice, and a folder that holds something', async () => {
    const a = await writeCt(path.join(bench.directory, 'a'))
    const b = await writeCt(path.join(bench.directory, 'b'), { seriesUid: '1.2.3.8', patientId: 'OTHER' })
    const directory = path.join(bench.directory, 'copy')
    expect(await bench.call('teaching.export', { paths: [a, b], directory })).toMatchObject({ error: { code: 'OTHER_PATIENT' } })
    expect(await bench.call('teaching.export', { directory })).toMatchObject({ error: { code: 'NOTHING_TO_TEACH' } })
    expect(await bench.call('teaching.export', { paths: [a], directory: b })).toMatchObject({ error: { code: 'WRITE_FAILED' } })
  })
})
