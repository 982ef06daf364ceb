import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServices, type RunningServices } from '#electron/services/createServices.ts'
import { openDatabase } from '#electron/services/storage/database.ts'
import { emptyCaseDocument } from '#shared/procedure/caseDocument.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { must } from '#test/builders/signedRecord.ts'

/** Two patients, each with images, a case that was edited twice, and a record; the first is damaged, the second looked at. */
let folder = ''
let caseIds: readonly string[] = []
let recordIds: readonly string[] = []
const data = (): string => path.join(folder, 'data')
const open = async (): Promise<RunningServices> => createServices({ ports: buildPorts(data()), version: '0.1.0', sampleCases: () => 'none' })

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-damaged-'))
  const source = path.join(folder, 'source')
  await mkdir(source)
  for (const number of [1, 2]) await writeFile(path.join(source, `IM${String(number)}`), fileBytes(ctSlice({ patientId: `P${String(number)}`, patientName: `Test^Number${String(number)}`, seriesUid: `1.2.3.${String(number)}`, sopInstanceUid: `1.2.3.4.${String(number)}`, change: { '0020000d': ['UI', `1.2.9.${String(number)}`] } })))
  const { services, close } = await open()
  must(await services['library.import']({ paths: [source], storage: 'inPlace' }))
  const series = must(await services['library.series']({})).series.toSorted((a, b) => a.patientId.localeCompare(b.patientId))
  caseIds = series.map(({ caseId }) => caseId)
  for (const caseId of caseIds) for (const baseVersion of [0, 1]) must(await services['case.edit']({ caseId, baseVersion, step: 'Comment', document: { ...emptyCaseDocument, contrast: { ...emptyCaseDocument.contrast, comment: `edit ${String(baseVersion + 1)}` } } }))
  recordIds = await Promise.all(series.map(async ({ seriesUid }) => must(await services['record.create']({ seriesUid, side: 'LEFT', level: 'C1-2' })).recordId))
  await close()
})
afterAll(async () => { await rm(folder, { recursive: true, force: true }) })

/** One byte of a text on the disk becomes one that no text can hold; the triggers that keep events are out of the way, as they are for a disk. Answers what was there. */
function changeOnDisk(table: string, column: string, where: string, value: string): () => void {
  const database = openDatabase(path.join(data(), 'axis.db'))
  const triggers = database.prepare("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?").all(table)
  const write = (expression: string, ...values: readonly string[]): void => {
    const own = openDatabase(path.join(data(), 'axis.db'))
    for (const { name } of triggers) own.prepare(`DROP TRIGGER ${String(name)}`).run()
    own.prepare(`UPDATE ${table} SET ${column} = ${expression} WHERE ${where}`).run(...values, value)
    for (const { sql } of triggers) own.prepare(String(sql)).run()
    own.close()
  }
  const [before] = database.prepare(`SELECT ${column} AS text FROM ${table} WHERE ${where}`).all(value)
  database.close()
  write(`CAST(X'FF' || substr(CAST(${column} AS BLOB), 2) AS TEXT)`)
  return () => { write('?', String(before?.['text'])) }
}

const sound = async ({ services }: RunningServices): Promise<void> => {
  const [, caseId = ''] = caseIds
  const [, recordId = ''] = recordIds
  expect(must(await services['case.list']({})).cases.map((one) => one.caseId)).toContain(caseId)
  expect(must(await services['case.get']({ caseId })).document.contrast.comment).toBe('edit 2')
  expect(must(await services['record.list']({})).records.map((one) => one.recordId)).toContain(recordId)
  expect(must(await services['record.search']({ limit: 50, offset: 0 })).records.map((one) => one.recordId)).toContain(recordId)
  expect(must(await services['record.verify']({ recordId })).intact).toBe(true)
}

describe('a text that the disk has damaged', () => {
  it.each([
    ['case_versions', 'document', 'case_id = ? AND version = 2', 0], ['record_events', 'line', 'record_id = ?', 1], ['records', 'patient_name', 'record_id = ?', 1], ['records', 'last_hash', 'record_id = ?', 1],
    ['record_search', 'summary', 'record_id = ?', 1], ['record_search', 'words', 'record_id = ?', 1], ['library_series', 'summary', 'series_uid = ?', 2], ['library_instances', 'header', 'series_uid = ?', 2], ['library_instances', 'path', 'series_uid = ?', 2],
    ['library_cases', 'name', 'case_id = ?', 0], ['case_heads', 'at_iso', 'case_id = ?', 0], ['case_versions', 'step', 'case_id = ? AND version = 2', 0],
  ] as const)('in %s.%s leaves the process and the other patient as they were', async (table, column, where, key) => {
    const mend = changeOnDisk(table, column, where, [caseIds[0] ?? '', recordIds[0] ?? '', '1.2.3.1'][key] ?? '')
    const running = await open()
    await sound(running)
    await running.services['case.get']({ caseId: caseIds[0] ?? '' }).catch(() => undefined)
    await running.services['record.verify']({ recordId: recordIds[0] ?? '' })
    await running.services['library.describe']({ seriesUid: '1.2.3.1' }).catch(() => undefined)
    await running.close()
    mend()
  })

  it('in a case is a fault of that case in words, and the step before it is whole', async () => {
    const [caseId = ''] = caseIds
    const mend = changeOnDisk('case_versions', 'document', 'case_id = ? AND version = 2', caseId)
    const running = await open()
    expect(await running.services['case.get']({ caseId })).toMatchObject({ ok: false, error: { code: 'DAMAGED', message: expect.stringMatching(/damaged on the disk.*other cases are not touched/) } })
    expect(await running.services['case.undo']({ caseId })).toMatchObject({ ok: true, value: { version: 1, document: { contrast: { comment: 'edit 1' } } } })
    expect(await running.services['case.redo']({ caseId })).toMatchObject({ ok: false, error: { code: 'DAMAGED' } })
    await running.close()
    mend()
  })

  it('in what was drawn of a record is drawn anew: lists show it, and verify says that the line was another', async () => {
    const [recordId = ''] = recordIds
    const mend = [changeOnDisk('record_search', 'summary', 'record_id = ?', recordId), changeOnDisk('records', 'patient_name', 'record_id = ?', recordId)]
    const { services, close } = await open()
    const found = must(await services['record.search']({ limit: 50, offset: 0 })).records.find((one) => one.recordId === recordId)
    expect([found?.patientName, found?.summary.patterns]).toEqual(['Test^Number1', []])
    expect(must(await services['record.list']({})).records.map(({ patientName }) => patientName).toSorted()).toEqual(['Test^Number1', 'Test^Number2'])
    expect(must(await services['record.verify']({ recordId })).intact).toBe(false)
    await close()
    for (const one of mend) one()
  })

  it('in an event is a fault of that record', async () => {
    const [recordId = ''] = recordIds
    const mend = changeOnDisk('record_events', 'line', 'record_id = ?', recordId)
    const { services, close } = await open()
    expect(await services['record.get']({ recordId })).toMatchObject({ ok: false, error: { code: 'BROKEN_RECORD' } })
    await close()
    mend()
  })

  it('in the list of series is made again of the objects', async () => {
    const mend = changeOnDisk('library_series', 'summary', 'series_uid = ?', '1.2.3.1')
    const { services, close } = await open()
    expect(must(await services['library.series']({})).series.map(({ patientName }) => patientName).toSorted()).toEqual(['Test^Number1', 'Test^Number2'])
    await close()
    mend()
  })
})
