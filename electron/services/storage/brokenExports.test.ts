import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { clearBrokenExports, openExportNotes, temporaryName } from './brokenExports.ts'
import { writeExport, type ExportGroup } from './exportFiles.ts'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../../..')
const node = path.join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
let folder = ''
beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'axis-broken-export-')) })
afterEach(async () => { await rm(folder, { recursive: true, force: true }) })

const data = (): string => path.join(folder, 'data')
const out = (): string => path.join(folder, 'out')
const parts = async (): Promise<readonly string[]> => (await readdir(out())).filter((name) => name.endsWith('.part'))

async function exportUntilKilled(): Promise<void> {
  const child = spawn(node, [path.join(root, 'test/support/exportWriter.ts'), data(), out()], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await closed
}

it('what a killed export left behind goes at the next start, and nothing else', async () => {
  await exportUntilKilled()
  expect(await parts()).toHaveLength(2)
  const others = ['.axis-guide-3b1c3f9e-7a55-4a53-9a8e-2d5b2a0f4d01-0.part', '.other.part', 'report.part', 'one.txt']
  for (const name of others) await writeFile(path.join(out(), name), 'not ours')
  await clearBrokenExports(data())
  expect((await readdir(out())).toSorted()).toEqual(others.toSorted())
  expect(await readdir(path.join(data(), 'exporting'))).toEqual([])
})

it('a folder that is out of reach is looked at again later', async () => {
  await exportUntilKilled()
  await rename(out(), path.join(folder, 'away'))
  await clearBrokenExports(data())
  await rename(path.join(folder, 'away'), out())
  expect(await parts()).toHaveLength(2)
  await clearBrokenExports(data())
  expect(await parts()).toEqual([])
})

it('an export of this run is not taken for a broken one, and leaves no note', async () => {
  await mkdir(out(), { recursive: true })
  const clearing = clearBrokenExports(data())
  async function* one(): AsyncGenerator<ExportGroup> {
    yield { baseName: 'one', files: [{ extension: '.txt', bytes: new Uint8Array([1]) }] }
    await clearing
    expect(await parts()).toHaveLength(1)
  }
  await writeExport(out(), one(), openExportNotes(data()))
  expect(await readdir(out())).toEqual(['one.txt'])
  expect(await readdir(path.join(data(), 'exporting'))).toEqual([])
  expect(temporaryName('a', 1)).toBe('.axis-guide-a-1.part')
})

it('a note that was cut off stops nothing', async () => {
  await mkdir(path.join(data(), 'exporting'), { recursive: true })
  await writeFile(path.join(data(), 'exporting', '3b1c3f9e-7a55-4a53-9a8e-2d5b2a0f4d01.json'), '{"directory":"/x')
  await clearBrokenExports(data())
  expect(await readdir(path.join(data(), 'exporting'))).toEqual([])
})
