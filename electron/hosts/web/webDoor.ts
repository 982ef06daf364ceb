import type { ByteStream, StreamFaultCode, StreamServices } from '#shared/contract/types.ts'
import { dispatchStream } from '#shared/contract/dispatch.ts'
import type { Fault } from '#shared/result.ts'
import type { BlobStore } from './blobStore.ts'
import { serveUi } from './staticFiles.ts'
import { faultReply, jsonReply, securityHeaders, type WebReply, type WebRequest } from './webReply.ts'

type DoorParts = {
  readonly streams: StreamServices
  readonly blobs: BlobStore
  readonly uiDirectory: string
  readonly log: (bug: unknown) => void
}

const streamStatus: Readonly<Record<StreamFaultCode, number>> = { BAD_REQUEST: 400, NOT_FOUND: 404, UNREADABLE: 404, INTERNAL: 500 }

/** What both web hosts answer in the same way: the UI, the byte streams, and the blobs. */
export function createWebDoor({ streams, blobs, uiDirectory, log }: DoorParts): (request: WebRequest) => Promise<WebReply> {
  return async ({ method, url, body }) => {
    if (url.pathname.startsWith('/stream/')) {
      if (method !== 'GET') return notAllowed()
      const opened = await dispatchStream(streams, url.pathname.slice('/stream/'.length), Object.fromEntries(url.searchParams), log)
      return opened.ok ? streamReply(opened.value) : streamFault(opened.error)
    }
    if (url.pathname === '/blob') {
      if (method !== 'POST') return notAllowed()
      const put = await blobs.put(body)
      return put.ok ? jsonReply(200, put.value) : faultReply(413, put.error.code, put.error.message)
    }
    return method === 'GET' ? serveUi(uiDirectory, url.pathname) : notAllowed()
  }
}

const notAllowed = (): WebReply => faultReply(405, 'BAD_REQUEST', 'This address does not take that kind of request.')
const streamFault = ({ code, message }: Fault<StreamFaultCode>): WebReply => faultReply(streamStatus[code], code, message)

const streamReply = ({ contentType, byteLength, chunks }: ByteStream): WebReply => ({
  status: 200,
  headers: {
    ...securityHeaders, 'content-type': contentType, 'cache-control': 'no-store',
    ...(byteLength === null ? {} : { 'content-length': String(byteLength) }),
    ...(contentType === 'application/zip' ? { 'content-disposition': 'attachment; filename="axis-guide-export.zip"' } : {}),
  },
  body: chunks,
})
