import { globSync } from 'node:fs'
import { afterAll, describe, expect, it } from 'vitest'
import { readInstalledCodec, readInstalledTextModel, sourcePixelWorkerUrl } from '#electron/hosts/sourceTree.ts'
import type { RemovedPixels } from '#electron/services/teaching/pixels/cleanedPixels.ts'
import type { PixelObject } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { pixelSeriesOfFiles } from '#electron/services/teaching/pixels/pixelSeriesOfFiles.ts'
import { createPixelWork } from '#electron/services/teaching/pixels/thread/createPixelWork.ts'
import { deidentifyOptions } from '#shared/teaching/deidentification/options.ts'
import { casesNote, hasCases } from '#test/builders/cases.ts'
import { faceOfSeries, type SeriesFace } from './faceOfSeries.ts'

const job = { tell: () => undefined, signal: new AbortController().signal }
/** The joint of the sample case, from its truth. */
const JOINT = [-16.2, 0, 0] as const

type Place = readonly [x: number, y: number, z: number]
function removedPlaces({ image, planes }: PixelObject, { frames }: RemovedPixels): readonly Place[] {
  const plane = planes[0]
  const runs = frames[0] ?? new Uint32Array(0)
  if (plane === null || plane === undefined) throw new Error('A slice lies somewhere')
  const { positionLpsMm: o, rowDirectionLps: across, columnDirectionLps: down } = plane
  const places: Place[] = []
  for (let n = 0; n < runs.length; n += 2) for (let at = runs[n] ?? NaN; at < (runs[n + 1] ?? NaN); at += 1) {
    const a = (at % image.columns) * (plane.columnSpacingMm ?? NaN), b = Math.floor(at / image.columns) * (plane.rowSpacingMm ?? NaN)
    places.push([o[0] + a * across[0] + b * down[0], o[1] + a * across[1] + b * down[1], o[2] + a * across[2] + b * down[2]])
  }
  return places
}

describe.runIf(hasCases)(`the face in the longest series of a CT-guided sample case${casesNote}`, () => {
  const pixels = createPixelWork({ pixelWorkerUrl: sourcePixelWorkerUrl, readCodec: readInstalledCodec, readTextModel: readInstalledTextModel })
  const { series: all, close } = pixelSeriesOfFiles(hasCases ? globSync('sample-dicom/cases/f-ct-guided/*/*.dcm').sort() : [])
  const series = all.toSorted((a, b) => b.objects.length - a.objects.length)[0] ?? { seriesUid: '', objects: [] }
  afterAll(async () => { await pixels.close(); await close() })
  const faceWith = async (recognizableFeatures: 'crop' | 'deface' | 'keep', keptExtent: { readonly fromLpsZMm: number; readonly toLpsZMm: number } | null = null): Promise<SeriesFace> => {
    const face = await faceOfSeries(series, deidentifyOptions.parse({ recognizableFeatures, keptExtent }), JOINT[2], 'a copy', pixels, job)
    if (!face.ok) throw new Error(face.error.message)
    return face.value
  }

  it('C0 to C3 stays without the lips and the chin that lie before it, and nothing near the joint is touched', async () => {
    const face = await faceWith('crop')
    const kept = series.objects.filter(({ sopInstanceUid }) => face.keeps(sopInstanceUid))
    expect([kept.length, face.isHidden]).toEqual([75, true])
    expect(face.words).toMatch(/^Cut to 75 mm.* The face was taken away over \d+ mm/)
    const gone = kept.flatMap((object) => removedPlaces(object, face.removed(object.sopInstanceUid) ?? { frames: [], value: 0 }))
    expect(gone.length).toBeGreaterThan(10_000)
    expect(gone.reduce((nearest, [x, y, z]) => Math.min(nearest, Math.hypot(x - JOINT[0], y - JOINT[1], z - JOINT[2])), Infinity)).toBeGreaterThan(40)
    for (const object of series.objects) if (!face.keeps(object.sopInstanceUid)) expect(face.removed(object.sopInstanceUid)).toBeNull()
  }, 60_000)

  it('stays where the educator keeps it, and is not called hidden', async () => {
    const face = await faceWith('keep')
    expect([face.isHidden, series.objects.every(({ sopInstanceUid }) => face.keeps(sopInstanceUid) && face.removed(sopInstanceUid) === null)]).toEqual([false, true])
  }, 60_000)

  it('leaves out an image that lies apart, and does not pass where slices do not say where they lie', async () => {
    const [first] = series.objects
    if (first === undefined) throw new Error('The series has slices.')
    const apart = { ...first, sopInstanceUid: '1.2.3.9', planes: [null] }
    const defaced = await faceOfSeries({ ...series, objects: [...series.objects, apart] }, deidentifyOptions.parse({ recognizableFeatures: 'deface' }), null, 'a copy', pixels, job)
    if (!defaced.ok) throw new Error(defaced.error.message)
    expect([defaced.value.isHidden, defaced.value.keeps(first.sopInstanceUid), defaced.value.keeps('1.2.3.9')]).toEqual([true, true, false])
    const nowhere = { ...series, objects: series.objects.map((object) => ({ ...object, planes: [null] })) }
    expect(await faceOfSeries(nowhere, deidentifyOptions.parse({}), JOINT[2], 'a copy', pixels, job)).toMatchObject({ ok: true, value: { isHidden: false, words: expect.stringContaining('do not say where they lie') } })
  }, 60_000)

  it('is not called hidden in a modality in which no skin can be measured', async () => {
    const other = { ...series, objects: series.objects.map((object) => ({ ...object, modality: 'MR' })) }
    const face = await faceOfSeries(other, deidentifyOptions.parse({}), JOINT[2], 'a copy', pixels, job)
    expect(face).toMatchObject({ ok: true, value: { isHidden: false, words: expect.stringMatching(/MR.*Leave the series out/) } })
  })
})
