import { randomBytes, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createBlobStore, type BlobStore } from '#electron/hosts/web/blobStore.ts'
import { createServices, type RunningServices } from '#electron/services/createServices.ts'
import { ctSlice, fileBytes } from '#test/builders/dicomBytes.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { startLoopbackServer, type LoopbackServer } from './loopbackServer.ts'
import { createUploadFolder, safeParts, type UploadFolder } from './uploadFolder.ts'

let directory = ''
let running: RunningServices
let server: LoopbackServer
let blobs: BlobStore
let uploads: UploadFolder
let base = ''
let cookie = ''
const bugs: unknown[] = []

beforeAll(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'axis-loopback-'))
  const uiDirectory = path.join(directory, 'ui')
  await mkdir(path.join(uiDirectory, 'assets'), { recursive: true })
  await writeFile(path.join(uiDirectory, 'index.html'), '<!doctype html><title>Axis Guide</title>')
  await writeFile(path.join(uiDirectory, 'assets/app.js'), 'export {}')
  await writeFile(path.join(directory, 'secret.html'), 'outside the UI')
  blobs = createBlobStore(() => performance.now())
  uploads = createUploadFolder(path.join(directory, 'uploads'))
  running = await createServices({ ports: buildPorts(path.join(directory, 'data'), { host: 'loopback', uploads: { takeBlob: blobs.take, folderOf: uploads.folderOf }, log: { info: () => undefined, bug: (bug) => { bugs.push(bug) } } }), version: '0.1.0', sampleCases: () => 'none' })
  server = await startLoopbackServer({ running, blobs, uploads, uiDirectory, log: (bug) => { bugs.push(bug) } }, 0)
  base = new URL(server.url).origin
  const welcome = await fetch(server.url, { redirect: 'manual' })
  cookie = (welcome.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
})
afterAll(async () => {
  await server.close()
  await running.close()
  await rm(directory, { recursive: true, force: true })
})

const get = (pathname: string, headers: Readonly<Record<string, string>> = {}) => fetch(`${base}${pathname}`, { headers: { cookie, ...headers }, redirect: 'manual' })
const call = (body: string | Uint8Array<ArrayBuffer>, headers: Readonly<Record<string, string>> = {}) => fetch(`${base}/rpc`, { method: 'POST', body, headers: { cookie, ...headers } })
const hello = JSON.stringify({ method: 'app.hello', input: {} })
/** fetch does not let a caller set Host, nor leave dots in a path. */
const rawStatus = (pathname: string, headers: Readonly<Record<string, string>>) => new Promise<number | undefined>((resolve, reject) => {
  http.get({ host: '127.0.0.1', port: new URL(base).port, path: pathname, headers, agent: false }, (response) => { response.resume(); resolve(response.statusCode) }).on('error', reject)
})

describe('who is admitted', () => {
  it('answers the printed address with a cookie that scripts and other sites cannot use, and takes the token off the address', async () => {
    const welcome = await fetch(server.url, { redirect: 'manual' })
    expect([welcome.status, welcome.headers.get('location')]).toEqual([303, '/'])
    expect(welcome.headers.get('set-cookie')).toMatch(/^axis_guide_\d+=[\w-]{43}; HttpOnly; SameSite=Strict; Path=\/$/)
  })

  it.each([['no cookie', ''], ['a wrong cookie', 'axis_guide_1=abc'], ['an empty token', 'PORT=']])('refuses the UI, calls, events, streams, blobs and uploads with %s', async (_name, offered) => {
    const headers = { cookie: offered.replace('PORT', cookie.split('=')[0] ?? '') }
    const statuses = await Promise.all([
      get('/', headers), get('/events', headers), get('/stream/library.frames?seriesUid=1.2', headers), call(hello, headers),
      fetch(`${base}/blob`, { method: 'POST', body: 'x', headers }), fetch(`${base}/upload/${randomUUID()}/a.dcm`, { method: 'PUT', body: 'x', headers }),
    ].map(async (answer) => (await answer).status))
    expect(statuses).toEqual([403, 403, 403, 403, 403, 403])
  })

  it('refuses a wrong token', async () => {
    expect((await fetch(`${base}/?token=${'a'.repeat(43)}`, { redirect: 'manual' })).status).toBe(403)
  })

  it.each([['another site', { origin: 'https://evil.example' }], ['another port', { origin: 'http://127.0.0.1:1' }], ['no origin at all', { origin: 'null' }], ['another site, by fetch metadata', { 'sec-fetch-site': 'cross-site' }]])('refuses calls from %s', async (_name, headers) => {
    expect((await call(hello, headers)).status).toBe(403)
  })

  it.each(['evil.example', 'localhost', '127.0.0.1:1', '127.0.0.1'])('refuses the host name "%s", which may be a rebound one', async (host) => {
    expect([400, 403]).toContain(await rawStatus('/', { cookie, host }))
  })
})

