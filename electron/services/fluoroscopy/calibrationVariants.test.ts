import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runGeometryOf } from '#shared/calibration/runGeometry.ts'
import type { Output } from '#shared/contract/types.ts'
import type { Element } from '#test/builders/dicomBytes.ts'
import { openTestLibrary, type TestLibrary } from '#test/builders/library.ts'
import { functionalGroups, group, projectionFile, type Change, type ProjectionFields } from '#test/builders/projectionBytes.ts'
import { createFluoroscopyServices } from './fluoroscopyServices.ts'

type Pixel = Output<'fluoroscopy.calibration'>
type Expected = { readonly basis: Pixel['basis']; readonly row?: number; readonly column?: number; readonly error?: number | null; readonly from?: Pixel['from']; readonly says?: string; readonly frame?: number }
type Row = readonly [section: string, name: string, fields: Omit<ProjectionFields, 'seriesUid'>, expected: Expected]

const ds = (tag: string) => (value: string): Change => ({ [tag]: ['DS', value] })
const [pixel, imager, sid, sod, ermf, scanned] = [ds('00280030'), ds('00181164'), ds('00181110'), ds('00181111'), ds('00181114'), ds('00182010')]
const type = (word: string): Change => ({ '00280a02': ['CS', word] })
const geometry = (source: number, isocentre: number): Element => group('00189476', ['00181110', 'DS', String(source)], ['00189402', 'FL', [isocentre]])
const overTable = (...elements: readonly Element[]): Element => group('00189401', ...elements)
const properties = (spacing: string): Element => group('00289443', ['00181164', 'DS', spacing])
const objectSpacing = (row: number, column: number): Element => ['00189404', 'FL', [row, column]]
const enhanced = (...shared: readonly Element[]): Omit<ProjectionFields, 'seriesUid'> => ({ kind: 'enhancedXa', frames: 2, change: functionalGroups(shared, [[], []]) })
type Region = { readonly format?: number; readonly units?: number; readonly delta?: readonly [x: number, y: number]; readonly box?: readonly [number, number, number, number] }
const regions = (...list: readonly Region[]): Change => ({
  '00186011': ['SQ', list.map(({ format = 1, units = 3, delta = [0.02, 0.02], box = [1, 1, 6, 6] }): Element[] => [
    ['00186012', 'US', format], ['00186014', 'US', 1], ['00186018', 'UL', box[0]], ['0018601a', 'UL', box[1]], ['0018601c', 'UL', box[2]], ['0018601e', 'UL', box[3]],
    ['00186024', 'US', units], ['00186026', 'US', units], ['0018602c', 'FD', [delta[0]]], ['0018602e', 'FD', [delta[1]]],
  ])],
})
const unknown = (says: string): Expected => ({ basis: 'unknown', error: null, from: 'none', says })
/** ±50 mm over the distance from the source; 500 mm where the header has none. */
const cArm = { ...imager('0.4\\0.4'), ...sid('1000'), ...sod('750') }

