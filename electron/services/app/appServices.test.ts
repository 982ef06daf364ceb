import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from '#electron/services/storage/database.ts'
import { createAppServices } from './appServices.ts'

let database: Database
beforeEach(() => { database = openDatabase(':memory:') })
afterEach(() => { database.close() })
const services = (host: 'electron' | 'loopback' | 'cli' | 'memory', dialogs: Parameters<typeof createAppServices>[0]['ports']['dialogs'] = null) =>
  createAppServices({ ports: { host, dialogs }, database, version: '0.1.0', sampleCases: () => 'available' })

describe('the app', () => {
  it.each([
    { host: 'electron', filesBy: 'dialog' }, { host: 'loopback', filesBy: 'upload' }, { host: 'cli', filesBy: 'paths' }, { host: 'memory', filesBy: 'paths' },
  ] as const)('on $host says who answers and that files come by $filesBy', async ({ host, filesBy }) => {
    expect(await services(host)['app.hello']({})).toEqual({ ok: true, value: { contractVersion: 1, appVersion: '0.1.0', host, filesBy, sampleCases: 'available' } })
  })

  it('has no operator until one is set, and keeps what is not named', async () => {
    const app = services('memory')
    expect(await app['app.settings']({})).toEqual({ ok: true, value: { operator: '', organisation: '' } })
    expect(await app['app.changeSettings']({ operator: ' Dr B. Weber ' })).toEqual({ ok: true, value: { operator: 'Dr B. Weber', organisation: '' } })
    expect(await app['app.changeSettings']({})).toEqual({ ok: true, value: { operator: 'Dr B. Weber', organisation: '' } })
    expect(await services('electron')['app.settings']({})).toEqual({ ok: true, value: { operator: 'Dr B. Weber', organisation: '' } })
  })

  it('without system dialogs says so', async () => {
    expect(await services('loopback')['app.chooseFiles']({ kind: 'files' })).toMatchObject({ ok: false, error: { code: 'UNAVAILABLE' } })
    expect(await services('loopback')['app.chooseExportFolder']({})).toMatchObject({ ok: false, error: { code: 'UNAVAILABLE' } })
  })

  it('passes on what was chosen in a system dialog, and that nothing was', async () => {
    const app = services('electron', { chooseFiles: async (kind) => [`/chosen/${kind}`], chooseExportFolder: async () => null })
    expect(await app['app.chooseFiles']({ kind: 'folder' })).toEqual({ ok: true, value: { paths: ['/chosen/folder'] } })
    expect(await app['app.chooseExportFolder']({})).toEqual({ ok: true, value: { directory: null } })
  })
})
