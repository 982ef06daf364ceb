import { describe, expect, it } from 'vitest'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import { ctScan, ctTotals, doseReportFile, doseTree, irradiation, num, planeTotals } from '#test/builders/doseReports.ts'
import type { ContentItem } from './contentItem.ts'
import { readDoseReport } from './doseReport.ts'
import { doseOfStudies, type FiledDose } from './doseTotals.ts'
import { readContentTree } from './readContentTree.ts'

/** Written to bytes and read again, as a report comes. */
function read(tree: ContentItem): ReturnType<typeof readDoseReport> {
  const bytes = doseReportFile(tree, '1.2.3.88.1')
  const reading = readHeader(bytes, bytes.length)
  const content = reading.kind === 'read' ? readContentTree(reading.header) : null
  if (content?.ok !== true) throw new Error('no tree')
  return readDoseReport(content.value)
}
const single = (...figures: readonly ContentItem[]) => read(doseTree([planeTotals('113622', figures)]))
const firstPlane = (result: ReturnType<typeof read>) => (result.ok && result.value.kind === 'projection' ? result.value.planes[0] : null)

describe('a projection dose report', () => {
  it('gives every total of TID 10004, in our units and as it states them', () => {
    expect(firstPlane(single(
      num('113722', 0.000123, 'Gy.m2'), num('113725', 0.0125, 'Gy'), num('113726', 0.0001, 'Gy.m2'), num('113728', 0.01, 'Gy'), num('113730', 48, 's'), num('113727', 0.000023, 'Gy.m2'), num('113729', 0.0025, 'Gy'), num('113855', 5, 's'), num('113731', 40, '{frames}'),
    ))).toEqual({
      plane: 'single',
      doseArea: { value: 1.23, unit: 'Gy.cm2', stated: { value: '0.000123', unit: 'Gy.m2' } }, doseAreaFluoroscopy: { value: 1, unit: 'Gy.cm2', stated: { value: '0.0001', unit: 'Gy.m2' } }, doseAreaAcquisition: { value: 0.23, unit: 'Gy.cm2', stated: { value: '0.000023', unit: 'Gy.m2' } },
      airKerma: { value: 12.5, unit: 'mGy', stated: { value: '0.0125', unit: 'Gy' } }, airKermaFluoroscopy: { value: 10, unit: 'mGy', stated: { value: '0.01', unit: 'Gy' } }, airKermaAcquisition: { value: 2.5, unit: 'mGy', stated: { value: '0.0025', unit: 'Gy' } },
      fluoroscopyTime: { value: 48, unit: 's', stated: { value: '48', unit: 's' } }, acquisitionTime: { value: 5, unit: 's', stated: { value: '5', unit: 's' } }, frames: { value: 40, unit: '1', stated: { value: '40', unit: '{frames}' } },
    })
  })

  it.each([
    { unit: 'Gy.m2', value: 1, expected: 10_000 }, { unit: 'mGy.m2', value: 0.1, expected: 1 }, { unit: 'uGy.m2', value: 123, expected: 1.23 },
    { unit: 'Gy.cm2', value: 1.23, expected: 1.23 }, { unit: 'dGy.cm2', value: 12.3, expected: 1.23 }, { unit: 'cGy.cm2', value: 123, expected: 1.23 }, { unit: 'mGy.cm2', value: 1230, expected: 1.23 }, { unit: 'uGy.cm2', value: 1_230_000, expected: 1.23 },
  ])('reads a dose area product of $value $unit as $expected Gy.cm2', ({ unit, value, expected }) => {
    expect(firstPlane(single(num('113722', value, unit)))?.doseArea?.value).toBe(expected)
  })
  it.each([{ code: '113725', unit: 'mGy', value: 12, expected: 12 }, { code: '113725', unit: 'cGy', value: 1.2, expected: 12 }])('reads air kerma of $value $unit as $expected mGy', ({ code, unit, value, expected }) => {
    expect(firstPlane(single(num(code, value, unit)))?.airKerma?.value).toBe(expected)
  })
  it('reads minutes as seconds', () => { expect(firstPlane(single(num('113730', 1.5, 'min')))?.fluoroscopyTime?.value).toBe(90) })

  it.each([
    { name: 'a dose area product in a unit of dose', figure: num('113722', 1, 'mGy'), code: 'UNEXPECTED_UNIT' },
    { name: 'a unit that is written otherwise than in UCUM', figure: num('113722', 1, 'Gycm2'), code: 'UNEXPECTED_UNIT' },
    { name: 'a time in degrees', figure: num('113730', 1, 'deg'), code: 'UNEXPECTED_UNIT' },
    { name: 'a negative dose', figure: num('113725', -1, 'Gy'), code: 'BROKEN_REPORT' },
  ])('is refused whole for $name', ({ figure, code }) => {
    expect(single(num('113731', 3, '1'), figure)).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(/^This dose report [^]*Read them at the machine\.$/) } })
  })
  it('is refused where it states one total twice and differently, or one plane twice', () => {
    expect(single(num('113722', 1, 'Gy.m2'), num('113722', 2, 'Gy.m2'))).toMatchObject({ error: { code: 'BROKEN_REPORT' } })
    expect(read(doseTree([planeTotals('113620', []), planeTotals('113620', [])]))).toMatchObject({ error: { code: 'BROKEN_REPORT' } })
  })
  it('says of what it does not state that it is not stated, never 0', () => {
    expect(firstPlane(single(num('113722', null, 'Gy.m2')))).toMatchObject({ doseArea: null, airKerma: null, fluoroscopyTime: null, frames: null })
  })
  it('is none where it is about something else, or states no totals', () => {
    expect(read(doseTree([], '126000'))).toMatchObject({ error: { code: 'NOT_A_DOSE_REPORT' } })
    expect(read(doseTree([]))).toMatchObject({ error: { code: 'BROKEN_REPORT' } })
  })
})

