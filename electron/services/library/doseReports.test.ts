import { mkdtemp, rm, writeFile, mkdir, truncate } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sampleCases } from '#sample-dicom/case-definitions/cases.ts'
import { doseReportDataset } from '#sample-dicom/dicom/doseReportDataset.ts'
import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import { doseReportFile, doseTree, num, planeTotals } from '#test/builders/doseReports.ts'
import { openTestLibrary, type TestLibrary } from '#test/builders/library.ts'

let directory = ''
let library: TestLibrary | null = null
beforeEach(async () => { directory = await mkdtemp(path.join(tmpdir(), 'axis-dose-')) })
afterEach(async () => {
  await library?.end()
  library = null
  await rm(directory, { recursive: true })
})

/** Writes these files, imports their folder and asks for the dose of the case they are of. */
async function doseOf(files: Readonly<Record<string, Uint8Array>>, spoil: (folder: string) => Promise<void> = async () => undefined) {
  const folder = path.join(directory, 'in')
  await mkdir(folder)
  for (const [name, bytes] of Object.entries(files)) await writeFile(path.join(folder, name), bytes)
  library = await openTestLibrary(path.join(directory, 'data'))
  const imported = await library.services['library.import']({ paths: [folder], storage: 'inPlace' })
  await spoil(folder)
  const series = await library.services['library.series']({})
  const [first] = series.ok ? series.value.series : []
  const dose = await library.services['library.doseReports']({ caseId: first?.caseId ?? '' })
  return { imported: imported.ok ? imported.value : null, kind: first?.documentKind, dose: dose.ok ? dose.value : null }
}
const sampleReport = (letter: string): Uint8Array => {
  const sample = sampleCases.find((one) => one.letter === letter)
  if (sample?.dose === undefined) throw new Error('This case has no dose report.')
  return writeDicomFile(doseReportDataset(sample.study, sample.dose))
}
const good = planeTotals('113622', [num('113722', 0.0001, 'Gy.m2')])

describe('library.doseReports', () => {
  it('of the fluoroscopy sample case gives what its machine counted, with the report it comes from', async () => {
    const { kind, dose } = await doseOf({ 'dose.dcm': sampleReport('D') })
    expect(kind).toBe('X-ray radiation dose report')
    expect(dose?.studies).toEqual([{ studyUid: dose?.reports[0]?.studyUid, projection: { doseAreaGyCm2: 0.735, airKermaMGy: 9.19, fluoroscopyTimeS: 38.4, frames: 40, isOfTwoPlanes: false, sopInstanceUids: [dose?.reports[0]?.sopInstanceUid] }, ct: null, notes: [] }])
    expect(dose?.reports).toMatchObject([{ content: { kind: 'projection', scope: 'Study', planes: [{ plane: 'single', doseArea: { value: 0.735, unit: 'Gy.cm2', stated: { value: '0.0000735', unit: 'Gy.m2' } } }] } }])
  })
  it('of the CT sample case gives the total and each scan', async () => {
    const { dose } = await doseOf({ 'dose.dcm': sampleReport('F') })
    expect(dose?.studies).toMatchObject([{ projection: null, ct: { doseLengthMGyCm: 368.3, highestCtdiVolMGy: 14.2, scans: 4 } }])
    expect(dose?.reports[0]?.content.kind === 'ct' && dose.reports[0].content.scans.map(({ protocol, ctdiVol }) => [protocol, ctdiVol?.value])).toEqual([['NECK PLANNING', 14.2], ['NEEDLE CHECK', 8.6], ['CONTRAST', 8.6], ['CONTRAST DELAYED', 8.6]])
  })
  it('says in words which report cannot be believed, and still gives the others', async () => {
    const { dose } = await doseOf({ 'good.dcm': doseReportFile(doseTree([good]), '1.2.3.88.1'), 'bad.dcm': doseReportFile(doseTree([planeTotals('113622', [num('113722', 1, 'mGy')])]), '1.2.3.88.2') })
    expect(dose).toMatchObject({ reports: [{ sopInstanceUid: '1.2.3.88.1' }], unreadable: [{ sopInstanceUid: '1.2.3.88.2', code: 'UNEXPECTED_UNIT' }] })
  })
  it('leaves out other documents without a word', async () => {
    const { dose } = await doseOf({ 'other.dcm': doseReportFile(doseTree([], '126000'), '1.2.3.88.3', { SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.33' }) })
    expect(dose).toEqual({ reports: [], unreadable: [], studies: [] })
  })
  it('says that a report broke off or went away after it was imported', async () => {
    const bytes = sampleReport('D')
    const { dose } = await doseOf({ 'dose.dcm': bytes }, (folder) => truncate(path.join(folder, 'dose.dcm'), bytes.length - 700))
    expect(dose).toMatchObject({ reports: [], unreadable: [{ code: 'BROKEN_REPORT' }] })
  })
  it('is refused at import where it is cut short', async () => {
    const { imported } = await doseOf({ 'dose.dcm': sampleReport('D').slice(0, -700) })
    expect(imported).toMatchObject({ instances: 0, refused: [{ code: 'TRUNCATED' }] })
  })
})
