import { readdirSync, statSync } from 'node:fs'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { zipSync } from 'fflate'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusalCode } from '#shared/contract/areas/library.ts'
import { seriesDescription } from '#shared/dicom/seriesDescription.ts'
import { corpusFolder, corpusNote, corpusPath } from '#test/builders/corpus.ts'
import { openTestLibrary, type TestLibrary } from '#test/builders/library.ts'

let folder = ''
let library: TestLibrary
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-corpus-'))
  library = await openTestLibrary(path.join(folder, 'data'))
})
afterEach(async () => {
  await library.end()
  await rm(folder, { recursive: true, force: true })
})

async function importPaths(paths: readonly string[]) {
  const reply = await library.services['library.import']({ paths: [...paths], storage: 'inPlace' })
  if (!reply.ok) throw new Error(reply.error.code)
  return reply.value
}
const filesUnder = (root: string): string[] => readdirSync(root, { recursive: true, encoding: 'utf8' }).map((name) => path.join(root, name)).filter((file) => statSync(file).isFile())

/** Each in a library of its own, because many of them carry the same numbers. */
async function exportAlone(relative: string): Promise<Uint8Array> {
  const own = await openTestLibrary(path.join(folder, path.basename(relative)))
  try {
    const reply = await own.services['library.import']({ paths: [corpusPath(relative)], storage: 'inPlace' })
    const series = own.source.summaries()[0]
    if (!reply.ok || series === undefined) throw new Error(`${relative} was not opened`)
    const target = path.join(folder, `${path.basename(relative)}.raw`)
    const exported = await own.services['library.exportFrame']({ seriesUid: series.seriesUid, frame: 0, path: target })
    if (!exported.ok) throw new Error(exported.error.message)
    return new Uint8Array(await readFile(target))
  } finally {
    await own.end()
  }
}

