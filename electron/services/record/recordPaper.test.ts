import { spawnSync } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { deflateSync, inflateSync } from 'node:zlib'
import { afterEach, describe, expect, it } from 'vitest'
import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage, openRecordBench, type RecordBench } from '#test/builders/record.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import { readInstalledFont } from '#electron/hosts/sourceTree.ts'
import { wallClock } from '#shared/reporting/words.ts'
import { fullRecord } from '#test/builders/fullRecord.ts'
import { addAccounts, completeRecord, lastHash, must, signRecord } from '#test/builders/signedRecord.ts'
import { has, withTool } from '#test/builders/tools.ts'
import { embeddedFiles } from './paper/embeddedFiles.ts'
import { openPaperFonts } from './paper/paperFonts.ts'
import { recordPdf } from './paper/recordPaper.ts'
import { visualRuns } from './paper/visualRuns.ts'

const benches: RecordBench[] = []
const folders: string[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.remove()
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})
const open = async (): Promise<RecordBench> => {
  const bench = await openRecordBench()
  benches.push(bench)
  return bench
}
const begin = async (at: RecordBench): Promise<string> => {
  const created = await at.services['record.create']({ seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2' })
  if (!created.ok) throw new Error(created.error.message)
  return created.value.recordId
}
const fonts = await openPaperFonts(readInstalledFont)
const print = async (options: Parameters<typeof fullRecord>[0]): Promise<Uint8Array> => {
  const { state, events, pictures } = fullRecord(options)
  return recordPdf({ record: state, events, signaturesFromFile: [], pictures, fonts, clock: wallClock(() => 60) })
}
const saved = async (pdf: Uint8Array): Promise<string> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'axis-paper-'))
  folders.push(folder)
  await writeFile(path.join(folder, 'paper.pdf'), pdf)
  return path.join(folder, 'paper.pdf')
}
const textOf = async (pdf: Uint8Array): Promise<string> => spawnSync('pdftotext', ['-layout', await saved(pdf), '-'], { encoding: 'utf8' }).stdout

