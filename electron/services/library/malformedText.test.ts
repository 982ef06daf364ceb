import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { createServices, type RunningServices } from '#electron/services/createServices.ts'
import { openDatabase } from '#electron/services/storage/database.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
import { ctSlice, fileBytes, type Element } from '#test/builders/dicomBytes.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { must } from '#test/builders/signedRecord.ts'

let folder = ''
let running: RunningServices
const data = (): string => path.join(folder, 'data')
const source = (): string => path.join(folder, 'source')
const open = async (): Promise<RunningServices> => (running = await createServices({ ports: buildPorts(data()), version: '0.1.0', sampleCases: () => 'none' }))
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-malformed-'))
  await mkdir(source())
})
afterEach(async () => {
  await running.close().catch(() => undefined)
  await rm(folder, { recursive: true, force: true })
})

/** Bytes that are no text in any of these character sets: a lone lead byte, an encoded surrogate, an overlong form, 0xFF. */
const malformed = new Uint8Array([0x41, 0xff, 0xed, 0xa0, 0x80, 0xc0, 0xaf, 0x5e, 0x42, 0x1b, 0x24, 0x29, 0x43, 0xc8, 0xf0, 0x9f])
const withTexts = (characterSet: string, text: string | Uint8Array): Element[] => {
  const own = new Set(['00080005', '00100010', '00100020', '0008103e', '00081030', '00200010', '00080050', '00080090'])
  const stated: readonly Element[] = [
    ['00080005', 'CS', characterSet], ['00080050', 'SH', text], ['00080090', 'PN', text], ['00081030', 'LO', text], ['0008103e', 'LO', text], ['00100010', 'PN', text], ['00100020', 'LO', text], ['00200010', 'SH', text],
  ]
  return [...ctSlice({ rows: 16, columns: 16 }).filter(([tag]) => !own.has(tag)), ...stated].toSorted(([a], [b]) => (a < b ? -1 : 1))
}

const stored = z.union([z.instanceof(ArrayBuffer), z.instanceof(Uint8Array)])
/** Every text in the database as its bytes: one that is no UTF-8 would end the process where it is read as text. */
function expectSoundTexts(): void {
  const database = openDatabase(path.join(data(), 'axis.db'))
  const utf8 = new TextDecoder('utf-8', { fatal: true })
  let texts = 0
  for (const { name } of database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all()) {
    for (const column of database.prepare(`SELECT name FROM pragma_table_info('${String(name)}') WHERE type = 'TEXT'`).all()) {
      for (const { bytes } of database.prepare(`SELECT CAST(${String(column['name'])} AS BLOB) AS bytes FROM ${String(name)} WHERE ${String(column['name'])} IS NOT NULL`).all()) {
        expect(utf8.decode(stored.parse(bytes)), `${String(name)}.${String(column['name'])}`).not.toMatch(/\\ud[89a-f]/i)
        texts += 1
      }
    }
  }
  database.close()
  expect(texts).toBeGreaterThan(10)
}

describe('text that is no text', () => {
  it.each(['ISO_IR 192', 'ISO_IR 100', 'ISO_IR 13', 'ISO 2022 IR 149', 'ISO 2022 IR 6\\ISO 2022 IR 87', 'GB18030', ''])('in names, numbers and descriptions under "%s" is imported, recorded, found and read again after a restart', async (characterSet) => {
    await writeFile(path.join(source(), 'IM1'), fileBytes(withTexts(characterSet, malformed)))
    const { services } = await open()
    const report = must(await services['library.import']({ paths: [source()], storage: 'copy' }))
    expect([report.instances, report.refused]).toEqual([1, []])
    const seriesUid = report.series[0]?.seriesUid ?? ''
    const { recordId } = must(await services['record.create']({ seriesUid, side: 'LEFT', level: 'C1-2' }))
    expect(must(await services['record.verify']({ recordId })).intact).toBe(true)
    await running.close()
    expectSoundTexts()
    const again = (await open()).services
    expect(must(await again['record.verify']({ recordId })).intact).toBe(true)
    expect(must(await again['record.search']({ limit: 50, offset: 0 })).total).toBe(1)
    expect(must(await again['library.series']({})).series.map((one) => one.seriesUid)).toEqual([seriesUid])
  })

  it('of 64 characters is not cut through the middle of one', async () => {
    const long = `${'x'.repeat(63)}😀y`
    await writeFile(path.join(source(), 'IM1'), fileBytes(withTexts('ISO_IR 192', new TextEncoder().encode(long))))
    const { services } = await open()
    must(await services['library.import']({ paths: [source()], storage: 'inPlace' }))
    expect(must(await services['library.series']({})).series[0]?.study).toMatchObject({ studyId: 'x'.repeat(63), accessionNumber: 'x'.repeat(63) })
  })

  it.runIf(process.platform === 'linux')('in the name of a file or folder is said, and the others are opened', async () => {
    const named = (name: number[]): Buffer => Buffer.concat([Buffer.from(`${source()}/`), Buffer.from(name)])
    await writeFile(named([0x49, 0xff, 0xfe]), fileBytes(ctSlice({ rows: 16, columns: 16 })))
    await mkdir(named([0x44, 0xc3, 0x28]))
    await writeFile(path.join(source(), 'IM1'), fileBytes(ctSlice({ rows: 16, columns: 16 })))
    const { services } = await open()
    const report = must(await services['library.import']({ paths: [source()], storage: 'inPlace' }))
    expect(report.instances).toBe(1)
    expect(report.refused.map(({ code, message }) => [code, /name.*no text/.test(message)])).toEqual([['UNREADABLE', true], ['UNREADABLE', true]])
    await running.close()
    expectSoundTexts()
  })

  it('in what somebody typed becomes well formed at the door: the record on the disk is the one that was hashed', async () => {
    await writeFile(path.join(source(), 'IM1'), fileBytes(ctSlice({ rows: 16, columns: 16 })))
    await writeFile(path.join(folder, 'picture.png'), buildPng(40, 30, 1).png)
    const { services } = await open()
    const call = (method: string, input: unknown) => dispatch(services, { method, input }, (bug) => { throw bug })
    expect(await call('app.changeSettings', { operator: 'Dr \ud83d', organisation: '' })).toMatchObject({ ok: true, value: { operator: 'Dr \ufffd' } })
    const report = must(await services['library.import']({ paths: [source()], storage: 'inPlace' }))
    const { recordId } = must(await services['record.create']({ seriesUid: report.series[0]?.seriesUid ?? '', side: 'LEFT', level: 'C1-2' }))
    expect(await call('record.append', { recordId, event: { kind: 'happeningNoted', happeningId: crypto.randomUUID(), happenedAtIso: '2026-11-22T10:00:00.000Z', words: 'cut \ud83d' } })).toMatchObject({ ok: true })
    expect(must(await services['record.get']({ recordId })).state.happenings[0]?.words).toBe('cut \ufffd')
    await running.close()
    expectSoundTexts()
    expect(must(await (await open()).services['record.verify']({ recordId })).intact).toBe(true)
  })
})
