import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { exportCurves } from './curveExport.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'axis-curves-'))
const data = mkdtempSync(path.join(tmpdir(), 'axis-curves-data-'))
afterAll(() => { for (const one of [folder, data]) rmSync(one, { recursive: true, force: true }) })
const access = (mayWrite: boolean) => ({ dataDirectory: data, access: { mayRead: () => true, mayWrite: () => mayWrite } })
const curves = [{ name: 'Joint', values: [0, 0.25] }, { name: '=A1 "x"', values: [0.5, 0.125] }]
const table = 'frame,time_ms,"Joint","\'=A1 ""x"""\r\n1,0,0,0.5\r\n2,125,0.25,0.125\r\n'

describe('contrast.exportCurves', () => {
  it('writes a table and never over another', async () => {
    for (const name of ['axis-guide-curves.csv', 'axis-guide-curves (2).csv']) {
      expect(await exportCurves(access(true), { directory: folder, timesMs: [0, 125], curves })).toEqual({ ok: true, value: { path: path.join(folder, name), csv: null } })
      expect(readFileSync(path.join(folder, name), 'utf8')).toBe(`\uFEFF${table}`)
    }
    expect(readdirSync(folder).length).toBe(2)
  })

  it('answers the table where there is no folder to write to, with empty times where the run has none', async () => {
    expect(await exportCurves(access(false), { timesMs: [], curves })).toEqual({ ok: true, value: { path: null, csv: 'frame,time_ms,"Joint","\'=A1 ""x"""\r\n1,,0,0.5\r\n2,,0.25,0.125\r\n' } })
  })

  it('writes nowhere that was not chosen', async () => {
    expect(await exportCurves(access(false), { directory: folder, timesMs: [0, 125], curves })).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } })
    expect(await exportCurves(access(true), { directory: path.join('/proc/version', 'no'), timesMs: [0, 125], curves })).toMatchObject({ ok: false, error: { code: 'WRITE_FAILED' } })
  })

  it('says of a full or closed folder what it is, and takes no mistake of ours for one', async () => {
    writeFileSync(path.join(folder, 'file'), '')
    expect(await exportCurves(access(true), { directory: path.join(folder, 'file'), timesMs: [0, 125], curves })).toMatchObject({ ok: false, error: { code: 'WRITE_FAILED', message: expect.stringContaining('the disk does not answer as it should') } })
    await expect(exportCurves({ ...access(true), dataDirectory: '\0' }, { directory: folder, timesMs: [0, 125], curves })).rejects.toThrow()
  })
})
