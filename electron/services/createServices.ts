import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import type { Ports } from '#electron/ports/ports.ts'
import { createDecoder } from '#shared/codecs/decoder.ts'
import type { AppEvent, EmitEvent, Output, Services, StreamServices } from '#shared/contract/types.ts'
import { createAppServices } from './app/appServices.ts'
import { openCaseJournal } from './case/caseJournal.ts'
import { createCaseServices } from './case/caseServices.ts'
import { createContrastServices } from './contrast/contrastServices.ts'
import { createFluoroscopyServices } from './fluoroscopy/fluoroscopyServices.ts'
import { createLibraryServices } from './library/libraryServices.ts'
import { createPlanServices } from './plan/planServices.ts'
import { createRecordServices } from './record/recordServices.ts'
import { openDatabase } from './storage/database.ts'
import { openObjectStore } from './storage/objectStore.ts'

export type RunningServices = {
  readonly services: Services
  readonly streams: StreamServices
  /** Every listener hears every event; a listener that throws does not keep the others from hearing it. */
  readonly subscribe: (listener: EmitEvent) => () => void
  readonly announce: EmitEvent
  readonly close: () => Promise<void>
}

type Surroundings = {
  readonly ports: Ports
  readonly version: string
  readonly sampleCases: () => Output<'app.hello'>['sampleCases']
}

/** The composition root of every host: one database, one object folder, one library, and the areas on top of them. */
export async function createServices({ ports, version, sampleCases }: Surroundings): Promise<RunningServices> {
  await mkdir(ports.dataDirectory, { recursive: true, mode: 0o700 })
  const database = openDatabase(path.join(ports.dataDirectory, 'axis.db'))
  const objects = await openObjectStore(path.join(ports.dataDirectory, 'objects'))
  const listeners = new Set<EmitEvent>()
  const emit = (event: AppEvent): void => {
    for (const listener of listeners) {
      try {
        listener(event)
      } catch (bug) {
        ports.log.bug(bug)
      }
    }
  }
  const decoder = createDecoder({ readCodec: ports.readCodec })
  const library = createLibraryServices({ ports, database, objects, decoder, emit })
  const { source } = library
  const journal = openCaseJournal(database)
  const record = createRecordServices({ ports, database, objects, source, emit })
  return {
    services: {
      ...createAppServices({ ports, database, version, sampleCases }),
      ...library.services,
      ...createCaseServices({ ports, database, source, emit }),
      ...createPlanServices(),
      ...createFluoroscopyServices({ source, calibrationsOf: (caseId) => journal.head(caseId).document.fluoroscopy.calibrations }),
      ...createContrastServices({ ports, source }),
      ...record.services,
    },
    streams: { ...library.streams, ...record.streams },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    announce: emit,
    close: async () => {
      await library.close()
      database.close()
    },
  }
}
