import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import dicomParser from 'dicom-parser'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readManifest, sampleVersion, sha256Of, writeManifest } from './manifest.ts'
import { ctGrid, quickGrid } from './sampling/grid.ts'
import { writeSampleCases } from './writeSampleCases.ts'

const project = path.dirname(path.dirname(fileURLToPath(import.meta.url)))
const pinnedNode = path.join(project, 'node_modules', 'node', 'bin', 'node')
/** A corner of each volume is enough for the way from phantom to file. */
const grids = { fluoroscopy: { ...quickGrid, size: [60, 60, 60], first: [-30, -30, -30] }, ct: { ...ctGrid, size: [60, 60, 280], first: [-40, -20, -74.75] } } as const
const letters = ['A', 'G', 'H']
let directory = ''

beforeAll(async () => {
  directory = mkdtempSync(path.join(tmpdir(), 'sample-'))
  await writeSampleCases({ directory: path.join(directory, 'here'), grids, letters, workers: 0 })
}, 120_000)
afterAll(() => { rmSync(directory, { recursive: true }) })

const header = (file: string) => dicomParser.parseDicom(readFileSync(path.join(directory, 'here', file)), { untilTag: 'x7fe00010' })

describe('writing the sample cases', () => {
  it.runIf(existsSync(pinnedNode))('gives the same bytes with two workers as with none (needs the pinned Node)', () => {
    const code = `import { writeSampleCases } from './sample-dicom/writeSampleCases.ts'
      await writeSampleCases({ directory: ${JSON.stringify(path.join(directory, 'two'))}, grids: ${JSON.stringify(grids)}, letters: ['G', 'H'], workers: 2 })`
    execFileSync(pinnedNode, ['--input-type=module', '--disable-warning=ExperimentalWarning', '--eval', code], { cwd: project })
    expect(readManifest(path.join(directory, 'two'))?.cases).toEqual(readManifest(path.join(directory, 'here'))?.cases.filter(one => one.letter !== 'A'))
  }, 120_000)

  it('has nothing to do the second time, and mends what was damaged', async () => {
    const again = () => writeSampleCases({ directory: path.join(directory, 'here'), grids, letters: ['G'], workers: 0 })
    const first = await again()
    const before = readFileSync(path.join(directory, 'here', 'g-tilted-gantry', 'tilted', 'IM0002.dcm'))
    truncateSync(path.join(directory, 'here', 'g-tilted-gantry', 'tilted', 'IM0002.dcm'), 100)
    const second = await again()
    const after = readFileSync(path.join(directory, 'here', 'g-tilted-gantry', 'tilted', 'IM0002.dcm'))
    expect([first.outcome, second.outcome, after.equals(before), second.manifest.cases.map(one => one.letter)]).toEqual(['alreadyThere', 'written', true, letters])
  }, 60_000)

  it('writes the dose report alone where the images of a case are there from before it had one', async () => {
    const folder = mkdtempSync(path.join(directory, 'before-'))
    mkdirSync(path.join(folder, 'd-capsular-leak'))
    writeFileSync(path.join(folder, 'd-capsular-leak', 'truth.json'), 'as it was')
    writeManifest(folder, { version: sampleVersion, cases: [{ letter: 'D', folder: 'd-capsular-leak', truthSha256: sha256Of('as it was'), files: [] }] })
    const write = () => writeSampleCases({ directory: folder, letters: ['D'], workers: 0 })
    const [first, second] = [await write(), await write()]
    expect([first.outcome, second.outcome, readFileSync(path.join(folder, 'd-capsular-leak', 'truth.json'), 'utf8'), second.manifest.cases[0]?.files.map(file => file.path)]).toEqual(['written', 'alreadyThere', 'as it was', ['d-capsular-leak/dose/IM0001.dcm']])
  })

  it('takes a damaged manifest for none', () => {
    const folder = mkdtempSync(path.join(directory, 'broken-'))
    writeFileSync(path.join(folder, 'manifest.json'), '{"version": "1", "cas')
    expect(readManifest(folder)).toBeNull()
  })

  it('reports progress up to all of it', async () => {
    const reports: number[] = []
    await writeSampleCases({ directory: path.join(directory, 'progress'), grids, letters: ['G'], workers: 0, onProgress: ({ done, total }) => reports.push(done / total) })
    expect([reports.at(-1), reports.every((share, n) => share >= (reports[n - 1] ?? 0))]).toEqual([1, true])
  }, 60_000)
})

describe('the headers of the sample cases', () => {
  it('a run states its angles in the patient, its distances, its frame time and its mask', () => {
    const run = header('a-arthrogram/run-pa/IM0001.dcm')
    const mask = run.elements['x00286100']?.items?.[0]?.dataSet
    expect({
      angles: [run.floatString('x00181510'), run.floatString('x00181511')], distances: [run.floatString('x00181110'), run.floatString('x00181111')],
      spacing: run.string('x00181164'), frames: run.intString('x00280008'), frameTime: run.floatString('x00181063'), pointer: run.attributeTag('x00280009'),
      relationship: run.string('x00281040'), operation: mask?.string('x00286101'), maskFrames: [0, 1, 2, 3].map(n => mask?.uint16('x00286110', n)),
    }).toEqual({
      angles: [180, 12], distances: [1000, 750], spacing: '0.3\\0.3', frames: 40, frameTime: 125, pointer: 'x00181063',
      relationship: 'LIN', operation: 'AVG_SUB', maskFrames: [1, 2, 3, 4],
    })
  })

  it('the mobile C-arm tells neither angles nor spacing nor time', () => {
    const run = header('h-mobile-c-arm/run-pa/IM0001.dcm')
    expect(['x00181510', 'x00181164', 'x00280030', 'x00181063', 'x00181065'].map(tag => run.elements[tag])).toEqual([undefined, undefined, undefined, undefined, undefined])
  })

  it('the tilted gantry steps along z while its rows lean', () => {
    const [first, second] = [1, 2].map(n => header(`g-tilted-gantry/tilted/IM000${n}.dcm`))
    const position = (axis: number) => (second?.floatString('x00200032', axis) ?? Number.NaN) - (first?.floatString('x00200032', axis) ?? Number.NaN)
    expect([position(0), position(1), Math.round(position(2) * 1e6) / 1e6, first?.floatString('x00200037', 5)?.toFixed(4)]).toEqual([0, 0, 1, '-0.2588'])
  })

  it('the truth names every image that was written', () => {
    const truth: { readonly series: readonly { readonly images: readonly { readonly sopInstanceUid: string }[] }[] } = JSON.parse(readFileSync(path.join(directory, 'here', 'a-arthrogram', 'truth.json'), 'utf8'))
    const written = readManifest(path.join(directory, 'here'))?.cases.find(one => one.letter === 'A')?.files.map(file => file.sopInstanceUid)
    expect(truth.series.flatMap(series => series.images.map(image => image.sopInstanceUid))).toEqual(written)
  })
})
