import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ctGrid, quickGrid } from '#sample-dicom/sampling/grid.ts'
import { type SampleOutcome, writeSampleCases } from '#sample-dicom/writeSampleCases.ts'

const hasValidator = spawnSync('dciodvfy', ['-version']).error === undefined
/** Headers do not depend on the size of the volume; a corner of it is enough. */
const grids = { fluoroscopy: { ...quickGrid, size: [60, 60, 60], first: [-30, -30, -30] }, ct: { ...ctGrid, size: [40, 40, 280], first: [-30, -10, -74.75] } } as const
let directory = ''
let outcome: SampleOutcome | null = null

describe.runIf(hasValidator)('the sample cases against dciodvfy (skipped where dicom3tools is not installed)', () => {
  beforeAll(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'sample-conformance-'))
    outcome = await writeSampleCases({ directory, grids, workers: 0, letters: ['A', 'B', 'F', 'G', 'H'] })
  }, 180_000)
  afterAll(() => { rmSync(directory, { recursive: true }) })

  it('finds no error in any kind of file', () => {
    // The slices of a series differ in their numbers only: the first and every thirtieth after it stand for the rest.
    const files = outcome?.manifest.cases.flatMap(one => one.files).filter(file => /IM(\d\d)[036]1/.test(file.path)) ?? []
    const errors = files.flatMap(file => {
      const report = spawnSync('dciodvfy', [path.join(directory, file.path)], { encoding: 'utf8' })
      return `${report.stdout}${report.stderr}`.split('\n').filter(line => line.startsWith('Error')).map(line => `${file.path}: ${line}`)
    })
    expect([files.length > 20, errors]).toEqual([true, []])
  }, 120_000)
})