describe('the UI', () => {
  it('comes with the content security policy and cross-origin isolation', async () => {
    const page = await get('/')
    expect(await page.text()).toContain('Axis Guide')
    expect(page.headers.get('content-security-policy')).toBe("default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; connect-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'")
    expect(page.headers.get('cross-origin-opener-policy')).toBe('same-origin')
    expect(page.headers.get('cross-origin-embedder-policy')).toBe('require-corp')
  })

  it.each(['/../secret.html', '/%2e%2e/secret.html', '/..%2fsecret.html', '/assets/..%2f..%2fsecret.html', '/%00', '/..\\secret.html', '/nothing.js', '/assets', '/%zz'])('does not serve %s', async (pathname) => {
    expect(await rawStatus(pathname, { cookie, host: new URL(base).host })).toBe(404)
  })
})

describe('calls', () => {
  it('answers a call', async () => {
    expect(await (await call(hello)).json()).toMatchObject({ ok: true, value: { host: 'loopback', filesBy: 'upload' } })
  })

  const hostile: readonly (readonly [string, string | Uint8Array<ArrayBuffer>])[] = [
    ['null', 'null'], ['nothing', ''], ['a number', '7'], ['a string', '"app.hello"'], ['a list', '[]'], ['an empty object', '{}'],
    ['__proto__ as the method', '{"method":"__proto__","input":{}}'], ['constructor as the method', '{"method":"constructor","input":{}}'],
    ['__proto__ in the envelope', '{"__proto__":{"method":"app.hello"},"input":{}}'], ['__proto__ in the input', '{"method":"app.changeSettings","input":{"__proto__":{"operator":"x"}}}'],
    ['an unknown field', '{"method":"app.hello","input":{},"more":1}'], ['null as the input', '{"method":"plan.evaluate","input":null}'],
    ['a number beyond all', '{"method":"plan.evaluate","input":{"entryLpsMm":[1e999,0,0],"targetLpsMm":[0,0,0]}}'],
    ['a wrong type', '{"method":"library.import","input":{"paths":{"length":1}}}'], ['a deep nest', '['.repeat(50_000)], ['a deep whole nest', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
    ['bytes that are no text', new Uint8Array([0xff, 0xfe, 0])], ['noise', new Uint8Array(randomBytes(4096))],
  ]
  it.each(hostile)('refuses %s and goes on', async (_name, body) => {
    const answer = await call(body)
    expect(await answer.json()).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } })
    expect((await call(hello)).status).toBe(200)
    expect(bugs).toEqual([])
  })

  it('refuses a call larger than 32 MB with 413 and goes on', async () => {
    const answer = await call(new Uint8Array(33 * 2 ** 20))
    expect([answer.status, await answer.json()]).toMatchObject([413, { error: { code: 'TOO_LARGE' } }])
    expect((await call(hello)).status).toBe(200)
  })

  it.each([['GET', '/rpc'], ['DELETE', '/'], ['POST', '/stream/library.frames'], ['GET', '/blob'], ['POST', `/upload/${randomUUID()}/a`]])('does not take %s %s', async (method, pathname) => {
    expect((await fetch(`${base}${pathname}`, { method, headers: { cookie } })).status).toBe(405)
  })

  it('announces changes to every page that listens', async () => {
    const answer = await get('/events')
    const reader = answer.body?.getReader()
    let text = ''
    const heard = (async () => {
      while (!text.includes('library.changed')) {
        const part = await reader?.read()
        if (part === undefined || part.done) break
        text += new TextDecoder().decode(part.value)
      }
    })()
    running.announce({ name: 'library.changed', payload: { seriesUids: ['1.2.3'] } })
    await heard
    await reader?.cancel()
    expect(text).toContain('data: {"name":"library.changed","payload":{"seriesUids":["1.2.3"]}}')
  })

  it.each(['/stream/nothing', '/stream/__proto__', '/stream/library.frames', '/stream/library.frames?seriesUid=abc', '/stream/library.frames?seriesUid=1.2&more=1'])('answers %s with a fault', async (pathname) => {
    const answer = await get(pathname)
    expect([answer.status, await answer.json()]).toMatchObject([400, { ok: false, error: { code: 'BAD_REQUEST' } }])
  })
})

