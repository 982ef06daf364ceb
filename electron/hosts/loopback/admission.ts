import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may talk to the loopback host: the pages of this very address, holding the token of this very run. */
export type Admission = {
  readonly token: string
  readonly isForThisHost: (request: IncomingMessage) => boolean
  readonly isFromThisOrigin: (request: IncomingMessage) => boolean
  readonly holdsCookie: (request: IncomingMessage) => boolean
  readonly isToken: (offered: string) => boolean
  readonly cookie: () => string
}

/** Other names for this machine are refused: a page elsewhere could have had its name rebound to 127.0.0.1. */
export function createAdmission(portOf: () => number): Admission {
  const token = randomBytes(32).toString('base64url')
  // Cookies do not know ports: two hosts at once need two names.
  const cookieName = (): string => `axis_guide_${String(portOf())}`
  const host = (): string => `127.0.0.1:${String(portOf())}`
  const isToken = (offered: string): boolean => timingSafeEqual(digest(offered), digest(token))
  return {
    token,
    isToken,
    cookie: () => `${cookieName()}=${token}; HttpOnly; SameSite=Strict; Path=/`,
    isForThisHost: ({ headers }) => headers.host === host(),
    isFromThisOrigin: ({ headers }) => {
      const site = headers['sec-fetch-site']
      return (headers.origin === undefined || headers.origin === `http://${host()}`)
        && (site === undefined || site === 'same-origin' || site === 'none')
    },
    holdsCookie: ({ headers }) => (headers.cookie ?? '').split(';').some((pair) => {
      const [name, ...value] = pair.trim().split('=')
      return name === cookieName() && isToken(value.join('='))
    }),
  }
}

/** Equal lengths for the comparison, whatever was offered. */
const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
