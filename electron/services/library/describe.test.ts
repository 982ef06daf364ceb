import { describe, expect, it } from 'vitest'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import { arrangeSeries, type SeriesMember } from '#shared/dicom/arrangeSeries.ts'
import { describeImage } from '#shared/dicom/describeImage.ts'
import { ctSlice, fileBytes, type Element, type SliceFields } from '#test/builders/dicomBytes.ts'

const ids = { sopInstanceUid: '1.2', sopClassUid: '1.2.840.10008.5.1.4.1.1.2', transferSyntaxUid: '1.2.840.10008.1.2.1' }

function described(fields: SliceFields, sopClassUid = ids.sopClassUid) {
  const bytes = fileBytes(ctSlice(fields))
  const reading = readHeader(bytes, bytes.length)
  const found = reading.kind === 'read' ? describeImage(reading.header, { ...ids, sopClassUid }) : null
  if (found === null || !found.ok) throw new Error('not described')
  return found.value
}

const enhancedFrame = (zMm: number, time: string): Element[] => [
  ['00209111', 'SQ', [[['00189074', 'DT', `20260102${time}`]]]],
  ['00209113', 'SQ', [[['00200032', 'DS', `0\\0\\${zMm}`]]]],
]
const enhanced: SliceFields = {
  change: {
    '00200032': null, '00200037': null, '00280030': null, '00280008': ['IS', '3'], '7fe00010': ['OW', new Uint8Array(3 * 128)],
    '52009229': ['SQ', [[['00209116', 'SQ', [[['00200037', 'DS', '1\\0\\0\\0\\1\\0']]]], ['00289110', 'SQ', [[['00280030', 'DS', '0.4\\0.3']]]], ['00289145', 'SQ', [[['00281052', 'DS', '-1000'], ['00281053', 'DS', '2']]]]]]],
    '52009230': ['SQ', [enhancedFrame(0, '101500.000'), enhancedFrame(3, '101500.250'), enhancedFrame(6, '101501.000')]],
  },
}

describe('an image description', () => {
  it('keeps every window, and takes one without width for none', () => {
    expect(described({ change: { '00281050': ['DS', '40\\300\\5'], '00281051': ['DS', '400\\1500\\0'] } }).image.voiLut.windows.map(({ centre, width }) => [centre, width])).toEqual([[40, 400], [300, 1500]])
  })

  it.each<[string, NonNullable<SliceFields['change']>, string | null]>([
    ['is the time of its content where nothing else is stated', {}, '2026-01-02T11:00:00'],
    ['is not, where it is made of another image: that it was copied today says nothing of the patient', { '00080008': ['CS', 'DERIVED\\SECONDARY'], '00082112': ['SQ', [[['00081155', 'UI', '1.2.3']]]] }, null],
  ])('the time of an image %s', (_, change, time) => {
    expect(described({ change: { '00080022': null, '00080032': null, '00080023': ['DA', '20260102'], '00080033': ['TM', '110000'], ...change } }).image.acquiredAt).toBe(time)
  })

  it.each<[string, NonNullable<SliceFields['change']>, 'rowSpacingMm' | null]>([
    ['no spacing when it is zero', { '00280030': ['DS', '0\\0.5'] }, 'rowSpacingMm'],
    ['no spacing when it is negative', { '00280030': ['DS', '-1\\0.5'] }, 'rowSpacingMm'],
    ['no place without a position', { '00200032': null }, null],
    ['no place with a skewed orientation', { '00200037': ['DS', '1\\0\\0\\1\\0\\0'] }, null],
    ['no place with an empty orientation', { '00200037': ['DS', ''] }, null],
  ])('has %s', (_, change, field) => {
    const plane = described({ change }).planes[0] ?? null
    if (field === null) expect(plane).toBeNull()
    else expect(plane).toMatchObject({ [field]: null })
  })

  it.each([[null, '1'], ['-1024', '0'], ['', '1']])('has no modality LUT with intercept %j and slope %j', (intercept, slope) => {
    expect(described({ change: { '00281052': intercept === null ? null : ['DS', intercept], '00281053': ['DS', slope] } }).image.modalityLut).toBeNull()
  })

  it('takes places, times and rescale of an enhanced image from its functional groups', () => {
    const { image, planes } = described(enhanced)
    expect(planes.map((plane) => plane?.positionLpsMm[2])).toEqual([0, 3, 6])
    expect(planes[1]).toMatchObject({ rowSpacingMm: 0.4, columnSpacingMm: 0.3 })
    expect(image.timing.frameAcquisitionTimesMs).toEqual([0, 250, 1000])
    expect(image.modalityLut).toEqual({ kind: 'linear', slope: 2, intercept: -1000, type: null })
  })

  it('finds an overlay that hides in the unused bits of the pixels', () => {
    const { overlays } = described({ change: { '00280101': ['US', 12], '00280102': ['US', 11], '60020100': ['US', 16], '60020102': ['US', 12], '60020050': ['SS', [1, 1]] } }).image
    expect(overlays).toMatchObject([{ group: 0x6002, rows: 8, columns: 8, origin: [1, 1] }])
  })
})

