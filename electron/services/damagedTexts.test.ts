import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createServices, type RunningServices } from '#electron/services/createServices.ts'
import { openDatabase } from '#electron/services/storage/database.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
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

/** Through the door, as every host asks. */
const ask = (running: RunningServices, method: string, input: unknown) => dispatch(running.services, { method, input }, () => undefined)

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
    expect(await ask(running, 'case.get', { caseId })).toMatchObject({ ok: false, error: { code: 'DAMAGED', message: expect.stringMatching(/damaged on the disk.*other cases are not touched/) } })
    expect(await ask(running, 'case.undo', { caseId })).toMatchObject({ ok: true, value: { version: 1, document: { contrast: { comment: 'edit 1' } } } })
    expect(await ask(running, 'case.redo', { caseId })).toMatchObject({ ok: false, error: { code: 'DAMAGED' } })
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

describe('an entry of accounts, teaching or quiz that the disk has damaged', () => {
  const broken = '{"half": '
  const id = (last: string): string => `00000000-0000-4000-8000-00000000000${last}`
  const write = (sql: string, ...values: readonly (string | number | null)[]): void => {
    const database = openDatabase(path.join(data(), 'axis.db'))
    database.prepare(sql).run(...values)
    database.close()
  }

  beforeAll(async () => {
    const { services, close } = await open()
    must(await services['user.add']({ name: 'Ada Test', role: 'operator', passphrase: 'a long one' }))
    await close()
    write('INSERT INTO users (user_id, name, folded_name, role, created_at, cost_n, cost_r, cost_p, salt, hash) VALUES (?, ?, ?, ?, ?, 1, 1, 1, ?, ?)', id('1'), 'Bob Test', 'bob test', 'operator', '2026-01-01T00:00:00.000Z', 'no hexadecimal', 'ab')
    write("INSERT INTO teaching_drafts (draft_id, teaching_case_id, number, case_version, record_id, state, reading) VALUES (?, ?, 1, 1, NULL, 'open', ?)", id('2'), id('3'), broken)
    write("INSERT INTO teaching_cases (teaching_case_id, version, number, sha256, body, origin) VALUES (?, 1, 1, 'ab', ?, 'here')", id('3'), broken)
    write('INSERT INTO teaching_sets (set_id, version, body) VALUES (?, 1, ?)', id('4'), broken)
    write("INSERT INTO quiz_attempts (attempt_id, learner, teaching_case_id, number, submitted_at, origin, body) VALUES (?, 'Eve', ?, 1, NULL, 'here', ?)", id('5'), id('3'), broken)
  })

  it('keeps nothing else from starting, is counted in its list, and is a fault in words where it is asked for', async () => {
    const running = await open()
    await sound(running)
    const { services } = running
    expect(must(await services['user.list']({}))).toMatchObject({ users: [{ name: 'Ada Test' }], damaged: 1 })
    expect(must(await services['teaching.drafts']({}))).toEqual({ drafts: [], damaged: 1 })
    expect(must(await services['teaching.cases']({}))).toEqual({ cases: [], damaged: 1 })
    expect(must(await services['teaching.sets']({}))).toEqual({ sets: [], damaged: 1 })
    expect(must(await services['quiz.attempts']({ learner: 'Eve' }))).toEqual({ attempts: [], damaged: 1 })
    expect(must(await services['quiz.class']({}))).toMatchObject({ learners: [], damaged: 1 })
    for (const [method, input] of [['teaching.draft', { draftId: id('2') }], ['teaching.lockSet', { setId: id('4') }], ['quiz.attempt', { attemptId: id('5') }], ['user.changePassphrase', { userId: id('1'), passphrase: 'a long one', newPassphrase: 'another one' }]] as const) {
      expect(await ask(running, method, input), method).toMatchObject({ ok: false, error: { code: 'DAMAGED', message: expect.stringMatching(/damaged on the disk.*(backup|again)/) } })
    }
    expect(await ask(running, 'teaching.case', { teachingCaseId: id('3') })).toMatchObject({ ok: false, error: { code: 'BROKEN_CASE' } })
    await running.close()
  })

  it('that is an account makes nobody the first user again', async () => {
    write("DELETE FROM users WHERE name = 'Ada Test'")
    const { services, close } = await open()
    expect(await services['user.add']({ name: 'Eve', role: 'operator', passphrase: 'a long one' })).toMatchObject({ ok: false, error: { code: 'NOT_ALLOWED' } })
    await close()
  })
})
