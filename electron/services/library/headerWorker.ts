import { parentPort } from 'node:worker_threads'
import { z } from 'zod'
import { readInstance } from './readInstance.ts'

const batch = z.strictObject({ id: z.int(), paths: z.array(z.string()) })

/** Grows to the longest header met and is used again: files are read one after the other. */
const buffer = { bytes: new Uint8Array(64 * 1024) }

parentPort?.on('message', (message: unknown) => {
  const { id, paths } = batch.parse(message)
  // One string crosses the thread border much faster than hundreds of nested objects.
  parentPort?.postMessage({ id, readings: JSON.stringify(paths.map((path) => readInstance(path, buffer))) })
})
