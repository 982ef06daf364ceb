import { spawnSync } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { writeDicomFile } from '#electron/services/dicom/dicomWriter.ts'
import { uidOfName } from '#electron/services/record/recordUids.ts'
import { teachingFileExport, type ExportedObject } from '#shared/teaching/formats/teachingFileExport.ts'
import { pageCase } from '#test/builders/pageCase.ts'
import { openTeachingBench, releaseCase, type TeachingBench } from '#test/builders/teaching.ts'
import { has, withTool } from '#test/builders/tools.ts'

const run = (tool: string, ...input: readonly string[]): string => {
  const { stdout, stderr } = spawnSync(tool, input, { encoding: 'utf8' })
  return `${stdout}${stderr}`
}
const errorsOf = (file: string): readonly string[] => run('dciodvfy', file).split('\n').filter((line) => line.startsWith('Error'))

let bench: TeachingBench
let folder = ''
beforeAll(async () => {
  bench = await openTeachingBench()
  const { teachingCaseId, accounts } = await releaseCase(bench)
  const written = await bench.must('teaching.write', { teachingCaseIds: [teachingCaseId], format: 'tce', audience: 'educator', author: 'Dr A. Teacher', by: accounts.second, directory: path.join(bench.directory, 'out') })
  folder = path.dirname(written.files.find(({ kind }) => kind === 'DICOMDIR')?.path ?? '')
})
afterAll(async () => bench.remove())

describe('a teaching file export', () => {
  it.skipIf(!has('dciodvfy'))(withTool('dciodvfy', 'has a selection and its information without an error for dciodvfy'), () => {
    expect(errorsOf(path.join(folder, 'TCE/KOS'))).toEqual([])
    expect(errorsOf(path.join(folder, 'TCE/ATFI'))).toEqual([])
    expect(errorsOf(path.join(folder, 'DICOMDIR'))).toEqual([])
  })

  it.skipIf(!has('dcmdump'))(withTool('dcmdump', 'is titled and coded as IHE asks, and selects every object'), async () => {
    const selection = run('dcmdump', path.join(folder, 'TCE/KOS'))
    expect(selection).toMatch(/\(0008,0100\) SH \[TCE001\][^\0]*\(0008,0121\)[^\0]*\(0008,0100\) SH \[128710\]/)
    expect(selection).toMatch(/For Teaching File Export/)
    expect(selection).not.toMatch(/IdenticalDocumentsSequence/)
    const images = (await readdir(path.join(folder, 'S0001'))).length
    expect(selection.match(/\(0040,a040\) CS \[IMAGE\]/g)).toHaveLength(images)
    const information = run('dcmdump', path.join(folder, 'TCE/ATFI'))
    for (const code of ['TCE006', 'TCE101', 'TCE104', '121060', '121071', 'TCE106', 'TCE109', 'TCE301']) expect(information).toContain(code)
    for (const words of ['Dr A. Teacher', 'Neck pain for a year.', 'Facet joint reached.', 'Look before you inject.']) expect(information).toContain(words)
  })

  it.skipIf(!has('dcmmkdir'))(withTool('dcmmkdir', 'has a directory that DCMTK follows'), () => {
    expect(run('dcmmkdir', '+id', folder, '+D', path.join(folder, 'DICOMDIR'), '+A', '+I', '-Pgp', 'S0001/I00001', 'TCE/KOS', 'TCE/ATFI')).not.toMatch(/^E:/m)
  })
})

describe('a teaching file export from two studies', () => {
  const objectOf = (study: string, at: number, sopClass = '2'): ExportedObject => ({ studyUid: `1.2.3.${study}`, study: { date: '20260102', time: '101010', id: study }, seriesUid: `1.2.3.${study}.1`, sopClassUid: `1.2.840.10008.5.1.4.1.1.${sopClass}`, sopInstanceUid: `1.2.3.${study}.1.${String(at)}` })
  const exported = teachingFileExport({ ...pageCase({ author: 'Dr A. Teacher' }), patient: { patientName: 'TEACHING CASE 014', patientId: 'CASE014', issuer: null, birthDate: null, sex: null }, objects: [objectOf('1', 1), objectOf('2', 1, '12.1'), objectOf('1', 2), objectOf('2', 2, '88.34')], uidOf: uidOfName, atIso: '2026-11-22T10:00:00.000Z' })

  it.skipIf(!has('dciodvfy') || !has('dsrdump'))(withTool('dciodvfy', 'has a selection in each study, and information, without an error for dciodvfy and dsrdump'), async () => {
    expect(exported.selections).toHaveLength(2)
    for (const [at, content] of [...exported.selections, exported.information].entries()) {
      const file = path.join(bench.directory, `two${String(at)}`)
      await writeFile(file, writeDicomFile(content))
      expect(errorsOf(file)).toEqual([])
      expect(run('dsrdump', '+U8', file)).not.toMatch(/^[EF]:/m)
    }
  })
})
