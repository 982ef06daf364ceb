import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import dicomParser from 'dicom-parser'
import { describe, expect, it } from 'vitest'
import { decimalString, implementationClassUid, writeDicomFile } from './dicomWriter.ts'

const dataset = {
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.7',
  SOPInstanceUID: '2.25.1',
  PatientName: 'MÜLLER^ANNA',
  PatientID: 'A1',
  ReferringPhysicianName: null,
  ImagePositionPatient: [1 / 3, -100.1, 1e-7],
  FrameIncrementPointer: 0x00181063,
  ReferencedImageSequence: [{ ReferencedSOPClassUID: '1.2.3', ReferencedSOPInstanceUID: '2.25.2' }],
  Rows: 1,
  Columns: 3,
  BitsAllocated: 8,
  PixelRepresentation: 0,
  PixelData: new Uint8Array([1, 2, 3]),
}

const hasDcmtk = spawnSync('dcmdump', ['--version']).status === 0

describe('writing a DICOM file', () => {
  it('gives back every value to a second reader', () => {
    const read = dicomParser.parseDicom(writeDicomFile(dataset))
    expect({
      implementation: read.string('x00020012'),
      syntax: read.string('x00020010'),
      name: new TextDecoder().decode(read.byteArray.slice(read.elements['x00100010']?.dataOffset).slice(0, 12)),
      physician: read.elements['x00080090']?.length,
      position: read.string('x00200032'),
      pointer: read.attributeTag('x00280009'),
      referenced: read.elements['x00081140']?.items?.[0]?.dataSet?.string('x00081155'),
      pixels: [read.elements['x7fe00010']?.vr, read.elements['x7fe00010']?.length],
    }).toEqual({
      implementation: implementationClassUid,
      syntax: '1.2.840.10008.1.2.1',
      name: 'MÜLLER^ANNA',
      physician: 0,
      position: '0.33333333333333\\-100.1\\1e-7',
      pointer: 'x00181063',
      referenced: '2.25.2',
      pixels: ['OB', 4],
    })
  })

  it('gives the same bytes for the same attributes', () => {
    expect(Buffer.from(writeDicomFile(dataset)).equals(Buffer.from(writeDicomFile({ ...dataset })))).toBe(true)
  })

  it('ends with its pixels, whole and even, where a reader looks for them', () => {
    const read = dicomParser.parseDicom(writeDicomFile(dataset))
    const { dataOffset = 0, length = 0 } = read.elements['x7fe00010'] ?? {}
    expect([...read.byteArray.subarray(dataOffset, dataOffset + length)]).toEqual([1, 2, 3, 0])
    expect(read.byteArray.length).toBe(dataOffset + length)
  })

  it('refuses a keyword that the dictionary does not know', () => {
    expect(() => writeDicomFile({ ...dataset, PatientsName: 'X' })).toThrow('PatientsName')
  })

  it.runIf(hasDcmtk)('is read by dcmdump (needs dcmtk)', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'writer-'))
    try {
      writeFileSync(path.join(folder, 'a.dcm'), writeDicomFile(dataset))
      expect(execFileSync('dcmdump', [path.join(folder, 'a.dcm')], { encoding: 'utf8' })).toContain('AXIS_GUIDE_1')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

describe('a decimal string', () => {
  it.each([0.1, -0, -1 / 3, -1.2345678901234567e-12, 512.0000000000001])(
    'keeps %s within 16 characters', value => {
      expect(decimalString(value).length).toBeLessThanOrEqual(16)
      expect(Number(decimalString(value))).toBeCloseTo(value, 12)
    })

  it('keeps a number of many digits within 16 characters by rounding', () => {
    expect(decimalString(1.2345678901234567e20)).toBe('1.2345678901e+20')
  })
})
