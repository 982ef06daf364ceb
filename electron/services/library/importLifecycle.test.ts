import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '#electron/services/storage/database.ts'
import { openObjectStore } from '#electron/services/storage/objectStore.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { openTestLibrary, type TestLibrary } from '#test/builders/library.ts'

let folder = ''
const opened: TestLibrary[] = []
beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'axis-import-')) })
afterEach(async () => {
  for (const library of opened.splice(0)) await library.end()
  await rm(folder, { recursive: true, force: true })
})

const dataDirectory = (): string => path.join(folder, 'data')
const source = (): string => path.join(folder, 'source')
async function openLibrary(changes: Parameters<typeof openTestLibrary>[1] = {}, onEvent: Parameters<typeof openTestLibrary>[2] = undefined): Promise<TestLibrary> {
  const library = await openTestLibrary(dataDirectory(), changes, onEvent)
  opened.push(library)
  return library
}
async function writeSlices(count: number, rows = 2): Promise<readonly string[]> {
  await mkdir(source(), { recursive: true })
  return Promise.all(Array.from({ length: count }, async (_, index) => {
    const file = path.join(source(), `IM${String(index + 1)}`)
    await writeFile(file, fileBytes(ctSlice({ rows, columns: rows, instanceNumber: index + 1, zMm: index * 2, pixels: new Uint8Array(rows * rows * 2).fill(index + 1) })))
    return file
  }))
}

describe('what a browser has uploaded', () => {
  it('is imported and kept, and its refused files have the names they had with the sender', async () => {
    await writeSlices(3)
    await mkdir(path.join(source(), 'DISC 1'))
    await writeFile(path.join(source(), 'DISC 1', 'EMPTY'), '')
    const library = await openLibrary({ uploads: { takeBlob: async () => ({ ok: false, error: { code: 'UNKNOWN_BLOB', message: 'None.' } }), folderOf: (uploadId) => (uploadId === 'u1' ? source() : null) } })
    const report = await library.services['library.importUploaded']({ uploadId: 'u1' })
    expect(report).toMatchObject({ ok: true, value: { instances: 3, series: [{ seriesUid: '1.2.3.2' }] } })
    expect(JSON.stringify(report)).not.toContain(folder)
    await rm(source(), { recursive: true })
    expect(library.source.summary('1.2.3.2')).toMatchObject({ copied: true, sourceAvailable: true })
  })

  it('is a fault when there is no such upload', async () => {
    const library = await openLibrary()
    expect(await library.services['library.importUploaded']({ uploadId: 'u2' })).toMatchObject({ ok: false, error: { code: 'UNAVAILABLE' } })
  })
})

/** Told as it happens: what looks now and then can come too late on a busy machine. */
const isReading = (event: TestLibrary['events'][number]): boolean => event.name === 'library.importProgress' && event.payload.phase === 'reading'

describe('an import that is stopped', () => {
  it('keeps what it had read, says so, and the rest comes with the next one', async () => {
    const paths = await writeSlices(300)
    const reading = Promise.withResolvers<undefined>()
    const library = await openLibrary({}, (event) => { if (isReading(event)) reading.resolve(undefined) })
    const importing = library.services['library.import']({ paths: [...paths], storage: 'inPlace', jobId: 'job' })
    await reading.promise
    expect(await library.services['library.cancelImport']({ jobId: 'job' })).toEqual({ ok: true, value: { stopped: true } })
    const report = await importing
    if (!report.ok) throw new Error(report.error.code)
    expect(report.value.cancelled).toBe(true)
    expect(report.value.instances).toBeLessThan(300)
    expect(library.source.summary('1.2.3.2')?.instances ?? 0).toBe(report.value.instances)
    expect(await library.services['library.import']({ paths: [...paths], storage: 'inPlace' })).toMatchObject({ ok: true, value: { instances: 300 - report.value.instances, duplicates: report.value.instances, cancelled: false } })
  })

  it('by closing the library answers all the same', async () => {
    const paths = await writeSlices(1200)
    const reading = Promise.withResolvers<undefined>()
    const library = await openTestLibrary(dataDirectory(), {}, (event) => { if (isReading(event)) reading.resolve(undefined) })
    const importing = library.services['library.import']({ paths: [...paths], storage: 'inPlace' })
    await reading.promise
    await library.end()
    expect(await importing).toMatchObject({ ok: true, value: { cancelled: true } })
  })

  it('that nobody runs is not stopped', async () => {
    const library = await openLibrary()
    expect(await library.services['library.cancelImport']({ jobId: 'none' })).toEqual({ ok: true, value: { stopped: false } })
  })
})

