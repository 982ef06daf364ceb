import { readFile, rm } from 'node:fs/promises'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#electron/services/storage/database.ts'
import { IDENTITY, openTeachingBench, releaseCase, writeCt, type TeachingBench } from '#test/builders/teaching.ts'
import { openSetStore, setHash } from './setStore.ts'

let bench: TeachingBench
beforeEach(async () => { bench = await openTeachingBench() })
afterEach(async () => bench.remove())
const caught = (of: string) => ({ ok: false, error: { code: 'NAMES_SOMEBODY', message: expect.stringContaining(of) } })

describe('the title of a set', () => {
  it('with a word of whoever a case is of, or of whoever has an account here, is refused in words that do not repeat it', async () => {
    const { teachingCaseId } = await releaseCase(bench)
    const save = (title: string) => bench.call('teaching.saveSet', { title, cases: [{ teachingCaseId }] })
    expect(await save('Quillfeather teaching Friday')).toMatchObject(caught('Patient Name in the original of TEACHING CASE 001'))
    expect(await save(`Look at ${IDENTITY.patientId}`)).toMatchObject(caught('Patient ID'))
    expect(await save('Cases of Dr Second')).toMatchObject(caught('an account of this installation'))
    expect(JSON.stringify(await save('Quillfeather teaching Friday'))).not.toMatch(/quillfeather/i)
    expect((await bench.must('teaching.sets', {})).sets).toEqual([])
    expect(await save('Axis Guide, teaching case 001, Friday')).toMatchObject({ ok: true })
  })

  it('with an ordinary word that is a name too is saved once somebody who is named has looked at it, and that name leaves in no copy', async () => {
    const { teachingCaseId } = await releaseCase(bench, await writeCt(path.join(bench.directory, 'hand'), { patientName: 'Spring^Ottoline' }))
    const asked = { title: 'Spring term', cases: [{ teachingCaseId }] }
    expect(await bench.call('teaching.saveSet', asked)).toMatchObject({ error: { code: 'WORDS_NOT_SEEN', message: expect.stringContaining('Patient Name') } })
    expect(await bench.call('teaching.saveSet', { ...asked, titleAcceptedBy: ' ' })).toMatchObject({ error: { code: 'NOT_NAMED' } })
    expect(await bench.call('teaching.saveSet', { ...asked, title: 'Spring and Ottoline', titleAcceptedBy: 'Dr Onlooker' })).toMatchObject(caught('Patient Name'))
    const { setId } = await bench.must('teaching.saveSet', { ...asked, titleAcceptedBy: 'Dr Onlooker' })
    expect(await bench.must('teaching.lockSet', { setId })).toMatchObject({ titleAcceptedBy: 'Dr Onlooker' })
    const { files: [file] } = await bench.must('teaching.write', { setId, format: 'axiscase', audience: 'learner', directory: path.join(bench.directory, 'out') })
    const written = (await readFile(file?.path ?? '')).toString('latin1')
    expect([written.includes('Spring term'), written.includes('Onlooker')]).toEqual([true, false])
    expect(await bench.must('teaching.import', { paths: [file?.path ?? ''] })).toMatchObject({ setIds: [setId], refused: [] })
    expect((await bench.must('teaching.sets', {})).sets).toMatchObject([{ titleAcceptedBy: 'Dr Onlooker' }])
  })

  it('that was locked before it was looked at keeps the set from leaving', async () => {
    const { teachingCaseId } = await releaseCase(bench)
    const { setId, cases } = await bench.must('teaching.saveSet', { title: 'Friday', cases: [{ teachingCaseId }] })
    const database = openDatabase(path.join(bench.dataDirectory, 'axis.db'))
    const set = { setId, version: 1, title: 'Quillfeather teaching Friday', cases }
    openSetStore(database).put({ ...set, lockedAtIso: null, sha256: null, answersReleasedAtIso: null })
    expect(await bench.call('teaching.lockSet', { setId })).toMatchObject(caught('Patient Name'))
    openSetStore(database).put({ ...set, lockedAtIso: '2026-11-22T10:00:00.000Z', sha256: setHash(set), answersReleasedAtIso: null })
    database.close()
    const directory = path.join(bench.directory, 'out')
    expect(await bench.call('teaching.write', { setId, format: 'axiscase', audience: 'learner', directory })).toMatchObject(caught('Patient Name'))
    expect(await bench.call('teaching.write', { setId, format: 'web', audience: 'learner', directory })).toMatchObject({ ok: true })
  })

  it('is searched as far as anything is known here: of a case from elsewhere it is nothing', async () => {
    const { teachingCaseId } = await releaseCase(bench)
    const { files: [file] } = await bench.must('teaching.write', { teachingCaseIds: [teachingCaseId], format: 'axiscase', audience: 'learner', directory: path.join(bench.directory, 'out') })
    const other = await openTeachingBench()
    await other.must('teaching.import', { paths: [file?.path ?? ''] })
    expect(await other.call('teaching.saveSet', { title: 'Quillfeather teaching Friday', cases: [{ teachingCaseId }] })).toMatchObject({ ok: true })
    await other.remove()
    await rm(path.join(bench.directory, 'ct'), { recursive: true })
    expect(await bench.call('teaching.saveSet', { title: 'Friday', cases: [{ teachingCaseId }] })).toMatchObject({ ok: true })
  })
})
