import type { Transport } from '#shared/contract/types.ts'

/** IPC where the preload offers it, HTTP to the page's own origin otherwise. */
export function transportFromWindow(page: Window): Transport {
  return page.axisGuide ?? httpTransport()
}

function httpTransport(): Transport {
  return {
    async request(method, input) {
      const reply = await fetch('/rpc', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ method, input }) })
      return reply.json()
    },
    subscribe(listener) {
      const source = new EventSource('/events')
      source.onmessage = (message: MessageEvent<string>) => { listener(JSON.parse(message.data)) }
      return () => { source.close() }
    },
  }
}
