import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { recordMethods } from '#shared/contract/areas/record.ts'
import type { Input } from '#shared/contract/types.ts'
import type { ContrastPattern } from '#shared/contrast/assessment.ts'
import type { NoteSections } from '#shared/procedure/note/noteSections.ts'
import { completeNote, writtenBodies } from '#test/builders/completeNote.ts'
import { openRecordBench, type RecordBench } from '#test/builders/record.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import { addAccounts, completeRecord, must, signRecord } from '#test/builders/signedRecord.ts'

let bench: RecordBench | null = null
afterEach(async () => {
  await bench?.remove()
  bench = null
})

const KOREAN = '가'.repeat(62) + '^김'
const ARABIC = 'مُحَمَّد'.normalize('NFC').padEnd(64, 'ب')
const patients = ['SAMPLE^ANNA', KOREAN, ARABIC, '=cmd|"/c calc"!A0', 'MÜLLER^JÖRG']
const series = patients.map((patientName, at) => buildSeriesSummary({ patientName, patientId: `AX-000${String(at)}`, caseId: `case-${String(at)}`, studyUid: `1.2.3.${String(at)}`, seriesUid: `1.2.3.${String(at)}.1` }))

/** A record of the patient of that number, with these changes to a complete note. */
async function record(at: RecordBench, patient: number, { side = 'LEFT', note = {}, patterns = [] }: { side?: 'LEFT' | 'RIGHT'; note?: Partial<NoteSections>; patterns?: ContrastPattern[] } = {}): Promise<string> {
  const seriesUid = `1.2.3.${String(patient)}.1`
  const { recordId } = must(await at.services['record.create']({ seriesUid, side, level: 'C1-2' }))
  for (const event of writtenBodies(note)) must(await at.services['record.append']({ recordId, event }))
  if (patterns.length > 0) must(await at.services['record.append']({ recordId, event: { kind: 'contrastAssessed', assessment: { seriesUid, subtraction: null, seenFrames: [1], patterns, vesselFilling: 'no', decision: 'inject', comment: '' } } }))
  return recordId
}
const open = async (): Promise<RecordBench> => {
  bench = await openRecordBench({ series })
  return bench
}
const find = async (at: RecordBench, filter: Partial<Input<'record.search'>>): Promise<readonly string[]> => must(await at.services['record.search']({ limit: 50, offset: 0, ...filter })).records.map(({ patientId }) => patientId)
const on = (atIso: string): Partial<NoteSections> => ({ timeOut: { ...completeNote.timeOut, atIso } })
/** Noon of a local day: the same day wherever the test runs. */
const noon = (year: number, month: number, day: number): string => new Date(year, month - 1, day, 12).toISOString()

