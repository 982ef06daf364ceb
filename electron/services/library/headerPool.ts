import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import type { FileReading } from './instance.ts'
import { readInstance } from './readInstance.ts'

export type HeaderPool = {
  /** What each file holds, in the order of the paths. */
  readonly read: (paths: readonly string[]) => Promise<readonly FileReading[]>
  readonly size: number
  /** Starts the threads while files are still being looked for. */
  readonly warm: () => void
  readonly close: () => Promise<void>
}

type Task = { readonly id: number; readonly paths: readonly string[]; readonly done: (readings: readonly FileReading[]) => void }
type Seat = { readonly worker: Worker; task: Task | null; ready: boolean }

/** A slice of files that the main thread reads while its threads start, and the time after which it leaves that: a slow disc must not hold up the app. */
const OWN_SLICE_FILES = 8
const OWN_SLICE_MS = 20

/** Two threads on small machines, never more than four: beyond that the disc is what one waits for. */
const poolSize = Math.min(4, Math.max(2, availableParallelism() - 1))

const unreadable = (message: string): FileReading => ({ kind: 'refused', code: 'BROKEN_HEADER', message })

/**
 * Worker threads that read headers; they start at the first import and stay. A file that kills one is refused, the others go
 * on. A thread that cannot even start says nothing about any file: what it had is read without threads, slower.
 */
export function createHeaderPool(workerUrl: URL, readsHere = true): HeaderPool {
  const seats: Seat[] = []
  const waiting: Task[] = []
  let nextId = 0
  let closed = false
  let cannotStart = false
  const buffer = { bytes: new Uint8Array(64 * 1024) }

  const seatOf = (): Seat => {
    const seat: Seat = { worker: new Worker(workerUrl), task: null, ready: false }
    seat.worker.unref()
    seat.worker.on('message', (message: 'ready' | { readonly readings: string }) => {
      if (message === 'ready') seat.ready = true
      else finish(seat, JSON.parse(message.readings) as FileReading[])
    })
    seat.worker.on('error', () => { replace(seat) })
    seats.push(seat)
    return seat
  }
  const finish = (seat: Seat, readings: readonly FileReading[]): void => {
    const { task } = seat
    seat.task = null
    const next = waiting.shift()
    if (next !== undefined) give(seat, next)
    else seat.worker.unref()
    task?.done(readings)
  }
  const give = (seat: Seat, task: Task): void => {
    seat.task = task
    seat.worker.ref()
    seat.worker.postMessage({ id: task.id, paths: task.paths })
  }
  const submit = (task: Task): void => {
    if (closed) return task.done([])
    if (cannotStart) return void readSlices(task.paths, () => false).then((readings) => { task.done(readings) })
    const free = seats.find((seat) => seat.task === null) ?? (seats.length < poolSize ? seatOf() : null)
    if (free === null) waiting.push(task)
    else give(free, task)
  }
  /** A batch that ended its thread is read again file by file, so that only the file at fault is lost. */
  const replace = (seat: Seat): void => {
    seats.splice(seats.indexOf(seat), 1)
    const { task } = seat
    if (!seat.ready) {
      cannotStart = true
      for (const left of [...(task === null ? [] : [task]), ...(seats.length === 0 ? waiting.splice(0) : [])]) submit(left)
      return
    }
    if (closed || task === null) return
    const only = task.paths[0]
    if (task.paths.length === 1 && only !== undefined) task.done([unreadable('This file cannot be read: its header is damaged. It was left out, the other files are open.')])
    else void Promise.all(task.paths.map(readOne)).then((readings) => { task.done(readings.flat()) })
    const next = waiting.shift()
    if (next !== undefined) submit(next)
  }
  const read = (paths: readonly string[]): Promise<readonly FileReading[]> =>
    new Promise((done) => { submit({ id: nextId++, paths, done }) })
  let isDiscSlow = false
  /** Reads here, slice after slice, until all is read or the rest is better read elsewhere. */
  const readSlices = async (paths: readonly string[], isBetterElsewhere: () => boolean): Promise<readonly FileReading[]> => {
    const readings: FileReading[] = []
    while (readings.length < paths.length && !closed && !isBetterElsewhere()) {
      const startedMs = performance.now()
      for (const path of paths.slice(readings.length, readings.length + OWN_SLICE_FILES)) readings.push(readInstance(path, buffer))
      isDiscSlow = performance.now() - startedMs > OWN_SLICE_MS
      await new Promise((resume) => { setImmediate(resume) })
    }
    return readings
  }
  /** Starting a thread takes longer than reading the headers of most series. */
  const readHere = async (paths: readonly string[]): Promise<readonly FileReading[]> => {
    const readings = await readSlices(paths, () => isDiscSlow || seats.some((seat) => seat.ready))
    return readings.length === paths.length ? readings : [...readings, ...(await read(paths.slice(readings.length)))]
  }
  const readOne = (path: string): Promise<readonly FileReading[]> => read([path])

  return {
    read: readsHere ? readHere : read,
    size: poolSize,
    warm: () => { while (!cannotStart && seats.length < poolSize) seatOf() },
    close: async () => {
      closed = true
      const unanswered = [...seats.flatMap(({ task }) => task ?? []), ...waiting.splice(0)]
      await Promise.all(seats.map(({ worker }) => worker.terminate()))
      // Whoever waits for them is told that there is nothing: the import that asked has been cancelled.
      for (const { done } of unanswered) done([])
    },
  }
}
