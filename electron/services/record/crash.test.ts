import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createCaseServices } from '#electron/services/case/caseServices.ts'
import { buildImageSource } from '#test/builders/imageSource.ts'
import { openRecordBench } from '#test/builders/record.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import type { Said } from '#test/support/crashWriter.ts'

const ROUNDS = 20
const LONGEST_LIFE_MS = 400
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
/** The Node of the project: it runs the writer's sources as they are. */
const node = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')

let directory = ''
beforeAll(async () => { directory = await mkdtemp(path.join(tmpdir(), 'axis-crash-')) })
afterAll(async () => { await rm(directory, { recursive: true, force: true }) })

describe('after kill -9 in the middle of saving', () => {
  it(`everything that was said to be saved is there, ${String(ROUNDS)} times`, { timeout: 180_000 }, async () => {
    const said: Said[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = said.length
      said.push(...await writeUntilKilled(round, Math.random() * LONGEST_LIFE_MS))
      expect(said.length, `round ${String(round)} said nothing`).toBeGreaterThan(before)
      await expectEverything(said)
    }
  })
})

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

async function expectEverything(said: readonly Said[]): Promise<void> {
  const bench = await openRecordBench({ directory })
  try {
    const recordId = said.find((one) => one.kind === 'event')?.recordId ?? ''
    const got = await bench.services['record.get']({ recordId })
    const hashes = got.ok ? got.value.events.map(({ hash }) => hash) : []
    for (const one of said) if (one.kind === 'event') expect(hashes[one.seq]).toBe(one.hash)
    expect(await bench.services['record.verify']({ recordId })).toMatchObject({ ok: true, value: { intact: true } })
    // A step that was written but not yet said may be there too; nothing else may.
    expect(hashes.length - 1 - Math.max(...said.map((one) => (one.kind === 'event' ? one.seq : 0)))).toBeLessThanOrEqual(1)
    const cases = createCaseServices({ ports: { clock: { now: () => new Date(), monotonicMs: () => 0 } }, database: bench.database, source: buildImageSource([buildSeriesSummary()]), emit: () => undefined })
    const saved = await cases['case.get']({ caseId: 'case-1' })
    const lastEdit = Math.max(0, ...said.map((one) => (one.kind === 'edit' ? one.version : 0)))
    if (!saved.ok) throw new Error(saved.error.message)
    expect([lastEdit, lastEdit + 1]).toContain(saved.value.version)
    expect(saved.value.document.contrast.comment).toBe(saved.value.version === 0 ? '' : `edit ${String(saved.value.version)}`)
    expect(await readdir(path.join(directory, 'objects', 'temporary'))).toEqual([])
  } finally {
    bench.database.close()
  }
}