describe('a series', () => {
  const member = (fields: SliceFields, sopClassUid?: string): SeriesMember => ({ documentKind: null, picture: { ...described(fields, sopClassUid), frameByteLengths: [128] } })

  it('keeps the rescale of each frame where they differ, and none of its own where they do not', () => {
    const rescaled = (slope: string): Element => ['00289145', 'SQ', [[['00281052', 'DS', '-1024'], ['00281053', 'DS', slope]]]]
    const withSlopes = (...slopes: readonly string[]): SliceFields => ({ ...enhanced, change: { ...enhanced.change, '52009230': ['SQ', slopes.map((slope, at) => [...enhancedFrame(3 * at, '101500.000'), rescaled(slope)])] } })
    expect(described(withSlopes('1', '1', '2')).image).toMatchObject({ modalityLut: { slope: 1 }, modalityLutFrames: [{ slope: 1 }, { slope: 1 }, { slope: 2 }] })
    expect(described(withSlopes('2', '2', '2')).image).not.toHaveProperty('modalityLutFrames')
  })

  it('of an enhanced image is a volume of its frames', () => {
    expect(arrangeSeries([member(enhanced, `${ids.sopClassUid}.1`)])).toMatchObject({ kind: 'volume', volume: { dimensions: [8, 8, 3], spacingMm: [0.3, 0.4, 3] }, frames: [{ frameNumber: 1 }, { frameNumber: 2 }, { frameNumber: 3 }] })
  })

  it('leaves a localiser out of its volume and says so', () => {
    const localiser = member({ instanceNumber: 9, change: { '00200037': ['DS', '0\\1\\0\\0\\0\\-1'] } })
    const arranged = arrangeSeries([localiser, ...[3, 1, 2].map((number) => member({ instanceNumber: number, zMm: number }))])
    expect(arranged).toMatchObject({ kind: 'volume', volume: { dimensions: [8, 8, 3] } })
    expect(arranged.images).toEqual([2, 3, 1])
    expect(arranged.warnings.map(({ code }) => code)).toContain('IMAGES_LEFT_OUT')
  })

  it('with equal instance numbers is put in order by place', () => {
    const arranged = arrangeSeries([6, 0, 3].map((zMm, index) => member({ instanceNumber: 1, sopInstanceUid: `1.${index}`, zMm })))
    expect(arranged.frames.map((frame) => frame.plane?.positionLpsMm[2])).toEqual([0, 3, 6])
  })

  it('of runs is cut into one run an object', () => {
    const xa = '1.2.840.10008.5.1.4.1.1.12.1'
    const run = (instanceNumber: number, frames: number): SeriesMember => member({ instanceNumber, change: { '00280008': ['IS', String(frames)], '7fe00010': ['OW', new Uint8Array(128 * frames)] } }, xa)
    expect(arrangeSeries([run(2, 4), run(1, 3)])).toMatchObject({ kind: 'cine', images: [1, 0], runs: [{ image: 0, firstFrame: 0, frames: 3 }, { image: 1, firstFrame: 3, frames: 4 }] })
  })
})