describe('a printed record', () => {
  it('is the same bytes each time', async () => {
    expect(sha256OfBytes(await print({ signed: true }))).toBe(sha256OfBytes(await print({ signed: true })))
  })

  it.skipIf(!has('qpdf'))(withTool('qpdf', 'has no fault that qpdf finds, a title, a language and tags'), async () => {
    const file = await saved(await print({ signed: true }))
    expect(spawnSync('qpdf', ['--check', file], { encoding: 'utf8' }).stdout).toContain('No syntax or stream encoding errors found')
    const whole = (await readFile(file)).toString('latin1')
    expect(whole).toMatch(/\/Lang \(en\)[^]*\/Marked true|\/Marked true[^]*\/Lang \(en\)/)
    expect(spawnSync('pdfinfo', [file], { encoding: 'utf8' }).stdout).toMatch(/Title: +Injection of the atlantoaxial joint, LEFT C1-2[^]*Tagged: +yes[^]*Pages: +2/)
  })

  it.skipIf(!has('pdftotext'))(withTool('pdftotext', 'says on two pages who, which side, what was given and what came of it'), async () => {
    const { events } = fullRecord({ signed: true })
    const text = await textOf(await print({ signed: true }))
    for (const said of [
      'SAMPLE, ANNA', 'ID AX-0001', 'born 14 Mar 1968, 58 years', 'A-2026-0042', 'LEFT', 'Intra-articular', '1.3 mL', '86 %', 'AP, needle before contrast, frame 41', 'Tip at the lateral third', '58.4 mm', '1.0 mm short of it, 0.6 mm across',
      'not assessed', 'Dexamethasone', '0.84 Gy·cm²', '6.2 mGy', '42 s', 'Positive: relief 86 %, threshold 80 %', 'Vasovagal reaction', 'Home, with an escort', 'Not answered', 'allergy to chlorhexidine',
      'Signed by', 'Spine Clinic', 'Addendum 1', 'relief has lasted', 'Page 2 of 2', events.at(-1)?.hash ?? '', 'not a medical device',
    ]) expect(text).toContain(said)
    expect(text).not.toContain('DRAFT')
  })

  it.skipIf(!has('pdftotext'))(withTool('pdftotext', 'says DRAFT on every page until it is signed'), async () => {
    const pages = (await textOf(await print({}))).split('\f').filter((page) => page.trim() !== '')
    expect(pages).toHaveLength(2)
    for (const page of pages) expect(page).toContain('DRAFT')
  })

  it.skipIf(!has('pdftotext'))(withTool('pdftotext', 'says that nothing was said where nothing was'), async () => {
    const text = await textOf(await print({ bare: true, images: 2 }))
    expect(text.match(/not stated/g)?.length).toBeGreaterThanOrEqual(5)
    expect(text).not.toMatch(/\b0 (mg|mL|mGy|s|%)/)
  })

  it.skipIf(!has('pdftotext'))(withTool('pdftotext', 'holds names of 64 characters in Korean and Arabic whole'), async () => {
    const korean = '김철수'.repeat(21)
    expect((await textOf(await print({ patientName: `${korean}^수` }))).replaceAll(/\s/g, '')).toContain(korean)
    const arabic = 'محمد '.repeat(12).trim()
    const text = await textOf(await print({ patientName: arabic }))
    expect(text.match(/محمد/g)?.length).toBeGreaterThanOrEqual(12)
    expect(text).not.toContain('stand as boxes')
  })

  it.skipIf(!has('pdftotext'))(withTool('pdftotext', 'says which characters it has no letters for'), async () => {
    expect(await textOf(await print({ patientName: 'Hong^Gildong=洪^吉洞' }))).toContain('U+6D2A, U+5409, U+6D1E')
  })

  it('carries the whole chain and every picture, removed ones too', async () => {
    const { events, bytesOf } = fullRecord({ signed: true })
    const files = embeddedFiles(await print({ signed: true }))
    expect(files?.map(({ name }) => name)).toEqual(['record.jsonl', 'key-image-1.png', 'key-image-2.png', 'key-image-3.png', 'key-image-4.png'])
    expect(Buffer.from(files?.[0]?.bytes ?? []).toString('utf8').trimEnd().split('\n')).toHaveLength(events.length)
    expect(files?.slice(1).map(({ bytes }) => sha256OfBytes(bytes))).toEqual([...bytesOf.keys()])
  })

  it.skipIf(!has('pdfdetach'))(withTool('pdfdetach', 'gives the same files to another reader'), async () => {
    const file = await saved(await print({}))
    spawnSync('pdfdetach', ['-saveall', '-o', path.dirname(file), file])
    const { bytesOf } = fullRecord()
    expect(await readdir(path.dirname(file))).toContain('record.jsonl')
    expect(sha256OfBytes(await readFile(path.join(path.dirname(file), 'key-image-3.png')))).toBe([...bytesOf.keys()][2])
  })
})

describe('a line of several scripts', () => {
  it('stands in the order in which it is read', () => {
    const runs = visualRuns('ID 7: علي (محمد) 12, 김', 'bold', fonts, () => undefined)
    expect(runs.map(({ text }) => text).join('|')).toBe('ID 7: |12| (|محمد|)|علي |, |김')
  })
})

