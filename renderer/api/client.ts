import { z } from 'zod'
import { createClient, type Client } from '#shared/contract/client.ts'
import type { streams } from '#shared/contract/contract.ts'
import type { StreamName } from '#shared/contract/types.ts'
import { err, ok, type Fault, type Result } from '#shared/result.ts'
import { transportFromWindow } from './transport.ts'

// Goes where the page's own errors go: something has changed, and what is shown may not say so.
export const client: Client = createClient(transportFromWindow(), (event) => { reportError(new Error(`An event could not be read: ${event}`)) })

/** What a caller of a stream writes; fields with a default may be left out. */
export type StreamQuery<S extends StreamName> = z.input<(typeof streams)[S]>

/** Where the bytes of a stream are fetched: the same address under Electron's protocol and on loopback. */
export function streamUrl<S extends StreamName>(name: S, input: StreamQuery<S>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(input)) if (value !== undefined) query.set(key, String(value))
  return `/stream/${name}?${query.toString()}`
}

const blobAnswer = z.object({ blobId: z.uuid() })
/** Sent again it would be as large. */
const tooLarge = z.object({ error: z.object({ code: z.literal('TOO_LARGE') }) })

/** Hands bytes to the host; a call then names them by the id it answers. */
export async function putBlob(bytes: Uint8Array): Promise<Result<string, Fault<'NOT_TAKEN' | 'TOO_LARGE'>>> {
  const refused = err('NOT_TAKEN', 'The picture could not be handed over. It is held in memory. Try again.')
  try {
    const answer = await fetch('/blob', { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: new Uint8Array(bytes) })
    const said: unknown = await answer.json()
    const parsed = blobAnswer.safeParse(said)
    if (answer.ok && parsed.success) return ok(parsed.data.blobId)
    return tooLarge.safeParse(said).success ? err('TOO_LARGE', 'The picture, or its loop, is larger than 64 MB and was not taken. Save it again without the loop, or with a shorter one.') : refused
  } catch {
    return refused
  }
}