/** Rows are written from the standard, each with the section of PS3.3 (or PS3.5) that decides it. */
const rows: readonly Row[] = [
  ['10.7.1', 'nothing', {}, unknown('says nothing about the size of a pixel')],
  ['10.7.1.1', 'Pixel Spacing with FIDUCIAL', { change: { ...pixel('0.3\\0.3'), ...type('FIDUCIAL') } }, { basis: 'calibrated', row: 0.3, column: 0.3, error: 10, from: 'pixelSpacing', says: 'depth of that object only' }],
  ['10.7.1.1', 'FIDUCIAL with its description', { change: { ...pixel('0.3\\0.3'), ...type('FIDUCIAL'), '00280a04': ['LO', 'Catheter 5F'] } }, { basis: 'calibrated', row: 0.3, column: 0.3, says: '"Catheter 5F"' }],
  ['10.7.1.1', 'Pixel Spacing with GEOMETRY beside an imager', { change: { ...cArm, ...pixel('0.3\\0.3'), ...type('GEOMETRY') } }, { basis: 'calibrated', row: 0.3, column: 0.3, error: 6.7, says: 'from the geometry of the C-arm' }],
  ['10.7.1.1', 'GEOMETRY at another depth than the isocentre', { change: { ...cArm, ...pixel('0.25\\0.25'), ...type('GEOMETRY') } }, { basis: 'calibrated', row: 0.25, column: 0.25, error: 8 }],
  ['10.7.1.1', 'a calibration type that the standard does not have', { change: { ...pixel('0.3\\0.3'), ...type('RULER') } }, { basis: 'calibrated', row: 0.3, column: 0.3, says: 'does not explain' }],
  ['10.7.1.3', 'Pixel Spacing that differs from the imager, no type', { change: { ...cArm, ...pixel('0.3\\0.3') } }, { basis: 'calibrated', row: 0.3, column: 0.3, says: 'Corrected by the maker' }],
  ['10.7.1.3', 'Pixel Spacing equal to the imager', { change: { ...imager('0.4\\0.4'), ...pixel('0.4\\0.4') } }, { basis: 'detector', row: 0.4, column: 0.4, error: null, says: 'is not a calibration' }],
  ['10.7.1.3', 'equal up to rounding', { change: { ...imager('0.1540'), ...imager('0.154\\0.154'), ...pixel('0.15400001\\0.154') } }, { basis: 'detector', row: 0.154, column: 0.154 }],
  ['10.7.1.3', 'equal, although a type is written', { change: { ...imager('0.4\\0.4'), ...pixel('0.4\\0.4'), ...type('GEOMETRY') } }, { basis: 'detector', row: 0.4, column: 0.4 }],
  ['10.7.1.3', 'equal, with distances', { change: { ...cArm, ...pixel('0.4\\0.4') } }, { basis: 'isocentre', row: 0.3, column: 0.3, error: 6.7, says: 'is not a calibration' }],
  ['10.7.1.3', 'Pixel Spacing alone', { change: pixel('0.3\\0.3') }, unknown('without saying whether')],
  ['10.7.1.3', 'Pixel Spacing alone on a DX', { kind: 'dx', change: pixel('0.3\\0.3') }, unknown('without saying whether')],
  ['10.7.1.3', 'Pixel Spacing larger than at the detector', { change: { ...imager('0.2\\0.2'), ...pixel('0.3\\0.3'), ...type('FIDUCIAL') } }, { basis: 'calibrated', row: 0.3, column: 0.3, says: 'which nothing between tube and detector can be' }],
  ['10.7.1.3', 'Pixel Spacing 0\\0', { change: pixel('0\\0') }, unknown('Pixel Spacing of the header is 0\\0, which is no size')],
  ['10.7.1.3', 'Pixel Spacing 0\\0 beside an imager', { change: { ...imager('0.4\\0.4'), ...pixel('0\\0'), ...type('FIDUCIAL') } }, { basis: 'detector', row: 0.4, column: 0.4, says: 'is 0\\0, which is no size' }],
  ['10.7.1.3', 'Pixel Spacing with one value 0', { change: { ...pixel('0.3\\0'), ...type('FIDUCIAL') } }, unknown('is 0.3\\0, which is no size')],
  ['10.7.1.3', 'Pixel Spacing negative', { change: { ...pixel('-0.3\\-0.3'), ...type('FIDUCIAL') } }, unknown('is -0.3\\-0.3, which is no size')],
  ['10.7.1.3', 'Pixel Spacing of one value', { change: { ...pixel('0.3'), ...type('FIDUCIAL') } }, unknown('Pixel Spacing of the header cannot be read as two numbers')],
  ['PS3.5 6.2', 'Pixel Spacing of words', { change: { ...pixel('small\\small'), ...type('FIDUCIAL') } }, unknown('cannot be read as two numbers')],
  ['PS3.5 6.2', 'Pixel Spacing with decimal commas', { change: { ...pixel('0,3\\0,3'), ...type('FIDUCIAL') } }, unknown('cannot be read as two numbers')],
  ['PS3.5 7.4.5', 'Pixel Spacing empty', { change: { ...pixel(''), ...type('FIDUCIAL') } }, unknown('no usable size of a pixel')],
  ['PS3.5 6.2', 'Pixel Spacing as text in another VR', { change: { '00280030': ['SH', '0.3\\0.3'], ...type('FIDUCIAL') } }, { basis: 'calibrated', row: 0.3, column: 0.3 }],
  ['C.8.7.5', 'imager spacing alone', { change: imager('0.4\\0.4') }, { basis: 'detector', row: 0.4, column: 0.4, error: null, says: 'does not say how far the patient was magnified' }],
  ['C.8.7.5', 'imager, SID and source to patient', { change: cArm }, { basis: 'isocentre', row: 0.3, column: 0.3, error: 6.7, from: 'imagerPixelSpacing', says: 'magnification 1.333' }],
  ['C.8.7.5', 'the same on an RF', { kind: 'rf', change: cArm }, { basis: 'isocentre', row: 0.3, column: 0.3, error: 6.7 }],
  ['C.8.7.5', 'imager and magnification factor', { change: { ...imager('0.4\\0.4'), ...ermf('1.25') } }, { basis: 'isocentre', row: 0.32, column: 0.32, error: 10, says: 'magnification 1.250' }],
  ['C.8.7.5', 'imager, SID and magnification factor', { change: { ...imager('0.4\\0.4'), ...sid('1000'), ...ermf('1.25') } }, { basis: 'isocentre', row: 0.32, column: 0.32, error: 6.3 }],
  ['C.8.7.5', 'magnification as text in another VR', { change: { ...imager('0.4\\0.4'), '00181114': ['LO', '1.25'] } }, { basis: 'isocentre', row: 0.32, column: 0.32 }],
  ['C.8.7.5', 'magnification of words', { change: { ...imager('0.4\\0.4'), ...ermf('1.25x') } }, { basis: 'detector', row: 0.4, column: 0.4, says: 'Magnification Factor of the header cannot be read as a number' }],
  ['C.8.7.5', 'magnification and distances agree', { change: { ...cArm, ...ermf('1.33') } }, { basis: 'isocentre', row: 0.3, column: 0.3 }],
  ['C.8.7.5', 'magnification and distances contradict', { change: { ...cArm, ...ermf('1.5') } }, { basis: 'detector', row: 0.4, column: 0.4, says: 'contradicts itself' }],
  ['C.8.7.5', 'magnification 0', { change: { ...imager('0.4\\0.4'), ...ermf('0') } }, { basis: 'detector', row: 0.4, column: 0.4, says: 'Magnification Factor of the header is 0' }],
  ['C.8.7.5', 'magnification below 1', { change: { ...imager('0.4\\0.4'), ...ermf('0.8') } }, { basis: 'detector', row: 0.4, column: 0.4, says: 'impossible' }],
  ['C.8.7.5', 'magnification 1: nothing was magnified', { change: { ...imager('0.4\\0.4'), ...ermf('1') } }, { basis: 'detector', row: 0.4, column: 0.4, says: 'nothing was magnified' }],
  ['C.8.7.5', 'magnification of 13, as of centimetres beside millimetres', { change: { ...imager('0.4\\0.4'), ...sid('1000'), ...sod('75') } }, { basis: 'detector', row: 0.4, column: 0.4, says: 'no C-arm has' }],
  ['C.8.7.5', 'SID below source to patient', { change: { ...imager('0.4\\0.4'), ...sid('700'), ...sod('1000') } }, { basis: 'detector', row: 0.4, column: 0.4, says: 'behind the detector' }],
  ['C.8.7.5', 'SID only', { change: { ...imager('0.4\\0.4'), ...sid('1000') } }, { basis: 'detector', row: 0.4, column: 0.4 }],
  ['C.8.7.5', 'source to patient 0', { change: { ...imager('0.4\\0.4'), ...sid('1000'), ...sod('0') } }, { basis: 'detector', row: 0.4, column: 0.4, says: 'Distance Source to Patient of the header is 0' }],
  ['C.8.7.5', 'SID negative', { change: { ...imager('0.4\\0.4'), ...sid('-1000'), ...sod('750') } }, { basis: 'detector', row: 0.4, column: 0.4, says: 'Distance Source to Detector of the header is -1000' }],
  ['C.8.7.5', 'SID NaN', { change: { ...imager('0.4\\0.4'), '00181110': ['FD', [Number.NaN]], ...sod('750') } }, { basis: 'detector', row: 0.4, column: 0.4, says: 'Distance Source to Detector of the header cannot be read' }],
  ['C.8.7.5', 'imager 0\\0', { change: { ...imager('0\\0'), ...sid('1000'), ...sod('750') } }, unknown('Imager Pixel Spacing of the header is 0\\0')],
  ['C.8.7.5', 'distances without a spacing', { change: { ...sid('1000'), ...sod('750') } }, unknown('no usable size of a pixel')],
  ['C.8.7.5.1.2', 'primary angle out of range', { change: { ...cArm, '00181510': ['DS', '270'] } }, { basis: 'isocentre', row: 0.3, column: 0.3, says: 'primary angle of the C-arm in the header is 270°, which is out of range' }],
  ['C.8.7.5.1.2', 'secondary angle out of range', { change: { ...cArm, '00181510': ['DS', '10'], '00181511': ['DS', '-120'] } }, { basis: 'isocentre', row: 0.3, column: 0.3, says: 'secondary angle' }],
  ['10.7.1.3', 'pixels that are not square, calibrated', { change: { ...pixel('0.4\\0.2'), ...type('FIDUCIAL') } }, { basis: 'calibrated', row: 0.4, column: 0.2 }],
  ['10.7.1.3', 'pixels that are not square, at the isocentre', { change: { ...cArm, ...imager('0.4\\0.2') } }, { basis: 'isocentre', row: 0.3, column: 0.15 }],
  ['C.8.6', 'capture that says nothing', { kind: 'secondary' }, unknown('says nothing about the size of a pixel')],
  ['C.8.6', 'scanned film', { kind: 'secondary', change: scanned('0.1\\0.1') }, { basis: 'detector', row: 0.1, column: 0.1, error: null, from: 'scannedPixelSpacing', says: 'On the film' }],
  ['10.7.1.3', 'scanned film with an equal Pixel Spacing', { kind: 'secondary', change: { ...scanned('0.1\\0.1'), ...pixel('0.1\\0.1') } }, { basis: 'detector', row: 0.1, column: 0.1, says: 'is not a calibration' }],
  ['10.7.1.3', 'scanned film with another Pixel Spacing', { kind: 'secondary', change: { ...scanned('0.1\\0.1'), ...pixel('0.08\\0.08') } }, { basis: 'calibrated', row: 0.08, column: 0.08 }],
  ['C.8.6', 'multi-frame capture, pixel measures of each frame with a type', { kind: 'multiFrameSecondary', frames: 2, change: { ...type('FIDUCIAL'), ...functionalGroups([], [[group('00289110', ['00280030', 'DS', '0.3\\0.3'])], [group('00289110', ['00280030', 'DS', '0.2\\0.2'])]]) } }, { basis: 'calibrated', row: 0.2, column: 0.2, frame: 1 }],
  ['C.8.19.6.9', 'enhanced, object spacing in the centre of the beam', enhanced(properties('0.4\\0.4'), geometry(1000, 750), overTable(objectSpacing(0.28, 0.28), ['00189403', 'FL', [100]])), { basis: 'calibrated', row: 0.28, column: 0.28, error: 7.1, from: 'objectPixelSpacing', says: '100 mm above the table top' }],
  ['C.8.19.6.9.1', 'enhanced, object spacing that its inputs bear out: SOD = 750 − (150 − 100) / cos 0', enhanced(properties('0.4\\0.4'), geometry(1000, 750), overTable(objectSpacing(0.28, 0.28), ['00189403', 'FL', [100]], ['00181130', 'DS', '150'], ['00189449', 'FL', [0]])), { basis: 'calibrated', row: 0.28, column: 0.28 }],
  ['C.8.19.6.9.1', 'enhanced, object spacing that contradicts its inputs', enhanced(properties('0.4\\0.4'), geometry(1000, 750), overTable(objectSpacing(0.35, 0.35), ['00189403', 'FL', [100]], ['00181130', 'DS', '150'], ['00189449', 'FL', [0]])), { basis: 'isocentre', row: 0.3, column: 0.3, says: 'contradicts the distances beside it' }],
  ['C.8.19.6.9.2', 'enhanced, a steep beam', enhanced(properties('0.4\\0.4'), geometry(1000, 750), overTable(objectSpacing(0.3, 0.3), ['00189403', 'FL', [100]], ['00189449', 'FL', [70]])), { basis: 'calibrated', row: 0.3, column: 0.3, says: 'beyond 60°' }],
  ['C.8.19.6.9', 'enhanced, object spacing 0\\0', enhanced(properties('0.4\\0.4'), geometry(1000, 750), overTable(objectSpacing(0, 0))), { basis: 'isocentre', row: 0.3, column: 0.3, says: 'Object Pixel Spacing in Center of Beam of the header is 0\\0' }],
  ['C.8.19.6.9', 'enhanced, object spacing larger than at the detector', enhanced(properties('0.4\\0.4'), geometry(1000, 750), overTable(objectSpacing(0.5, 0.5))), { basis: 'isocentre', row: 0.3, column: 0.3, says: 'is impossible' }],
  ['C.8.19.6.4', 'enhanced, imager and geometry in shared groups', enhanced(properties('0.4\\0.4'), geometry(1000, 750)), { basis: 'isocentre', row: 0.3, column: 0.3, error: 6.7 }],
  ['C.7.6.16', 'enhanced, geometry of each frame: the first', { kind: 'enhancedXa', frames: 2, change: functionalGroups([properties('0.4\\0.4')], [[geometry(1000, 750)], [geometry(1000, 500)]]) }, { basis: 'isocentre', row: 0.3, column: 0.3, frame: 0 }],
  ['C.7.6.16', 'enhanced, geometry of each frame: the second', { kind: 'enhancedXa', frames: 2, change: functionalGroups([properties('0.4\\0.4')], [[geometry(1000, 750)], [geometry(1000, 500)]]) }, { basis: 'isocentre', row: 0.2, column: 0.2, error: 10, frame: 1 }],
  ['C.7.6.16', 'enhanced, the second frame says nothing of distances', { kind: 'enhancedXa', frames: 2, change: functionalGroups([properties('0.4\\0.4')], [[geometry(1000, 750)], []]) }, { basis: 'detector', row: 0.4, column: 0.4, frame: 1 }],
  ['C.8.5.5', 'ultrasound region in centimetres', { kind: 'ultrasound', change: regions({}) }, { basis: 'calibrated', row: 0.2, column: 0.2, error: null, from: 'ultrasoundRegion', says: 'inside its picture only' }],
  ['C.8.5.5', 'ultrasound region, rows of their own', { kind: 'ultrasound', change: regions({ delta: [0.01, 0.02] }) }, { basis: 'calibrated', row: 0.2, column: 0.1 }],
  ['C.8.5.5.1', 'ultrasound region of a Doppler trace', { kind: 'ultrasound', change: regions({ format: 3, units: 4 }) }, unknown('give no size in tissue')],
  ['C.8.5.5.1', 'ultrasound picture beside a Doppler trace', { kind: 'ultrasoundRun', frames: 2, change: regions({}, { format: 3, units: 4 }) }, { basis: 'calibrated', row: 0.2, column: 0.2 }],
  ['C.8.5.5', 'two ultrasound pictures of different scale', { kind: 'ultrasound', change: regions({ box: [0, 0, 3, 7] }, { box: [4, 0, 7, 7], delta: [0.03, 0.03] }) }, unknown('different scales')],
  ['C.8.5.5', 'ultrasound region of delta 0', { kind: 'ultrasound', change: regions({ delta: [0, 0] }) }, unknown('give no size in tissue')],
  ['C.8.5.5', 'ultrasound without regions', { kind: 'ultrasound' }, unknown('says nothing about the size of a pixel')],
]

