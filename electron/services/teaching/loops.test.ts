import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { decode } from 'fast-png'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { err, ok } from '#shared/result.ts'
import { runBytes } from '#test/builders/runBytes.ts'
import { IDENTITY, openTeachingBench, releaseCase, type TeachingBench } from '#test/builders/teaching.ts'

const film = Uint8Array.from([0, 0, 0, 16, ...Buffer.from('ftypisom'), 0, 0, 0, 0])
const blobs = new Map([['00000000-0000-4000-8000-000000000001', film], ['00000000-0000-4000-8000-000000000002', Uint8Array.from(Buffer.from('no film'))]])
const [goodBlob = '', otherBlob = ''] = blobs.keys()

describe('loops of a released run', () => {
  let bench: TeachingBench
  let teachingCaseId = ''
  let outputs = 0
  beforeAll(async () => {
    bench = await openTeachingBench({ uploads: { takeBlob: async (blobId) => { const bytes = blobs.get(blobId); return bytes === undefined ? err('UNKNOWN_BLOB', 'None.') : ok(bytes) }, folderOf: () => null } })
    const folder = path.join(bench.directory, 'run')
    await mkdir(folder)
    await writeFile(path.join(folder, 'run.dcm'), runBytes({ ...IDENTITY, frames: 4, frameTimeMs: '80' }))
    teachingCaseId = (await releaseCase(bench, folder)).teachingCaseId
  })
  afterAll(async () => bench.remove())

  const write = (more: object): Promise<unknown> => bench.call('teaching.write', { teachingCaseIds: [teachingCaseId], audience: 'learner', directory: path.join(bench.directory, `out${String(outputs += 1)}`), format: 'slides', ...more })
  const loop = (blobId: string, more: object = {}): object => ({ loops: [{ teachingCaseId, place: 'S0001/I00001', contentType: 'video/mp4', file: { blobId }, ...more }] })

  it('are told by their place and by how long each frame is shown', async () => {
    expect(await bench.must('teaching.runs', { teachingCaseIds: [teachingCaseId] })).toEqual({ runs: [{ teachingCaseId, version: 1, place: 'S0001/I00001', durationsMs: [80, 80, 80, 80] }] })
  })
  it('are made of the frames that were released, each a picture without any text of its own', async () => {
    const frame = async (at: number): Promise<Uint8Array> => {
      const answer = await bench.streams['teaching.runFrame']({ teachingCaseId, version: 1, place: 'S0001/I00001', frame: at })
      if (!answer.ok) throw new Error(answer.error.message)
      const parts: Uint8Array[] = []
      for await (const part of answer.value.chunks) parts.push(part)
      return Buffer.concat(parts)
    }
    const [first, last] = [await frame(0), await frame(3)]
    expect(decode(first)).toMatchObject({ width: 64, height: 64, text: {} })
    expect(Buffer.from(first).equals(Buffer.from(last))).toBe(false)
    expect(await bench.streams['teaching.runFrame']({ teachingCaseId, version: 1, place: 'S0001/I00001', frame: 4 })).toMatchObject({ ok: false })
    expect(await bench.streams['teaching.runFrame']({ teachingCaseId, version: 1, place: '../secret', frame: 0 })).toMatchObject({ error: { code: 'NOT_FOUND' } })
  })
  it('are written beside the pictures', async () => {
    const answer = await write(loop(goodBlob))
    expect(answer).toMatchObject({ ok: true, value: { remarks: [expect.stringContaining('for learners')] } })
    const files = (answer as { value: { files: { path: string; kind: string }[] } }).value.files.filter(({ kind }) => kind === 'LOOP')
    expect(files.map((file) => path.basename(file.path))).toEqual(['L0001.mp4'])
    expect(Buffer.from(film).equals(await readFile(files[0]?.path ?? ''))).toBe(true)
  })
  it('are said to be missing where nobody made them', async () => {
    expect(await write({})).toMatchObject({ value: { remarks: [expect.anything(), expect.stringContaining('loops are made by the app only')] } })
  })
  it.each([
    ['what is no film', () => loop(otherBlob)], ['a film of another case', () => loop(goodBlob, { teachingCaseId: '00000000-0000-4000-8000-000000000009' })], ['a film of no run', () => loop(goodBlob, { place: 'S0009/I00001' })],
    ['a film for another form', () => ({ ...loop(goodBlob), format: 'dicom' })],
  ])('are refused: %s', async (_name, more) => { expect(await write(more())).toMatchObject({ error: { code: 'BAD_PICTURE' } }) })
})
