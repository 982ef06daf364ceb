import { spawnSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from './database.ts'
import { openObjectStore } from './objectStore.ts'

let directory = ''
beforeEach(async () => { directory = await mkdtemp(path.join(tmpdir(), 'axis-storage-')) })
afterEach(async () => { await rm(directory, { recursive: true, force: true }) })

describe('the database', () => {
  it('keeps what a transaction committed and nothing of one that failed', () => {
    const file = path.join(directory, 'axis.db')
    const database = openDatabase(file)
    database.migrate('test', ['CREATE TABLE t (v INTEGER) STRICT'])
    database.transaction(() => database.prepare('INSERT INTO t VALUES (?)').run(1))
    expect(() => database.transaction(() => {
      database.prepare('INSERT INTO t VALUES (?)').run(2)
      throw new Error('half way')
    })).toThrow('half way')
    database.close()
    const again = openDatabase(file)
    expect(again.prepare('SELECT v FROM t').all()).toMatchObject([{ v: 1 }])
    again.close()
  })

  it.each([{ name: 'null', value: null }, { name: 'bytes', value: new Uint8Array([1, 2]) }, { name: 'a number', value: 3 }])('takes $name as the only parameter', ({ value }) => {
    const database = openDatabase(':memory:')
    database.migrate('test', ['CREATE TABLE t (v ANY) STRICT'])
    database.prepare('INSERT INTO t VALUES (?)').run(value)
    expect(database.prepare('SELECT COUNT(*) AS n FROM t WHERE v IS ?').get(value)).toMatchObject({ n: 1 })
    expect(database.prepare('SELECT 1 AS n WHERE ? IS NOT 4').all(value)).toMatchObject([{ n: 1 }])
    database.close()
  })

  it('names the true reason when SQLite itself has rolled back', () => {
    const database = openDatabase(path.join(directory, 'axis.db'))
    database.migrate('test', ['CREATE TABLE t (v TEXT) STRICT'])
    database.prepare('PRAGMA max_page_count = 1').get()
    expect(() => database.transaction(() => database.prepare('INSERT INTO t VALUES (?)').run('x'.repeat(100_000)))).toThrow('full')
    database.close()
  })

  it('runs only the migration steps that are new, and refuses a newer folder', () => {
    const database = openDatabase(':memory:')
    database.migrate('test', ['CREATE TABLE t (v INTEGER) STRICT'])
    database.migrate('test', ['CREATE TABLE t (v INTEGER) STRICT', 'ALTER TABLE t ADD COLUMN w TEXT'])
    database.prepare('INSERT INTO t (v, w) VALUES (?, ?)').run(1, 'a')
    expect(() => { database.migrate('test', []) }).toThrow('newer version')
    database.close()
  })
})

describe('the object folder', () => {
  it('stores bytes once under their SHA-256 and leaves no temporary file', async () => {
    const store = await openObjectStore(directory)
    const bytes = new TextEncoder().encode('key image')
    const address = await store.put(bytes)
    expect(await store.put(bytes)).toBe(address)
    expect(new Uint8Array(await readFile(store.pathOf(address)))).toEqual(bytes)
    expect(await readdir(path.join(directory, 'temporary'))).toEqual([])
    expect(await store.verify(address)).toBe(true)
  })

  it('notices a flipped bit', async () => {
    const store = await openObjectStore(directory)
    const address = await store.put(new Uint8Array([1, 2, 3]))
    await writeFile(store.pathOf(address), new Uint8Array([1, 2, 2]))
    expect(await store.verify(address)).toBe(false)
  })

  it('copies a file without changing it', async () => {
    const source = path.join(directory, 'source.bin')
    await writeFile(source, new Uint8Array([9, 8, 7]))
    const store = await openObjectStore(path.join(directory, 'objects'))
    const { sha256, byteLength } = await store.putFile(source)
    expect(byteLength).toBe(3)
    expect(new Uint8Array(await readFile(store.pathOf(sha256)))).toEqual(new Uint8Array([9, 8, 7]))
    expect(new Uint8Array(await readFile(source))).toEqual(new Uint8Array([9, 8, 7]))
  })
})

describe('the folder of objects', () => {
  it.skipIf(process.platform === 'win32')('says that an object is not kept where the disk takes a part of it alone', () => {
    const script = `import { openObjectStore } from '#electron/services/storage/objectStore.ts'
      process.on('SIGXFSZ', () => undefined)
      const store = await openObjectStore(process.env.FOLDER)
      await store.put(new Uint8Array(3 << 20)).then(() => console.log('kept'), (error) => console.log(error.code))`
    const { stdout, stderr } = spawnSync('bash', ['-c', 'ulimit -f 1024; exec "$0" --input-type=module-typescript -e "$SCRIPT"', process.execPath], { env: { ...process.env, FOLDER: directory, SCRIPT: script }, encoding: 'utf8' })
    expect([stdout.trim(), stderr]).toEqual(['EFBIG', ''])
  })

  it('heals an object that the disk has damaged when its bytes come again', async () => {
    const store = await openObjectStore(directory)
    const bytes = new Uint8Array(1000).fill(7)
    const sha256 = await store.put(bytes)
    await writeFile(store.pathOf(sha256), bytes.subarray(0, 400))
    expect(await store.verify(sha256)).toBe(false)
    expect(await store.put(bytes)).toBe(sha256)
    expect(await store.verify(sha256)).toBe(true)
  })
})
