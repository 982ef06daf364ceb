import { protocol } from 'electron'
import { APP_ORIGIN } from '#electron/hosts/ipc/trustedSender.ts'
import { faultReply, type WebReply, type WebRequest } from '#electron/hosts/web/webReply.ts'

const SCHEME = 'axis'

/** Has to run before Electron is ready: from then on the schemes and their rights are fixed. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true, codeCache: true } }])
}

export function serveAppScheme(door: (request: WebRequest) => Promise<WebReply>, log: (bug: unknown) => void): void {
  protocol.handle(SCHEME, async (request) => {
    try {
      const url = new URL(request.url)
      const origin = request.headers.get('origin')
      const isOurs = url.protocol === `${SCHEME}:` && url.host === 'app' && (origin === null || origin === APP_ORIGIN)
      return toResponse(isOurs ? await door({ method: request.method, url, body: request.body ?? noBytes() }) : faultReply(403, 'NOT_ADMITTED', 'There is nothing at this address.'))
    } catch (bug) {
      log(bug)
      return toResponse(faultReply(500, 'INTERNAL', 'Something unexpected went wrong. The log has the details.'))
    }
  })
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}

function toResponse({ status, headers, body }: WebReply): Response {
  const whole = body === null || body instanceof Uint8Array
  return new Response(whole ? copyOf(body) : ReadableStream.from(body), { status, headers })
}

/** Response wants bytes in a buffer of their own kind; ours may lie in a shared or pooled one. */
const copyOf = (bytes: Uint8Array | null): Uint8Array<ArrayBuffer> | null => (bytes === null ? null : new Uint8Array(bytes))
