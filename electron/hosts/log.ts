import { mkdirSync, renameSync, statSync } from 'node:fs'
import path from 'node:path'
import { pino } from 'pino'
import type { Log } from '#electron/ports/ports.ts'

const LARGEST_LOG_BYTES = 5 * 2 ** 20

/**
 * The log of this installation. Of an error it keeps what kind it is and where in our code it arose; its message is left
 * out, because messages quote what was being worked on: paths, header values, and so names of patients.
 */
export function openLog(dataDirectory: string): Log {
  const directory = path.join(dataDirectory, 'logs')
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  const file = path.join(directory, 'axis-guide.log')
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LARGEST_LOG_BYTES) renameSync(file, `${file}.1`)
  const logger = pino({ base: { pid: process.pid }, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ dest: file, sync: true }))
  return {
    info: (event, fields) => { logger.info({ ...fields, event }) },
    bug: (error) => { logger.error({ event: 'bug', ...describeError(error) }) },
  }
}

export function describeError(error: unknown): { readonly name: string; readonly code: string | null; readonly at: readonly string[] } {
  if (!(error instanceof Error)) return { name: typeof error, code: null, at: [] }
  const code = 'code' in error && typeof error.code === 'string' && /^[A-Z0-9_]{1,64}$/.test(error.code) ? error.code : null
  return { name: error.name, code, at: (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line)).map((line) => line.trim()).slice(0, 20) }
}
