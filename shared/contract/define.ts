import type { z } from 'zod'

/** One callable method: what goes in, what comes out, and the faults its callers must expect. */
export type Method<In extends z.ZodType, Out extends z.ZodType, Code extends string> = {
  readonly summary: string
  readonly input: In
  readonly output: Out
  readonly codes: readonly Code[]
}

export const method = <In extends z.ZodType, Out extends z.ZodType, const Code extends string>(
  summary: string,
  input: In,
  output: Out,
  codes: readonly Code[],
): Method<In, Out, Code> => ({ summary, input, output, codes })
