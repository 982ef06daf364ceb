import { z } from 'zod'
import { method } from '#shared/contract/define.ts'
import { filePath, text } from '#shared/values.ts'

const settings = z.strictObject({ operator: text(200), organisation: text(64).describe('that signers answer to; goes into their signatures') })

export const appMethods = {
  'app.hello': method(
    'Who answers: contract version, host and what this host can do.',
    z.strictObject({}),
    z.strictObject({
      contractVersion: z.literal(1), appVersion: text(64), host: z.enum(['electron', 'loopback', 'cli', 'memory']),
      /** Where files come from: the system's own dialogs, or an upload from the browser. */
      filesBy: z.enum(['dialog', 'upload', 'paths']),
      sampleCases: z.enum(['imported', 'available', 'none']),
    }),
    [],
  ),
  'app.settings': method(
    'The settings of this installation.',
    z.strictObject({}),
    settings,
    [],
  ),
  'app.changeSettings': method(
    'Changes settings; what is not named stays.',
    z.strictObject({ operator: text(200).optional(), organisation: text(64).optional() }),
    settings,
    [],
  ),
  'app.chooseFiles': method(
    'Opens the system dialog for files, or for a folder; the chosen paths may then be imported.',
    z.strictObject({ kind: z.enum(['files', 'folder']) }),
    z.strictObject({ paths: z.array(filePath) }),
    ['UNAVAILABLE'],
  ),
  'app.chooseExportFolder': method(
    'Opens the system dialog for a folder to export to; null when the user went back.',
    z.strictObject({}),
    z.strictObject({ directory: filePath.nullable() }),
    ['UNAVAILABLE'],
  ),
} as const