describe('record.search', () => {
  it('finds words in any script, without accents and vowel signs, all of them and in any order', async () => {
    const at = await open()
    for (const patient of patients.keys()) await record(at, patient, { note: { order: { ...completeNote.order, operator: `Dr ${String(patient)}` } } })
    expect(await find(at, { words: 'anna SAMPLE' })).toEqual(['AX-0000'])
    expect(await find(at, { words: `김 ${'가'.repeat(62)}` })).toEqual(['AX-0001'])
    expect(await find(at, { words: 'محمد' })).toEqual(['AX-0002'])
    expect(await find(at, { words: 'muller jorg' })).toEqual(['AX-0004'])
    expect(await find(at, { words: 'AX-0003' })).toEqual(['AX-0003'])
    expect(await find(at, { words: '%' })).toEqual([])
    expect(await find(at, { words: "' OR 1=1 --" })).toEqual([])
    expect(await find(at, { operator: 'dr 2' })).toEqual(['AX-0002'])
    const all = must(await at.services['record.search']({ words: '', limit: 2, offset: 1 }))
    expect([all.total, all.records.length]).toEqual([5, 2])
    expect(recordMethods['record.search'].output.safeParse(all).success).toBe(true)
    expect(all.records[0]?.patientName).toBe(patients[3])
  })

  it('finds by side, pattern, complication, local date and signature, the latest procedure first', async () => {
    const at = await open()
    const [user] = await addAccounts(at, ['operator'])
    await record(at, 0, { note: on(noon(2026, 3, 31)), patterns: ['intraArticular', 'venous'] })
    await record(at, 1, { side: 'RIGHT', note: { ...on(noon(2026, 4, 1)), after: { ...completeNote.after, complications: [{ what: 'vasovagal', words: '', atIso: null }] } }, patterns: ['intraArticular'] })
    await record(at, 2, { note: on(noon(2026, 4, 30)) })
    expect(await find(at, {})).toEqual(['AX-0002', 'AX-0001', 'AX-0000'])
    expect(await find(at, { side: 'RIGHT' })).toEqual(['AX-0001'])
    expect(await find(at, { pattern: 'intraArticular' })).toEqual(['AX-0001', 'AX-0000'])
    expect(await find(at, { pattern: 'venous', side: 'RIGHT' })).toEqual([])
    expect(await find(at, { complication: 'vasovagal' })).toEqual(['AX-0001'])
    expect(await find(at, { words: 'vasovagal 2026-04' })).toEqual(['AX-0001'])
    expect(await find(at, { from: '2026-04-01' })).toEqual(['AX-0002', 'AX-0001'])
    expect(await find(at, { from: '2026-03-31', to: '2026-04-01' })).toEqual(['AX-0001', 'AX-0000'])
    expect([await find(at, { signed: true }), await find(at, { signed: false, to: '2026-03-31' })]).toEqual([[], ['AX-0000']])
    expect(user?.name).toBe('Dr 1')
  })

  it('follows every change of the record: side, signature, a deleted picture', async () => {
    bench = await openRecordBench()
    const [user] = await addAccounts(bench, ['operator'])
    const recordId = await completeRecord(bench)
    must(await signRecord(bench, recordId, user ?? { userId: '' }))
    must(await bench.services['record.append']({ recordId, event: { kind: 'addendumWritten', addendumId: recordId, words: 'Called', pain: { ...completeNote.pain, before: null, at15Min: null, at30Min: { atRest: 0, turning: 1, atIso: null } } } }))
    const { records: [found] } = must(await bench.services['record.search']({ signed: true, words: 'dexamethasone', limit: 5, offset: 0 }))
    expect(found).toMatchObject({ recordId, signedAtIso: expect.any(String), keyImages: 1, summary: { signedBy: 'Dr 1', operator: 'Dr B. Weber', addenda: 1, reliefPercent: 100, painAtRest: { before: 6, at15Min: 2, at30Min: 0 }, jointVolumeMl: 0.8, particulateGiven: 'no' } })
  })

  it('finds records from before there was a search', async () => {
    const at = await open()
    await record(at, 0, { patterns: ['venous'] })
    await record(at, 1)
    const before = must(await at.services['record.search']({ limit: 50, offset: 0 }))
    at.database.prepare('DELETE FROM record_search').run()
    at.database.prepare('DELETE FROM record_search_values').run()
    expect(await find(at, {})).toEqual([])
    const again = bench = await at.restart()
    expect(must(await again.services['record.search']({ limit: 50, offset: 0 }))).toEqual(before)
    expect(await find(again, { pattern: 'venous' })).toEqual(['AX-0000'])
  })
})

