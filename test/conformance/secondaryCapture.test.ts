import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import dicomParser from 'dicom-parser'
import { encode } from 'fast-png'
import { afterEach, describe, expect, it } from 'vitest'
import { uuidToUid } from '#shared/reporting/uuidUid.ts'
import { buildImageDescription } from '#test/builders/imageDescription.ts'
import { buildPng } from '#test/builders/png.ts'
import { buildKeyImage, openRecordBench, type RecordBench } from '#test/builders/record.ts'
import { buildSeriesSummary } from '#test/builders/seriesSummary.ts'
import { has, withTool } from '#test/builders/tools.ts'


let bench: RecordBench | null = null
afterEach(async () => {
  await bench?.remove()
  bench = null
})

/** What dciodvfy says, line by line; it speaks on both channels. */
function validate(file: string): readonly string[] {
  const { stdout, stderr } = spawnSync('dciodvfy', [file], { encoding: 'utf8' })
  return `${stdout}${stderr}`.split('\n')
}

type Differences = Parameters<typeof buildKeyImage>[1]
type Exported = { readonly file: string; readonly bytes: Uint8Array; readonly sopInstanceUid: string }

async function exportCapture(png: Uint8Array, keyImage: Differences = {}, series: Parameters<typeof buildSeriesSummary>[0] = {}, side: 'LEFT' | 'RIGHT' = 'LEFT', lossy: boolean | null = null): Promise<Exported> {
  const image = buildImageDescription()
  const imagesOf = lossy === null ? {} : { '1.2.3.1': [{ ...image, pixel: { ...image.pixel, lossy } }] }
  bench = await openRecordBench({ series: [buildSeriesSummary(series)], imagesOf })
  const created = await bench.services['record.create']({ seriesUid: '1.2.3.1', side, level: 'C1-2' })
  if (!created.ok) throw new Error(created.error.message)
  const { recordId } = created.value
  await bench.services['record.append']({ recordId, event: buildKeyImage({ blobId: bench.putBlob(png) }, { side, ...keyImage }), actor: 'Dr B. Weber' })
  const exported = await bench.services['record.export']({ recordId, directory: path.join(bench.directory, 'out') })
  const capture = exported.ok ? exported.value.files.find(({ kind }) => kind === 'SC') : undefined
  if (capture?.sopInstanceUid === undefined) throw new Error('nothing was exported')
  return { file: capture.path, bytes: new Uint8Array(await readFile(capture.path)), sopInstanceUid: capture.sopInstanceUid }
}

