import { existsSync, globSync } from 'node:fs'
import { decode } from 'fast-png'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { Socket } from 'node:net'
import { readInstalledCodec, readInstalledTextModel, sourcePixelWorkerUrl } from '#electron/hosts/sourceTree.ts'
import type { PixelObject } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { pixelSeriesOfFiles } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import { findText } from '#electron/services/teaching/pixels/text/findText.ts'
import { findTextIn, thorough, type Strictness } from '#electron/services/teaching/pixels/text/pictureText.ts'
import { placesLikeText } from '#electron/services/teaching/pixels/text/placesLikeText.ts'
import { greyShades } from '#electron/services/teaching/pixels/text/shades.ts'
import { createTextReader } from '#electron/services/teaching/pixels/text/textReader.ts'
import { createPixelWork } from '#electron/services/teaching/pixels/thread/createPixelWork.ts'
import { sheetOfCopy } from '#electron/services/teaching/pixels/sheet/pictureSheet.ts'
import { drawSheet } from '#electron/services/teaching/pixels/sheet/drawSheet.ts'
import { arrangeTiles, cornersOf, enlargedParts, pagesOfTiles, tileOf, type Tile } from '#electron/services/teaching/pixels/sheet/tiles.ts'
import { burnedHeights, burnText, coveredShare, readBackgrounds, seededRandom, type Background } from '#test/builders/burnedPictures.ts'
import { burnIn, letter } from '#test/builders/burnedText.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'
import { describePixels } from '#test/builders/corpus.ts'

const hasCases = existsSync('sample-dicom/cases/manifest.json')
const reader = createTextReader(readInstalledTextModel)

describe.runIf(hasCases)('text burned into sample pictures', () => {
  let backgrounds: readonly Background[] = []
  beforeAll(async () => { backgrounds = await readBackgrounds() }, 60_000)

  /** The picture that a seed makes as its so-manieth. */
  function madeBy(seed: number, wanted: number): { readonly on: Background; readonly burned: NonNullable<ReturnType<typeof burnText>> } {
    const random = seededRandom(seed)
    for (let made = 0; ;) {
      const on = backgrounds[Math.floor(random() * backgrounds.length)]
      const burned = on === undefined ? null : burnText(on, random, burnedHeights[made % burnedHeights.length] ?? NaN)
      if (on === undefined || burned === null) continue
      made += 1
      if (made === wanted) return { on, burned }
    }
  }

  it.each([[8, '14:32:07'], [64, 'DOB 03.12.61'], [51, 'MRN: 00733418']])('faint letters over bone, and a line that bone has torn apart, are found whole: picture %i, %s', async (wanted, words) => {
    const { on, burned } = madeBy(901, wanted)
    const picture = { ...on, values: burned.values }
    const share = async (strictness: Strictness) => coveredShare(burned.text, (await findTextIn(greyShades(picture), reader, strictness)).map(({ box }) => box))
    expect(burned.text.words).toBe(words)
    expect(await share({ ...thorough, passes: thorough.passes.slice(0, 1) })).toBeLessThan(0.98)
    expect(await share(thorough)).toBeGreaterThanOrEqual(0.98)
  }, 30_000)

  it.each([[904, 171, 'F 064Y'], [905, 51, 'Jane Doe'], [905, 58, 'A-2291/7'], [908, 17, 'DOE^JANE'], [911, 172, 'F 064Y']])('faint small letters that nothing could read are among the places shown enlarged: picture %i %i, %s', (seed, wanted, words) => {
    const { on, burned } = madeBy(seed, wanted)
    const picture = { ...on, values: burned.values }
    const [most] = placesLikeText(greyShades(picture), sheetOfCopy.places / 2).map(({ box }) => ({ box, share: coveredShare(burned.text, [box]) })).sort((a, b) => b.share - a.share)
    expect(burned.text.words).toBe(words)
    expect(most?.share).toBeGreaterThanOrEqual(0.8)
    expect(most?.box.columns).toBeLessThan(on.columns / 2)
  }, 30_000)

  it('no box lies on the middle of a picture without text', async () => {
    for (const background of backgrounds.slice(0, 12)) {
      const boxes = (await findTextIn(greyShades(background), reader, thorough)).map(({ box }) => box)
      const onMiddle = boxes.filter((box) => box.column + box.columns > background.columns / 4 && box.column < 0.75 * background.columns && box.row + box.rows > background.rows / 4 && box.row < 0.75 * background.rows)
      expect(onMiddle).toEqual([])
    }
  }, 60_000)
})

