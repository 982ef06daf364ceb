import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { PixelArray } from '#shared/codecs/decodedFrame.ts'
import { corpusFolder, corpusNote, corpusPath, readCorpusImage } from '#test/builders/corpus.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'

const decoder = createNodeDecoder()
const scratch = mkdtempSync(path.join(tmpdir(), 'axis-codecs-'))
afterAll(() => rmSync(scratch, { recursive: true, force: true }))

const isInstalled = (tool: string): boolean => spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined
const hasDcmtk = isInstalled('dcmdjpeg') && isInstalled('dcmdjpls')
const hasGdcm = isInstalled('gdcmconv')

async function decodeFirst(relative: string): Promise<PixelArray> {
  const { image, frames } = await readCorpusImage(relative)
  const decoded = await decoder.decode(frames[0] ?? new Uint8Array(), image)
  if (!decoded.ok) throw new Error(`${relative}: ${decoded.error.message}`)
  return decoded.value.pixels
}

/** The pixel data of a file that a foreign tool has decoded: read from its end, where native pixels lie. */
function foreignPixels(tool: string, parameters: readonly string[], relative: string, like: PixelArray): PixelArray {
  const target = path.join(scratch, 'foreign.dcm')
  rmSync(target, { force: true })
  execFileSync(tool, [...parameters, corpusPath(relative), target], { stdio: 'ignore' })
  const raw = path.join(scratch, 'foreign.raw')
  rmSync(raw, { force: true })
  execFileSync('gdcmraw', ['-i', target, '-o', raw], { stdio: 'ignore' })
  const bytes = readFileSync(raw)
  const copy = new Uint8Array(like.byteLength)
  copy.set(bytes.subarray(0, like.byteLength))
  const pixels = like.slice()
  new Uint8Array(pixels.buffer).set(copy)
  return pixels
}

function largestDifference(a: PixelArray, b: PixelArray): number {
  if (a.length !== b.length) return Number.POSITIVE_INFINITY
  let largest = 0
  for (let index = 0; index < a.length; index += 1) largest = Math.max(largest, Math.abs((a[index] ?? 0) - (b[index] ?? 0)))
  return largest
}

const ct = (suffix: string): string => `transfer_syntaxes_ct/CTImage.dcm${suffix}`
const multi = (name: string): string => `transfer_syntaxes_multiframe/CT0012.${name}.dcm`
const xa = (name: string): string => `xa_rf/nema_xa1/XA1_${name}`

const losslessSets: readonly (readonly [string, string])[] = [
  ...[
    '_BigEndianExplicitTransferSyntax_1.2.840.10008.1.2.2.dcm', '_DeflatedExplicitVRLittleEndianTransferSyntax_1.2.840.10008.1.2.1.99.dcm',
    '_LittleEndianExplicitTransferSyntax_1.2.840.10008.1.2.1.dcm', '_LittleEndianImplicitTransferSyntax_1.2.840.10008.1.2.dcm',
    '_RLELosslessTransferSyntax_1.2.840.10008.1.2.5.dcm', '_JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57.dcm',
    '_JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70.dcm', '_JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80.dcm',
    '_JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90.dcm',
  ].map((suffix) => [ct(suffix), ct('')] as const),
  ...['fragmented_no_bot_jpeg_lossless.57', 'fragmented_no_bot_jpeg_lossless.70', 'fragmented_no_bot_jpeg_ls.80', 'not_fragmented_bot_jpeg_ls.80',
    'not_fragmented_bot_rle', 'not_fragmented_no_bot_jpeg_ls.80', 'not_fragmented_no_bot_rle'].map((name) => [multi(name), multi('explicit_little_endian')] as const),
  ...['J2KR', 'JLSL', 'JPLL', 'RLE'].map((name) => [xa(name), xa('UNC')] as const),
  ...['RLE', 'bigendian', 'expb', 'implicit', 'jp2klossless', 'jpeg_ls_lossless', 'padded'].map(
    (name) => [`pydicom_test_files/MR_small_${name}.dcm`, 'pydicom_test_files/MR_small.dcm'] as const),
  ['pydicom_test_files/SC_rgb_jpeg_gdcm.dcm', 'pydicom_test_files/SC_rgb_rle.dcm'],
  ['pydicom_test_files/SC_rgb_gdcm_KY.dcm', 'pydicom_test_files/SC_rgb_rle.dcm'],
  ['pydicom_test_files/rtdose_rle.dcm', 'pydicom_test_files/rtdose.dcm'],
  ['pydicom_test_files/rtdose_expb.dcm', 'pydicom_test_files/rtdose.dcm'],
]

