import type { FailedFrame, FromWorker } from './frameMessages.ts'

const BATCH_MS = 40

export type FrameReports = {
  /** `values` travels along only where memory cannot be shared. */
  readonly loaded: (frame: number, values: ArrayBuffer | null) => void
  readonly failed: (failed: FailedFrame) => void
  readonly flush: () => void
}

/** Gathers what became of frames and posts it a few times a second: the first at once, so that the first slice shows. */
export function createFrameReports(post: (message: FromWorker, transfer: Transferable[]) => void): FrameReports {
  let loaded: number[] = []
  let failed: FailedFrame[] = []
  let pixels: { readonly frame: number; readonly values: ArrayBuffer }[] = []
  let timer: ReturnType<typeof setTimeout> | null = null
  let postedAt = Number.NEGATIVE_INFINITY

  const flush = (): void => {
    if (timer !== null) clearTimeout(timer)
    timer = null
    if (loaded.length + failed.length === 0) return
    postedAt = performance.now()
    post({ kind: 'frames', loaded, failed, pixels }, pixels.map(({ values }) => values))
    loaded = []
    failed = []
    pixels = []
  }
  // A worker that is busy reading never comes to its timers: time is looked at with each frame as well.
  const schedule = (): void => {
    if (performance.now() - postedAt >= BATCH_MS) flush()
    else timer ??= setTimeout(flush, BATCH_MS)
  }
  return {
    loaded(frame, values) {
      loaded.push(frame)
      if (values !== null) pixels.push({ frame, values })
      schedule()
    },
    failed(report) {
      failed.push(report)
      schedule()
    },
    flush,
  }
}