describe.runIf(hasCases)('60 slices of a CT', () => {
  it('names that stand in one slice only, in its corner or over bone, are found', async () => {
    const { series, close } = pixelSeriesOfFiles(globSync('sample-dicom/cases/f-ct-guided/delayed/*.dcm').sort())
    const decoder = createNodeDecoder()
    const burned = new Map([[20, { words: 'KOWALSKI, JAN', column: 6, row: 5 }], [33, { words: 'MILLER ANNA', column: 150, row: 190 }]])
    const objects = await Promise.all((series[0]?.objects ?? []).slice(0, 60).map(async (object, n): Promise<PixelObject> => {
      const decoded = await decoder.decode(await object.frameBytes(0) ?? new Uint8Array(0), object.image)
      if (!decoded.ok) throw new Error(decoded.error.message)
      const pixels = Uint16Array.from(decoded.value.pixels)
      const text = burned.get(n)
      if (text !== undefined) burnIn(pixels, object.image.columns, { lettering: letter(text.words, 'sans', 14), column: text.column, row: text.row, value: 3000, opacity: 1 })
      return { ...object, image: { ...object.image, transferSyntaxUid: '1.2.840.10008.1.2.1' }, frameBytes: async () => new Uint8Array(pixels.slice().buffer) }
    }))
    await close()
    const found = await findText({ seriesUid: '1.2', objects }, { decoder, reader, isCalledOff: () => false, onProgress: () => undefined })
    if (!found.ok) throw new Error(found.error.message)
    for (const [n, { words, column, row }] of burned) {
      const text = { words, height: 14, typeface: 'sans', opacity: 1, polarity: 'bright', column, row, lettering: letter(words, 'sans', 14) } as const
      const boxes = found.value.boxes.filter(({ sopInstanceUid }) => sopInstanceUid === null || sopInstanceUid === objects[n]?.sopInstanceUid)
      expect(coveredShare({ ...text, seen: Uint8Array.from(text.lettering.coverage, (share) => (share >= 0.25 ? 1 : 0)) }, boxes), words).toBeGreaterThan(0.98)
    }
  }, 60_000)
})

/** A run of noise over a slow wave, with a name that stays and a clock that moves. */
function run(frames: number): PixelObject {
  const columns = 256, rows = 256
  const image = describePixels({ rows, columns, frames, pixel: { bitsStored: 12, highBit: 11 } })
  return {
    sopInstanceUid: '1.2.3', image, modality: 'XA', planes: [], textAreas: [],
    frameBytes: async (frame) => {
      const random = seededRandom(frame + 1)
      const pixels = Uint16Array.from({ length: columns * rows }, (_, at) => 900 + 500 * Math.sin(at / 9000 + frame / 5) + 160 * (random() - 0.5))
      burnIn(pixels, columns, { lettering: letter('MILLER, ANNA', 'sans', 10), column: 9, row: 7, value: 2400, opacity: 0.6 })
      return new Uint8Array(pixels.buffer)
    },
  }
}

describe('the pixel thread', () => {
  it('finds the text of a run, covers it in every frame, and asks the network for nothing', async () => {
    const connect = vi.spyOn(Socket.prototype, 'connect')
    const work = createPixelWork({ pixelWorkerUrl: sourcePixelWorkerUrl, readCodec: readInstalledCodec, readTextModel: readInstalledTextModel })
    const progress: number[] = []
    const object = run(12)
    const finding = await work.findBurnedInText({ seriesUid: '1.2', objects: [object] }, { onProgress: (done) => { progress.push(done) } })
    if (!finding.ok) throw new Error(finding.error.message)
    expect(finding.value.boxes.map(({ words, frames }) => [words, frames])).toEqual([[expect.stringMatching(/MILLER.*ANNA/), null]])
    expect(progress.at(-1)).toBe(12)
    const cleaned = await work.cleanPixels(object, { boxes: finding.value.boxes, removed: null })
    if (!cleaned.ok) throw new Error(cleaned.error.message)
    for (const frame of cleaned.value.frames) expect(new Uint16Array(frame.buffer)[12 * 256 + 14]).toBe(0)
    const sheet = await work.pictureSheet({ seriesUid: '1.2', objects: [object] }, { frames: 6, cornersEvery: 4, places: 4 })
    expect(sheet.ok && sheet.value.pages.map(({ shows }) => shows)).toEqual(['overTime', 'frames', 'places', 'corners'])
    expect(connect).not.toHaveBeenCalled()
    await work.close()
  }, 60_000)

  it('stops between two frames when it is called off', async () => {
    const work = createPixelWork({ pixelWorkerUrl: sourcePixelWorkerUrl, readCodec: readInstalledCodec, readTextModel: readInstalledTextModel })
    const calledOff = new AbortController()
    const finding = await work.findBurnedInText({ seriesUid: '1.2', objects: [run(500)] }, { signal: calledOff.signal, onProgress: (done) => { if (done === 2) calledOff.abort() } })
    expect(!finding.ok && finding.error.code).toBe('CANCELLED')
    await work.close()
  }, 60_000)
})

