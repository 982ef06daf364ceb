import type { Ports } from '#electron/ports/ports.ts'
import type { Database } from '#electron/services/storage/database.ts'
import type { Output, Services } from '#shared/contract/types.ts'
import { err, ok } from '#shared/result.ts'
import { openSettings } from './settings.ts'

export type AppServices = Pick<Services, 'app.hello' | 'app.settings' | 'app.changeSettings' | 'app.chooseFiles' | 'app.chooseExportFolder'>
type Hello = Output<'app.hello'>
type AppParts = {
  readonly ports: Pick<Ports, 'host' | 'dialogs'>
  readonly database: Database
  readonly version: string
  /** Whether the sample cases lie ready beside the app and whether the library has them: the composition root knows. */
  readonly sampleCases: () => Hello['sampleCases']
}

const filesBy: Readonly<Record<Hello['host'], Hello['filesBy']>> = { electron: 'dialog', loopback: 'upload', cli: 'paths', memory: 'paths' }

export function createAppServices({ ports, database, version, sampleCases }: AppParts): AppServices {
  const settings = openSettings(database)
  const noDialogs = () => err('UNAVAILABLE', 'This host has no system dialogs. In a browser, drop the files on the page or choose them there; on the command line, name the paths.')
  return {
    'app.hello': async () => ok({ contractVersion: 1, appVersion: version, host: ports.host, filesBy: filesBy[ports.host], sampleCases: sampleCases() }),
    'app.settings': async () => ok(settings.read()),
    'app.changeSettings': async ({ operator, organisation }) => ok(settings.change({ ...(operator !== undefined && { operator: operator.trim() }), ...(organisation !== undefined && { organisation: organisation.trim() }) })),
    'app.chooseFiles': async ({ kind }) => (ports.dialogs === null ? noDialogs() : ok({ paths: [...await ports.dialogs.chooseFiles(kind)] })),
    'app.chooseExportFolder': async () => (ports.dialogs === null ? noDialogs() : ok({ directory: await ports.dialogs.chooseExportFolder() })),
  }
}
