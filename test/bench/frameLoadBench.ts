import { corpusFolder, describePixels, readCorpusImage } from '#test/builders/corpus.ts'
import { describeSeries, uprightVolume } from '#test/builders/series.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import type { PageResult } from './frameLoadPage/page.ts'
import { openFramePage, type FramePage, type StoredFrame } from './framePage.ts'

const SLICES = 600
const SIZE = 512
const MEGABYTE = 1024 * 1024

type Loaded = PageResult & { readonly peakBytes: number }

async function load(browser: FramePage, description: SeriesDescription, frames: readonly StoredFrame[]): Promise<Loaded> {
  browser.serveFrames(frames)
  await browser.page.goto(browser.url)
  const before = browser.rendererBytes()
  let peak = before
  const watch = setInterval(() => { peak = Math.max(peak, browser.rendererBytes()) }, 100)
  const expression = `loadSeries(${JSON.stringify(description)}, 'volume', '/stream/library.frames')`
  const result: PageResult = await browser.page.evaluate(expression)
  clearInterval(watch)
  return { ...result, peakBytes: Math.max(peak, browser.rendererBytes()) - before }
}

const middleFirst = (count: number): number[] => Array.from({ length: count }, (_, index) => {
  const step = Math.ceil(index / 2)
  return (count >> 1) + (index % 2 === 0 ? step : -step)
}).map((frame) => (frame + count) % count)

const slice = new Int16Array(SIZE * SIZE).map((_, at) => (at * 31) % 3000)
const bytes = new Uint8Array(slice.buffer)
const image = describePixels({ rows: SIZE, columns: SIZE, pixel: { bitsStored: 12, highBit: 11 }, modalityLut: { kind: 'linear', slope: 1, intercept: -1024, type: 'HU' } })
const volume = describeSeries(Array.from({ length: SLICES }, () => image), uprightVolume(SIZE, SIZE, SLICES))
const expected = slice.reduce((sum, value) => sum + value - 1024, 0) * SLICES

const browser = await openFramePage({ isolated: true })
const runs: Loaded[] = []
for (let run = 0; run < 3; run += 1) runs.push(await load(browser, volume, middleFirst(SLICES).map((frame) => ({ frame, bytes }))))
for (const run of runs) {
  if (run.checksum !== expected || run.outcome.loaded !== SLICES || !run.isShared) throw new Error(`The volume is not what was sent: ${run.checksum} for ${expected}`)
}
const [best] = runs.toSorted((a, b) => a.completeMs - b.completeMs)
if (best === undefined) throw new Error('No run')
const rows: { work: string; ours: number; unit: string; target: number | null; other: null; note?: string }[] = [
  { work: '600 slices of 512², request to complete volume', ours: best.completeMs, unit: 'ms', target: 2500, other: null, note: `of ${runs.length}: ${runs.map((run) => run.completeMs.toFixed(0)).join(', ')}` },
  { work: '600 slices of 512², first slice', ours: best.firstMs, unit: 'ms', target: 300, other: null },
  { work: '600 slices of 512², peak memory by pixels', ours: Math.min(...runs.map((run) => run.peakBytes)) / (slice.byteLength * SLICES), unit: '×', target: 1.5, other: null, note: `${(best.peakBytes / MEGABYTE).toFixed(0)} MB in the renderer` },
]
if (corpusFolder !== null) {
  const j2k = await readCorpusImage('transfer_syntaxes_ct/CTImage.dcm_JPEG2000LosslessOnlyTransferSyntax_1.2.840.10008.1.2.4.90.dcm')
  const count = 100
  const encoded = describeSeries(Array.from({ length: count }, () => ({ ...j2k.image, modalityLut: { kind: 'linear' as const, slope: 1, intercept: -1024, type: 'HU' } })), uprightVolume(SIZE, SIZE, count))
  const loaded = await load(browser, encoded, middleFirst(count).map((frame) => ({ frame, bytes: j2k.frames[0] ?? new Uint8Array() })))
  if (loaded.outcome.failed.length > 0) throw new Error(loaded.outcome.failed[0]?.reason ?? 'failed')
  rows.push({ work: '100 slices of 512² in JPEG 2000', ours: loaded.completeMs, unit: 'ms', target: null, other: null, note: 'a real slice, every worker decoding' })
}
await browser.close()
console.log(JSON.stringify({ bench: 'frameLoad', rows }))
