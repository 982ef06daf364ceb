import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createServices } from '#electron/services/createServices.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { runBytes } from '#test/builders/runBytes.ts'

/** A run of next to nothing, whose view costs what every view costs. */
export const SMALL_PATIENT = 'Small, Run'

/** A run that a bench plays: how it is listed, and what it must do. */
export type BenchRun = { readonly patient: string; readonly words: string; readonly frames: number; readonly bytes: number; readonly frameMs: number }

const LARGE = { frames: 100, side: 1024, frameTimeMs: 33.333 }

/** The real run of the test images, where they are there, and a generated one of 100 frames of 1024² and 16 bits, in a library of their own. */
export async function prepareRuns(folder: string, dataFolder: string): Promise<readonly BenchRun[]> {
  const large = path.join(folder, 'large.dcm')
  await writeFile(large, runBytes({ frames: LARGE.frames, rows: LARGE.side, columns: LARGE.side, frameTimeMs: String(LARGE.frameTimeMs), patientName: 'Large^Run', patientId: 'L1' }))
  const small = path.join(folder, 'small.dcm')
  await writeFile(small, runBytes({ frames: 2, patientName: 'Small^Run', patientId: 'S1', seriesUid: '1.2.3.50', sopInstanceUid: '1.2.3.50.1' }))
  const corpus = process.env['DICOM_CORPUS'] ?? ''
  const real = corpus === '' ? null : path.join(corpus, 'xa_rf/0002.DCM')
  const { services, close } = await createServices({ ports: buildPorts(dataFolder), version: '0.1.0', sampleCases: () => 'none' })
  try {
    await services['library.import']({ paths: [large, small, ...(real === null ? [] : [real])], storage: 'inPlace' })
  } finally {
    await close()
  }
  return [
    ...(real === null ? [] : [{ patient: 'Rubo DEMO', words: '96 frames of 512², JPEG', frames: 96, bytes: 96 * 512 * 512, frameMs: 33 }]),
    { patient: 'Large, Run', words: '100 frames of 1024², 16 bits', frames: LARGE.frames, bytes: LARGE.frames * LARGE.side ** 2 * 2, frameMs: LARGE.frameTimeMs },
  ]
}
