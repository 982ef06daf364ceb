import type { Ports } from '#electron/ports/ports.ts'
import type { ObjectStore } from '#electron/services/storage/objectStore.ts'
import type { EmitEvent } from '#shared/contract/types.ts'
import type { LibraryTables, StoredInstance } from './libraryTables.ts'
import type { SeriesShelf } from './seriesShelf.ts'

export type CopyJob = {
  /** Starts copying what is wanted, if it is not running. */
  readonly wake: () => void
  /** Resolves when nothing is left to copy, or the job was ended. */
  readonly idle: () => Promise<void>
  readonly close: () => Promise<void>
}

const AT_ONCE = 64
const TELL_EVERY_MS = 500

type Surroundings = { readonly ports: Ports; readonly objects: ObjectStore; readonly tables: LibraryTables; readonly shelf: SeriesShelf; readonly emit: EmitEvent }

/** Copies the bytes of images into the object folder, one after the other, so that a case outlives the disc it came on. */
export function createCopyJob({ ports, objects, tables, shelf, emit }: Surroundings): CopyJob {
  let running: Promise<void> | null = null
  let ended = false

  const copyOne = async (stored: StoredInstance): Promise<void> => {
    try {
      const { sha256, byteLength } = await objects.putFile(stored.path)
      // Written is not yet kept: what counts is what can be read back.
      if (byteLength === stored.byteLength && (await objects.verify(sha256))) tables.copied(stored.sopUid, sha256)
      else tables.copyFailed(stored.sopUid)
    } catch (error) {
      tables.copyFailed(stored.sopUid)
      ports.log.info('library.copyFailed', { reason: error instanceof Error && 'code' in error ? String(error.code) : 'unknown' })
    }
  }
  const tell = (): void => {
    const { wanted, failed } = tables.copyCounts()
    emit({ name: 'library.copyProgress', payload: { pendingInstances: wanted, failedInstances: failed } })
  }
  const run = async (): Promise<void> => {
    let toldMs = ports.clock.monotonicMs()
    for (;;) {
      const batch = ended ? [] : tables.nextToCopy(AT_ONCE)
      if (batch.length === 0) break
      const touched = new Set<string>()
      for (const stored of batch) {
        if (ended) break
        await copyOne(stored)
        touched.add(stored.seriesUid)
        if (ports.clock.monotonicMs() - toldMs < TELL_EVERY_MS) continue
        toldMs = ports.clock.monotonicMs()
        tell()
      }
      for (const seriesUid of touched) shelf.forget(seriesUid)
      shelf.rearrange([...touched].filter((seriesUid) => tables.isCopied(seriesUid)))
    }
    if (!ended) tell()
  }
  const wake = (): void => {
    if (running !== null || ended || tables.copyCounts().wanted === 0) return
    running = run().then(() => true, (bug: unknown) => {
      ports.log.bug(bug)
      return false
    }).then((finished) => {
      running = null
      // What was wanted while the last batch ended. After a bug the next import or start tries again.
      if (finished) wake()
    })
  }
  return {
    wake,
    idle: async () => { while (running !== null) await running },
    close: async () => {
      ended = true
      while (running !== null) await running
    },
  }
}
