import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { practiceRequest, type practiceMessage } from '#shared/teaching/practice.ts'
import { makePractice } from './makePractice.ts'

/** One case, then the thread ends. */
const { request, directory } = z.strictObject({ request: practiceRequest, directory: z.string().min(1) }).parse(workerData)
const say = (message: z.infer<typeof practiceMessage>): void => { parentPort?.postMessage(message) }

makePractice(request, directory, (share) => { say({ kind: 'progress', share }) }).then(
  (made) => { say({ kind: 'made', made: { ...made, variant: [...made.variant] } }) },
  (error: unknown) => { say({ kind: 'failed', message: error instanceof Error ? error.message : 'The case was not made.' }) },
)
