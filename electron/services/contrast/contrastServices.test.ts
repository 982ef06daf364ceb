import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { corpusFolder, corpusNote, describePixels, readCorpusImage } from '#test/builders/corpus.ts'
import { createMemorySource } from '#test/builders/memorySource.ts'
import { createNodeDecoder } from '#test/builders/nodeCodecs.ts'
import { describeSeries, uprightVolume } from '#test/builders/series.ts'
import type { ImageDescription, MaskItem } from '#shared/dicom/imageDescription.ts'
import { createContrastServices } from './contrastServices.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'axis-contrast-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newPath = (): string => path.join(folder, `${(files += 1)}.raw`)
const floats = (file: string): number[] => {
  const bytes = readFileSync(file)
  return [...new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))]
}

const decoder = createNodeDecoder()
const avgSub: MaskItem = { operation: 'AVG_SUB', applicableFrameRanges: [[3, 4]], maskFrameNumbers: [1, 2], contrastFrameAveraging: null, subPixelShift: null, tidOffset: null }
const image = describePixels({ rows: 1, columns: 2, frames: 4, pixelIntensityRelationship: 'LIN', masks: [avgSub] })
const bytesOf = (...values: number[]): Uint8Array => new Uint8Array(Uint16Array.from(values).buffer)
const frames = [bytesOf(100, 400), bytesOf(400, 400), bytesOf(100, 400), bytesOf(50, 200)]

function service(given: ImageDescription = image, mayWrite = true) {
  const source = createMemorySource(describeSeries([given], null), frames, decoder)
  const access = { mayRead: () => true, mayWrite: () => mayWrite }
  return createContrastServices({ ports: { dataDirectory: '', access }, source })['contrast.subtract']
}

