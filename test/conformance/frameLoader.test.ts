import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { LoadOutcome } from '#renderer/workers/frameLoader.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { chromiumPath, openFramePage, type FramePage, type StoredFrame } from '#test/bench/framePage.ts'
import type { PageResult } from '#test/bench/frameLoadPage/page.ts'
import { corpusFolder, corpusNote, describePixels, readCorpusImage } from '#test/builders/corpus.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'
import { describeSeries, uprightVolume } from '#test/builders/series.ts'

const STREAM = '/stream/library.frames'
const note = chromiumPath === null ? ' (skipped: no Chromium)' : ''
const large = describePixels({ rows: 512, columns: 512, modalityLut: null })
const hounsfield = { kind: 'linear' as const, slope: 1, intercept: -1024, type: 'HU' }
const image = describePixels({ rows: 4, columns: 4, modalityLut: hounsfield })
const volume = describeSeries([image, image, image], uprightVolume(4, 4, 3))
const sliceOf = (value: number): Uint8Array => new Uint8Array(new Uint16Array(16).fill(value).buffer)
const frame = (index: number, bytes: Uint8Array): StoredFrame => ({ frame: index, bytes })

describe.skipIf(chromiumPath === null).each([[true], [false]])(`loading frames in a real browser, memory shared: %s${note}`, (isolated) => {
  let browser: FramePage
  beforeAll(async () => { browser = await openFramePage({ isolated }) }, 120_000)
  afterAll(async () => { await browser.close() })

  const load = async (series: SeriesDescription, frames: readonly StoredFrame[], target = 'volume'): Promise<PageResult> => {
    browser.serveFrames(frames)
    return browser.page.evaluate(`loadSeries(${JSON.stringify(series)}, '${target}', '${STREAM}')`)
  }

  it('puts every slice in its place, whatever the order', async () => {
    const result = await load(volume, [frame(1, sliceOf(1025)), frame(2, sliceOf(1026)), frame(0, sliceOf(1024))])
    expect(result).toMatchObject({ isShared: isolated, checksum: 16 * (1 + 2), outcome: { loaded: 3, failed: [], fault: null, cancelled: false } })
  })

  it('shows a frame that never came as air, and says which', async () => {
    const result = await load(volume, [frame(1, sliceOf(1025)), frame(0, sliceOf(1024))])
    expect(result).toMatchObject({ checksum: 16 * (1 - 1024), outcome: { loaded: 2, failed: [{ frame: 2, reason: 'This frame has not arrived.' }] } })
  })

  it('says that a frame is too short and goes on', async () => {
    const result = await load(volume, [frame(1, new Uint8Array(3)), frame(2, sliceOf(1026)), frame(0, sliceOf(1024))])
    expect(result).toMatchObject({ outcome: { loaded: 2, failed: [{ frame: 1, reason: expect.stringContaining('3 bytes') }] } })
  })

  it('stops when it is cancelled', async () => {
    browser.serveFrames([])
    const outcome: LoadOutcome = await browser.page.evaluate(`cancelSeries(${JSON.stringify(volume)}, '${STREAM}')`)
    expect(outcome).toMatchObject({ cancelled: true, loaded: 0 })
  })

  it('reads and decodes nothing more while it rests, and the rest when it goes on', async () => {
    const many = describeSeries(Array.from({ length: 200 }, () => large), null)
    browser.serveFrames(Array.from({ length: 200 }, (_, index) => frame(index, new Uint8Array(large.rows * large.columns * 2))))
    const { atRest, later, atEnd } = await browser.page.evaluate<{ atRest: number; later: number; atEnd: number }>(`restSeries(${JSON.stringify(many)}, '${STREAM}')`)
    expect(later).toBe(atRest)
    expect(atRest).toBeLessThan(200)
    expect(atEnd).toBe(200)
  })

  it('says so when the stream is refused', async () => {
    const result: PageResult = await browser.page.evaluate(`loadSeries(${JSON.stringify(volume)}, 'volume', '/stream/nowhere')`)
    expect(result.outcome).toMatchObject({ loaded: 0, fault: expect.stringContaining('cannot be read') })
    expect(result.outcome.failed).toHaveLength(3)
  })

  const encodings = ['RLELosslessTransferSyntax_1.2.840.10008.1.2.5', 'JPEGProcess1TransferSyntax_1.2.840.10008.1.2.4.50', 'JPEGProcess10_12TransferSyntax_1.2.840.10008.1.2.4.55',
    'JPEGProcess14SV1TransferSyntax_1.2.840.10008.1.2.4.70', 'JPEGLSLosslessTransferSyntax_1.2.840.10008.1.2.4.80', 'JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90']
    .map((name) => `transfer_syntaxes_ct/CTImage.dcm_${name}.dcm`)
  it.skipIf(corpusFolder === null).each([...encodings, 'transfer_syntaxes_htj2k/HTJ2KLossless_08_RGB.dcm'])(`decodes %s to the values that Node gets${corpusNote}`, async (relative) => {
    const real = await readCorpusImage(relative)
    const bytes = real.frames[0] ?? new Uint8Array()
    const decoded = await createNodeDecoder().decode(bytes, real.image)
    if (!decoded.ok) throw new Error(decoded.error.message)
    const once = Array.from(decoded.value.pixels).reduce((sum, value) => sum + value, 0)
    const result = await load(describeSeries([real.image, real.image, real.image], null), [frame(0, bytes), frame(1, bytes), frame(2, bytes)], 'stored')
    expect(result).toMatchObject({ checksum: once * 3, outcome: { loaded: 3, failed: [] } })
  })

  it.skipIf(corpusFolder === null)(`reports broken frames among good ones${corpusNote}`, async () => {
    const real = await readCorpusImage(encodings[5] ?? '')
    const bytes = real.frames[0] ?? new Uint8Array()
    const frames = [frame(0, bytes), frame(1, bytes.subarray(0, 5000)), frame(2, bytes)]
    const result = await load(describeSeries([real.image, real.image, real.image], null), frames, 'stored')
    expect(result).toMatchObject({ outcome: { loaded: 2, failed: [{ frame: 1, reason: expect.stringContaining('cut short') }], fault: null } })
  })
})