let folder = ''
let library: TestLibrary
const uid = (index: number): string => `1.2.840.99.2.${String(index + 1)}`
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-calibration-'))
  library = await openTestLibrary(path.join(folder, 'data'))
  const files = path.join(folder, 'source')
  await mkdir(files)
  for (const [index, [, , fields]] of rows.entries()) await writeFile(path.join(files, String(index)), projectionFile({ ...fields, seriesUid: uid(index) }))
  await writeFile(path.join(files, 'slice'), projectionFile({ kind: 'ct', seriesUid: '1.2.840.99.3', change: { '00200032': ['DS', '0\\0\\0'], '00200037': ['DS', '1\\0\\0\\0\\1\\0'], ...pixel('0.5\\0.5') } }))
  await writeFile(path.join(files, 'table'), projectionFile({ seriesUid: '1.2.840.99.4', change: { ...cArm, ...ds('00181130')('120') } }))
  expect(await library.services['library.import']({ paths: [files], storage: 'inPlace' })).toMatchObject({ ok: true, value: { instances: rows.length + 2, refused: [] } })
})
afterAll(async () => {
  await library.end()
  await rm(folder, { recursive: true, force: true })
})

async function ask(seriesUid: string, frame = 0): Promise<Pixel> {
  const answer = await createFluoroscopyServices({ source: library.source, calibrationsOf: () => [] })['fluoroscopy.calibration']({ seriesUid, frame })
  if (!answer.ok) throw new Error(answer.error.code)
  return answer.value
}