describe('a background copy', () => {
  /** A process that is ended as a power cut would, in the midst of copying what it has imported whole. */
  async function copyUntilKilled(paths: readonly string[]): Promise<void> {
    const script = `
      const { openTestLibrary } = await import('#test/builders/library.ts')
      const [, directory, ...paths] = process.argv
      let imported = false
      // Asked after every file that was copied.
      const monotonicMs = () => { if (imported) process.kill(process.pid, 'SIGKILL'); return performance.now() }
      const library = await openTestLibrary(directory, { clock: { now: () => new Date(), monotonicMs } })
      await library.services['library.import']({ paths, storage: 'copy' })
      imported = true
      setInterval(() => {}, 1000)
    `
    const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script, dataDirectory(), ...paths], { stdio: ['ignore', 'ignore', 'inherit'], timeout: 60_000, killSignal: 'SIGTERM' })
    const kept = (await readdir(path.join(dataDirectory(), 'objects'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length
    expect({ signal, isCutOff: kept > 0 && kept < paths.length }).toEqual({ signal: 'SIGKILL', isCutOff: true })
  }

  it('that was cut off by kill -9 is finished after a restart, and what is kept is what the files hold', async () => {
    const paths = await writeSlices(200, 128)
    await copyUntilKilled(paths)
    const library = await openLibrary()
    await expect.poll(() => library.source.summary('1.2.3.2')?.copied, { timeout: 60_000 }).toBe(true)
    const objects = await openObjectStore(path.join(dataDirectory(), 'objects'))
    for (const file of paths) {
      const sha256 = createHash('sha256').update(await readFile(file)).digest('hex')
      expect(await objects.verify(sha256)).toBe(true)
    }
  }, 150_000)

  it('whose source has vanished meanwhile says how many images could not be copied, and keeps the others', async () => {
    const paths = await writeSlices(200, 128)
    await copyUntilKilled(paths)
    await rm(source(), { recursive: true })
    const library = await openLibrary()
    await expect.poll(() => library.events.findLast((event) => event.name === 'library.copyProgress')?.payload, { timeout: 60_000 }).toMatchObject({ pendingInstances: 0, failedInstances: expect.any(Number) })
    const last = library.events.findLast((event) => event.name === 'library.copyProgress')
    expect(last?.payload).not.toMatchObject({ failedInstances: 0 })
    expect(library.source.summary('1.2.3.2')).toMatchObject({ copied: false, instances: 200 })
  }, 150_000)
})

describe('a file that may not be read', () => {
  const nobody = spawnSync('id', ['-u', 'nobody'], { encoding: 'utf8' }).stdout.trim()
  const canBecomeNobody = process.getuid?.() === 0 && nobody !== ''
  const isPlainUser = process.getuid !== undefined && process.getuid() !== 0

  it.skipIf(!isPlainUser && !canBecomeNobody)(`is refused with its reason, the others are opened${isPlainUser || canBecomeNobody ? '' : ' (skipped: this system has no other user to read as)'}`, async () => {
    const [locked, ...others] = await writeSlices(3)
    if (locked === undefined) throw new Error('No file')
    await chmod(locked, 0)
    const script = `
      const { readInstance } = await import('#electron/services/library/readInstance.ts')
      if (process.getuid() === 0) process.setuid(Number(process.argv[1]))
      const buffer = { bytes: new Uint8Array(65536) }
      console.log(JSON.stringify(process.argv.slice(2).map((file) => readInstance(file, buffer)).map(({ kind, code, message }) => ({ kind, code, message }))))
    `
    await chmod(folder, 0o755)
    const child = spawnSync(process.execPath, ['--input-type=module', '-e', script, nobody, locked, ...others], { encoding: 'utf8' })
    expect(child.stderr).toBe('')
    expect(JSON.parse(child.stdout)).toMatchObject([{ kind: 'refused', code: 'UNREADABLE', message: expect.stringContaining('IM1') }, { kind: 'instance' }, { kind: 'instance' }])
  })
})

describe('a disk that is full', () => {
  it('makes an import a fault that says what to do; what was there stays', async () => {
    const paths = await writeSlices(40)
    const before = await openTestLibrary(dataDirectory())
    await before.services['library.import']({ paths: [paths[0] ?? ''], storage: 'inPlace' })
    await before.end()
    const database = openDatabase(path.join(dataDirectory(), 'axis.db'))
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count'])
    database.close()
    const library = await openLibrary({ log: { info: () => undefined, bug: () => undefined } })
    library.limitPages(pages + 1)
    expect(await library.services['library.import']({ paths: [...paths], storage: 'inPlace' })).toMatchObject({ ok: false, error: { code: 'STORAGE_FAILED', message: expect.stringContaining('Free space') } })
    expect(library.source.summary('1.2.3.2')).toMatchObject({ instances: 1 })
  })
})
