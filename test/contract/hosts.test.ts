import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startLoopbackServer, type LoopbackServer } from '#electron/hosts/loopback/loopbackServer.ts'
import { createUploadFolder } from '#electron/hosts/loopback/uploadFolder.ts'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'
import { createBlobStore } from '#electron/hosts/web/blobStore.ts'
import { createServices, type RunningServices } from '#electron/services/createServices.ts'
import { methods } from '#shared/contract/contract.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { faultCases, goldenCases, strictnessCases } from './contractCases.ts'

type Host = { readonly call: (method: string, input: unknown) => Promise<unknown>; readonly close: () => Promise<void> }

const rethrow = (bug: unknown): never => { throw bug }

async function openMemory(dataDirectory: string): Promise<Host> {
  const running = await createServices({ ports: buildPorts(dataDirectory), version: '0.1.0', sampleCases: () => 'none' })
  return { call: (method, input) => dispatch(running.services, { method, input }, rethrow), close: running.close }
}

async function openLoopback(dataDirectory: string): Promise<Host> {
  const blobs = createBlobStore(() => performance.now())
  const uploads = createUploadFolder(path.join(dataDirectory, 'uploads'))
  const running: RunningServices = await createServices({ ports: buildPorts(dataDirectory, { host: 'loopback', uploads: { takeBlob: blobs.take, folderOf: uploads.folderOf } }), version: '0.1.0', sampleCases: () => 'none' })
  const server: LoopbackServer = await startLoopbackServer({ running, blobs, uploads, uiDirectory: dataDirectory, log: rethrow }, 0)
  const cookie = ((await fetch(server.url, { redirect: 'manual' })).headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return {
    call: async (method, input) => (await fetch(new URL('/rpc', server.url), { method: 'POST', headers: { cookie }, body: JSON.stringify({ method, input }) })).json(),
    close: async () => { await server.close(); await running.close() },
  }
}

async function openCli(dataDirectory: string): Promise<Host> {
  const call = (method: string, input: unknown) => new Promise<unknown>((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(projectDirectory, 'electron/hosts/cli/cliMain.ts'), '--data-dir', dataDirectory, method, JSON.stringify(input)], { stdio: ['ignore', 'pipe', 'inherit'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part: string) => { text += part })
    child.on('error', reject)
    child.on('close', (status) => {
      const answer = JSON.parse(text) as { readonly ok: boolean }
      if (text.trim().includes('\n') || status !== (answer.ok ? 0 : 1)) reject(new Error(`Not one line, or the wrong exit status ${String(status)}: ${text}`))
      else resolve(answer)
    })
  })
  return { call, close: async () => undefined }
}

describe.each([['memory', openMemory], ['loopback', openLoopback], ['cli', openCli]] as const)('the contract over %s', (name, open) => {
  let dataDirectory = ''
  let host: Host
  beforeAll(async () => {
    dataDirectory = await mkdtemp(path.join(tmpdir(), 'axis-contract-'))
    host = await open(dataDirectory)
  })
  afterAll(async () => {
    await host.close()
    await rm(dataDirectory, { recursive: true, force: true })
  })

  it('says who answers', async () => {
    expect(await host.call('app.hello', {})).toMatchObject({ ok: true, value: { contractVersion: 1, host: name } })
  })

  it.each(goldenCases)('answers: $name', async ({ method, input, answer }) => {
    expect(await host.call(method, input)).toMatchObject(answer)
  })

  it.each(faultCases)('answers with a fault: $name', async ({ method, input, answer }) => {
    const given = await host.call(method, input)
    expect(given).toMatchObject(answer)
    const { error } = given as { readonly error: { readonly code: string; readonly message: string } }
    expect(error.message).toMatch(/^[A-Z].*\.$/s)
    const declared: readonly string[] = Object.hasOwn(methods, method) ? methods[method as keyof typeof methods].codes : []
    expect([...declared, 'BAD_REQUEST']).toContain(error.code)
  })

  it.each(strictnessCases)('refuses: $name', async ({ method, input, answer }) => {
    expect(await host.call(method, input)).toMatchObject(answer)
  })
})
