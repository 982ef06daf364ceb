import { spawnSync } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
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
  const written = await bench.must('teaching.write', { teachingCaseIds: [teachingCaseId], format: 'tce', audience: 'educator', by: accounts.second, directory: path.join(bench.directory, 'out') })
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
    expect(selection).toMatch(/TCE001/)
    expect(selection).toMatch(/For Teaching File Export/)
    const images = (await readdir(path.join(folder, 'S0001'))).length
    expect(selection.match(/\(0040,a040\) CS \[IMAGE\]/g)).toHaveLength(images)
    const information = run('dcmdump', path.join(folder, 'TCE/ATFI'))
    for (const code of ['TCE006', 'TCE101', 'TCE104', '121060', '121071', 'TCE106', 'TCE109', 'TCE301']) expect(information).toContain(code)
  })

  it.skipIf(!has('dcmmkdir'))(withTool('dcmmkdir', 'has a directory that DCMTK follows'), () => {
    expect(run('dcmmkdir', '+id', folder, '+D', path.join(folder, 'DICOMDIR'), '+A', '+I', '-Pgp', 'S0001/I00001', 'TCE/KOS', 'TCE/ATFI')).not.toMatch(/^E:/m)
  })
})
