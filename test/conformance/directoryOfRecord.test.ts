import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readHeader } from '#electron/services/dicom/dicomParserReader.ts'
import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import { writeDicomDirectory } from '#electron/services/teaching/formats/dicomDirectory.ts'
import { directoryRecords, readMember } from '#electron/services/teaching/formats/directoryRecords.ts'
import type { DicomHeader } from '#shared/dicom/header.ts'
import { tags } from '#shared/dicom/tags.ts'
import type { DicomObjectContent } from '#shared/reporting/dicomContent.ts'
import { exportSigned } from '#test/builders/exportedRecord.ts'

const has = (tool: string): boolean => spawnSync(tool, ['--version']).error === undefined
const withTool = (tool: string, name: string): string => (has(tool) ? name : `${name} (skipped: ${tool} is not installed)`)
const run = (tool: string, ...input: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(tool, input, { encoding: 'utf8' })
  return `${stdout}${stderr}`
}

const root = '1.2.840.10008.5.1.4.1.1.'
const common = (sopClass: string, modality: string, at: number): DicomObjectContent => ({
  SOPClassUID: root + sopClass, SOPInstanceUID: `1.2.3.66.${String(at)}`, PatientName: 'SAMPLE^ANNA', PatientID: 'SAMPLE-1', PatientBirthDate: '', PatientSex: '', StudyInstanceUID: '1.2.3.1', StudyDate: '20260102', StudyTime: '101010', ReferringPhysicianName: '', StudyID: '1', AccessionNumber: '',
  Modality: modality, SeriesInstanceUID: `1.2.3.66.${String(at)}.1`, SeriesNumber: 60 + at, Manufacturer: 'Test', InstanceNumber: 1, ContentDate: '20260102', ContentTime: '101010', ContentLabel: 'TWO_SCANS', ContentDescription: 'First onto second', ContentCreatorName: '',
})
/** What a planning station or a scanner puts beside the pictures of a case; as much of each as a directory asks for. */
const beside: readonly DicomObjectContent[] = [common('66.1', 'REG', 1), common('66.3', 'REG', 2), common('66.2', 'FID', 3), common('67', 'RWV', 4)]

let folder = ''
let fileIds: readonly string[] = []
/** Without the sources: their meta information is too short for DCMTK. */
let whole: readonly string[] = []
let ours: ReadonlyMap<string, DicomHeader> = new Map()

async function leavesOf(name: string): Promise<ReadonlyMap<string, DicomHeader>> {
  const bytes = new Uint8Array(await readFile(path.join(folder, name)))
  const reading = readHeader(bytes, bytes.length)
  if (reading.kind !== 'read') throw new Error('The directory cannot be read.')
  return new Map(reading.header.items(tags.DirectoryRecordSequence).flatMap((record) => (record.texts(tags.ReferencedFileID).length === 0 ? [] : [[record.texts(tags.ReferencedFileID).join('/'), record]])))
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'axis-directory-'))
  const { sources, objects } = await exportSigned(path.join(folder, 'made'), 'SAMPLE^ANNA')
  const bytes = [...await Promise.all([...sources, ...objects.map(({ file }) => file)].map(async (file) => new Uint8Array(await readFile(file)))), ...beside.map((content) => writeDicomFile(content))]
  await mkdir(path.join(folder, 'CASE'))
  const files = bytes.map((one, at) => ({ fileId: `CASE/I${String(at + 1).padStart(5, '0')}`, one }))
  for (const { fileId, one } of files) await writeFile(path.join(folder, fileId), one)
  fileIds = files.map(({ fileId }) => fileId)
  whole = fileIds.slice(sources.length)
  await writeFile(path.join(folder, 'DICOMDIR'), writeDicomDirectory(directoryRecords(files.flatMap(({ fileId, one }) => readMember(fileId, one) ?? [])), { fileSetId: 'CASE014', sopInstanceUid: '2.25.1' }))
  ours = await leavesOf('DICOMDIR')
}, 60_000)
afterAll(async () => { await rm(folder, { recursive: true, force: true }) })

const typeOf = (header: DicomHeader | undefined): string | null => header?.text(tags.DirectoryRecordType) ?? null
const tag = (digits: string, vr: string) => ({ tag: `x${digits}`, vr })

describe('the directory of a case with all that a record leaves and what lies beside it', () => {
  it('has a record of its own kind for each class', () => {
    const typesOf = (ending: string): readonly (string | null)[] => [...ours.values()].filter((record) => record.text(tag('00041510', 'UI')) === root + ending).map(typeOf)
    expect([ours.size, fileIds.length]).toEqual([fileIds.length, ours.size])
    expect(Object.fromEntries(['2', '12.1', '7', '11.1', '11.5', '88.59', '88.34', '104.1', '66.1', '66.3', '66.2', '67'].map((ending) => [ending, [...new Set(typesOf(ending))].join()]))).toEqual({
      2: 'IMAGE', '12.1': 'IMAGE', 7: 'IMAGE', '11.1': 'PRESENTATION', '11.5': 'PRESENTATION', '88.59': 'KEY OBJECT DOC', '88.34': 'SR DOCUMENT', '104.1': 'ENCAP DOC', '66.1': 'REGISTRATION', '66.3': 'REGISTRATION', '66.2': 'FIDUCIAL', 67: 'VALUE MAP',
    })
    expect([...ours.values()].map(typeOf)).not.toContain('PRIVATE')
  })

  it.skipIf(!has('dciodvfy'))(withTool('dciodvfy', 'has no error for dciodvfy'), () => {
    expect(run('dciodvfy', path.join(folder, 'DICOMDIR')).split('\n').filter((line) => line.startsWith('Error'))).toEqual([])
  })

  it.skipIf(!has('dcmmkdir'))(withTool('dcmmkdir', 'says of each object what the directory that DCMTK makes of the same files says'), async () => {
    expect(run('dcmmkdir', '+id', folder, '+D', path.join(folder, 'THEIRS'), '-Pgp', '+I', ...whole)).not.toMatch(/^[EF]:/m)
    const theirs = await leavesOf('THEIRS')
    expect([...theirs.keys()].toSorted()).toEqual(whole.toSorted())
    const keys = [tag('00080023', 'DA'), tag('00080033', 'TM'), tags.InstanceNumber, tag('00420010', 'ST'), tag('00420012', 'LO'), tag('00700080', 'CS'), tag('00700081', 'LO'), tag('00700082', 'DA'), tag('00700083', 'TM'), tag('00700084', 'PN'), tags.CompletionFlag, tags.VerificationFlag, tags.VerificationDateTime]
    const said = (record: DicomHeader | undefined) => ({
      type: typeOf(record), keys: keys.map((one) => record?.has(one) === true ? record.text(one) ?? '' : null), titles: record?.items(tags.ConceptNameCodeSequence).map((one) => one.text(tags.CodeValue)), modifiers: record?.items(tags.ContentSequence).length, series: record?.items(tags.ReferencedSeriesSequence).map((one) => one.text(tags.SeriesInstanceUID)),
    })
    for (const fileId of whole) expect({ fileId, ...said(ours.get(fileId)) }).toEqual({ fileId, ...said(theirs.get(fileId)) })
  })

  it.skipIf(!has('dcmmkdir'))(withTool('dcmmkdir', 'is followed by DCMTK through all its offsets: nothing is added again'), async () => {
    expect(run('dcmmkdir', '+id', folder, '+D', path.join(folder, 'DICOMDIR'), '+A', '-Pgp', '+I', ...whole)).not.toMatch(/^[EF]:/m)
    expect((await leavesOf('DICOMDIR')).size).toBe(fileIds.length)
  })
})
