import type { draftSteps } from '#shared/teaching/draft.ts'

export type JobStep = (typeof draftSteps)[number]

/** Thrown by `tell` when a person has stopped the job; whoever began the job says so in words. */
export class Cancelled extends Error {}

/** Work that is told of and can be stopped. */
export type Job = {
  /** Says how far a step is; throws Cancelled once the job was stopped. */
  readonly tell: (step: JobStep, done: number, total: number) => void
  readonly signal: AbortSignal
}
