import { randomBytes } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { encode } from 'fast-png'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'
import { completeNote, writtenBodies } from '#test/builders/completeNote.ts'
import { buildKeyImage, openRecordBench } from '#test/builders/record.ts'

const SAVES = 50
/** Of the 150 ms between key press and "saved", what the screen needs to paint the picture is not in here. */
const GOAL_MS = 150
const COLUMNS = 700
const ROWS = 480

/**
 * Time from handing a key image of about a megabyte to the host until it answers that picture and event are durable, on
 * a record that grows as a real one does. Noise cannot be compressed, so each picture is as large as it looks.
 */
async function measureSaves(): Promise<{ readonly sortedMs: readonly number[]; readonly pictureBytes: number }> {
  const bench = await openRecordBench()
  try {
    const created = await bench.services['record.create']({ seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2' })
    if (!created.ok) throw new Error(created.error.message)
    const { recordId } = created.value
    const took: number[] = []
    let pictureBytes = 0
    for (let save = 0; save < SAVES; save += 1) {
      const png = encode({ width: COLUMNS, height: ROWS, data: new Uint8Array(randomBytes(COLUMNS * ROWS * 3)), channels: 3, depth: 8 })
      const event = buildKeyImage({ blobId: bench.putBlob(png) })
      const begun = performance.now()
      const saved = await bench.services['record.append']({ recordId, event })
      took.push(performance.now() - begun)
      if (!saved.ok) throw new Error(saved.error.message)
      pictureBytes = png.length
    }
    return { sortedMs: took.sort((a, b) => a - b), pictureBytes }
  } finally {
    await bench.remove()
  }
}

const EXPORTED = 12
const EXPORT_GOAL_S = 3

/** Seconds that a whole record with twelve key images takes to leave: pictures, DICOM objects, report and paper. The pictures are of our own screens. */
async function measureExport(): Promise<{ readonly seconds: number; readonly files: number; readonly kinds: string }> {
  const bench = await openRecordBench()
  try {
    const created = await bench.services['record.create']({ seriesUid: '1.2.3.1', side: 'LEFT', level: 'C1-2' })
    if (!created.ok) throw new Error(created.error.message)
    const { recordId } = created.value
    const folder = path.join(projectDirectory, 'docs/screenshots')
    const names = (await readdir(folder)).filter((name) => name.endsWith('-1366.png'))
    for (let number = 0; number < EXPORTED; number += 1) {
      const png = await readFile(path.join(folder, names[number % names.length] ?? ''))
      const saved = await bench.services['record.append']({ recordId, event: buildKeyImage({ blobId: bench.putBlob(png) }) })
      if (!saved.ok) throw new Error(saved.error.message)
    }
    for (const event of writtenBodies(completeNote)) await bench.services['record.append']({ recordId, event })
    const begun = performance.now()
    const exported = await bench.services['record.export']({ recordId, directory: path.join(bench.directory, 'out') })
    const seconds = (performance.now() - begun) / 1000
    if (!exported.ok) throw new Error(exported.error.message)
    return { seconds: Math.round(seconds * 100) / 100, files: exported.value.files.length, kinds: [...new Set(exported.value.files.map(({ kind }) => kind))].join(', ') }
  } finally {
    await bench.remove()
  }
}

function at(sorted: readonly number[], index: number): number {
  const value = sorted[index]
  if (value === undefined) throw new Error('Nothing was measured.')
  return Math.round(value * 10) / 10
}

const { sortedMs, pictureBytes } = await measureSaves()
const note = `${String(SAVES)} pictures of ${(pictureBytes / 1e6).toFixed(1)} MB; picture and event durable, painting not included`
const row = (work: string, ours: number) => ({ work, ours, unit: 'ms', target: GOAL_MS, other: null, note })
const left = await measureExport()
console.log(JSON.stringify({
  bench: 'save',
  rows: [row('key image handed over to saved, median', at(sortedMs, SAVES / 2)), row('key image handed over to saved, slowest', at(sortedMs, SAVES - 1)),
    { work: 'export of a record with 12 key images', ours: left.seconds, unit: 's', target: EXPORT_GOAL_S, other: null, note: `${String(left.files)} files (${left.kinds}), durably written; pictures of 1366x768` }],
}))
