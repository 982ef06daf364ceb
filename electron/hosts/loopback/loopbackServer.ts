import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { readBody, type BlobStore } from '#electron/hosts/web/blobStore.ts'
import { createWebDoor } from '#electron/hosts/web/webDoor.ts'
import { faultReply, jsonReply, securityHeaders, type WebReply } from '#electron/hosts/web/webReply.ts'
import type { RunningServices } from '#electron/services/createServices.ts'
import type { ImportReport } from '#shared/contract/areas/library.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
import type { Services } from '#shared/contract/types.ts'
import { ok } from '#shared/result.ts'
import { createAdmission, type Admission } from './admission.ts'
import { sendEvents } from './eventStream.ts'
import type { UploadFolder } from './uploadFolder.ts'

const LARGEST_CALL_BYTES = 32 * 2 ** 20

type ServerParts = {
  readonly running: Pick<RunningServices, 'services' | 'streams' | 'subscribe'>
  readonly blobs: BlobStore
  readonly uploads: UploadFolder
  readonly uiDirectory: string
  readonly log: (bug: unknown) => void
}
export type LoopbackServer = { readonly url: string; readonly close: () => Promise<void> }

/** Serves the app on 127.0.0.1 to whoever holds the token of this run. */
export async function startLoopbackServer(parts: ServerParts, port: number): Promise<LoopbackServer> {
  const admission = createAdmission(() => portOf(server))
  const services = withUploadsDropped(parts.running.services, parts.uploads)
  const answer = createAnswer({ ...parts, running: { ...parts.running, services } }, admission)
  const server = createServer({ requestTimeout: 0, headersTimeout: 30_000 }, (request, response) => {
    answer(request, response).catch((bug: unknown) => {
      // A page that goes away while bytes are on their way to it is no bug.
      if (!response.destroyed && !request.destroyed) parts.log(bug)
      response.destroy()
    })
  })
  server.on('clientError', (_error, socket) => { socket.destroy() })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${String(portOf(server))}/?token=${admission.token}`,
    close: () => new Promise((resolve) => {
      server.close(() => { resolve() })
      server.closeAllConnections()
    }),
  }
}

/** An upload has served its purpose once it was imported: the library has copied what it keeps. */
const withUploadsDropped = (services: Services, uploads: UploadFolder): Services => ({
  ...services,
  'library.importUploaded': async (input) => {
    const folder = uploads.folderOf(input.uploadId)
    try {
      const imported = await services['library.importUploaded'](input)
      return imported.ok && folder !== null ? ok(namedAsSent(imported.value, folder)) : imported
    } finally {
      await uploads.drop(input.uploadId)
    }
  },
  'record.rebuildUploaded': async (input) => {
    try {
      return await services['record.rebuildUploaded'](input)
    } finally {
      await uploads.drop(input.uploadId)
    }
  },
})

/** Who sent the files knows them by the names they were sent under, not by where they were put down. */
const namedAsSent = (report: ImportReport, folder: string): ImportReport => ({
  ...report,
  refused: report.refused.map((refusal) => (refusal.path.startsWith(folder + path.sep) ? { ...refusal, path: refusal.path.slice(folder.length + 1).replaceAll(path.sep, '/') } : refusal)),
})

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The server is not listening on a port.')
  return address.port
}

function createAnswer(parts: ServerParts, admission: Admission): (request: IncomingMessage, response: ServerResponse) => Promise<void> {
  const door = createWebDoor({ streams: parts.running.streams, blobs: parts.blobs, uiDirectory: parts.uiDirectory, log: parts.log })
  return async (request, response) => {
    const url = readUrl(request)
    // What nobody reads is let run dry, so that the connection can carry the answer and the next request.
    response.on('finish', () => { request.resume() })
    if (url === null || !admission.isForThisHost(request)) return send(response, refusal())
    const token = url.searchParams.get('token')
    if (token !== null && request.method === 'GET' && url.pathname === '/') {
      return send(response, admission.isToken(token) ? welcome(admission) : refusal())
    }
    if (!admission.isFromThisOrigin(request) || !admission.holdsCookie(request)) return send(response, refusal())
    if (url.pathname === '/events') return sendEvents(response, parts.running.subscribe)
    if (url.pathname === '/rpc') return send(response, await answerCall(parts, request))
    if (url.pathname.startsWith('/upload/')) return send(response, await answerUpload(parts.uploads, request, url.pathname))
    return send(response, await door({ method: request.method ?? 'GET', url, body: bodyOf(request) }))
  }
}

const readUrl = ({ url }: IncomingMessage): URL | null => (url !== undefined && url.startsWith('/') ? URL.parse(`http://127.0.0.1${url}`) : null)

/** Leaving the loop early must not cut the connection: the answer, why it was left, has yet to go out on it. */
const bodyOf = (request: IncomingMessage): AsyncIterable<Uint8Array> => request.iterator({ destroyOnReturn: false })

const refusal = (): WebReply => faultReply(403, 'NOT_ADMITTED', 'Open Axis Guide by the address that it printed when it was started.')

/** Takes the token out of the address bar and the history. */
const welcome = (admission: Admission): WebReply => ({
  status: 303,
  headers: { ...securityHeaders, location: '/', 'set-cookie': admission.cookie(), 'cache-control': 'no-store' },
  body: null,
})

async function answerCall({ running, log }: ServerParts, request: IncomingMessage): Promise<WebReply> {
  if (request.method !== 'POST') return faultReply(405, 'BAD_REQUEST', 'Calls are sent by POST.')
  const body = await readBody(bodyOf(request), LARGEST_CALL_BYTES)
  if (!body.ok) return faultReply(413, body.error.code, body.error.message)
  let call: unknown
  try {
    call = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body.value))
  } catch {
    return faultReply(400, 'BAD_REQUEST', 'The request is not valid JSON.')
  }
  return jsonReply(200, await dispatch(running.services, call, log))
}

async function answerUpload(uploads: UploadFolder, request: IncomingMessage, pathname: string): Promise<WebReply> {
  if (request.method !== 'PUT') return faultReply(405, 'BAD_REQUEST', 'Files are sent by PUT.')
  const parts = pathname.slice('/upload/'.length).split('/').map(decodePart)
  const [uploadId, ...relative] = parts
  if (uploadId === undefined || uploadId === null || relative.some((part) => part === null || part.includes('/'))) return faultReply(400, 'BAD_PATH', 'This file name cannot be taken in.')
  const received = await uploads.receive(uploadId, relative.join('/'), bodyOf(request))
  if (received.ok) return jsonReply(200, received.value)
  const status = { BAD_PATH: 400, TOO_LARGE: 413, STORAGE_FAILED: 507 }[received.error.code]
  return faultReply(status, received.error.code, received.error.message)
}

function decodePart(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}

async function send(response: ServerResponse, { status, headers, body }: WebReply): Promise<void> {
  response.writeHead(status, headers)
  if (body === null || body instanceof Uint8Array) response.end(body ?? undefined)
  else await pipeline(Readable.from(body, { objectMode: false, highWaterMark: 4 << 20 }), response)
}
