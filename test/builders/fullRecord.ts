import { createHash } from 'node:crypto'
import type { ExportedPictures } from '#electron/services/record/exportedPictures.ts'
import { decodePngToRgb } from '#electron/services/png/pngPixels.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { NoteSection } from '#shared/procedure/note/noteSections.ts'
import { sealEvent } from '#shared/procedure/recordChain.ts'
import type { KeyImage, RecordEvent, RecordEventBody, RecordState } from '#shared/procedure/recordEvents.ts'
import { reduceRecord } from '#shared/procedure/recordReducer.ts'
import { buildPng } from './png.ts'
import { buildEvents, createdBody, keyImageBody, RECORD_ID, sha256 } from './recordEvents.ts'

type Options = {
  readonly patientName?: string
  readonly signed?: boolean
  readonly images?: number
  /** Pictures and nothing said. */
  readonly bare?: boolean
  readonly picture?: (number: number) => Uint8Array
}
export type FullRecord = { readonly events: readonly RecordEvent[]; readonly state: RecordState; readonly pictures: ExportedPictures; readonly bytesOf: ReadonlyMap<string, Uint8Array> }

const XA = '1.2.840.10008.5.1.4.1.1.12.1'
const sha256OfBytes = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
export const keyImageIdOf = (number: number): string => `6f1d4bb0-2b3f-4c52-9a39-0c7c2f1f6b${String(10 + number)}`
const slots = ['apNeedle', 'lateralNeedle', 'apContrast', 'lateralContrast'] as const
const captions = ['Tip at the lateral third, before contrast.', 'True lateral: the tip stands at the back margin of the joint.', 'Outlines the joint, no vessel seen.', 'Contrast stays within the capsule; both recesses are filled.']

/** A record in which everything was said that can be, of a patient who never existed. */
export function fullRecord({ patientName = createdBody.patientName, signed = false, images = 4, bare = false, picture = (number) => buildPng(160, 120, number).png }: Options = {}): FullRecord {
  const bytesOf = new Map<string, Uint8Array>()
  const added = Array.from({ length: images }, (_, at): RecordEventBody => {
    const bytes = picture(at + 1)
    const hash = sha256OfBytes(bytes)
    bytesOf.set(hash, bytes)
    return {
      ...keyImageBody(keyImageIdOf(at + 1), `Run ${String(at + 1)}`), picture: { sha256: hash, byteLength: bytes.length, columns: 160, rows: 120 }, caption: captions[at] ?? '',
      ...(at < 4 ? { sopClassUid: XA, sopInstanceUid: `1.2.3.1.${String(at + 1)}`, frameNumber: 41 + at, frame: 40 + at } : {}),
      study: { studyDate: '20261122', studyTime: '095800', studyId: 'S1', accessionNumber: 'A-2026-0042', referringPhysicianName: 'EXAMPLE^RITA' },
    }
  })
  const given = slots.slice(0, images).map((slot, at): RecordEventBody => ({ kind: 'keyImageSlotGiven', slot, keyImageId: keyImageIdOf(at + 1), reason: '' }))
  const events = [...buildEvents([{ ...createdBody, patientName }, ...added, ...(bare ? [] : [...given, ...saidBodies])])]
  const last = events.at(-1)
  if (signed && last !== undefined) {
    const seal = (body: RecordEventBody): void => {
      const previous = events.at(-1) ?? last
      events.push(sealEvent({ recordId: RECORD_ID, seq: previous.seq + 1, atIso: `2026-11-22T11:02:${String(events.length).padStart(2, '0')}.000Z`, actor: 'Dr B. Weber', body }, previous, sha256))
    }
    seal({ kind: 'signed', signature: { userId: '0d6e0e8a-1f6b-4a0e-8a49-4f5c6a7b8c9d', name: 'Dr B. Weber', role: 'operator', organisation: 'Spine Clinic', signedHash: last.hash } })
    seal({ kind: 'addendumWritten', addendumId: '5a6e0e8a-1f6b-4a0e-8a49-4f5c6a7b8c9d', words: 'Called in the evening: relief has lasted, no new symptoms.', pain: { ...pain, at6Hours: { atRest: 2, turning: 3, atIso: null } } })
  }
  const state = reduceRecord(events)
  if (state === null) throw new Error('A record begins with its creation.')
  const read = async (hash: string): Promise<Uint8Array> => {
    const bytes = bytesOf.get(hash)
    if (bytes === undefined) throw new Error('There is no such picture.')
    return bytes
  }
  const pictures: ExportedPictures = { rgb: async ({ image }) => decodePngToRgb(await read(image.picture.sha256)) ?? { columns: 1, rows: 1, samples: new Uint8Array(3) }, png: async ({ image }: { readonly image: KeyImage }) => read(image.picture.sha256), loop: async ({ image }) => (image.loop === undefined ? null : read(image.loop.sha256)) }
  return { events, state, pictures, bytesOf }
}

