import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { strFromU8, unzipSync, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAxiscase } from '#electron/services/teaching/formats/readAxiscase.ts'
import { openZip } from './readZip.ts'
import { writeZip } from './writeZip.ts'

let folder = ''
beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'axis-zip-')) })
afterAll(async () => rm(folder, { recursive: true, force: true }))

const text = (words: string): Uint8Array => new TextEncoder().encode(words)
async function written(files: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of writeZip((async function* () { for (const [name, bytes] of Object.entries(files)) yield { path: name, bytes } })())) parts.push(part)
  return new Uint8Array(Buffer.concat(parts))
}
async function placed(name: string, bytes: Uint8Array): Promise<string> {
  await writeFile(path.join(folder, name), bytes)
  return path.join(folder, name)
}

describe('a ZIP of ours', () => {
  it('is read by another program, and is the same bytes each time', async () => {
    const files = { 'manifest.json': text('{}'), 'cases/1/files/S0001/I00001': Uint8Array.from({ length: 1000 }, (_, at) => at & 255), empty: new Uint8Array(0) }
    const bytes = await written(files)
    expect(unzipSync(bytes)).toEqual(files)
    expect(await written(files)).toEqual(bytes)
  })

  it('is read back entry by entry, also where another program packed it', async () => {
    const opened = await openZip(await placed('packed.zip', zipSync({ 'manifest.json': text('{"a":1}'.repeat(500)) })))
    if (!opened.ok) throw new Error(opened.error.message)
    const [entry] = opened.value.entries
    expect(entry === undefined ? null : strFromU8(await opened.value.read(entry) ?? new Uint8Array(0))).toBe('{"a":1}'.repeat(500))
    await opened.value.close()
  })
})

describe('a ZIP of somebody else', () => {
  it.each(['../outside', '/etc/passwd', 'a/../../b', 'C:/x', 'a\\b'])('with a file called %s is refused whole', async (name) => {
    expect(await openZip(await placed('traversal.zip', zipSync({ 'manifest.json': text('{}'), [name]: text('x') })))).toMatchObject({ ok: false, error: { code: 'ENTRY_REFUSED' } })
  })

  it('that unpacks to more than it says gives nothing', async () => {
    const bomb = zipSync({ 'manifest.json': new Uint8Array(10_000_000) })
    // The size that its directory states, at 24 bytes from the entry's mark.
    const at = Buffer.from(bomb).lastIndexOf(Buffer.from('PK\x01\x02', 'latin1'))
    new DataView(bomb.buffer, bomb.byteOffset).setUint32(at + 24, 100, true)
    const opened = await openZip(await placed('bomb.zip', bomb))
    if (!opened.ok) throw new Error(opened.error.message)
    const [entry] = opened.value.entries
    expect(entry === undefined ? undefined : await opened.value.read(entry)).toBeNull()
    await opened.value.close()
  })

  it('that is cut short, empty or something else is refused in words', async () => {
    const whole = await written({ 'manifest.json': text('{}') })
    for (const bytes of [whole.subarray(0, whole.length - 8), new Uint8Array(0), text('not a zip')]) expect(await openZip(await placed('broken.zip', bytes))).toMatchObject({ error: { code: 'NOT_A_ZIP' } })
  })
})

describe('a teaching file', () => {
  it('of a later version is refused, and says that it is of another version', async () => {
    const file = await placed('later.axiscase', await written({ 'manifest.json': text(JSON.stringify({ kind: 'axiscase', schemaVersion: 2 })) }))
    expect(await readAxiscase(file)).toMatchObject({ ok: false, error: { message: expect.stringContaining('another version') } })
  })

  it('with a file more than its manifest names is refused', async () => {
    const manifest = { kind: 'axiscase', schemaVersion: 1, writtenBy: 'Axis Guide', set: null, cases: [{ teachingCaseId: '7d444840-9dc0-41d1-b245-5ffdce74fad2', version: 1, sha256: '0'.repeat(64), casePath: 'cases/1/case.json', answersPath: null, folder: 'cases/1/files' }], files: [] }
    const file = await placed('more.axiscase', await written({ 'manifest.json': text(JSON.stringify(manifest)), extra: text('x') }))
    expect(await readAxiscase(file)).toMatchObject({ ok: false, error: { message: expect.stringContaining('was added') } })
  })

  it('that is a picture archive is no teaching file', async () => {
    expect(await readAxiscase(await placed('other.zip', zipSync({ 'a.png': text('x') })))).toMatchObject({ ok: false, error: { message: expect.stringContaining('not a teaching file') } })
  })
})
