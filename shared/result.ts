/** What an expected failure looks like on every side of every process line: a code from a closed set and a sentence. */
export type Fault<Code extends string = string> = {
  readonly code: Code
  /** What happened, what it means and what to do. Never patient data: faults are logged. */
  readonly message: string
}

export type Result<T, F extends Fault = Fault> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: F }

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

export const err = <Code extends string>(code: Code, message: string): { readonly ok: false; readonly error: Fault<Code> } => ({
  ok: false,
  error: { code, message },
})

/** The end of an exhaustive switch: reached only when a union has grown and this switch has not. */
export function assertNever(value: never): never {
  throw new Error(`Unhandled case: ${JSON.stringify(value)}`)
}