const pain = { before: { atRest: 7, turning: 8, atIso: null }, at0Min: { atRest: 3, turning: 4, atIso: null }, at15Min: { atRest: 2, turning: 2, atIso: null }, at30Min: { atRest: 1, turning: 2, atIso: null }, at6Hours: null, thresholdPercent: 80 as const, concordant: 'yes' as const, fitsTheDrug: null }
const note = (written: NoteSection): RecordEventBody => ({ kind: 'noteWritten', note: written })

const saidBodies: readonly RecordEventBody[] = [
  {
    kind: 'planAccepted', figures: { lengthMm: 58.42, inPlaneDeg: 7.04, craniocaudalDeg: -14.2, lengthPx: null }, arteryVariantsLookedFor: 'yes',
    clearances: [{ kind: 'vertebralArtery', name: 'Vertebral artery', distanceMm: 6.12, leastMm: 5.1, level: 'above' }, { kind: 'thecalSac', name: 'Thecal sac', distanceMm: 4.4, leastMm: 3.4, level: 'caution' }, { kind: 'c2Root', name: 'C2 nerve root', distanceMm: null, leastMm: null, level: 'notAssessed' }],
    plan: {
      kind: 'volume', planId: '9a6e0e8a-1f6b-4a0e-8a49-4f5c6a7b8c9d', name: 'Path A', colour: '#2463D1', seriesUid: '1.2.3.1', frameOfReferenceUid: '1.2.3.4', entryLpsMm: [26, 58, 10], targetLpsMm: [19, 2, -4], needle: { gauge: 22, lengthMm: 90 }, approach: 'posterior',
      actualNeedle: { seriesUid: '1.2.3.1', hubSideLpsMm: [27, 57, 9], tipLpsMm: [19.6, 2.8, -3.5] },
    },
  },
  { kind: 'contrastAssessed', assessment: {
    seriesUid: '1.2.3.1', subtraction: { seriesUid: '1.2.3.1', maskFrames: [0, 1, 2], shiftPx: [0, 0] }, seenFrames: [11, 12, 13, 20], patterns: ['intraArticular'], vesselFilling: 'no', decision: 'inject', comment: 'Both recesses fill early.',
    quality: { position: 'good', mask: 'good', volume: 'fair' }, injection: { number: 1, agent: 'Iohexol 240 mgI/mL', volumeMl: 0.3 }, framesPerSecond: 7.5,
  } },
  note({ section: 'order', content: { ...emptySections.order, accessionNumber: 'A-2026-0042', sideOrdered: 'LEFT', indication: 'Pain below the occiput, worse on turning to the left side; arthrosis of the atlantoaxial joint on CT.', referringPhysician: 'Dr R. Example', operator: 'Dr B. Weber', assistants: 'N. Keller', room: 'Room 2', device: 'C-arm 1' } }),
  note({ section: 'checks', content: {
    ...emptySections.checks, anticoagulants: { taken: 'yes', agents: [{ name: 'Apixaban', lastDoseAtIso: '2026-11-19T07:00:00.000Z', lastDoseWords: '' }], inr: 1.1, platelets: 212000 },
    allergies: { contrast: 'no', steroid: 'no', anaesthetic: 'no', latex: 'yes', chlorhexidine: null, others: 'Latex: rash of the hands' }, pregnancy: 'notApplicable', breastFeeding: 'notApplicable', infection: 'no', bleedingDisorder: 'no', diabetes: 'yes',
    steroidInTwelveMonths: { given: 'yes', totalMg: 8, words: 'dexamethasone, March' }, sedationPlanned: 'no', escort: 'yes', consent: { given: 'yes', by: 'Dr B. Weber', onDate: '2026-11-22' }, arteryVariantsLookedFor: 'yes', earlierBlocks: 'C2-3 facet, March: no relief', neurology: 'No deficit',
  } }),
  note({ section: 'timeOut', content: { ...emptySections.timeOut, atIso: '2026-11-22T09:58:00.000Z', by: 'N. Keller', identifiersChecked: ['name', 'birthDate'], side: 'LEFT', skinMark: 'LEFT', procedureAgreed: 'yes', positionAgreed: 'yes', imagesOfThisPatient: 'yes', allergiesSaid: 'yes' } }),
  note({ section: 'technique', content: { ...emptySections.technique, position: 'prone', approach: 'posterior', guidance: ['fluoroscopy'], views: 'PA with CRAN 14.0°, then lateral', skinPreparation: 'Povidone-iodine, three times', needle: { gauge: 22, lengthMm: 90, tip: 'bent by 10°' }, targetThird: 'lateral', passes: 2, paraesthesia: 'no', aspiration: 'negative', depthSeenOnLateral: 'yes', digitalSubtraction: 'yes' } }),
  note({ section: 'injectate', content: { limitReason: 'As in the earlier block; the joint took it without pressure', drugs: [
    { name: 'Lidocaine 1 %', place: 'skin', strengthMgPerMl: 10, volumeMl: 2, doseMg: null, particulate: null, isSteroid: false, lot: '' },
    { name: 'Iohexol 240 mgI/mL', place: 'contrast', strengthMgPerMl: 240, volumeMl: 0.3, doseMg: null, particulate: null, isSteroid: false, lot: 'K77' },
    { name: 'Dexamethasone', place: 'joint', strengthMgPerMl: 4, volumeMl: 0.5, doseMg: 2, particulate: 'no', isSteroid: true, lot: 'D12' },
    { name: 'Bupivacaine 0.25 %', place: 'joint', strengthMgPerMl: 2.5, volumeMl: 0.5, doseMg: null, particulate: null, isSteroid: false, lot: '' },
  ] } }),
  note({ section: 'dose', content: { ...emptySections.dose, source: 'doseReport', fluoroscopyTimeS: 42, airKermaMGy: 6.2, doseAreaProductGyCm2: 0.84, runs: 2, frames: 112 } }),
  note({ section: 'after', content: { complications: [{ what: 'vasovagal', words: 'short, legs up, passed within 2 min', atIso: '2026-11-22T10:20:00.000Z' }], vitalSigns: 'RR 118/74, pulse 66', neurology: 'unchanged', neurologyWords: '', disposition: 'homeWithEscort', instructionsGiven: 'yes', followUp: 'Diary for two weeks, call on 24 Nov' } }),
  note({ section: 'pain', content: pain }),
  { kind: 'happeningNoted', happeningId: '1a6e0e8a-1f6b-4a0e-8a49-4f5c6a7b8c9d', happenedAtIso: '2026-11-22T10:05:00.000Z', words: 'Needle in' },
  { kind: 'happeningNoted', happeningId: '2a6e0e8a-1f6b-4a0e-8a49-4f5c6a7b8c9d', happenedAtIso: '2026-11-22T10:16:00.000Z', words: 'Needle out' },
  { kind: 'keyImageSlotGiven', slot: 'contrastRun', keyImageId: null, reason: 'The run is in the archive; no loop was saved' },
]
