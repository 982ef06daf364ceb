import { spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { decodePngToRgb } from '#electron/services/png/pngPixels.ts'
import { exportSigned } from '#test/builders/exportedRecord.ts'
import { has, withTool } from '#test/builders/tools.ts'

const run = (tool: string, ...options: readonly string[]): { readonly status: number | null; readonly said: string } => {
  const { status, stdout, stderr } = spawnSync(tool, options, { encoding: 'utf8', maxBuffer: 1 << 26 })
  return { status, said: `${stdout}${stderr}` }
}

let folder = ''
let exported: Awaited<ReturnType<typeof exportSigned>>
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-every-object-'))
  exported = await exportSigned(path.join(folder, 'record'), 'SAMPLE^ANNA')
}, 60_000)
afterAll(async () => { await rm(folder, { recursive: true, force: true }) })
const ofKind = (...kinds: readonly string[]): readonly string[] => exported.objects.flatMap(({ file, kind }) => (kinds.includes(kind) ? [file] : []))

/** The pixels of a binary PPM of 8 bits. */
function ppm(bytes: Buffer): { readonly columns: number; readonly rows: number; readonly samples: Buffer } {
  const [head = '', columns, rows] = /^P6\s+(?:#[^\n]*\n)*(\d+)\s+(\d+)\s+255\s/.exec(bytes.subarray(0, 80).toString('latin1')) ?? []
  return { columns: Number(columns), rows: Number(rows), samples: bytes.subarray(head.length) }
}

/** What each tool of DCMTK is for, over all objects of one export; the other tests of this folder look at each kind on its own. */
describe('every object of an exported record', () => {
  it.skipIf(!has('dcm2pnm'))(withTool('dcm2pnm', 'that has pixels gives dcm2pnm the pixels of its picture, each as it was'), async () => {
    const captures = ofKind('SC')
    expect(captures).toHaveLength(2)
    for (const file of captures) {
      const picture = `${file}.ppm`
      expect(run('dcm2pnm', '+op', file, picture)).toEqual({ status: 0, said: '' })
      const [drawn, saved] = [ppm(await readFile(picture)), decodePngToRgb(new Uint8Array(await readFile(file.replace(/\.dcm$/, '.png'))))]
      expect([drawn.columns, drawn.rows]).toEqual([saved?.columns, saved?.rows])
      expect(drawn.samples.equals(Buffer.from(saved?.samples ?? []))).toBe(true)
    }
  })

  it.skipIf(!has('dcm2pnm'))(withTool('dcm2pnm', 'without pixels is refused by dcm2pnm for that alone, and is read as a data set'), () => {
    for (const file of ofKind('GSPS', 'KOS', 'SR', 'PDF')) {
      expect(run('dcm2pnm', '+op', file, `${file}.ppm`)).toMatchObject({ status: 1, said: expect.stringMatching(/Missing|attribute|pixel/i) })
      expect(run('dcmdump', '-q', file).status, path.basename(file)).toBe(0)
    }
  })

  it.skipIf(!has('dsrdump'))(withTool('dsrdump', 'that is a document of content is read by dsrdump without an error'), () => {
    const documents = ofKind('SR', 'KOS')
    expect(documents.length).toBeGreaterThanOrEqual(3)
    for (const file of documents) expect(run('dsrdump', '+U8', file), path.basename(file)).toMatchObject({ status: 0, said: expect.not.stringMatching(/^[EF]:/m) })
  })

  it.skipIf(!has('dcmpschk'))(withTool('dcmpschk', 'that is a presentation state of a grey image passes dcmpschk; those of angiography it does not know'), () => {
    const states = ofKind('GSPS')
    const grey = states.filter((file) => run('dcmdump', '+P', '0008,0016', file).said.includes('=GrayscaleSoftcopyPresentationStateStorage'))
    expect([states.length, grey.length]).toEqual([2, 1])
    for (const file of grey) expect(run('dcmpschk', file)).toMatchObject({ status: 0, said: expect.not.stringMatching(/^[EF]:|failed/m) })
  })
})
