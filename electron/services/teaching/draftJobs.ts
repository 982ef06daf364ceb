import { isStorageFailure, storageFailureReason } from '#electron/services/storage/storageFailure.ts'
import type { draftSteps } from '#shared/teaching/draft.ts'
import type { DraftJob, DraftStore } from './draftStore.ts'
import { CannotLook } from './readDraft.ts'
import { Cancelled, type Job, type JobStep } from './job.ts'
import type { TeachingParts } from './teachingParts.ts'

export type DraftJobs = {
  /** Begins to look for what might name somebody. Under the command line, which ends with its answer, it is over when this resolves. */
  readonly read: (draftId: string) => Promise<void>
  /** Runs one job of a draft; null when another one is running. */
  readonly run: <T>(draftId: string, work: (job: Job) => Promise<T>) => Promise<T> | null
  readonly isBusy: (draftId: string) => boolean
  /** Stops what runs, and waits until it has ended; false where nothing ran. */
  readonly stop: (draftId: string) => Promise<boolean>
  readonly close: () => Promise<void>
}

/** What takes longer than an answer: one job at a time for each draft, told by events, stopped by a call. */
export function createDraftJobs({ ports, emit }: TeachingParts, store: DraftStore, reading: (draftId: string, job: Job) => Promise<void>): DraftJobs {
  const running = new Map<string, { readonly stop: AbortController; readonly ended: Promise<unknown> }>()
  const TELL_EVERY_MS = 100

  const jobOf = (draftId: string, signal: AbortSignal): Job => {
    let told: { step: JobStep | null; atMs: number } = { step: null, atMs: 0 }
    const tell = (step: (typeof draftSteps)[number], done: number, total: number): void => {
      if (signal.aborted) throw new Cancelled()
      const nowMs = ports.clock.monotonicMs()
      if (told.step === step && done !== total && nowMs - told.atMs < TELL_EVERY_MS) return
      told = { step, atMs: nowMs }
      emit({ name: 'teaching.progress', payload: { draftId, step, done, total } })
    }
    return { tell, signal }
  }
  const run: DraftJobs['run'] = (draftId, work) => {
    if (running.has(draftId)) return null
    const stop = new AbortController()
    const working = work(jobOf(draftId, stop.signal)).finally(() => { running.delete(draftId) })
    running.set(draftId, { stop, ended: working.catch(() => undefined) })
    return working
  }
  const setReading = (draftId: string, job: DraftJob): void => {
    store.setReading(draftId, job)
    emit({ name: 'teaching.changed', payload: { draftId, teachingCaseId: null } })
  }
  const read = async (draftId: string): Promise<void> => {
    const work = run(draftId, async (job) => {
      try {
        setReading(draftId, { state: 'running', words: '' })
        await reading(draftId, job)
        setReading(draftId, { state: 'done', words: '' })
      } catch (error) {
        if (error instanceof Cancelled) return setReading(draftId, { state: 'stopped', words: '' })
        if (error instanceof CannotLook) return setReading(draftId, { state: 'failed', words: `The pictures could not be looked through for text: ${error.message}`.slice(0, 2000) })
        if (!isStorageFailure(error)) ports.log.bug(error)
        setReading(draftId, { state: 'failed', words: `The images could not be looked through: ${isStorageFailure(error) ? storageFailureReason(error) : 'something unexpected went wrong, the log has the details'}. Look again.` })
      }
    })
    if (ports.host === 'cli') await work
    else work?.catch((bug: unknown) => { ports.log.bug(bug) })
  }
  const stop = async (draftId: string): Promise<boolean> => {
    const job = running.get(draftId)
    if (job === undefined) return false
    job.stop.abort()
    await job.ended
    return true
  }
  return { read, run, isBusy: (draftId) => running.has(draftId), stop, close: async () => { await Promise.all([...running.keys()].map(stop)) } }
}
