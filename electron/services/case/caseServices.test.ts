import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '#electron/services/storage/database.ts'
import { caseMethods } from '#shared/contract/areas/case.ts'
import type { AppEvent } from '#shared/contract/types.ts'
import { emptyCaseDocument, type CaseDocument } from '#shared/procedure/caseDocument.ts'
import { buildImageSource } from '#test/builders/imageSource.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import { createCaseServices } from './caseServices.ts'

const CASE = 'case-1'
const withComment = (comment: string): CaseDocument => ({ ...emptyCaseDocument, contrast: { ...emptyCaseDocument.contrast, comment } })

let directory = ''
let database: Database
let told: AppEvent[] = []
const start = (file: string) => {
  database = openDatabase(file)
  let ticks = 0
  const clock = { now: () => new Date(Date.UTC(2026, 10, 22, 10, 0, ticks++)), monotonicMs: () => 0 }
  return createCaseServices({ ports: { clock }, database, source: buildImageSource([buildSeriesSummary({ caseId: CASE })]), emit: (event) => { told.push(event) } })
}
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'axis-case-'))
  told = []
})
afterEach(async () => {
  database.close()
  await rm(directory, { recursive: true, force: true })
})
const file = () => path.join(directory, 'axis.db')

describe('a case', () => {
  it('that nobody has edited is empty, at version 0, with nothing to undo', async () => {
    expect(await start(file())['case.get']({ caseId: CASE })).toEqual({
      ok: true, value: { caseId: CASE, version: 0, document: emptyCaseDocument, savedAtIso: null, recordId: null, canUndo: null, canRedo: null },
    })
  })

  it('keeps each edit with its name and tells that it changed', async () => {
    const services = start(file())
    await services['case.edit']({ caseId: CASE, baseVersion: 0, step: 'Target moved', document: withComment('a') })
    const saved = await services['case.edit']({ caseId: CASE, baseVersion: 1, step: 'Entry moved', document: withComment('b') })
    expect(saved).toMatchObject({ ok: true, value: { version: 2, document: withComment('b'), canUndo: 'Entry moved', canRedo: null } })
    expect(told).toEqual([{ name: 'case.changed', payload: { caseId: CASE } }, { name: 'case.changed', payload: { caseId: CASE } }])
    expect(saved.ok && caseMethods['case.get'].output.safeParse(saved.value).success).toBe(true)
  })

  it('refuses an edit made from a version that is not the present one, and changes nothing', async () => {
    const services = start(file())
    await services['case.edit']({ caseId: CASE, baseVersion: 0, step: 'one', document: withComment('a') })
    expect(await services['case.edit']({ caseId: CASE, baseVersion: 0, step: 'other', document: withComment('z') })).toMatchObject({ ok: false, error: { code: 'OUTDATED' } })
    expect(await services['case.get']({ caseId: CASE })).toMatchObject({ value: { version: 1, document: withComment('a') } })
  })

  it('takes back 250 steps after a restart, one by one, and repeats them all after another', async () => {
    const before = start(file())
    for (let step = 0; step < 250; step += 1) await before['case.edit']({ caseId: CASE, baseVersion: step, step: `step ${String(step + 1)}`, document: withComment(String(step + 1)) })
    database.close()
    const undoing = start(file())
    for (let step = 250; step > 0; step -= 1) {
      expect(await undoing['case.get']({ caseId: CASE })).toMatchObject({ value: { canUndo: `step ${String(step)}`, document: withComment(String(step)) } })
      await undoing['case.undo']({ caseId: CASE })
    }
    expect(await undoing['case.undo']({ caseId: CASE })).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_UNDO' } })
    expect(await undoing['case.get']({ caseId: CASE })).toMatchObject({ value: { version: 0, document: emptyCaseDocument, canUndo: null, canRedo: 'step 1' } })
    database.close()
    const redoing = start(file())
    for (let step = 0; step < 250; step += 1) await redoing['case.redo']({ caseId: CASE })
    expect(await redoing['case.redo']({ caseId: CASE })).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_REDO' } })
    expect(await redoing['case.get']({ caseId: CASE })).toMatchObject({ value: { version: 250, document: withComment('250') } })
  })

  it('begins a new line of steps after an undo, and keeps the rows of the old one', async () => {
    const services = start(file())
    await services['case.edit']({ caseId: CASE, baseVersion: 0, step: 'one', document: withComment('1') })
    await services['case.edit']({ caseId: CASE, baseVersion: 1, step: 'two', document: withComment('2') })
    await services['case.undo']({ caseId: CASE })
    expect(await services['case.edit']({ caseId: CASE, baseVersion: 1, step: 'three', document: withComment('3') })).toMatchObject({ value: { version: 3, canUndo: 'three', canRedo: null } })
    expect(await services['case.redo']({ caseId: CASE })).toMatchObject({ error: { code: 'NOTHING_TO_REDO' } })
    await services['case.undo']({ caseId: CASE })
    expect(await services['case.get']({ caseId: CASE })).toMatchObject({ value: { version: 1, canRedo: 'three' } })
    expect(database.prepare('SELECT step FROM case_versions WHERE version > 0 ORDER BY version').all()).toMatchObject([{ step: 'one' }, { step: 'two' }, { step: 'three' }])
  })

  it.each(['case.get', 'case.undo', 'case.redo'] as const)('that the library does not hold is a fault of %s', async (method) => {
    expect(await start(file())[method]({ caseId: 'nobody' })).toMatchObject({ ok: false, error: { code: 'UNKNOWN_CASE' } })
  })

  it('that the library does not hold cannot be edited', async () => {
    expect(await start(file())['case.edit']({ caseId: 'nobody', baseVersion: 0, step: 's', document: emptyCaseDocument })).toMatchObject({ error: { code: 'UNKNOWN_CASE' } })
  })

  it('says that a step is not saved when the disk cannot take it, and stands as it stood', async () => {
    const services = start(file())
    await services['case.edit']({ caseId: CASE, baseVersion: 0, step: 'one', document: withComment('1') })
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
    database.prepare(`PRAGMA max_page_count = ${String(pages)}`).get()
    const full = await services['case.edit']({ caseId: CASE, baseVersion: 1, step: 'two', document: withComment('x'.repeat(60_000)) })
    expect(full).toMatchObject({ ok: false, error: { code: 'STORAGE_FAILED' } })
    expect(full.ok ? '' : full.error.message).toContain('the disk is full')
    expect(await services['case.get']({ caseId: CASE })).toMatchObject({ value: { version: 1, document: withComment('1') } })
  })
})
