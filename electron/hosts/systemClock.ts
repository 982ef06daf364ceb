import { performance } from 'node:perf_hooks'
import type { Clock } from '#electron/ports/ports.ts'

export const systemClock: Clock = { now: () => new Date(), monotonicMs: () => performance.now() }
