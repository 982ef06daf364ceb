import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createServices } from '#electron/services/createServices.ts'
import { withoutComments } from '#electron/services/teaching/pixels/clean/streamComments.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
import { encodingOf } from '#shared/codecs/transferSyntaxes.ts'
import { readJpeg2000Header } from '#shared/codecs/codestream.ts'
import { corpusFolder, corpusNote, readCorpusImage } from '#test/builders/corpus.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'
import { buildPorts } from '#test/builders/ports.ts'

const decoder = createNodeDecoder()
const name = new TextEncoder().encode('DOE^JANE')
const spliced = (bytes: Uint8Array, at: number, added: readonly number[]): Uint8Array => Uint8Array.from([...bytes.subarray(0, at), ...added, ...bytes.subarray(at)])
const segment = (marker: number): readonly number[] => [0xff, marker, 0, name.length + 4, 0, 1, ...name]

/** A comment where the standard allows one: behind the start of a JPEG, behind the size of a JPEG 2000 stream; and bytes behind the end. */
function withName(bytes: Uint8Array, isJpeg2000: boolean): Uint8Array {
  const start = isJpeg2000 ? (readJpeg2000Header(bytes)?.offset ?? NaN) + 4 : 2
  const at = isJpeg2000 ? start + ((bytes[start] ?? NaN) << 8 | (bytes[start + 1] ?? NaN)) : start
  return Uint8Array.from([...spliced(bytes, at, segment(isJpeg2000 ? 0x64 : 0xfe)), ...name])
}

describe.runIf(corpusFolder !== null)(`real compressed frames with a name in their comments${corpusNote}`, () => {
  it.each(['JPLL', 'JPLY', 'JLSL', 'JLSN', 'J2KR', 'J2KI'])('XA1_%s: the name goes, every pixel stays', async (kind) => {
    const { image, frames } = await readCorpusImage(`xa_rf/nema_xa1/XA1_${kind}`)
    const encoding = encodingOf(image.transferSyntaxUid)
    const [frame] = frames
    if (frame === undefined || encoding === null) throw new Error('No frame')
    const planted = withName(frame, kind.startsWith('J2K'))
    expect(Buffer.from(planted).includes('DOE^JANE')).toBe(true)
    const clean = withoutComments(planted, encoding)
    if (clean === null) throw new Error('Not cut')
    expect(Buffer.from(clean).includes('DOE^JANE')).toBe(false)
    const before = await decoder.decode(frame, image)
    const after = await decoder.decode(clean, image)
    if (!before.ok || !after.ok) throw new Error('Not decoded')
    expect(Buffer.compare(Buffer.from(after.value.pixels.buffer), Buffer.from(before.value.pixels.buffer))).toBe(0)
  })

  it('a file with a name in its JPEG 2000 stream leaves as a copy without it', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'axis-comment-'))
    const file = await readFile(path.join(corpusFolder ?? '', 'xa_rf/nema_xa1/XA1_J2KR'))
    const start = file.indexOf(Buffer.from([0xff, 0x4f, 0xff, 0x51]))
    const planted = Buffer.from(spliced(file, start + 4 + file.readUInt16BE(start + 4), segment(0x64)))
    // PS3.5 A.4: the length of the item in front of the stream.
    planted.writeUInt32LE(planted.readUInt32LE(start - 4) + segment(0x64).length, start - 4)
    const input = path.join(folder, 'planted.dcm'), directory = path.join(folder, 'copy')
    await writeFile(input, planted)
    const running = await createServices({ ports: buildPorts(path.join(folder, 'data')), version: '0', sampleCases: () => 'none' })
    try {
      const reply = await dispatch(running.services, { method: 'teaching.export', input: { paths: [input], directory } }, (bug) => { throw bug })
      expect(reply).toMatchObject({ ok: true })
      const outputs = (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
      expect(outputs.length).toBeGreaterThan(2)
      for (const { parentPath, name: output } of outputs) expect((await readFile(path.join(parentPath, output))).includes('DOE^JANE'), output).toBe(false)
    } finally {
      await running.close()
      await rm(folder, { recursive: true, force: true })
    }
  }, 60_000)
})
