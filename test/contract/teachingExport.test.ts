import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createGrantedPaths } from '#electron/hosts/grantedPaths.ts'
import { startLoopbackServer } from '#electron/hosts/loopback/loopbackServer.ts'
import { createUploadFolder } from '#electron/hosts/loopback/uploadFolder.ts'
import { projectDirectory } from '#electron/hosts/sourceTree.ts'
import { createBlobStore } from '#electron/hosts/web/blobStore.ts'
import { createServices } from '#electron/services/createServices.ts'
import { dispatch } from '#shared/contract/dispatch.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { IDENTITY, writeCt } from '#test/builders/teaching.ts'

const rethrow = (bug: unknown): never => { throw bug }
let folder = ''
beforeEach(async () => { folder = await mkdtemp(path.join(tmpdir(), 'axis-export-')) })
afterEach(async () => rm(folder, { recursive: true, force: true }))

type Call = (input: unknown) => Promise<unknown>
const hosts: Readonly<Record<string, (data: string) => Promise<{ readonly call: Call; readonly close: () => Promise<void> }>>> = {
  memory: async (data) => {
    const running = await createServices({ ports: buildPorts(data), version: '0.1.0', sampleCases: () => 'none' })
    return { call: (input) => dispatch(running.services, { method: 'teaching.export', input }, rethrow), close: running.close }
  },
  loopback: async (data) => {
    const blobs = createBlobStore(() => performance.now())
    const uploads = createUploadFolder(path.join(data, 'uploads'))
    const running = await createServices({ ports: buildPorts(data, { host: 'loopback' }), version: '0.1.0', sampleCases: () => 'none' })
    const server = await startLoopbackServer({ running, blobs, uploads, uiDirectory: data, log: rethrow }, 0)
    const cookie = ((await fetch(server.url, { redirect: 'manual' })).headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    return {
      call: async (input) => (await fetch(new URL('/rpc', server.url), { method: 'POST', headers: { cookie }, body: JSON.stringify({ method: 'teaching.export', input }) })).json(),
      close: async () => { await server.close(); await running.close() },
    }
  },
  cli: async (data) => ({
    call: async (input) => {
      const { stdout } = await promisify(execFile)(process.execPath, [path.join(projectDirectory, 'electron/hosts/cli/cliMain.ts'), '--data-dir', data, 'teaching.export', JSON.stringify(input)]).catch((failed: { stdout: string }) => failed)
      return JSON.parse(stdout)
    },
    close: async () => undefined,
  }),
}

describe.each(Object.keys(hosts))('teaching.export on the %s host', (name) => {
  it('makes a copy of a folder of DICOM with all that looks into pictures, and refuses in words', async () => {
    const host = await hosts[name]?.(path.join(folder, 'data'))
    if (host === undefined) throw new Error('There is no such host.')
    try {
      const directory = path.join(folder, 'copy')
      const paths = [await writeCt(path.join(folder, 'ct'), { rows: 64, columns: 64 })]
      expect(await host.call({ paths, directory, options: {} })).toMatchObject({ ok: true, value: { report: { objects: 4, residues: [], releasedBy: null } } })
      expect(await readdir(directory)).toEqual(expect.arrayContaining(['DICOMDIR', 'S0001', 'SHEET', 'report.json']))
      for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
        const text = entry.isFile() ? (await readFile(path.join(entry.parentPath, entry.name))).toString('latin1').toLowerCase() : ''
        for (const word of ['quillfeather', IDENTITY.patientId.toLowerCase()]) expect(text).not.toContain(word)
      }
      expect(await host.call({ paths, directory, options: {} })).toMatchObject({ ok: false, error: { code: 'WRITE_FAILED' } })
      expect(await host.call({ directory: path.join(folder, 'other'), options: {} })).toMatchObject({ ok: false, error: { code: 'NOTHING_TO_TEACH' } })
    } finally {
      await host.close()
    }
  })
})

it('writes and reads nothing that was not chosen', async () => {
  const running = await createServices({ ports: buildPorts(path.join(folder, 'data'), { access: createGrantedPaths().access }), version: '0.1.0', sampleCases: () => 'none' })
  try {
    expect(await dispatch(running.services, { method: 'teaching.export', input: { paths: ['/etc'], directory: path.join(folder, 'copy') } }, rethrow)).toMatchObject({ error: { code: 'NOT_PERMITTED' } })
    expect(await dispatch(running.services, { method: 'teaching.import', input: { paths: ['/etc/hosts'] } }, rethrow)).toMatchObject({ error: { code: 'NOT_PERMITTED' } })
  } finally {
    await running.close()
  }
})