describe('contrast.subtract', () => {
  it('subtracts the mean of the logarithms of the chosen masks; contrast is positive', async () => {
    const file = newPath()
    const reply = await service()({ seriesUid: '1.2.3.4', frame: 3, maskFrames: [0, 1], path: file })
    expect(reply).toMatchObject({ ok: true, value: { rows: 1, columns: 2, maskFrames: [0, 1], shiftPx: [0, 0], space: 'log', note: '' } })
    const [first, second] = floats(file)
    expect(first).toBeCloseTo(Math.log(200 / 50), 5)
    expect(second).toBeCloseTo(Math.log(400 / 200), 5)
  })

  it('goes by the header where no mask is named', async () => {
    const file = newPath()
    const reply = await service()({ seriesUid: '1.2.3.4', frame: 2, path: file })
    expect(reply).toMatchObject({ ok: true, value: { maskFrames: [0, 1], note: 'By the header: AVG_SUB.' } })
    expect(floats(file)[0]).toBeCloseTo(Math.log(200 / 100), 5)
  })

  it('takes the shift of the header, and the caller’s before it', async () => {
    const shifted = { ...image, masks: [{ ...avgSub, subPixelShift: [0, 1] as [number, number] }] }
    const [fromHeader, fromCaller] = [newPath(), newPath()]
    await service(shifted)({ seriesUid: '1.2.3.4', frame: 2, path: fromHeader })
    expect(floats(fromHeader)[1]).toBeCloseTo(Math.log(200 / 400), 5)
    const reply = await service(shifted)({ seriesUid: '1.2.3.4', frame: 2, shiftPx: [0, 0.5], path: fromCaller })
    expect(reply).toMatchObject({ ok: true, value: { shiftPx: [0, 0.5] } })
    expect(floats(fromCaller)[1]).toBeCloseTo((Math.log(200) + Math.log(400)) / 2 - Math.log(400), 5)
  })

  it('averages contrast frames where the header asks for it', async () => {
    const file = newPath()
    await service({ ...image, masks: [{ ...avgSub, contrastFrameAveraging: 2 }] })({ seriesUid: '1.2.3.4', frame: 2, path: file })
    expect(floats(file)[0]).toBeCloseTo(Math.log(200) - (Math.log(100) + Math.log(50)) / 2, 5)
  })

  const refusals: readonly (readonly [string, string, ImageDescription, Partial<Parameters<ReturnType<typeof service>>[0]>])[] = [
    ['a frame to which no recipe applies', 'NO_RECIPE', image, { frame: 0 }],
    ['a header without recipe', 'NO_RECIPE', { ...image, masks: [] }, {}],
    ['a frame that is not there', 'NO_SUCH_FRAME', image, { frame: 9 }],
    ['a mask frame that is not there', 'NO_SUCH_FRAME', image, { maskFrames: [9] }],
    ['an unknown series', 'UNKNOWN_SERIES', image, { seriesUid: '9.9' }],
    ['colour', 'NOT_A_PROJECTION', { ...image, pixel: { ...image.pixel, samplesPerPixel: 3, photometricInterpretation: 'RGB' } }, { maskFrames: [0] }],
    ['frames that end too soon', 'CANNOT_DECODE', { ...image, columns: 5 }, { maskFrames: [0] }],
  ]
  it.each(refusals)('refuses %s with %s and writes nothing', async (_name, code, given, fields) => {
    const file = newPath()
    expect(await service(given)({ seriesUid: '1.2.3.4', frame: 2, path: file, ...fields })).toMatchObject({ ok: false, error: { code } })
    expect(() => readFileSync(file)).toThrow()
  })

  it('refuses to overwrite, and leaves the file as it was', async () => {
    const file = newPath()
    writeFileSync(file, 'mine')
    expect(await service()({ seriesUid: '1.2.3.4', frame: 2, path: file })).toMatchObject({ ok: false, error: { code: 'WRITE_FAILED' } })
    expect(readFileSync(file, 'utf8')).toBe('mine')
  })

  it('says where the disk is at fault, and takes no mistake of ours for a full folder', async () => {
    expect(await service()({ seriesUid: '1.2.3.4', frame: 2, path: path.join(folder, 'none', 'result.raw') })).toMatchObject({ ok: false, error: { code: 'WRITE_FAILED' } })
    await expect(service()({ seriesUid: '1.2.3.4', frame: 2, path: '\0' })).rejects.toThrow()
  })

  it('refuses a path that may not be written', async () => {
    expect(await service(image, false)({ seriesUid: '1.2.3.4', frame: 2, path: newPath() })).toMatchObject({ ok: false, error: { code: 'NOT_PERMITTED' } })
  })

  it('refuses frames of another size', async () => {
    const series = describeSeries([{ ...image, frames: 1 }, { ...image, frames: 1, columns: 1 }], null)
    const source = createMemorySource(series, frames, decoder)
    const subtract = createContrastServices({ ports: { dataDirectory: '', access: { mayRead: () => true, mayWrite: () => true } }, source })['contrast.subtract']
    expect(await subtract({ seriesUid: '1.2.3.4', frame: 0, maskFrames: [1], path: newPath() })).toMatchObject({ ok: false, error: { code: 'MIXED_SIZE' } })
  })

  it('counts the header’s frames within their own run', async () => {
    const single = { ...image, frames: 2, masks: [{ ...avgSub, operation: 'TID' as const, applicableFrameRanges: [], maskFrameNumbers: [] }] }
    const source = createMemorySource(describeSeries([single, single], null), frames, decoder)
    const subtract = createContrastServices({ ports: { dataDirectory: '', access: { mayRead: () => true, mayWrite: () => true } }, source })['contrast.subtract']
    expect(await subtract({ seriesUid: '1.2.3.4', frame: 3, path: newPath() })).toMatchObject({ ok: true, value: { maskFrames: [2] } })
    expect(await subtract({ seriesUid: '1.2.3.4', frame: 2, path: newPath() })).toMatchObject({ ok: false, error: { code: 'NO_RECIPE' } })
  })

  it.skipIf(corpusFolder === null)(`makes of a real angiography what its header says${corpusNote}`, async () => {
    const real = await readCorpusImage('xa_rf/XA0002_DSA_AVGSUB_TID.dcm')
    const masks: MaskItem[] = [{ ...avgSub, applicableFrameRanges: [[9, 96]], maskFrameNumbers: [1, 2, 3, 4, 5, 6, 7, 8], subPixelShift: [0, 0] }]
    const given: ImageDescription = { ...real.image, pixelIntensityRelationship: 'LIN', masks }
    const source = createMemorySource(describeSeries([given], null), real.frames, decoder)
    const subtract = createContrastServices({ ports: { dataDirectory: '', access: { mayRead: () => true, mayWrite: () => true } }, source })['contrast.subtract']
    const file = newPath()
    expect(await subtract({ seriesUid: '1.2.3.4', frame: 40, path: file })).toMatchObject({ ok: true, value: { rows: 512, columns: 512, maskFrames: [0, 1, 2, 3, 4, 5, 6, 7], space: 'log' } })
    const result = floats(file)
    const pixels = await Promise.all([0, 1, 2, 3, 4, 5, 6, 7, 40].map(async (frame) => {
      const decoded = await decoder.decode(real.frames[frame] ?? new Uint8Array(), given)
      if (!decoded.ok) throw new Error(decoded.error.message)
      return decoded.value.pixels
    }))
    const log = (frame: number, at: number): number => Math.log(Math.max(1, pixels[frame]?.[at] ?? 0))
    for (const at of [0, 70_000, 131_328, 200_001]) {
      const mask = [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, frame) => sum + log(frame, at), 0) / 8
      expect(result[at]).toBeCloseTo(mask - log(8, at), 4)
    }
  })

  it('does not subtract slices', async () => {
    const series = describeSeries([{ ...image, frames: 1 }], uprightVolume(2, 1, 1))
    const withPlane = { ...series, frames: series.frames.map((frame) => ({ ...frame, plane: { positionLpsMm: [0, 0, 0] as [number, number, number], rowDirectionLps: [1, 0, 0] as [number, number, number], columnDirectionLps: [0, 1, 0] as [number, number, number], rowSpacingMm: 1, columnSpacingMm: 1 } })) }
    const source = createMemorySource(withPlane, frames, decoder)
    const subtract = createContrastServices({ ports: { dataDirectory: '', access: { mayRead: () => true, mayWrite: () => true } }, source })['contrast.subtract']
    expect(await subtract({ seriesUid: '1.2.3.4', frame: 0, maskFrames: [0], path: newPath() })).toMatchObject({ ok: false, error: { code: 'NOT_A_PROJECTION' } })
  })
})
