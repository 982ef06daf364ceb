import { randomUUID } from 'node:crypto'
import type { Ports } from '#electron/ports/ports.ts'
import { accessToEverything } from '#electron/hosts/grantedPaths.ts'
import { readInstalledCodec, readInstalledFont, readInstalledTextModel, sourceHeaderWorkerUrl, sourcePixelWorkerUrl, sourcePracticeWorkerUrl } from '#electron/hosts/sourceTree.ts'
import { systemClock } from '#electron/hosts/systemClock.ts'
import { err } from '#shared/result.ts'

/** Real ports over a folder of the test's own; a test replaces what it is about. A bug in a service fails the test. */
export function buildPorts(dataDirectory: string, differences: Partial<Ports> = {}): Ports {
  return {
    host: 'memory', dataDirectory, clock: systemClock, newId: randomUUID, dialogs: null, access: accessToEverything,
    uploads: { takeBlob: async () => err('UNKNOWN_BLOB', 'No blobs here.'), folderOf: () => null },
    headerWorkerUrl: sourceHeaderWorkerUrl, practiceWorkerUrl: sourcePracticeWorkerUrl, readCodec: readInstalledCodec, readFont: readInstalledFont, pixelWorkerUrl: sourcePixelWorkerUrl, readTextModel: readInstalledTextModel,
    log: { info: () => undefined, bug: (error) => { throw error } },
    ...differences,
  }
}
