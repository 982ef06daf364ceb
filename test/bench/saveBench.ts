import { randomBytes } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { encode } from 'fast-png'
import { buildKeyImage, openRecordBench } from '#test/builders/record.ts'

const SAVES = 50
/** Of the 150 ms between key press and "saved", what the screen needs to paint the picture is not in here. */
const GOAL_MS = 150
const COLUMNS = 700
const ROWS = 480

export type SaveBench = {
  readonly name: string
  readonly saves: number
  readonly pictureBytes: number
  readonly medianMs: number
  readonly maxMs: number
  readonly goalMs: number
}

/**
 * Time from handing a key image of about a megabyte to the host until it answers that picture and event are durable, on
 * a record that grows as a real one does. Noise cannot be compressed, so each picture is as large as it looks.
 */
export async function benchSave(): Promise<SaveBench> {
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
    took.sort((a, b) => a - b)
    return { name: 'key image handed over to saved', saves: SAVES, pictureBytes, medianMs: at(took, SAVES / 2), maxMs: at(took, SAVES - 1), goalMs: GOAL_MS }
  } finally {
    await bench.remove()
  }
}

function at(sorted: readonly number[], index: number): number {
  const value = sorted[index]
  if (value === undefined) throw new Error('Nothing was measured.')
  return Math.round(value * 10) / 10
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await benchSave(), null, 2))