describe.skipIf(corpusFolder === null)(`decoding real files${corpusNote}`, () => {
  it.each(losslessSets)('%s holds the same values as %s, bit for bit', async (encoded, reference) => {
    expect(largestDifference(await decodeFirst(encoded), await decodeFirst(reference))).toBe(0)
  })

  const lossy: readonly (readonly [string, string, number])[] = [
    [ct('_JPEG2000TransferSyntax_1.2.840.10008.1.2.4.91.dcm'), ct(''), 40],
    [ct('_JPEGLSLossyTransferSyntax_1.2.840.10008.1.2.4.81.dcm'), ct(''), 3],
    [xa('J2KI'), xa('UNC'), 120], [xa('JLSN'), xa('UNC'), 15], [xa('JPLY'), xa('UNC'), 220],
  ]
  it.each(lossy)('%s stays as near to %s as its loss allows (%i)', async (encoded, reference, tolerance) => {
    const difference = largestDifference(await decodeFirst(encoded), await decodeFirst(reference))
    expect(difference).toBeGreaterThan(0)
    expect(difference).toBeLessThanOrEqual(tolerance)
  })

  it('decodes every frame of a run of 96 and finds them different', async () => {
    const { image, frames } = await readCorpusImage('xa_rf/0002.DCM')
    const sums = new Set<number>()
    for (const frame of frames) {
      const decoded = await decoder.decode(frame, image)
      if (!decoded.ok) throw new Error(decoded.error.message)
      sums.add(Array.from(decoded.value.pixels).reduce((sum, value) => sum + value, 0))
    }
    expect(frames).toHaveLength(96)
    expect(sums.size).toBeGreaterThan(90)
  })

  // The foreign judges' own inverse transforms differ from ours in the last bit, never by more.
  const JPEG_TOLERANCE = 1
  const judged: readonly (readonly [string, string, readonly string[], number])[] = [
    [ct('_JPEGProcess1TransferSyntax_1.2.840.10008.1.2.4.50.dcm'), 'dcmdjpeg', [], JPEG_TOLERANCE],
    [ct('_JPEGProcess2_4TransferSyntax_1.2.840.10008.1.2.4.51.dcm'), 'dcmdjpeg', [], JPEG_TOLERANCE],
    [ct('_JPEGProcess6_8TransferSyntax_1.2.840.10008.1.2.4.53.dcm'), 'dcmdjpeg', [], JPEG_TOLERANCE],
    [ct('_JPEGProcess10_12TransferSyntax_1.2.840.10008.1.2.4.55.dcm'), 'dcmdjpeg', [], JPEG_TOLERANCE],
    [ct('_JPEGProcess14TransferSyntax_1.2.840.10008.1.2.4.57.dcm'), 'dcmdjpeg', [], 0],
    [ct('_JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70.dcm'), 'dcmdjpeg', [], 0],
    [xa('JPLL'), 'dcmdjpeg', [], 0], [xa('JPLY'), 'dcmdjpeg', [], JPEG_TOLERANCE],
    ['xa_rf/0002.DCM', 'dcmdjpeg', [], JPEG_TOLERANCE],
    ['pydicom_test_files/JPGExtended.dcm', 'dcmdjpeg', [], JPEG_TOLERANCE],
    ['pydicom_test_files/SC_rgb_dcmtk_+eb+cr.dcm', 'dcmdjpeg', [], JPEG_TOLERANCE],
    ['pydicom_test_files/SC_rgb_jpeg_gdcm.dcm', 'dcmdjpeg', [], 0],
    [ct('_JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80.dcm'), 'dcmdjpls', [], 0],
    [ct('_JPEGLSLossyTransferSyntax_1.2.840.10008.1.2.4.81.dcm'), 'dcmdjpls', [], 0],
    [xa('JLSL'), 'dcmdjpls', [], 0], [xa('JLSN'), 'dcmdjpls', [], 0],
    ['pydicom_test_files/JPEGLSNearLossless_08.dcm', 'dcmdjpls', [], 0],
    ['pydicom_test_files/JPEGLSNearLossless_16.dcm', 'dcmdjpls', [], 0],
    ['pydicom_test_files/SC_rgb_jls_lossy_line.dcm', 'dcmdjpls', ['--planar-restore'], 0],
    ['pydicom_test_files/SC_rgb_jls_lossy_sample.dcm', 'dcmdjpls', ['--planar-restore'], 0],
    [ct('_JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90.dcm'), 'gdcmconv', ['--raw'], 0],
    [ct('_JPEG2000TransferSyntax_1.2.840.10008.1.2.4.91.dcm'), 'gdcmconv', ['--raw'], 1],
    [xa('J2KR'), 'gdcmconv', ['--raw'], 0], [xa('J2KI'), 'gdcmconv', ['--raw'], 1],
    ['pydicom_test_files/JPEG2000.dcm', 'gdcmconv', ['--raw'], 1],
    ['pydicom_test_files/examples_jpeg2k.dcm', 'gdcmconv', ['--raw'], 0],
    [xa('RLE'), 'gdcmconv', ['--raw'], 0],
  ]
  for (const [relative, tool, parameters, tolerance] of judged) {
    const isThere = tool === 'gdcmconv' ? hasGdcm : hasDcmtk && hasGdcm
    it.skipIf(!isThere)(`${relative} is what ${tool} makes of it, to ${tolerance}${isThere ? '' : ' (skipped: DCMTK or GDCM is not installed)'}`, async () => {
      const ours = await decodeFirst(relative)
      expect(largestDifference(ours, foreignPixels(tool, parameters, relative, ours))).toBeLessThanOrEqual(tolerance)
    })
  }
})