const variants: readonly { name: string; png: Uint8Array; keyImage?: Differences; series?: Parameters<typeof buildSeriesSummary>[0]; side?: 'LEFT' | 'RIGHT' }[] = [
  { name: 'of a CT slice, LEFT', png: buildPng(64, 48).png },
  { name: 'of a frame of a run, RIGHT', png: buildPng(31, 17).png, keyImage: { sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1', frameNumber: 41, frame: 40 }, side: 'RIGHT' },
  {
    name: 'of the mean of four frames of a run', png: buildPng(31, 17).png,
    keyImage: {
      sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1', frameNumber: 41, frame: 40,
      view: {
        kind: 'frame', frame: 40, mode: 'native', subtraction: null, centrePx: [0, 0], zoom: 1, windowCentre: 1, windowWidth: 2, inverted: false, flippedHorizontally: false, rotationDeg: 0,
        looks: { sharpened: 0, denoised: 0, colours: null, shutterOff: false, headerTable: null, averaged: [38, 41] },
      },
    },
  },
  { name: 'without a stated side', png: buildPng(8, 8).png, keyImage: { side: null, level: null } },
  { name: 'of a patient with an umlaut, an issuer, no birth date and no sex', png: buildPng(8, 8).png, series: { patientName: 'MÜLLER^ÄNNE', issuer: 'HOSPITAL', birthDate: null, sex: null } },
  { name: 'of a patient with a name in three scripts', png: buildPng(8, 8).png, series: { patientName: 'Yamada^Tarou=山田^太郎=やまだ^たろう' } },
  { name: 'with the longest title, special characters in it', png: buildPng(8, 8).png, keyImage: { title: `Dr. Ö's "path" \\ 1\u0007 ${'x'.repeat(170)}` } },
]

describe('a Secondary Capture', () => {
  it.skipIf(!has('dciodvfy')).each(variants)(withTool('dciodvfy', '$name has no error for dciodvfy'), async ({ png, keyImage, series, side }) => {
    const { file } = await exportCapture(png, keyImage, series, side)
    const said = validate(file)
    expect(said.filter((line) => line.startsWith('Error'))).toEqual([])
    expect(said).toContain('SCImage')
  })

  it.skipIf(!has('dcmdump'))(withTool('dcmdump', 'is read by dcmdump, name and all'), async () => {
    const { file } = await exportCapture(buildPng(8, 8).png, {}, { patientName: 'MÜLLER^ÄNNE' })
    const { stdout, status } = spawnSync('dcmdump', ['+U8', file], { encoding: 'utf8' })
    expect(status).toBe(0)
    expect(stdout).toContain('MÜLLER^ÄNNE')
    expect(stdout).toContain('=SecondaryCaptureImageStorage')
  })

  it('of a mean names every frame of it to a second reader', async () => {
    const variant = variants.find(({ name }) => name.startsWith('of the mean'))
    const { bytes } = await exportCapture(buildPng(8, 8).png, variant?.keyImage)
    expect(dicomParser.parseDicom(bytes).elements['x00082112']?.items?.[0]?.dataSet?.string('x00081160')).toBe('39\\40\\41\\42')
  })

  it('says to a second reader where it comes from, what it is and whose it is', async () => {
    const keyImageId = '6f1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b11'
    const { bytes, sopInstanceUid } = await exportCapture(buildPng(31, 17).png, { keyImageId, sopClassUid: '1.2.840.10008.5.1.4.1.1.12.1', frameNumber: 41, frame: 40, title: 'Tip in the joint', side: 'RIGHT' }, {}, 'RIGHT')
    const read = dicomParser.parseDicom(bytes)
    const source = read.elements['x00082112']?.items?.[0]?.dataSet
    expect({
      sopClass: read.string('x00080016'), sopInstance: read.string('x00080018'), imageType: read.string('x00080008'), conversion: read.string('x00080064'),
      study: read.string('x0020000d'), laterality: read.string('x00200060'), burnedIn: read.string('x00280301'), comments: read.string('x00204000'),
      patient: [read.string('x00100010'), read.string('x00100020'), read.string('x00100030'), read.string('x00100040')],
      spacing: read.string('x00280030'), lossy: read.string('x00282110'),
      source: [source?.string('x00081150'), source?.string('x00081155'), source?.string('x00081160')],
      pixel: [read.uint16('x00280010'), read.uint16('x00280011'), read.uint16('x00280002'), read.string('x00280004'), read.uint16('x00280100')],
    }).toEqual({
      sopClass: '1.2.840.10008.5.1.4.1.1.7', sopInstance: sopInstanceUid, imageType: 'DERIVED\\SECONDARY', conversion: 'WSD',
      study: '1.2.3', laterality: 'R', burnedIn: 'YES', comments: 'Tip in the joint',
      patient: ['SAMPLE^ANNA', 'AX-0001', '19680314', 'F'],
      spacing: undefined, lossy: undefined,
      source: ['1.2.840.10008.5.1.4.1.1.12.1', '1.2.3.1.57', '41'],
      pixel: [17, 31, 3, 'RGB', 8],
    })
    expect(sopInstanceUid).toBe(uuidToUid(keyImageId))
    expect(read.string('x0020000e')).toMatch(/^2\.25\.\d+$/)
    expect(read.string('x0020000e')).not.toBe('1.2.3.1')
  })

  it.each([{ lossy: true, flag: '01' }, { lossy: false, flag: '00' }, { lossy: null, flag: undefined }])('keeps the lossy flag of its source ($lossy)', async ({ lossy, flag }) => {
    const { bytes } = await exportCapture(buildPng(8, 8).png, {}, {}, 'LEFT', lossy)
    expect(dicomParser.parseDicom(bytes).string('x00282110')).toBe(flag)
  })

  it.skipIf(!has('dciodvfy'))(withTool('dciodvfy', 'of a lossy source has no error for dciodvfy'), async () => {
    const { file } = await exportCapture(buildPng(8, 8).png, {}, {}, 'LEFT', true)
    expect(validate(file).filter((line) => line.startsWith('Error'))).toEqual([])
  })

  it.each(pictureKinds())('holds the pixels of the picture, whatever kind of PNG it was: $name', async ({ png, columns, rows, expected }) => {
    const { bytes } = await exportCapture(png)
    const read = dicomParser.parseDicom(bytes)
    const pixels = read.elements['x7fe00010']
    if (pixels === undefined) throw new Error('no pixels')
    expect(read.byteArray.slice(pixels.dataOffset, pixels.dataOffset + columns * rows * 3)).toEqual(expected)
    expect(pixels.length).toBe(columns * rows * 3 + (columns * rows * 3) % 2)
  })
})

describe('the UID of a UUID', () => {
  it.each([
    { uuid: 'f81d4fae-7dec-11d0-a765-00a0c91e6bf6', uid: '2.25.329800735698586629295641978511506172918' },
    { uuid: '00000000-0000-0000-0000-000000000001', uid: '2.25.1' },
  ])('$uuid is the one of PS3.5 B.2', ({ uuid, uid }) => { expect(uuidToUid(uuid)).toBe(uid) })
})

function pictureKinds(): { name: string; png: Uint8Array; columns: number; rows: number; expected: Uint8Array }[] {
  const { png, rgba } = buildPng(31, 17)
  const rgb = new Uint8Array(31 * 17 * 3)
  for (let pixel = 0; pixel < 31 * 17; pixel += 1) rgb.set(rgba.subarray(pixel * 4, pixel * 4 + 3), pixel * 3)
  return [
    { name: 'RGBA, 8 bits, odd size', png, columns: 31, rows: 17, expected: rgb },
    { name: 'RGB, 8 bits', png: encode({ width: 31, height: 17, data: rgb, channels: 3, depth: 8 }), columns: 31, rows: 17, expected: rgb },
    { name: 'grey, 8 bits', png: encode({ width: 2, height: 1, data: new Uint8Array([7, 200]), channels: 1, depth: 8 }), columns: 2, rows: 1, expected: new Uint8Array([7, 7, 7, 200, 200, 200]) },
    { name: 'grey, 16 bits', png: encode({ width: 2, height: 1, data: new Uint16Array([0, 65535]), channels: 1, depth: 16 }), columns: 2, rows: 1, expected: new Uint8Array([0, 0, 0, 255, 255, 255]) },
    { name: 'half transparent, on black', png: encode({ width: 1, height: 1, data: new Uint8Array([200, 100, 50, 128]), channels: 4, depth: 8 }), columns: 1, rows: 1, expected: new Uint8Array([100, 50, 25]) },
  ]
}
