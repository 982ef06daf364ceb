import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseDicom } from 'dicom-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCaseServices } from '#electron/services/case/caseServices.ts'
import { readPngSize } from '#electron/services/png/pngStructure.ts'
import { sha256OfBytes } from '#electron/services/storage/sha256.ts'
import { summaryOf } from '#shared/procedure/recordSummary.ts'
import { buildImageSource } from '#test/builders/imageSource.ts'
import { openRecordBench, type RecordBench } from '#test/builders/record.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import { must } from '#test/builders/signedRecord.ts'
import type { Said } from '#test/support/crashWriter.ts'

/** A third each while saving, signing and exporting; 500 take about twenty minutes. */
const ROUNDS = Number(process.env['AXIS_GUIDE_CRASH_ROUNDS'] ?? '24')
/** Long enough for a few of each; an export is many files, each on the disk before it has its name, and more of them from round to round. */
const LONGEST_LIFE_MS = { other: 400, exporting: ROUNDS > 24 ? 5000 : 1500 } as const
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
/** The Node of the project: it runs the writer's sources as they are. */
const node = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

let directory = ''
beforeAll(async () => { directory = await mkdtemp(path.join(tmpdir(), 'axis-crash-')) })
afterAll(async () => { await rm(directory, { recursive: true, force: true }) })

describe('after kill -9 in the middle of saving, signing or exporting', () => {
  it(`everything that was said to be saved is there and nothing is half there, ${String(ROUNDS)} times`, { timeout: 60_000 + 6000 * ROUNDS }, async () => {
    const said: Said[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const now = await writeUntilKilled(round, Math.random() * LONGEST_LIFE_MS[round % 3 === 2 ? 'exporting' : 'other'])
      expect(now.length, `round ${String(round)} said nothing`).toBeGreaterThan(0)
      said.push(...now)
      await expectEverything(now, said)
      await expectWholeFiles(path.join(directory, 'out', String(round)))
    }
    await expectEverything(said, said)
    if (process.env['AXIS_GUIDE_CRASH_ROUNDS'] !== undefined) process.stdout.write(`${String(ROUNDS)} kills: ${countsOf(said)}\n`)
  })
})

const countsOf = (said: readonly Said[]): string => (['event', 'edit', 'exported'] as const).map((kind) => `${String(said.filter((one) => one.kind === kind).length)} ${kind}`).join(', ')

/** Lets the writer live a while from its first word on, kills it, and returns all that it said. */
async function writeUntilKilled(round: number, lifeMs: number): Promise<readonly Said[]> {
  const child = spawn(node, [path.join(root, 'test', 'support', 'crashWriter.ts'), directory, String(round)], { stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let complaint = ''
  const exited = once(child, 'close')
  child.stderr.setEncoding('utf8').on('data', (text: string) => { complaint += text })
  await new Promise<void>((resolve, reject) => {
    child.once('exit', () => { reject(new Error(`The writer ended by itself: ${complaint}`)) })
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      if (out === '') setTimeout(resolve, lifeMs)
      out += text
    })
  })
  child.kill('SIGKILL')
  await exited
  // The last line may have been cut by the kill; only whole lines were said.
  return out.slice(0, out.lastIndexOf('\n') + 1).split('\n').filter((line) => line !== '').map((line): Said => JSON.parse(line))
}

/** `now` is what is looked for; the end of each record and of the case is known from all that was ever said. */
async function expectEverything(now: readonly Said[], ever: readonly Said[]): Promise<void> {
  const bench = await openRecordBench({ directory })
  try {
    const eventsOf = Map.groupBy(ever.filter((one) => one.kind === 'event'), ({ recordId }) => recordId)
    for (const recordId of new Set(now.flatMap((one) => (one.kind === 'event' ? [one.recordId] : [])))) await expectRecord(bench, recordId, eventsOf.get(recordId) ?? [])
    for (const { path: file, sha256 } of now.flatMap((one) => (one.kind === 'exported' ? one.files : []))) expect(sha256OfBytes(await readFile(file))).toBe(sha256)
    const cases = createCaseServices({ ports: { clock: { now: () => new Date(), monotonicMs: () => 0 } }, database: bench.database, source: buildImageSource([buildSeriesSummary()]), emit: () => undefined })
    const saved = must(await cases['case.get']({ caseId: 'case-1' }))
    const lastEdit = Math.max(0, ...ever.map((one) => (one.kind === 'edit' ? one.version : 0)))
    expect([lastEdit, lastEdit + 1]).toContain(saved.version)
    expect(saved.document.contrast.comment).toBe(saved.version === 0 ? '' : `edit ${String(saved.version)}`)
    expect(await readdir(path.join(directory, 'objects', 'temporary'))).toEqual([])
    // What the kill left of an export goes once the app is started again.
    await expect.poll(() => readdir(path.join(directory, 'exporting')).catch(() => [])).toEqual([])
  } finally {
    bench.database.close()
  }
}

async function expectRecord({ services, database }: RecordBench, recordId: string, said: readonly Extract<Said, { kind: 'event' }>[]): Promise<void> {
  const { events, state } = must(await services['record.get']({ recordId }))
  for (const { seq, hash } of said) expect(events[seq]?.hash).toBe(hash)
  expect(await services['record.verify']({ recordId })).toMatchObject({ ok: true, value: { intact: true, broken: [] } })
  // A step that was written but not yet said may be there too; nothing else may.
  const lastSaid = Math.max(...said.map(({ seq }) => seq))
  expect(events.length - 1).toBeGreaterThanOrEqual(lastSaid)
  expect(events.length - 1 - lastSaid).toBeLessThanOrEqual(1)
  // What it is found by was written in the same transaction.
  const [drawn] = database.prepare('SELECT summary FROM record_search WHERE record_id = ?').all(recordId)
  expect(JSON.parse(String(drawn?.['summary']))).toEqual(summaryOf(state))
}

/** What lies in the folder of an export is whole and has a name of its own. */
async function expectWholeFiles(folder: string): Promise<void> {
  for (const name of await readdir(folder).catch(() => [])) {
    expect(name.startsWith('.'), name).toBe(false)
    const bytes = await readFile(path.join(folder, name))
    expect(bytes.length, name).toBeGreaterThan(0)
    if (name.endsWith('.png')) expect(readPngSize(bytes), name).not.toBeNull()
    if (name.endsWith('.dcm')) expect(() => parseDicom(bytes), name).not.toThrow()
  }
}
