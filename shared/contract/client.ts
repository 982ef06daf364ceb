import { err, type Fault, type Result } from '#shared/result.ts'
import { z } from 'zod'
import { events, methods } from './contract.ts'
import type { CallInput, EventName, EventPayload, MethodName, Reply, Transport } from './types.ts'

export interface Client {
  call<M extends MethodName>(method: M, input: CallInput<M>): Promise<Reply<M>>
  on<E extends EventName>(name: E, listener: (payload: EventPayload<E>) => void): () => void
  /** Events may have been missed: what was read is to be read again. */
  onRestored(listener: () => void): () => void
}

const failure = z.object({ ok: z.literal(false), error: z.object({ code: z.string(), message: z.string() }) })
const success = z.object({ ok: z.literal(true), value: z.unknown() })
const announcement = z.object({ name: z.string(), payload: z.unknown() })

/**
 * What the features see: typed calls and events over any transport, answers checked before they are believed. An event that is
 * not as the contract says reaches nobody: its name alone is handed to `unreadable`, because its payload may name a patient.
 */
export function createClient(transport: Transport, unreadable: (event: EventName) => void): Client {
  return {
    async call(method, input) {
      let answer: unknown
      try {
        answer = await transport.request(method, input)
      } catch {
        return err('DISCONNECTED', 'The connection to Axis Guide is lost. What was shown as saved is safe. Open the app again.')
      }
      return parseAnswer(method, answer)
    },
    on(name, listener) {
      return transport.subscribe((raw) => {
        const told = announcement.safeParse(raw)
        if (!told.success || told.data.name !== name) return
        const payload = events[name].safeParse(told.data.payload)
        if (payload.success) listener(payload.data as EventPayload<typeof name>)
        else unreadable(name)
      })
    },
    onRestored: (listener) => transport.onRestored?.(listener) ?? (() => undefined),
  }
}

function parseAnswer<M extends MethodName>(method: M, answer: unknown): Reply<M> {
  const failed = failure.safeParse(answer)
  if (failed.success) return { ok: false, error: failed.data.error as Fault<never> } satisfies Result<never>
  const succeeded = success.safeParse(answer)
  const value = succeeded.success ? methods[method].output.safeParse(succeeded.data.value) : null
  if (value?.success !== true) return err('BAD_RESPONSE', 'The answer could not be read. Close Axis Guide and open it again; nothing that was saved is lost.')
  return { ok: true, value: value.data as never }
}