describe('the sheets for the patient', () => {
  const sheet = async (at: RecordBench, recordId: string, kind: 'before' | 'after'): Promise<{ readonly text: string; readonly pages: number }> => {
    const stream = await at.streams['record.paper']({ recordId, kind })
    const parts: Uint8Array[] = []
    if (stream.ok) for await (const chunk of stream.value.chunks) parts.push(chunk)
    const text = await textOf(new Uint8Array(Buffer.concat(parts)))
    return { text, pages: text.split('\f').length - 1 }
  }

  it.skipIf(!has('pdftotext'))(withTool('pdftotext', 'are filled in for this patient and side, one page each'), async () => {
    const at = await open()
    const recordId = await begin(at)
    await at.services['record.append']({ recordId, event: { kind: 'noteWritten', note: { section: 'checks', content: { ...emptySections.checks, sedationPlanned: 'yes', diabetes: 'yes', anticoagulants: { taken: 'yes', agents: [{ name: 'Apixaban', lastDoseAtIso: null, lastDoseWords: '' }], inr: null, platelets: null } } } } })
    const before = await sheet(at, recordId, 'before')
    expect(before.pages).toBe(1)
    for (const words of ['SAMPLE, ANNA', 'LEFT side', 'eat nothing for six hours', 'Apixaban', 'you have diabetes', 'take you home']) expect(before.text.replaceAll(/\s+/g, ' ')).toContain(words)
    const after = await sheet(at, recordId, 'after')
    expect(after.pages).toBe(1)
    for (const words of ['2 to 5 days', 'Rest for one day', 'Severe headache', '____']) expect(after.text.replaceAll(/\s+/g, ' ')).toContain(words)
  })

  it.skipIf(!has('pdftotext'))(withTool('pdftotext', 'are made from a text that may be changed; what it cannot fill in is said'), async () => {
    const at = await open()
    const recordId = await begin(at)
    expect(await at.services['record.setSheetTemplate']({ kind: 'before', text: 'Hello\n{patientName}, call {nurse}.' })).toMatchObject({ error: { code: 'BAD_TEMPLATE', message: expect.stringContaining('{nurse}') } })
    expect(await at.services['record.setSheetTemplate']({ kind: 'before', text: 'Hello\n{patientName}, come at nine.' })).toEqual({ ok: true, value: { isShipped: false } })
    expect((await sheet(at, recordId, 'before')).text).toContain('SAMPLE, ANNA, come at nine.')
    await writeFile(path.join(at.directory, 'sheets/before.txt'), 'Hello\nCall {nurse}.')
    expect(await at.services['record.sheetTemplate']({ kind: 'before' })).toMatchObject({ value: { unknown: ['nurse'], isShipped: false } })
    expect((await sheet(at, recordId, 'before')).text).toContain('[this template asks for “nurse”, which is not known]')
    expect(await at.services['record.setSheetTemplate']({ kind: 'before', text: null })).toEqual({ ok: true, value: { isShipped: true } })
    expect((await sheet(at, recordId, 'before')).text).toContain('Before your injection')
  })
})

describe('a text of a sheet that is there and cannot be read', () => {
  const unreadable = { error: { code: 'SHEET_UNREADABLE', message: expect.stringContaining('The shipped text is not used in its place.') } }
  const withUnreadable = async (): Promise<{ readonly at: RecordBench; readonly recordId: string }> => {
    const at = await open()
    const recordId = await begin(at)
    await mkdir(path.join(at.directory, 'sheets/before.txt'), { recursive: true })
    return { at, recordId }
  }

  it('is a fault in words where it is shown and where it is printed, and the other sheet is printed', async () => {
    const { at, recordId } = await withUnreadable()
    expect(await at.services['record.sheetTemplate']({ kind: 'before' })).toMatchObject(unreadable)
    expect(await at.streams['record.paper']({ recordId, kind: 'before' })).toMatchObject({ error: { ...unreadable.error, code: 'UNREADABLE' } })
    for (const kind of ['report', 'after'] as const) expect((await at.streams['record.paper']({ recordId, kind })).ok).toBe(true)
    expect(await at.services['record.sheetTemplate']({ kind: 'after' })).toMatchObject({ value: { isShipped: true } })
  })

  it('keeps the export from leaving with another', async () => {
    const { at, recordId } = await withUnreadable()
    await at.services['record.append']({ recordId, event: buildKeyImage({ blobId: at.putBlob(buildPng(40, 30, 1).png) }) })
    const directory = path.join(at.directory, 'out')
    expect(await at.services['record.export']({ recordId, directory })).toMatchObject(unreadable)
    expect(await readdir(directory)).toEqual([])
  })
})

