/** A request as both web hosts see it: Node's server on loopback, Electron's protocol handler. */
export type WebRequest = {
  readonly method: string
  /** Always with the host's own origin; only path and query are believed. */
  readonly url: URL
  readonly body: AsyncIterable<Uint8Array>
}

export type WebReply = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array | AsyncIterable<Uint8Array> | null
}

/**
 * What every answer carries. The policy lets in nothing that does not come from the app itself; 'wasm-unsafe-eval' is for
 * the codecs, blob: for workers that libraries build, inline styles for the component library. COOP and COEP make the page
 * cross-origin isolated, without which there is no SharedArrayBuffer and so no single copy of the pixels.
 */
export const securityHeaders: Readonly<Record<string, string>> = {
  'content-security-policy': [
    "default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "worker-src 'self' blob:", "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:", "connect-src 'self'", "object-src 'none'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
  ].join('; '),
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
  'cross-origin-resource-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=(), display-capture=()',
}

const encoder = new TextEncoder()

export const jsonReply = (status: number, value: unknown): WebReply => {
  const body = encoder.encode(JSON.stringify(value))
  return {
    status,
    headers: { ...securityHeaders, 'content-type': 'application/json; charset=utf-8', 'content-length': String(body.length), 'cache-control': 'no-store' },
    body,
  }
}

export const faultReply = (status: number, code: string, message: string): WebReply => jsonReply(status, { ok: false, error: { code, message } })