describe('a CT dose report', () => {
  it('gives the total and each scan, a localiser without dose among them', () => {
    const result = read(doseTree([ctTotals([num('113812', 2, '{events}'), num('113813', 265.1, 'mGy.cm')]), ctScan('1.2.7.1', []), ctScan('1.2.7.2', [num('113830', 14.2, 'mGy'), num('113838', 265.1, 'mGy.cm')])]))
    expect(result).toMatchObject({ ok: true, value: { kind: 'ct', doseLength: { value: 265.1, unit: 'mGy.cm' }, events: { value: 2 }, eventUids: ['1.2.7.1', '1.2.7.2'], scans: [{ ctdiVol: null, doseLength: null }, { ctdiVol: { value: 14.2, unit: 'mGy' }, doseLength: { value: 265.1 } }] } })
  })
  it('is refused where it also gives totals of fluoroscopy', () => {
    expect(read(doseTree([ctTotals([]), planeTotals('113622', [])]))).toMatchObject({ error: { code: 'BROKEN_REPORT' } })
  })
})

describe('the dose of a study', () => {
  const filed = (sopInstanceUid: string, children: readonly ContentItem[], studyUid = '1.2.3'): FiledDose => {
    const content = read(doseTree(children))
    if (!content.ok) throw new Error(content.error.message)
    return { studyUid, sopInstanceUid, content: content.value }
  }
  const totals = (doseAreaGyM2: number, seconds: number, plane = '113622') => planeTotals(plane, [num('113722', doseAreaGyM2, 'Gy.m2'), num('113725', 0.01, 'Gy'), num('113730', seconds, 's')])

  it('adds both planes, or takes the total of all planes where the report gives it', () => {
    const biplane = [totals(0.0001, 30, '113620'), totals(0.0002, 12, '113621')]
    expect(doseOfStudies([filed('1', biplane)])).toMatchObject([{ projection: { doseAreaGyCm2: 3, airKermaMGy: 20, fluoroscopyTimeS: 42, frames: null, isOfTwoPlanes: true } }])
    expect(doseOfStudies([filed('1', [...biplane, totals(0.0003, 40, '113890')])])).toMatchObject([{ projection: { doseAreaGyCm2: 3, fluoroscopyTimeS: 40 } }])
  })
  it('adds reports that have no irradiation in common', () => {
    expect(doseOfStudies([filed('1', [totals(0.0001, 30), irradiation('1.1')]), filed('2', [totals(0.0002, 12), irradiation('1.2')])])).toMatchObject([{ projection: { doseAreaGyCm2: 3, fluoroscopyTimeS: 42, sopInstanceUids: ['1', '2'] }, notes: [] }])
  })
  it('does not add again what a later report repeats', () => {
    expect(doseOfStudies([filed('1', [totals(0.0001, 30), irradiation('1.1')]), filed('2', [totals(0.0003, 42), irradiation('1.1'), irradiation('1.2')])])).toMatchObject([{ projection: { doseAreaGyCm2: 3, fluoroscopyTimeS: 42, sopInstanceUids: ['2'] } }])
  })
  it('gives no total where reports overlap in part, or do not say which irradiation is in which', () => {
    const overlapping = [filed('1', [totals(0.0001, 30), irradiation('1.1'), irradiation('1.2')]), filed('2', [totals(0.0002, 12), irradiation('1.2'), irradiation('1.3')])]
    const silent = [filed('1', [totals(0.0001, 30)]), filed('2', [totals(0.0002, 12)])]
    for (const reports of [overlapping, silent]) expect(doseOfStudies(reports)).toMatchObject([{ projection: null, notes: [expect.stringContaining('not added up')] }])
  })
  it('keeps studies, and CT and fluoroscopy, apart', () => {
    const ct = filed('3', [ctTotals([num('113812', 1, '{events}'), num('113813', 200, 'mGy.cm')]), ctScan('1.9', [num('113830', 9, 'mGy')])])
    expect(doseOfStudies([filed('1', [totals(0.0001, 30)]), ct, filed('2', [totals(0.0002, 12)], '1.2.4')])).toMatchObject([
      { studyUid: '1.2.3', projection: { doseAreaGyCm2: 1 }, ct: { doseLengthMGyCm: 200, highestCtdiVolMGy: 9, scans: 1 } }, { studyUid: '1.2.4', projection: { doseAreaGyCm2: 2 }, ct: null },
    ])
  })
})
