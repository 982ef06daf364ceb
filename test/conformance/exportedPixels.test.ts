import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createServices } from '#electron/services/createServices.ts'
import { readWholeObject } from '#electron/services/teaching/deidentify/index.ts'
import { elementOf } from '#shared/teaching/deidentification/dataSet.ts'
import { corpusFolder, corpusNote } from '#test/builders/corpus.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { IDENTITY } from '#test/builders/teaching.ts'

let folder = ''
beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'axis-pixels-')) })
afterEach(async () => rm(folder, { recursive: true, force: true }))

/** All bytes of what the app writes of one file, with the real work on its pixels. */
async function exported(file: Uint8Array): Promise<readonly Uint8Array[]> {
  const original = path.join(folder, 'original')
  await mkdir(original)
  await writeFile(path.join(original, 'one.dcm'), file)
  const running = await createServices({ ports: buildPorts(path.join(folder, 'data')), version: '0.1.0', sampleCases: () => 'none' })
  try {
    const answer = await running.services['teaching.export']({ paths: [original], directory: path.join(folder, 'copy') })
    if (!answer.ok) throw new Error(answer.error.message)
    const entries = await readdir(path.join(folder, 'copy'), { recursive: true, withFileTypes: true })
    return await Promise.all(entries.filter((entry) => entry.isFile()).map((entry) => readFile(path.join(entry.parentPath, entry.name))))
  } finally {
    await running.close()
  }
}

describe('what hides in pixel data does not leave', () => {
  it('an overlay of the old kind, in the bits above the image, is cleared', async () => {
    const stored = Uint16Array.from({ length: 64 * 64 }, (_, at) => 500 + (at % 64) + (at % 5 === 0 ? 0x1000 : 0))
    const change = { '00280101': ['US', 12], '00280102': ['US', 11], '00280103': ['US', 0], '60000010': ['US', 64], '60000011': ['US', 64], '60000100': ['US', 16], '60000102': ['US', 12] } as const
    const files = await exported(fileBytes(ctSlice({ ...IDENTITY, rows: 64, columns: 64, pixels: new Uint8Array(stored.buffer), change })))
    const copies = files.flatMap((bytes) => { const whole = readWholeObject(bytes); return whole.ok && elementOf(whole.value.dataSet, '7FE00010') !== null ? [whole.value.dataSet] : [] })
    expect(copies).toHaveLength(1)
    const value = elementOf(copies[0] ?? [], '7FE00010')?.value
    if (value?.kind !== 'bytes') throw new Error('The pixels are stored as they are.')
    const pixels = new Uint16Array(Uint8Array.from(value.bytes).buffer)
    expect([...pixels]).toEqual([...stored].map((one) => one & 0x0fff))
    expect(copies[0]?.some(({ tag }) => tag.startsWith('60'))).toBe(false)
  })

  it.runIf(corpusFolder !== null)(`a name in the comment of a JPEG 2000 stream is cut${corpusNote}`, async () => {
    const file = await readFile(path.join(corpusFolder ?? '', 'xa_rf/nema_xa1/XA1_J2KR'))
    const start = file.indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]))
    const behindSize = start + 4 + file.readUInt16BE(start + 4)
    const comment = Buffer.from([0xff, 0x64, 0, 12, 0, 1, ...Buffer.from('DOE^JANE')])
    const planted = Buffer.concat([file.subarray(0, behindSize), comment, file.subarray(behindSize)])
    planted.writeUInt32LE(file.readUInt32LE(start - 4) + comment.length, start - 4)
    expect(planted.includes('DOE^JANE')).toBe(true)
    const files = await exported(planted)
    expect(files.length).toBeGreaterThan(2)
    for (const bytes of files) expect(Buffer.from(bytes).includes('DOE^JANE')).toBe(false)
  })
})
