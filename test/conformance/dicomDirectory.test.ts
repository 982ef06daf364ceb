import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import { writeDicomDirectory } from '#electron/services/teaching/formats/dicomDirectory.ts'
import { directoryRecords, readMember } from '#electron/services/teaching/formats/directoryRecords.ts'
import { tags } from '#shared/dicom/tags.ts'
import { has, withTool } from '#test/builders/tools.ts'

const run = (tool: string, ...input: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(tool, input, { encoding: 'utf8' })
  return `${stdout}${stderr}`
}

const FILES = ['S0001/I0001', 'S0001/I0002', 'S0001/I0003', 'S0002/I0001', 'S0002/I0002'] as const
let folder = ''
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-dicomdir-'))
  const members = FILES.flatMap((fileId) => readMember(fileId, objectOf(fileId)) ?? [])
  for (const fileId of FILES) {
    await mkdir(path.join(folder, path.dirname(fileId)), { recursive: true })
    await writeFile(path.join(folder, fileId), objectOf(fileId))
  }
  await writeFile(path.join(folder, 'DICOMDIR'), writeDicomDirectory(directoryRecords(members), { fileSetId: 'CASE014', sopInstanceUid: '2.25.1' }))
})
afterEach(async () => rm(folder, { recursive: true, force: true }))

/** A Secondary Capture, the smallest complete image. */
function objectOf(fileId: string): Uint8Array {
  const series = Number(fileId.slice(4, 5))
  const number = Number(fileId.slice(-1))
  return writeDicomFile({
    SOPClassUID: '1.2.840.10008.5.1.4.1.1.7', SOPInstanceUID: `1.2.3.${String(series)}.${String(number)}`, PatientName: 'TEACHING CASE 014', PatientID: 'CASE014', PatientBirthDate: '', PatientSex: '',
    StudyInstanceUID: '1.2.3', StudyDate: '20200101', StudyTime: '101010', ReferringPhysicianName: '', StudyID: '1', AccessionNumber: '', Modality: 'OT', SeriesInstanceUID: `1.2.3.${String(series)}`, SeriesNumber: series,
    InstanceNumber: number, PatientOrientation: '', ConversionType: 'WSD', SamplesPerPixel: 1, PhotometricInterpretation: 'MONOCHROME2', Rows: 2, Columns: 2, BitsAllocated: 8, BitsStored: 8, HighBit: 7, PixelRepresentation: 0, PixelData: new Uint8Array(4),
  })
}
const recordTypes = (file: string): readonly string[] => run('dcmdump', '-q', path.join(folder, file)).match(/\(0004,1430\) CS \[[A-Z ]+\]/g)?.toSorted() ?? []

describe('a DICOMDIR', () => {
  it('lists every object under its patient, study and series', async () => {
    const bytes = new Uint8Array(await readFile(path.join(folder, 'DICOMDIR')))
    const reading = readHeader(bytes, bytes.length)
    if (reading.kind !== 'read') throw new Error('The directory cannot be read.')
    const records = reading.header.items(tags.DirectoryRecordSequence)
    expect(records.map((one) => one.text(tags.DirectoryRecordType))).toEqual(['PATIENT', 'STUDY', 'SERIES', 'IMAGE', 'IMAGE', 'IMAGE', 'SERIES', 'IMAGE', 'IMAGE'])
    expect(records.at(-1)?.texts(tags.ReferencedFileID)).toEqual(['S0002', 'I0002'])
  })

  it.skipIf(!has('dciodvfy'))(withTool('dciodvfy', 'has no error for dciodvfy'), () => {
    expect(run('dciodvfy', path.join(folder, 'DICOMDIR')).split('\n').filter((line) => line.startsWith('Error'))).toEqual([])
  })

  it.skipIf(!has('dcmmkdir'))(withTool('dcmmkdir', 'has as many records of each kind as the one that DCMTK makes of the same files'), () => {
    run('dcmmkdir', '+id', folder, '+D', path.join(folder, 'THEIRS'), ...FILES)
    expect(recordTypes('DICOMDIR')).toEqual(recordTypes('THEIRS'))
    expect(recordTypes('DICOMDIR')).toHaveLength(9)
  })

  it.skipIf(!has('dcmmkdir'))(withTool('dcmmkdir', 'is followed by DCMTK through all its offsets: objects that are in it already are not added again'), () => {
    expect(run('dcmmkdir', '+id', folder, '+D', path.join(folder, 'DICOMDIR'), '+A', ...FILES)).not.toMatch(/^E:/m)
    expect(recordTypes('DICOMDIR')).toHaveLength(9)
  })

  it.skipIf(!has('dciodvfy'))(withTool('dciodvfy', 'says of a verified report when it was verified last, without an error for dciodvfy'), async () => {
    await writeDirectory({ ...ofCase, SOPClassUID: '1.2.840.10008.5.1.4.1.1.88.22', Modality: 'SR', CompletionFlag: 'COMPLETE', VerificationFlag: 'VERIFIED', VerifyingObserverSequence: ['20200102101010', '20200103101010'].map((at) => ({ VerificationDateTime: at })), ConceptNameCodeSequence: [{ CodeValue: '121111', CodingSchemeDesignator: 'DCM', CodeMeaning: 'Summary' }] })
    expect(run('dcmdump', '-q', path.join(folder, 'DICOMDIR'))).toMatch(/\(0040,a030\) DT \[20200103101010\]/)
    expect(errorsOfDirectory()).toEqual([])
  })

  it.skipIf(!has('dciodvfy')).each([['66.1', 'REGISTRATION'], ['66.2', 'FIDUCIAL'], ['66.3', 'REGISTRATION'], ['67', 'VALUE MAP'], ['66', 'PRIVATE']])(withTool('dciodvfy', 'lists an object of class …%s as %s, without an error for dciodvfy'), async (end, type) => {
    await writeDirectory({ ...ofCase, SOPClassUID: `1.2.840.10008.5.1.4.1.1.${end}`, Modality: 'REG', ContentLabel: 'ONE', ContentDescription: '', ContentCreatorName: '' })
    expect(recordTypes('DICOMDIR')).toContain(`(0004,1430) CS [${type}]`)
    expect(errorsOfDirectory()).toEqual([])
  })
})

const ofCase = {
  SOPInstanceUID: '1.2.3.9.1', PatientName: 'TEACHING CASE 014', PatientID: 'CASE014', StudyInstanceUID: '1.2.3', StudyDate: '20200101', StudyTime: '101010', StudyID: '1', AccessionNumber: '',
  SeriesInstanceUID: '1.2.3.9', SeriesNumber: 9, InstanceNumber: 1, ContentDate: '20200101', ContentTime: '101010',
} as const
/** The directory of an image and of another object. */
async function writeDirectory(content: Parameters<typeof writeDicomFile>[0]): Promise<void> {
  const members = ([['S0001/I0001', objectOf('S0001/I0001')], ['S0009/I0001', writeDicomFile(content)]] as const).flatMap(([fileId, bytes]) => readMember(fileId, bytes) ?? [])
  await writeFile(path.join(folder, 'DICOMDIR'), writeDicomDirectory(directoryRecords(members), { fileSetId: 'CASE014', sopInstanceUid: '2.25.1' }))
}
const errorsOfDirectory = (): readonly string[] => run('dciodvfy', path.join(folder, 'DICOMDIR')).split('\n').filter((line) => line.startsWith('Error'))