describe('what a pixel is worth by its header', () => {
  it('has forty variants at least', () => { expect(rows.length).toBeGreaterThanOrEqual(40) })

  it.each(rows.map((row, index) => [row[0], row[1], row[3], index] as const))('%s: %s', async (_section, _name, expected, index) => {
    const found = await ask(uid(index), expected.frame)
    expect({ basis: found.basis, ...(expected.from === undefined ? {} : { from: found.from }), ...(expected.error === undefined ? {} : { error: found.errorPercent }) })
      .toEqual({ basis: expected.basis, ...(expected.from === undefined ? {} : { from: expected.from }), ...(expected.error === undefined ? {} : { error: expected.error }) })
    if (expected.row === undefined || expected.column === undefined) expect([found.rowSpacingMm, found.columnSpacingMm]).toEqual([null, null])
    else {
      expect(found.rowSpacingMm).toBeCloseTo(expected.row, 6)
      expect(found.columnSpacingMm).toBeCloseTo(expected.column, 6)
    }
    expect(found.note).toContain(expected.says ?? '')
    expect(found.note).not.toMatch(/undefined|NaN|null/)
    // A band without its derivation would be a claim.
    if (found.errorPercent !== null) expect(found.errorNote).toContain(`±${String(found.errorPercent)}%`)
  })

  it('C.7.6.2: a slice has its millimetres from its place, not from here', async () => {
    const { 'fluoroscopy.calibration': calibration } = createFluoroscopyServices({ source: library.source, calibrationsOf: () => [] })
    expect(await calibration({ seriesUid: '1.2.840.99.3', frame: 0 })).toMatchObject({ ok: false, error: { code: 'NOT_A_PROJECTION' } })
  })

  it('C.8.7.5: a height of the table beside the distances is kept, so that a table which moved is seen', async () => {
    const described = await library.source.describe('1.2.840.99.4')
    expect(described.ok ? runGeometryOf(described.value, 0)?.table : null).toEqual({ heightMm: 120, positionMm: null, positionFrom: null, beam: null })
  })

  it('gives the region in which millimetres hold', async () => {
    const index = rows.findIndex(([, name]) => name === 'ultrasound region in centimetres')
    expect((await ask(uid(index))).regionsPx).toEqual([{ left: 1, top: 1, right: 6, bottom: 6 }])
  })
})