describe('coloured pictures', () => {
  it.each([['red on white', [255, 0, 0], [255, 255, 255]], ['green on red, as strong', [0, 255, 0], [255, 0, 0]], ['blue on black', [0, 0, 255], [0, 0, 0]]] as const)('letters in %s are found, and seen on the sheet', async (_name, ink, ground) => {
    const columns = 256, rows = 128
    const lettering = letter('MILLER, ANNA', 'sans', 14)
    const planes = ink.map((value, sample) => {
      const plane = new Uint16Array(columns * rows).fill(ground[sample] ?? NaN)
      burnIn(plane, columns, { lettering, column: 60, row: 50, value, opacity: 1 })
      return plane
    })
    const pixels = Uint8Array.from({ length: 3 * columns * rows }, (_, at) => planes[at % 3]?.[Math.floor(at / 3)] ?? NaN)
    const image = describePixels({ rows, columns, pixel: { samplesPerPixel: 3, photometricInterpretation: 'RGB', bitsAllocated: 8, bitsStored: 8, highBit: 7 } })
    const object: PixelObject = { sopInstanceUid: '1.2.3', image, modality: 'OT', planes: [], textAreas: [], frameBytes: async () => pixels }
    const steps = { decoder: createNodeDecoder(), isCalledOff: () => false, onProgress: () => undefined }
    const found = await findText({ seriesUid: '1.2', objects: [object] }, { ...steps, reader })
    expect(found.ok && found.value.boxes.map(({ words }) => words)).toEqual([expect.stringMatching(/MILLER.*ANNA/)])
    const sheet = await drawSheet({ seriesUid: '1.2', objects: [object] }, sheetOfCopy, steps)
    if (!sheet.ok) throw new Error(sheet.error.message)
    const page = decode(sheet.value.pages.find(({ shows }) => shows === 'frames')?.png ?? new Uint8Array(0))
    const seen = [...page.data]
    // Numbers are 235 on 60.
    expect(seen.filter((value) => value > 250).length).toBeGreaterThan(500)
    expect(seen.filter((value) => value < 5).length).toBeGreaterThan(500)
  }, 30_000)
})

it('the corner tiles of the sheet hold whatever lies within a fifth of the border’s corners', () => {
  const values = new Float32Array(100 * 60)
  for (const [at, value] of [[0, 1], [99, 2], [59 * 100, 3], [59 * 100 + 99, 4]] as const) values[at] = value
  expect(cornersOf({ columns: 100, rows: 60, values }).map((corner) => Math.max(...corner.values))).toEqual([1, 2, 3, 4])
})

it.each([[300, 1], [440, 1], [512, 2], [1024, 4], [2048, 9]])('a picture of %i columns is shown twice as large in %i parts, and any line of a quarter of a window lies whole in one', (columns, parts) => {
  const values = Float32Array.from({ length: columns * 2 }, (_, at) => at % columns)
  const pictures = enlargedParts({ columns, rows: 2, values }, { columns: 880, times: 2 })
  expect(pictures.map(({ columns: across, rows }) => [across, rows])).toEqual(Array.from({ length: parts }, () => [2 * Math.min(columns, 440), 4]))
})

it('the pages of the sheet show frames pixel for pixel, in their order, and none is taller than it may be unless one frame is', () => {
  const tile = (columns: number, rows: number, number: number): Tile => tileOf({ columns, rows, grey: new Uint8Array(columns * rows) }, number)
  const pages = pagesOfTiles([tile(1024, 1024, 1), tile(1024, 1024, 2), tile(512, 512, 3), tile(512, 512, 4), tile(512, 512, 5), tile(2000, 3000, 6)], 1600, 2200)
  expect(pages.map((page) => page.map(({ number }) => number))).toEqual([[1, 2, 3], [4, 5], [6]])
  expect(pages.slice(0, 2).map((page) => arrangeTiles(page, 1600).rows <= 2200)).toEqual([true, true])
})
