import { parentPort } from 'node:worker_threads'
import { type SampleTask, TaskRunner } from './tasks.ts'

const runner = new TaskRunner()
parentPort?.on('message', (message: { readonly task: SampleTask }) => {
  parentPort?.postMessage({ files: runner.run(message.task) })
})
