import type { Transport } from '#shared/contract/types.ts'
import { jsonOrNull } from '#shared/jsonOrNull.ts'

/** What the preload gives the page in Electron. */
export type Bridge = Transport & { permitDropped(files: readonly File[]): Promise<readonly string[]> }

declare global {
  interface Window {
    readonly axisGuide?: Bridge
  }
}

export const bridgeFromWindow = (): Bridge | null => window.axisGuide ?? null

/** Electron's bridge where there is one, else HTTP to the host that served the page; chosen at the first call. */
export function transportFromWindow(): Transport {
  let chosen: Transport | null = null
  const transport = (): Transport => (chosen ??= bridgeFromWindow() ?? httpTransport())
  return { request: (method, input) => transport().request(method, input), subscribe: listener => transport().subscribe(listener), onRestored: listener => transport().onRestored?.(listener) ?? (() => undefined) }
}

function httpTransport(): Transport {
  const listeners = new Set<(event: unknown) => void>()
  const restored = new Set<() => void>()
  let source: EventSource | null = null
  return {
    async request(method, input) {
      const answer = await fetch('/rpc', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ method, input }) })
      return answer.json()
    },
    subscribe(listener) {
      listeners.add(listener)
      // One connection for all listeners: a browser allows six to one host, and images need them.
      source ??= openEvents(event => { for (const tell of listeners) tell(event) }, () => { for (const tell of restored) tell() })
      return () => {
        listeners.delete(listener)
        if (listeners.size > 0) return
        source?.close()
        source = null
      }
    },
    onRestored(listener) {
      restored.add(listener)
      return () => { restored.delete(listener) }
    },
  }
}

function openEvents(tell: (event: unknown) => void, tellRestored: () => void): EventSource {
  const source = new EventSource('/events')
  let isBroken = false
  source.onerror = () => { isBroken = true }
  source.onopen = () => {
    if (isBroken) tellRestored()
    isBroken = false
  }
  source.onmessage = message => {
    const event = jsonOrNull(String(message.data))
    if (event !== null) tell(event)
  }
  return source
}
