import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import type { RecordEventInput } from '#shared/contract/areas/record.ts'
import { fluoroscopySlots } from '#shared/procedure/note/keyImageSlots.ts'
import { completeNote, writtenBodies } from './completeNote.ts'
import { ctSlice, fileBytes } from './dicomBytes.ts'
import { buildPng } from './png.ts'
import { buildKeyImage } from './record.ts'
import { openRecordLibrary } from './recordLibrary.ts'
import { addAccounts, must, PASSPHRASE } from './signedRecord.ts'

export type ExportedObject = { readonly file: string; readonly kind: string; readonly uid: string }

const [CT, XA] = ['1.2.840.10008.5.1.4.1.1.2', '1.2.840.10008.5.1.4.1.1.12.1'] as const
const PLAN = { planId: '11111111-1111-4111-8111-111111111111', name: 'Path A', colour: '#ffcc00', needle: { gauge: 22, lengthMm: 90 } } as const

/** A CT and a run of one study, on disk as a machine would have sent them. */
async function writeSources(folder: string, patientName: string): Promise<readonly string[]> {
  await mkdir(folder)
  const utf8 = { '00080005': ['CS', 'ISO_IR 192'], '00100010': ['PN', Buffer.from(patientName).toString('latin1')] } as const
  const files = Array.from({ length: 3 }, (_, at) => fileBytes(ctSlice({ rows: 48, columns: 64, zMm: at, instanceNumber: at + 1, change: utf8 })))
  const pixels = new Uint8Array(new Uint16Array(64 * 48 * 3).fill(800).buffer)
  files.push(fileBytes(ctSlice({
    rows: 48, columns: 64, seriesUid: '1.2.3.5', sopInstanceUid: '1.2.3.5.1', sopClassUid: XA, pixels,
    change: {
      ...utf8, '00080060': ['CS', 'XA'], '00200032': null, '00200037': null, '00200052': null, '00280030': null, '00281052': null, '00281053': null, '00280008': ['IS', '3'], '00181063': ['DS', '100'], '00280009': ['AT', [0x00181063]],
      '00281040': ['CS', 'LOG'], '00281041': ['SS', 1], '00280100': ['US', 16], '00280101': ['US', 12], '00280102': ['US', 11], '00280103': ['US', 0],
    },
  })))
  return Promise.all(files.map(async (bytes, at) => {
    const file = path.join(folder, `source-${String(at)}.dcm`)
    await writeFile(file, bytes)
    return file
  }))
}

function eventsOf(picture: string): readonly RecordEventInput[] {
  const [onCt, onRun] = [randomUUID(), randomUUID()]
  const common = { studyUid: '1.2.3.1', side: 'LEFT', level: 'C1-2', planFigures: null, picture: { path: picture } } as const
  const plan = { kind: 'volume', ...PLAN, seriesUid: '1.2.3.2', frameOfReferenceUid: '1.2.3.9', entryLpsMm: [-5, -16, 1], targetLpsMm: [10, -5, 1] } as const
  return [
    { kind: 'planAccepted', plan: { ...plan, entryLpsMm: [...plan.entryLpsMm], targetLpsMm: [...plan.targetLpsMm] }, figures: { lengthMm: 18.6, inPlaneDeg: 53.7, craniocaudalDeg: 0, lengthPx: null }, arteryVariantsLookedFor: 'yes', clearances: [{ kind: 'vertebralArtery', name: 'Vertebral artery', distanceMm: 6.1, leastMm: 5.1, level: 'above' }] },
    buildKeyImage(common.picture, { ...common, keyImageId: onCt, seriesUid: '1.2.3.2', sopInstanceUid: '1.2.3.4.2', sopClassUid: CT, frame: 1, shownArea: { kind: 'plane', topLeftLpsMm: [-10, -20, 1], topRightLpsMm: [22, -20, 1], bottomLeftLpsMm: [-10, 4, 1] } }),
    buildKeyImage(common.picture, {
      ...common, keyImageId: onRun, seriesUid: '1.2.3.5', sopInstanceUid: '1.2.3.5.1', sopClassUid: XA, frameNumber: 2, frame: 1, stage: 'contrast', title: 'Run 1, frame 2',
      view: { kind: 'frame', frame: 1, mode: 'native', subtraction: null, centrePx: [31.5, 23.5], zoom: 1, windowCentre: 500, windowWidth: 1001, inverted: false, flippedHorizontally: false, rotationDeg: 0 },
      shownArea: { kind: 'frame', topLeftPx: [-0.5, -0.5], bottomRightPx: [63.5, 47.5] },
      plans: [{ kind: 'projection', ...PLAN, seriesUid: '1.2.3.5', frame: 1, entryPx: [10, 8], targetPx: [40, 30] }],
    }),
    { kind: 'contrastAssessed', assessment: { seriesUid: '1.2.3.5', subtraction: null, seenFrames: [1], patterns: ['intraArticular'], vesselFilling: 'no', decision: 'inject', comment: '' } },
    ...fluoroscopySlots.map((slot): RecordEventInput => ({ kind: 'keyImageSlotGiven', slot, keyImageId: slot === 'apNeedle' ? onRun : null, reason: slot === 'apNeedle' ? '' : 'Not saved' })),
    ...writtenBodies(completeNote),
  ]
}

/** A record of this patient, signed and with an addendum, and all that its export writes as DICOM. */
export async function exportSigned(folder: string, patientName: string): Promise<{ readonly sources: readonly string[]; readonly objects: readonly ExportedObject[] }> {
  await mkdir(folder)
  const sources = await writeSources(path.join(folder, 'source'), patientName)
  const picture = path.join(folder, 'picture.png')
  await writeFile(picture, buildPng(160, 120).png)
  const library = await openRecordLibrary(path.join(folder, 'data'))
  try {
    must(await library.services['library.import']({ paths: [path.join(folder, 'source')], storage: 'inPlace' }))
    const { recordId } = must(await library.record['record.create']({ seriesUid: '1.2.3.2', side: 'LEFT', level: 'C1-2' }))
    for (const event of eventsOf(picture)) must(await library.record['record.append']({ recordId, event }))
    const [user] = await addAccounts(library, ['operator'])
    const signedHash = must(await library.record['record.get']({ recordId })).events.at(-1)?.hash ?? ''
    must(await library.record['record.sign']({ recordId, userId: user?.userId ?? '', passphrase: PASSPHRASE, signedHash }))
    must(await library.record['record.append']({ recordId, event: { kind: 'addendumWritten', addendumId: randomUUID(), words: '통증 없음' } }))
    const { files } = must(await library.record['record.export']({ recordId, directory: path.join(folder, 'out') }))
    return { sources, objects: files.flatMap(({ path: file, kind, sopInstanceUid }) => (sopInstanceUid !== undefined && file.endsWith('.dcm') ? [{ file, kind, uid: sopInstanceUid }] : [])) }
  } finally {
    await library.end()
  }
}
