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
import { createPresentationServices } from './presentation/presentationServices.ts'
import { closedImages } from './quiz/closedImages.ts'
import { createQuizServices } from './quiz/quizServices.ts'
import { createRecordServices } from './record/recordServices.ts'
import { openDatabase } from './storage/database.ts'
import { openObjectStore } from './storage/objectStore.ts'
import type { PixelWork } from './teaching/pixels/pixelWork.ts'
import { createPixelWork } from './teaching/pixels/thread/createPixelWork.ts'
import { createTeachingServices } from './teaching/teachingServices.ts'
import { createUserServices } from './user/userServices.ts'

export type RunningServices = {
  readonly services: Services
  readonly streams: StreamServices
  /** Every listener hears every event; a listener that throws does not keep the others from hearing it. */
  readonly subscribe: (listener: EmitEvent) => () => void
  readonly announce: EmitEvent
  readonly close: () => Promise<void>
}

type Surroundings = {
  readonly pixels?: PixelWork
  readonly ports: Ports
  readonly version: string
  readonly sampleCases: () => Output<'app.hello'>['sampleCases']
}

/** The composition root of every host: one database, one object folder, one library, and the areas on top of them. */
export async function createServices({ ports, version, sampleCases, pixels }: Surroundings): Promise<RunningServices> {
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
  const pixelWork = createPixelWork(ports)
  const teaching = createTeachingServices({ ports, database, objects, source, decoder, pixels: pixels ?? pixelWork, importFiles: library.importOwn, emit })
  const quiz = createQuizServices({ ports, database, objects, source, journal, importFiles: library.importOwn, emit })
  const images = closedImages(library.services, library.streams, quiz.cases.isClosed)
  const pictureOfStep: StreamServices['teaching.picture'] = async (input) => {
    const ofCase = await teaching.streams['teaching.picture'](input)
    return ofCase.ok ? ofCase : quiz.picture(input)
  }
  return {
    services: {
      ...createAppServices({ ports, database, version, sampleCases }),
      ...library.services,
      ...images.services,
      // An attempt sees the images of its teaching case, and nothing else of the library.
      'library.series': async (input) => {
        const ofAttempt = input.caseId === undefined ? null : quiz.cases.seriesOf(input.caseId)
        return ofAttempt === null ? library.services['library.series'](input) : { ok: true, value: { series: [...ofAttempt] } }
      },
      ...createCaseServices({ ports, database, source, isAttempt: quiz.cases.isAttempt, emit }),
      ...createPlanServices(),
      ...createFluoroscopyServices({ source, calibrationsOf: (caseId) => journal.head(caseId).document.fluoroscopy.calibrations }),
      ...createContrastServices({ ports, source }),
      ...record.services,
      ...createPresentationServices({ source }),
      ...teaching.services,
      ...quiz.services,
      ...createUserServices({ ports, database }),
    },
    streams: { ...library.streams, ...images.streams, ...record.streams, ...teaching.streams, 'teaching.picture': pictureOfStep },
    subscribe: (listener) => {
      listeners.add(listener)
      return () => { listeners.delete(listener) }
    },
    announce: emit,
    close: async () => {
      await quiz.close()
      await teaching.close()
      await pixelWork.close()
      await library.close()
      database.close()
    },
  }
}
