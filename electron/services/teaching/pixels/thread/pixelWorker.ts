import { parentPort } from 'node:worker_threads'
import { createDecoder } from '#shared/codecs/decoder.ts'
import { err, ok, type Result } from '#shared/result.ts'
import { calledOff, cleanObject } from '#electron/services/teaching/pixels/clean/cleanObject.ts'
import { needsFaceHidden } from '#electron/services/teaching/pixels/face/faceNeeded.ts'
import { hideFace } from '#electron/services/teaching/pixels/face/hideFace.ts'
import type { PixelFault, PixelObject, PixelSeries } from '#electron/services/teaching/pixels/pixelSeries.ts'
import { drawSheet } from '#electron/services/teaching/pixels/sheet/drawSheet.ts'
import { findText } from '#electron/services/teaching/pixels/text/findText.ts'
import { createTextReader } from '#electron/services/teaching/pixels/text/textReader.ts'
import type { FromThread, Job, ToThread } from './messages.ts'
import { buffersOf } from './transfer.ts'

const port = parentPort
if (port === null) throw new Error('The pixel worker is a thread, not a program')

const waiting = new Map<number, (bytes: Uint8Array | null) => void>()
const calledOffJobs = new Set<number>()
let asks = 0
let last: Promise<void> = Promise.resolve()

const tell = (message: FromThread, transfer: ArrayBuffer[] = []): void => { port.postMessage(message, transfer) }

function ask(question: (ask: number) => FromThread): Promise<Uint8Array | null> {
  const number = asks
  asks += 1
  return new Promise((resolve) => {
    waiting.set(number, resolve)
    tell(question(number))
  })
}

async function fileOf(kind: 'codec' | 'textModel', fileName: string): Promise<Uint8Array> {
  const bytes = await ask((number) => ({ kind, ask: number, fileName }))
  if (bytes === null) throw new Error(`${fileName} is not part of this installation`)
  return bytes
}

const decoder = createDecoder({ readCodec: (fileName) => fileOf('codec', fileName) })
const reader = createTextReader((fileName) => fileOf('textModel', fileName))

function seriesOf(id: number, { series }: Job): PixelSeries {
  const objects = series.objects.map((outline, object): PixelObject => ({ ...outline, frameBytes: (frame) => ask((number) => ({ kind: 'frame', id, ask: number, object, frame })) }))
  return { seriesUid: series.seriesUid, objects }
}

function work(id: number, job: Job): Promise<Result<unknown, PixelFault>> {
  const series = seriesOf(id, job)
  const steps = { decoder, isCalledOff: () => calledOffJobs.has(id), onProgress: (done: number, all: number) => { tell({ kind: 'progress', id, done, all }) } }
  switch (job.name) {
    case 'clean': {
      const [object] = series.objects
      if (object === undefined) return Promise.resolve(err('UNREADABLE', 'There is no image to clean.'))
      return cleanObject(object, job.question, { ...steps, onFrame: (done) => { steps.onProgress(done, object.image.frames) } })
    }
    case 'findText': return findText(series, { ...steps, reader })
    case 'faceNeeded': return needsFaceHidden(series, steps)
    case 'hideFace': return hideFace(series, job.question, steps)
    case 'sheet': return drawSheet(series, job.question, steps)
  }
}

async function carryOut(id: number, job: Job): Promise<void> {
  try {
    const outcome = calledOffJobs.has(id) ? calledOff : await work(id, job)
    const answer = outcome.ok ? ok(outcome.value) : outcome
    tell({ kind: 'done', id, outcome: answer }, buffersOf(answer))
  } catch (error) {
    tell({ kind: 'bug', id, message: error instanceof Error ? `${error.message}\n${error.stack ?? ''}` : String(error) })
  } finally {
    calledOffJobs.delete(id)
  }
}

port.on('message', (message: ToThread) => {
  if (message.kind === 'bytes') {
    waiting.get(message.ask)?.(message.bytes)
    waiting.delete(message.ask)
  } else if (message.kind === 'callOff') calledOffJobs.add(message.id)
  else last = last.then(() => carryOut(message.id, message.job))
})