describe('bytes beside the envelope', () => {
  it('holds a blob until it is taken, once', async () => {
    const bytes = new Uint8Array(randomBytes(1000))
    const put = await fetch(`${base}/blob`, { method: 'POST', body: bytes, headers: { cookie } })
    const { blobId } = await put.json() as { blobId: string }
    expect(await blobs.take(blobId)).toEqual({ ok: true, value: bytes })
    expect(await blobs.take(blobId)).toMatchObject({ ok: false, error: { code: 'UNKNOWN_BLOB' } })
  })

  it('refuses a blob larger than 64 MB', async () => {
    expect((await fetch(`${base}/blob`, { method: 'POST', body: new Uint8Array(65 * 2 ** 20), headers: { cookie } })).status).toBe(413)
  })

  it('puts an uploaded file down under its own relative path', async () => {
    const uploadId = randomUUID()
    const bytes = new Uint8Array(randomBytes(300_000))
    const answer = await fetch(`${base}/upload/${uploadId}/DISC%201/S%C3%A9rie/IM0001`, { method: 'PUT', body: bytes, headers: { cookie } })
    expect(await answer.json()).toEqual({ byteLength: 300_000 })
    expect(new Uint8Array(await readFile(path.join(uploads.folderOf(uploadId) ?? '', 'DISC 1', 'Série', 'IM0001')))).toEqual(bytes)
  })

  it('takes an upload away once it was imported', async () => {
    const uploadId = randomUUID()
    await fetch(`${base}/upload/${uploadId}/note.txt`, { method: 'PUT', body: 'not an image', headers: { cookie } })
    const folder = uploads.folderOf(uploadId) ?? ''
    const importing = () => call(JSON.stringify({ method: 'library.importUploaded', input: { uploadId } })).then((answer) => answer.json())
    expect(await importing()).toMatchObject({ ok: true, value: { instances: 0, notDicom: 1 } })
    expect(existsSync(folder)).toBe(false)
    expect(await importing()).toMatchObject({ ok: false, error: { code: 'UNAVAILABLE' } })
  })

  it('names a refused file as it was sent, never by where it was put down', async () => {
    const uploadId = randomUUID()
    await fetch(`${base}/upload/${uploadId}/DISC%201/IM0001`, { method: 'PUT', body: new Uint8Array(fileBytes(ctSlice({ rows: 64, columns: 64 })).slice(0, -5000)), headers: { cookie } })
    const answer: unknown = await call(JSON.stringify({ method: 'library.importUploaded', input: { uploadId } })).then((reply) => reply.json())
    expect(answer).toMatchObject({ ok: true, value: { refused: [{ path: 'DISC 1/IM0001' }] } })
    expect(JSON.stringify(answer)).not.toContain(uploadId)
  })

  it.each(['..%2f..%2fout', '%2e%2e/out', 'a/%2e%2e/%2e%2e/out', '%2fabsolute', 'a%5cb', 'CON', 'aux.dcm', 'a%00b', 'C:x', 'dot.', '', 'a//b', '%zz'])('does not put down "%s"', async (name) => {
    const sent = `/upload/${randomUUID()}/${name}`
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const request = http.request({ host: '127.0.0.1', port: new URL(base).port, path: sent, method: 'PUT', headers: { cookie, host: new URL(base).host }, agent: false }, (response) => { response.resume(); resolve(response.statusCode) })
      request.on('error', reject)
      request.end('x')
    })
    expect(status).toBe(400)
  })

  it.each(['not-a-uuid', '..', '__proto__'])('does not take "%s" for an upload', async (uploadId) => {
    expect(await uploads.receive(uploadId, 'a.dcm', (async function* () { yield new Uint8Array(1) })())).toMatchObject({ ok: false, error: { code: 'BAD_PATH' } })
    expect(uploads.folderOf(uploadId)).toBeNull()
  })

  it('knows which relative paths are safe', () => {
    expect(safeParts('a/b c/IM-0001.dcm')).toEqual(['a', 'b c', 'IM-0001.dcm'])
    expect(safeParts(Array.from({ length: 33 }, () => 'a').join('/'))).toBeNull()
  })
})
