import { vi } from 'vitest'
import { createBlobStore } from '#electron/hosts/web/blobStore.ts'
import { createWebDoor } from '#electron/hosts/web/webDoor.ts'
import { createServices, type RunningServices } from '#electron/services/createServices.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
import { buildPorts } from './ports.ts'

export type PageWindow = {
  readonly services: RunningServices['services']
  /** Each call of this method is kept back until it is let go. */
  readonly hold: (method: string) => void
  readonly letGo: () => void
  /** Calls of this method are answered by this fault instead, as by a full disk; null: no more. */
  readonly refuse: (method: string | null, code?: string) => void
  /** The next call of this method is done, and its answer lost. */
  readonly loseAnswer: (method: string) => void
  /** What was called, in order. */
  readonly called: string[]
  readonly close: () => Promise<void>
}

// The page chooses its door once.
let request: (method: string, input: unknown) => Promise<unknown> = async () => null
const bridge = { request: (method: string, input: unknown) => request(method, input), subscribe: () => () => undefined }

/** What the page has of its window: the door to real services, and that of bytes. */
export async function openPageWindow(dataDirectory: string): Promise<PageWindow> {
  const blobs = createBlobStore(() => performance.now())
  const running = await createServices({ ports: buildPorts(dataDirectory, { uploads: { takeBlob: blobs.take, folderOf: () => null } }), version: '0.1.0', sampleCases: () => 'none' })
  const web = createWebDoor({ streams: running.streams, blobs, uiDirectory: dataDirectory, log: (bug) => { throw bug } })
  const door = { held: '', letGo: (): void => undefined, until: Promise.resolve(), refused: null as string | null, code: '', lost: '' }
  const called: string[] = []
  vi.stubGlobal('localStorage', { setItem: () => undefined, removeItem: () => undefined })
  vi.stubGlobal('fetch', async (address: string, { body }: { readonly body: Uint8Array }) => {
    const reply = await web({ method: 'POST', url: new URL(address, 'http://127.0.0.1'), body: (async function* () { yield body })() })
    return new Response(reply.body instanceof Uint8Array ? Buffer.from(reply.body) : null, { status: reply.status })
  })
  request = async (method, input) => {
    called.push(method)
    if (method === door.held) await door.until
    if (method === door.refused) return { ok: false, error: { code: door.code, message: 'This is not saved: the disk is full.' } }
    const answer = await dispatch(running.services, { method, input }, (bug) => { throw bug })
    if (method !== door.lost) return answer
    door.lost = ''
    throw new Error('The connection is lost.')
  }
  vi.stubGlobal('window', { axisGuide: bridge })
  return {
    services: running.services, called,
    hold: (method) => {
      door.held = method
      door.until = new Promise((resolve) => { door.letGo = resolve })
    },
    letGo: () => { door.letGo() },
    refuse: (method, code = 'STORAGE_FAILED') => { Object.assign(door, { refused: method, code }) },
    loseAnswer: (method) => { door.lost = method },
    close: () => running.close(),
  }
}
