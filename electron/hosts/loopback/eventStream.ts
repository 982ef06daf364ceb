import type { ServerResponse } from 'node:http'
import { securityHeaders } from '#electron/hosts/web/webReply.ts'
import type { RunningServices } from '#electron/services/createServices.ts'

/** Keeps the connection from being taken for dead, and notices when it is. */
const HEARTBEAT_MS = 15_000
/** A page that no longer reads is let go before its unsent events fill the memory. */
const MOST_UNSENT_BYTES = 4 * 2 ** 20

/** Server-sent events: each announcement of the services as one message. */
export function sendEvents(response: ServerResponse, subscribe: RunningServices['subscribe']): void {
  response.writeHead(200, { ...securityHeaders, 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' })
  response.write('retry: 1000\n\n')
  const write = (text: string): void => {
    if (response.writableLength > MOST_UNSENT_BYTES) response.destroy()
    else response.write(text)
  }
  const unsubscribe = subscribe((event) => { write(`data: ${JSON.stringify(event)}\n\n`) })
  const heartbeat = setInterval(() => { write(':\n\n') }, HEARTBEAT_MS)
  response.on('close', () => {
    clearInterval(heartbeat)
    unsubscribe()
  })
}
