import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { createServices } from '#electron/services/createServices.ts'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import type { SeriesDescription } from '#shared/dicom/seriesDescription.ts'
import { buildPorts } from '#test/builders/ports.ts'
import { completeNote, writtenBodies } from '#test/builders/completeNote.ts'
import { keyPicture } from '#test/builders/keyPicture.ts'
import { runBytes } from '#test/builders/runBytes.ts'
import { projectDirectory, sampleCase } from './openApp.ts'

const OPERATOR = 'Dr B. Weber'

/**
 * What there is before the app opens: the record of another patient, written out on another day, and a second case whose
 * record holds the decision about its contrast and three key images, and a third with a dose report and without a record.
 */
export async function seedRecords(dataFolder: string): Promise<void> {
  await seeding(dataFolder, async ({ begin, add }) => {
    await begin(sampleCase('e-venous-run-off'), () => writtenBodies({ ...completeNote, order: { ...completeNote.order, room: 'Suite 2', sideOrdered: 'RIGHT' }, timeOut: { ...completeNote.timeOut, side: 'RIGHT', skinMark: 'RIGHT' } }))
    await begin(path.join(sampleCase('a-arthrogram'), 'run-pa'), (series) => [
      { kind: 'contrastAssessed', assessment: {
        seriesUid: series.summary.seriesUid, subtraction: null, seenFrames: [40], patterns: ['intraArticular'], vesselFilling: 'no', decision: 'inject', comment: '', injection: { number: 1, agent: 'Iohexol 240 mgI/mL', volumeMl: 0.3 },
      } },
      keyImage(series, 'AP, frame 3', 'study', 'apOpenMouth'), keyImage(series, 'Lateral, frame 3', 'study', 'lateral'), keyImage(series, 'Lateral, frame 60', 'contrast', 'lateral'),
    ])
    await add(sampleCase('d-capsular-leak'))
  })
}

/** A patient whose name is a word of anatomy: a run of twelve frames, and the record of it with one annotated picture. */
export async function seedOrdinaryName(dataFolder: string): Promise<void> {
  const folder = path.join(dataFolder, 'run')
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'run.dcm'), runBytes({ frames: 12, rows: 192, columns: 256, frameTimeMs: '80', patientName: 'Hand^Ottoline', patientId: 'H-40-77' }))
  const picture = path.join(folder, 'picture.png')
  await writeFile(picture, keyPicture(320, 300))
  await seeding(dataFolder, ({ begin }) => begin(path.join(folder, 'run.dcm'), (series) => [{ ...keyImage(series, 'Frame 3', 'study', 'lateral'), picture: { path: picture } }]))
}

type Seeding = { readonly begin: (folder: string, events: (series: SeriesDescription) => readonly RecordEventInput[]) => Promise<void>; readonly add: (folder: string) => Promise<void> }

async function seeding(dataFolder: string, work: (seeds: Seeding) => Promise<void>): Promise<void> {
  const running = await createServices({ ports: buildPorts(dataFolder), version: '0.1.0', sampleCases: () => 'none' })
  const value = <T>(answer: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly message: string } }): T => {
    if (!answer.ok) throw new Error(answer.error.message)
    return answer.value
  }
  const add = async (folder: string) => value(await running.services['library.import']({ paths: [folder], storage: 'inPlace' })).series
  try {
    value(await running.services['app.changeSettings']({ operator: OPERATOR }))
    await work({
      add: async (folder) => { await add(folder) },
      begin: async (folder, events) => {
        const [summary] = await add(folder)
        if (summary === undefined) throw new Error('Nothing was imported.')
        const { recordId } = value(await running.services['record.create']({ seriesUid: summary.seriesUid, side: 'RIGHT', level: 'C1-2', actor: OPERATOR }))
        for (const event of events(value(await running.services['library.describe']({ seriesUid: summary.seriesUid })))) value(await running.services['record.append']({ recordId, event, actor: OPERATOR }))
      },
    })
  } finally {
    await running.close()
  }
}

function keyImage({ summary, images: [image] }: SeriesDescription, title: string, stage: 'study' | 'contrast', view: 'apOpenMouth' | 'lateral'): Extract<RecordEventInput, { readonly kind: 'keyImageAdded' }> {
  if (image === undefined) throw new Error('The series has no image.')
  return {
    kind: 'keyImageAdded', keyImageId: crypto.randomUUID(), picture: { path: path.join(projectDirectory, 'docs/screenshots/contrast-1366.png') },
    studyUid: summary.studyUid, seriesUid: summary.seriesUid, sopInstanceUid: image.sopInstanceUid, sopClassUid: image.sopClassUid, frameNumber: 3, frame: 2, stage,
    view: { kind: 'frame', frame: 2, mode: 'native', subtraction: null, centrePx: [256, 256], zoom: 1, windowCentre: 500, windowWidth: 900, inverted: false, flippedHorizontally: false, rotationDeg: 0 },
    side: 'RIGHT', level: 'C1-2', plans: [], planFigures: null, title, caption: '', trueView: { view, ticks: [view === 'lateral' ? 'ramiSuperimposed' : 'densCentred'], by: OPERATOR, atIso: '2026-11-22T09:40:00.000Z' },
  }
}