describe.skipIf(corpusFolder === null)(`real files${corpusNote}`, () => {
  it('each open, are counted as not DICOM, or are refused with a reason, and none stops the import', async () => {
    const files = filesUnder(corpusPath(''))
    const directories = files.filter((file) => /^DICOMDIR/i.test(path.basename(file))).length
    const report = await importPaths([corpusPath('')])
    const answered = report.instances + report.duplicates + report.notDicom + report.refused.length
    expect(answered).toBeGreaterThanOrEqual(files.length - directories - 1)
    expect(answered).toBeLessThanOrEqual(files.length)
    for (const { code, message } of report.refused) {
      expect(refusalCode.options).toContain(code)
      expect(message).toMatch(/\. .*\.$/)
    }
    for (const { seriesUid } of report.series) {
      const described = await library.services['library.describe']({ seriesUid })
      const parsed = seriesDescription.safeParse(described.ok ? described.value : null)
      expect(parsed.error?.issues ?? []).toEqual([])
      expect(described.ok && described.value.frames.length === described.value.summary.frames).toBe(true)
    }
  })

  it('of a real CT make one volume that can be planned on', async () => {
    await importPaths([corpusPath('ct_c1c2_cthead')])
    expect(library.source.summaries()).toMatchObject([{ kind: 'volume', frames: 113, volume: { dimensions: [256, 256, 113], spacingMm: [1, 1, 2], problems: [] } }])
  })

  it('of a real run keep its frames, times, angles and mask recipe', async () => {
    await importPaths([corpusPath('xa_rf/XA0002_DSA_AVGSUB_TID.dcm')])
    const series = library.source.summaries()[0]
    expect(series).toMatchObject({ kind: 'cine', modality: 'XA', frames: 96 })
    const described = await library.source.describe(series?.seriesUid ?? '')
    expect(described).toMatchObject({ ok: true, value: { runs: [{ image: 0, firstFrame: 0, frames: 96 }] } })
    const image = described.ok ? described.value.images[0] : undefined
    expect(image?.masks.map(({ operation }) => operation)).toEqual(['AVG_SUB', 'TID'])
    expect(image?.masks[0]?.maskFrameNumbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(image).toMatchObject({ recommendedViewingMode: 'SUB', timing: { frameTimeMs: 33 } })
  })

  it('with shutters say where they are', async () => {
    await importPaths([corpusPath('xa_rf/0015.DCM')])
    const described = await library.source.describe(library.source.summaries()[0]?.seriesUid ?? '')
    expect(described.ok && described.value.images[0]?.shutter).toMatchObject({ rectangle: expect.anything(), circle: expect.anything() })
  })

  it.each([
    ['chrArab', 'قباني^لنزار'], ['chrFren', 'Buc^Jérôme'], ['chrFrenMulti', 'Buc^Jérôme'], ['chrGerm', 'Äneas^Rüdiger'], ['chrGreek', 'Διονυσιος'],
    ['chrH31', 'Yamada^Tarou=山田^太郎=やまだ^たろう'], ['chrH32', 'ﾔﾏﾀﾞ^ﾀﾛｳ=山田^太郎=やまだ^たろう'], ['chrHbrw', 'שרון^דבורה'],
    ['chrI2', 'Hong^Gildong=洪^吉洞=홍^길동'], ['chrRuss', 'Люкceмбypг'], ['chrX1', 'Wang^XiaoDong=王^小東='], ['chrX2', 'Wang^XiaoDong=王^小东='],
  ])('of %s name their patient %s', async (file, name) => {
    await importPaths([corpusPath(`charset/${file}.dcm`)])
    expect(library.source.summaries()[0]?.patientName).toBe(name)
  })

  it.each([
    'BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2', 'DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99', 'JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90',
    'JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80', 'JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70', 'JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57',
    'LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1', 'RLELosslessTransferSyntax_1.2.840.10008.1.2.5',
  ])('of one image are exported with the same values: %s', async (name) => {
    const expected = await exportAlone('transfer_syntaxes_ct/CTImage.dcm')
    const found = await exportAlone(`transfer_syntaxes_ct/CTImage.dcm_${name}.dcm`)
    expect(Buffer.compare(found, expected)).toBe(0)
  })

  it('cut into fragments in every way have the same frames', async () => {
    const expected = await exportAlone('transfer_syntaxes_multiframe/CT0012.explicit_little_endian.dcm')
    for (const name of ['fragmented_no_bot_jpeg_ls.80', 'fragmented_no_bot_jpeg_lossless.57', 'not_fragmented_bot_jpeg_ls.80', 'not_fragmented_bot_rle', 'not_fragmented_no_bot_rle']) {
      expect(Buffer.compare(await exportAlone(`transfer_syntaxes_multiframe/CT0012.${name}.dcm`), expected)).toBe(0)
    }
  })

  it('of a disc are found by its directory', async () => {
    const directories = filesUnder(corpusPath('pydicom_test_files')).filter((file) => path.basename(file) === 'DICOMDIR')
    expect(directories.length).toBeGreaterThan(0)
    for (const directory of directories) {
      const report = await importPaths([directory])
      expect(report.instances + report.duplicates + report.refused.length).toBeGreaterThan(0)
    }
  })

  it('in an archive open like those beside it', async () => {
    const names = readdirSync(corpusPath('ct_c1c2_cthead')).slice(0, 5)
    const members = Object.fromEntries(await Promise.all(names.map(async (name) => [`disc/images/${name}`, new Uint8Array(await readFile(corpusPath(`ct_c1c2_cthead/${name}`)))] as const)))
    const archive = path.join(folder, 'disc.zip')
    await writeFile(archive, zipSync(members))
    expect(await importPaths([archive])).toMatchObject({ instances: 5, refused: [] })
    await rm(archive)
    const series = library.source.summaries()[0]?.seriesUid ?? ''
    expect(library.source.summary(series)?.copied).toBe(true)
    expect((await library.source.decodeFrame(series, 2)).ok).toBe(true)
  })

  it('that end anywhere never stop the import', async () => {
    const whole = new Uint8Array(await readFile(corpusPath('xa_rf/nema_xa1/' + (readdirSync(corpusPath('xa_rf/nema_xa1'))[0] ?? ''))))
    await mkdir(path.join(folder, 'cut'))
    for (let part = 0; part < 40; part += 1) await writeFile(path.join(folder, 'cut', `IM${part}`), whole.subarray(0, part < 30 ? part * 97 : Math.floor((whole.length * part) / 40)))
    await copyFile(corpusPath('ct_c1c2_cthead/IM0001.dcm'), path.join(folder, 'cut', 'GOOD'))
    const report = await importPaths([path.join(folder, 'cut')])
    expect(report.instances).toBe(1)
    expect(report.notDicom + report.refused.length).toBe(40)
  })
})
