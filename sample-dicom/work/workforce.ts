import { Worker } from 'node:worker_threads'
import { type SampleTask, TaskRunner, type WrittenFile } from './tasks.ts'

type Job = { readonly task: SampleTask; readonly done: (files: readonly WrittenFile[]) => void; readonly failed: (reason: Error) => void }

/** Hands tasks to threads, first come first served. With no workers the tasks run here, which gives the same bytes. */
export class Workforce {
  private readonly workers: Worker[]
  private readonly idle: Worker[]
  private readonly waiting: Job[] = []
  private readonly running = new Map<Worker, Job>()
  private readonly here = new TaskRunner()

  constructor(workers: number) {
    this.workers = Array.from({ length: workers }, () => this.start())
    this.idle = [...this.workers]
  }

  run(task: SampleTask): Promise<readonly WrittenFile[]> {
    if (this.workers.length === 0) return new Promise(resolve => setImmediate(() => { resolve(this.here.run(task)) }))
    return new Promise((done, failed) => {
      this.waiting.push({ task, done, failed })
      this.assign()
    })
  }

  async close(): Promise<void> {
    await Promise.all(this.workers.map(worker => worker.terminate()))
  }

  private start(): Worker {
    const worker = new Worker(new URL('./sampleWorker.ts', import.meta.url), { execArgv: [] })
    worker.on('message', (message: { readonly files: readonly WrittenFile[] }) => {
      this.finish(worker)?.done(message.files)
      this.idle.push(worker)
      this.assign()
    })
    worker.on('error', error => {
      this.finish(worker)?.failed(error)
      for (const job of this.waiting.splice(0)) job.failed(error)
    })
    return worker
  }

  private finish(worker: Worker): Job | undefined {
    const job = this.running.get(worker)
    this.running.delete(worker)
    return job
  }

  private assign(): void {
    while (this.idle.length > 0 && this.waiting.length > 0) {
      const worker = this.idle.pop()
      const job = this.waiting.shift()
      if (worker === undefined || job === undefined) return
      this.running.set(worker, job)
      worker.postMessage({ task: job.task })
    }
  }
}
