import { Worker } from 'node:worker_threads'
import type { Ports } from '#electron/ports/ports.ts'
import { err, type Result } from '#shared/result.ts'
import type { ObjectOutline, PixelFault, PixelObject, PixelSeries, Watch } from '#electron/services/teaching/pixels/pixelSeries.ts'
import type { PixelWork } from '#electron/services/teaching/pixels/pixelWork.ts'
import { calledOff } from '#electron/services/teaching/pixels/clean/cleanObject.ts'
import type { FromThread, Job, ToThread, WorkName, Works } from './messages.ts'

/** What reading text takes in memory is given back when nobody has asked for this long. */
const IDLE_MS = 30_000

type Pending = { readonly series: PixelSeries; readonly watch: Watch; readonly settle: (outcome: Result<unknown, PixelFault>) => void; readonly fail: (error: Error) => void }

const ended = err('UNREADABLE', 'The work on the pixels broke off: there may be too little memory. Nothing was written. Close other programs, or leave the largest series out, and try again.')

const outlineOf = ({ frameBytes: _left, ...outline }: PixelObject): ObjectOutline => outline

/** The pixel work of one installation: its thread starts at the first question, and ends when it has been idle for a while. */
export function createPixelWork({ pixelWorkerUrl, readCodec, readTextModel }: Pick<Ports, 'pixelWorkerUrl' | 'readCodec' | 'readTextModel'>): PixelWork {
  const pending = new Map<number, Pending>()
  let worker: Worker | null = null
  let idle: NodeJS.Timeout | null = null
  let ids = 0

  const post = (message: ToThread, transfer: ArrayBuffer[] = []): void => { worker?.postMessage(message, transfer) }

  const answerBytes = async (ask: number, read: Promise<Uint8Array | null>): Promise<void> => {
    const bytes = await read.catch(() => null)
    // Small buffers may be parts of a pool that others still use.
    const own = bytes === null ? null : bytes.byteLength === bytes.buffer.byteLength ? bytes : bytes.slice()
    post({ kind: 'bytes', ask, bytes: own }, own?.buffer instanceof ArrayBuffer ? [own.buffer] : [])
  }
  const settle = (id: number, outcome: Result<unknown, PixelFault>): void => {
    pending.get(id)?.settle(outcome)
    leave(id)
  }
  const leave = (id: number): void => {
    pending.delete(id)
    if (pending.size > 0) return
    worker?.unref()
    idle = setTimeout(() => { void stop() }, IDLE_MS).unref()
  }
  const stop = async (): Promise<void> => {
    const stopping = worker
    worker = null
    await stopping?.terminate()
    for (const id of [...pending.keys()]) settle(id, ended)
    if (idle !== null) clearTimeout(idle)
  }
  const hear = (message: FromThread): void => {
    switch (message.kind) {
      case 'frame': return void answerBytes(message.ask, pending.get(message.id)?.series.objects[message.object]?.frameBytes(message.frame) ?? Promise.resolve(null))
      case 'codec': return void answerBytes(message.ask, readCodec(message.fileName))
      case 'textModel': return void answerBytes(message.ask, readTextModel(message.fileName))
      case 'progress': return pending.get(message.id)?.watch.onProgress?.(message.done, message.all)
      case 'done': return settle(message.id, message.outcome)
      case 'bug': pending.get(message.id)?.fail(new Error(message.message)); return leave(message.id)
    }
  }
  const started = (): void => {
    if (idle !== null) clearTimeout(idle)
    if (worker === null) {
      const starting = new Worker(pixelWorkerUrl)
      worker = starting
      starting.on('message', hear)
      starting.on('error', () => { if (worker === starting) void stop() })
    }
    worker.ref()
  }

  const ask = <Name extends WorkName>(job: Omit<Extract<Job, { name: Name }>, 'series'>, series: PixelSeries, watch: Watch = {}): Promise<Result<Works[Name]['answer'], PixelFault>> => {
    if (watch.signal?.aborted === true) return Promise.resolve(calledOff)
    const id = ids
    ids += 1
    return new Promise((resolve, reject) => {
      const callOff = (): void => { post({ kind: 'callOff', id }) }
      watch.signal?.addEventListener('abort', callOff, { once: true })
      const done = (): void => { watch.signal?.removeEventListener('abort', callOff) }
      pending.set(id, {
        series, watch,
        settle: (outcome) => { done(); resolve(outcome as Result<Works[Name]['answer'], PixelFault>) },
        fail: (error) => { done(); reject(error) },
      })
      started()
      post({ kind: 'job', id, job: { ...job, series: { seriesUid: series.seriesUid, objects: series.objects.map(outlineOf) } } as Job })
    })
  }

  return {
    cleanPixels: (object, what, watch) => ask<'clean'>({ name: 'clean', question: what }, { seriesUid: '', objects: [object] }, watch),
    findBurnedInText: (series, watch) => ask<'findText'>({ name: 'findText', question: null }, series, watch),
    faceNeeded: (series, watch) => ask<'faceNeeded'>({ name: 'faceNeeded', question: null }, series, watch),
    hideFace: (series, how, watch) => ask<'hideFace'>({ name: 'hideFace', question: how }, series, watch),
    pictureSheet: (series, options, watch) => ask<'sheet'>({ name: 'sheet', question: options }, series, watch),
    close: stop,
  }
}
