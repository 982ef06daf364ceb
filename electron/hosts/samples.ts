import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Log } from '#electron/ports/ports.ts'
import type { Output, Services } from '#shared/contract/types.ts'

export type SampleCases = {
  readonly state: () => Output<'app.hello'>['sampleCases']
  /** Imports the sample cases from where they lie, once for each data folder. */
  readonly importOnce: (services: Pick<Services, 'library.import'>, log: Log) => Promise<void>
}

/** The sample cases beside the app, if there are any. */
export function openSampleCases(casesDirectory: string, dataDirectory: string): SampleCases {
  const marker = path.join(dataDirectory, 'samples-imported')
  const areThere = (): boolean => existsSync(casesDirectory) && readdirSync(casesDirectory).length > 0
  return {
    state: () => (existsSync(marker) ? 'imported' : areThere() ? 'available' : 'none'),
    importOnce: async (services, log) => {
      if (existsSync(marker) || !areThere()) return
      const report = await services['library.import']({ paths: [casesDirectory], storage: 'inPlace' })
      if (!report.ok) return log.info('samplesNotImported', { code: report.error.code })
      writeFileSync(marker, '')
      log.info('samplesImported', { instances: report.value.instances, refused: report.value.refused.length })
    },
  }
}