describe('record.rebuild', () => {
  const exported = async (at: RecordBench): Promise<{ readonly recordId: string; readonly out: string }> => {
    const recordId = await begin(at)
    for (const seed of [1, 2]) await at.services['record.append']({ recordId, event: buildKeyImage({ blobId: at.putBlob(buildPng(40, 30, seed).png) }, { keyImageId: `6f1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b0${String(seed)}` }) })
    await at.services['record.append']({ recordId, event: { kind: 'keyImageRemoved', keyImageId: '6f1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b01' } })
    const out = path.join(at.directory, 'out')
    const answer = await at.services['record.export']({ recordId, directory: out })
    if (!answer.ok) throw new Error(answer.error.message)
    return { recordId, out }
  }
  const report = (out: string, extension: string): string => path.join(out, `procedure-record-LEFT-C1-2${extension}`)

  it.each(['.dcm', '.pdf'])('makes the record again elsewhere from its %s', async (extension) => {
    const [here, there] = [await open(), await open()]
    const { recordId, out } = await exported(here)
    expect(await there.services['record.rebuild']({ paths: [report(out, extension)] })).toEqual({ ok: true, value: { records: [{ recordId, caseId: 'case-1', patientName: 'SAMPLE^ANNA', side: 'LEFT', level: 'C1-2', outcome: 'rebuilt', events: 4 }], refused: [] } })
    expect(await there.services['record.get']({ recordId })).toEqual(await here.services['record.get']({ recordId }))
    expect(await there.services['record.verify']({ recordId })).toMatchObject({ value: { intact: true } })
    expect(await there.services['record.list']({})).toEqual(await here.services['record.list']({}))
    expect(there.told.map(({ name }) => name)).toContain('record.changed')
  })

  it('from a whole folder writes nothing twice, and goes on where the other went on', async () => {
    const [here, there] = [await open(), await open()]
    const { recordId, out } = await exported(here)
    expect(await there.services['record.rebuild']({ paths: [out] })).toMatchObject({ value: { records: [{ outcome: 'rebuilt' }], refused: [] } })
    expect(await there.services['record.rebuild']({ paths: [out] })).toMatchObject({ value: { records: [{ outcome: 'present', events: 4 }], refused: [] } })
    await here.services['record.append']({ recordId, event: { kind: 'sideChanged', side: 'RIGHT', level: 'C1-2' } })
    await here.services['record.export']({ recordId, directory: path.join(here.directory, 'later') })
    expect(await there.services['record.rebuild']({ paths: [path.join(here.directory, 'later')] })).toMatchObject({ value: { records: [{ outcome: 'continued', events: 5 }] } })
    expect(await there.services['record.get']({ recordId })).toEqual(await here.services['record.get']({ recordId }))
  })

  it('refuses another chain under the same number, and another record of the same case', async () => {
    const [here, there, third] = [await open(), await open(), await open()]
    const { recordId, out } = await exported(here)
    await there.services['record.rebuild']({ paths: [out] })
    await here.services['record.append']({ recordId, event: { kind: 'sideChanged', side: 'RIGHT', level: 'C1-2' } })
    await there.services['record.append']({ recordId, event: { kind: 'keyImageRestored', keyImageId: '6f1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b01' } })
    const before = await there.services['record.get']({ recordId })
    await here.services['record.export']({ recordId, directory: path.join(here.directory, 'later') })
    expect(await there.services['record.rebuild']({ paths: [path.join(here.directory, 'later/procedure-record-RIGHT-C1-2.dcm')] })).toMatchObject({ value: { records: [], refused: [{ message: expect.stringContaining('something else from event 4 on') }] } })
    expect(await there.services['record.get']({ recordId })).toEqual(before)
    await begin(third)
    expect(await third.services['record.rebuild']({ paths: [report(out, '.dcm')] })).toMatchObject({ value: { records: [], refused: [{ message: expect.stringContaining('another record on this computer') }] } })
  })

  it('refuses a file in which a bit was turned, wherever it was', async () => {
    const [here, there] = [await open(), await open()]
    const { out } = await exported(here)
    const pdf = await readFile(report(out, '.pdf'))
    const mark = '/Type /EmbeddedFile'
    const [chain, picture] = [pdf.indexOf(mark), pdf.indexOf(mark, pdf.indexOf(mark) + 1)]
    for (const file of [chain, picture]) {
      const at = pdf.indexOf('stream', file) + 40
      const turned = Buffer.from(pdf)
      turned.writeUInt8(turned.readUInt8(at) ^ 1, at)
      await writeFile(path.join(there.directory, 'turned.pdf'), turned)
      const answer = await there.services['record.rebuild']({ paths: [path.join(there.directory, 'turned.pdf')] })
      expect(answer).toMatchObject({ value: { records: [], refused: [expect.anything()] } })
    }
    await copyFile(report(out, '.pdf'), path.join(there.directory, 'cut.pdf'))
    await writeFile(path.join(there.directory, 'cut.pdf'), pdf.subarray(0, pdf.length - 100))
    expect(await there.services['record.rebuild']({ paths: [path.join(there.directory, 'cut.pdf')] })).toMatchObject({ value: { records: [], refused: [expect.anything()] } })
    expect(await there.services['record.list']({})).toEqual({ ok: true, value: { records: [] } })
  })
  it.each([['.pdf', 'it ends after 3 events, and the document was made of 4'], ['.dcm', 'it ends after 3 events, and the document was made of 4']])('refuses a record that was cut short behind an event that holds, in its %s', async (extension, words) => {
    const [here, there] = [await open(), await open()]
    const { out } = await exported(here)
    const cut = path.join(there.directory, `cut${extension}`)
    await writeFile(cut, withoutLastEvents(await readFile(report(out, extension)), 1))
    expect(await there.services['record.rebuild']({ paths: [cut] })).toMatchObject({ value: { records: [], refused: [{ path: cut, message: expect.stringContaining(words) }] } })
    expect(await there.services['record.list']({})).toEqual({ ok: true, value: { records: [] } })
  })

  it('refuses a signed document whose record ends before the signature, even where its end is said anew', async () => {
    const [here, there] = [await open(), await open()]
    const [operator] = await addAccounts(here, ['operator'])
    if (operator === undefined) throw new Error('No account.')
    const recordId = await completeRecord(here)
    const signedHash = await lastHash(here, recordId)
    must(await signRecord(here, recordId, operator))
    const out = path.join(here.directory, 'signed')
    must(await here.services['record.export']({ recordId, directory: out }))
    const object = await readFile(report(out, '.dcm'))
    const whole = must(await here.services['record.get']({ recordId }))
    const cut = withoutLastEvents(object, 1)
    const forged = path.join(there.directory, 'forged.dcm')
    await writeFile(forged, Buffer.from(cut.toString('latin1').replace(whole.events.at(-1)?.hash ?? '', signedHash), 'latin1'))
    expect(await there.services['record.rebuild']({ paths: [forged] })).toMatchObject({ value: { records: [], refused: [{ message: expect.stringContaining('ends before the signature') }] } })
    const wholeFile = path.join(there.directory, 'whole.dcm')
    await writeFile(wholeFile, object)
    expect(await there.services['record.rebuild']({ paths: [wholeFile] })).toMatchObject({ value: { records: [{ outcome: 'rebuilt', events: whole.events.length }], refused: [] } })
  })
})

/** The file with a shorter chain in it, packed again into the place of the whole one: everything else stays as it was. */
function withoutLastEvents(file: Buffer, count: number): Buffer {
  const at = file.indexOf('stream', file.indexOf('/Type /EmbeddedFile')) + 'stream'.length
  const start = at + (file.readUInt8(at) === 13 ? 2 : 1)
  const length = file.indexOf('endstream', start) - start
  const lines = inflateSync(file.subarray(start, start + length)).toString('utf8').trimEnd().split('\n')
  const cut = Buffer.from(file)
  cut.fill(0, start, start + length)
  deflateSync(`${lines.slice(0, -count).join('\n')}\n`).copy(cut, start)
  return cut
}