describe('record.statistics', () => {
  it('counts by month, side, level, pattern and complication, and takes medians of what is stated', async () => {
    const at = await open()
    const after = (atRest: number): Partial<NoteSections> => ({ pain: { ...completeNote.pain, before: { atRest: 8, turning: null, atIso: null }, at15Min: { atRest, turning: null, atIso: null } } })
    const fluoroscopy = (fluoroscopyTimeS: number | null): Partial<NoteSections> => ({ dose: { ...completeNote.dose, fluoroscopyTimeS } })
    await record(at, 0, { note: { ...on(noon(2026, 3, 31)), ...after(4), ...fluoroscopy(40) }, patterns: ['intraArticular', 'venous'] })
    await record(at, 1, { side: 'RIGHT', note: { ...on(noon(2026, 4, 1)), ...after(2), ...fluoroscopy(60), after: completeNote.after }, patterns: ['intraArticular'] })
    await record(at, 2, { note: { ...on(noon(2026, 4, 30)), ...fluoroscopy(null) } })
    const all = must(await at.services['record.statistics']({}))
    expect(all).toEqual({
      records: 3, signed: 0, byMonth: [{ value: '2026-03', records: 1 }, { value: '2026-04', records: 2 }], bySide: [{ value: 'LEFT', records: 2 }, { value: 'RIGHT', records: 1 }], byLevel: [{ value: 'C1-2', records: 3 }],
      byPattern: [{ value: 'intraArticular', records: 2 }, { value: 'venous', records: 1 }], byComplication: [{ value: 'none', records: 1 }],
      fluoroscopyTimeS: { value: 50, of: 2 }, reliefPercent: { value: 62.5, of: 2 },
    })
    expect(recordMethods['record.statistics'].output.safeParse(all).success).toBe(true)
    expect(must(await at.services['record.statistics']({ pattern: 'venous' }))).toMatchObject({ records: 1, byPattern: [{ value: 'intraArticular', records: 1 }, { value: 'venous', records: 1 }], fluoroscopyTimeS: { value: 40, of: 1 } })
    expect(must(await at.services['record.statistics']({ words: 'nobody' }))).toMatchObject({ records: 0, signed: 0, byMonth: [], fluoroscopyTimeS: null, reliefPercent: null })
  })
})

/** RFC 4180 as it is written: quotes doubled inside quotes, lines ended by CR LF. */
function readCsv(csv: string): readonly (readonly string[])[] {
  return [...csv.matchAll(/((?:"(?:[^"]|"")*"|[^,"\r\n]*)(?:,(?:"(?:[^"]|"")*"|[^,"\r\n]*))*)\r\n/g)].map(([, line = '']) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain))
}

describe('record.table', () => {
  it('is a table of whole names in any script, without formulas, as a file with a byte order mark and as text', async () => {
    const at = await open()
    for (const patient of patients.keys()) await record(at, patient, { note: { ...completeNote, order: { ...completeNote.order, operator: 'Weber, "B."\r\nDr' } } })
    const asText = must(await at.services['record.table']({}))
    const [head = [], ...rows] = readCsv(asText.csv ?? '')
    const column = (name: string): readonly (string | undefined)[] => rows.map((row) => row[head.indexOf(name)]).toReversed()
    expect([asText.records, rows.length, new Set(rows.map(({ length }) => length))]).toEqual([5, 5, new Set([head.length])])
    expect(column('patient_name')).toEqual(patients.map((name) => (name.startsWith('=') ? `'${name}` : name)))
    expect(column('operator')[0]).toBe('Weber, "B."\r\nDr')
    expect([column('joint_volume_ml')[0], column('fluoroscopy_time_s')[0], column('dose_length_product_mgycm')[0], column('relief_percent')[0]]).toEqual(['0.8', '42', '', '66.666667'])
    const directory = path.join(at.directory, 'out')
    for (const name of ['axis-guide-records.csv', 'axis-guide-records (2).csv']) {
      expect(must(await at.services['record.table']({ directory }))).toEqual({ path: path.join(directory, name), csv: null, records: 5 })
    }
    expect(await readdir(directory)).toHaveLength(2)
    expect(await readFile(path.join(directory, 'axis-guide-records.csv'), 'utf8')).toBe(`\uFEFF${asText.csv ?? ''}`)
  })

  it('goes only where the user chose, and says when a folder cannot be written', async () => {
    bench = await openRecordBench({ series, access: { mayRead: () => true, mayWrite: (directory) => directory !== '/secret' } })
    expect(await bench.services['record.table']({ directory: '/secret' })).toMatchObject({ error: { code: 'NOT_PERMITTED' } })
    expect(await bench.services['record.table']({ directory: path.join(bench.directory, 'axis.db', 'out') })).toMatchObject({ error: { code: 'WRITE_FAILED' } })
  })
})
