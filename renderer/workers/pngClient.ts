import type { FromPngWorker, ToPngWorker } from './pngWorker.ts'

let worker: Worker | null = null
let lastId = 0
const waiting = new Map<number, (png: Uint8Array<ArrayBuffer> | null) => void>()

/** Starts the encoder, so that the first picture does not wait for its script. */
export function preparePngWorker(): Worker {
  if (worker !== null) return worker
  const started = new Worker(new URL('./pngWorker.ts', import.meta.url), { type: 'module' })
  started.addEventListener('message', ({ data }: MessageEvent<FromPngWorker>) => {
    waiting.get(data.id)?.(data.png === null ? null : new Uint8Array(data.png))
    waiting.delete(data.id)
  })
  // Whoever waits is told that there is no picture; the next one gets a worker of its own.
  started.addEventListener('error', () => {
    started.terminate()
    worker = null
    for (const settle of waiting.values()) settle(null)
    waiting.clear()
  })
  worker = started
  return started
}

/**
 * Encodes a picture as PNG; null when that failed. In a worker: on the page's thread Chromium encodes only while the page is
 * idle, which made 30 ms of work last 90.
 */
export function encodePng(picture: OffscreenCanvas): Promise<Uint8Array<ArrayBuffer> | null> {
  const bitmap = picture.transferToImageBitmap()
  lastId += 1
  const message: ToPngWorker = { id: lastId, picture: bitmap }
  return new Promise((settle) => {
    waiting.set(message.id, settle)
    preparePngWorker().postMessage(message, [bitmap])
  })
}
