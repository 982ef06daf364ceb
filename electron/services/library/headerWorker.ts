import { parentPort } from 'node:worker_threads'
import { readInstance } from './readInstance.ts'

/** Grows to the longest header met and is used again: files are read one after the other. */
const buffer = { bytes: new Uint8Array(64 * 1024) }

type Batch = { readonly id: number; readonly paths: readonly string[] }
/** Written out by hand: loading a schema library would double the time until the first header is read. */
const isBatch = (message: unknown): message is Batch =>
  typeof message === 'object' && message !== null && 'id' in message && typeof message.id === 'number' && 'paths' in message && Array.isArray(message.paths)

parentPort?.on('message', (message: unknown) => {
  if (!isBatch(message)) throw new Error('A header worker reads batches of paths')
  // One string crosses the thread border much faster than hundreds of nested objects.
  parentPort?.postMessage({ id: message.id, readings: JSON.stringify(message.paths.map((path) => readInstance(path, buffer))) })
})

parentPort?.postMessage('ready')
