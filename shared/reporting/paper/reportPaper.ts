import { stopPatterns } from '#shared/contrast/assessment.ts'
import { decisionWords, patternsInWords } from '#shared/contrast/assessmentWords.ts'
import { keyImageSlot } from '#shared/procedure/note/keyImageSlots.ts'
import { painTimeWords, sectionWords, slotWords } from '#shared/procedure/note/noteWords.ts'
import { noteSection, painTimes, type NoteSectionName, type NoteSections, type PainTime } from '#shared/procedure/note/noteSections.ts'
import { JOINT_LIMIT_ML, jointVolumeMl } from '#shared/procedure/note/drugGiven.ts'
import { blockResult, reliefAt } from '#shared/procedure/note/painRelief.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { FROM_A_FILE } from '#shared/procedure/recordOrder.ts'
import { summaryOf } from '#shared/procedure/recordSummary.ts'
import { assessmentRows, type NoteRow } from '../assessmentRows.ts'
import { compactRows, drugAmounts, noteRows, percentWords } from '../noteRows.ts'
import { orderedKeyImages } from '../orderedKeyImages.ts'
import { sexWords, writeAmount, writeDate, writeName, yearsBetween, type WallClock } from '../words.ts'
import { planSection } from './planSection.ts'
import { isEmptySection, NOT_A_DEVICE, section, type PaperPicture, type PaperSection, type PaperTree, type SummaryTile } from './paperTree.ts'

type ReportInput = { readonly record: RecordState; /** Sequence numbers. */ readonly signaturesFromFile: readonly number[]; readonly lastHash: string; readonly clock: WallClock }

/** The record as a referring doctor reads it: who, which side, what was done and seen, what came of it. */
export function reportPaper({ record, signaturesFromFile, lastHash, clock }: ReportInput): PaperTree {
  return {
    title: 'Injection of the atlantoaxial joint',
    subject: `Procedure record, ${record.side} ${record.level}`,
    patient: patientWords(record, clock), side: { side: record.side, level: record.level },
    facts: facts(record, clock),
    draft: record.signature === null ? 'DRAFT, not signed' : null,
    summary: summary(record), pictures: pictures(record),
    sections: sections(record, signaturesFromFile, clock).filter((one) => !isEmptySection(one)),
    foot: [`Record ${record.recordId}, ${String(record.events)} events. SHA-256 of the last of them:`, lastHash, `Times are local (${clock.zone(summaryOf(record).performedAtIso)}). ${NOT_A_DEVICE}`],
  }
}

/** Name and identity as the heading of every page has them. */
export function patientWords(record: RecordState, clock: WallClock): PaperTree['patient'] {
  const { patientName, patientId, birthDate, sex } = record
  const born = birthDate === null ? 'birth date not stated' : `born ${writeDate(birthDate)}, ${String(yearsBetween(birthDate, clock.isoDate(summaryOf(record).performedAtIso)))} years`
  return { name: writeName(patientName), details: [patientId === '' ? 'no ID' : `ID ${patientId}`, born, ...(sex === null ? [] : [sexWords[sex]])].join('  ·  ') }
}

function facts(record: RecordState, clock: WallClock): readonly NoteRow[] {
  const study = record.keyImages.map((image) => image.study ?? null).find((one) => one !== null) ?? null
  const order = record.note.order
  const accession = [order?.accessionNumber, study?.accessionNumber].find((one) => one !== undefined && one !== '')
  const referrer = order === null || order.referringPhysician === '' ? writeNameOrNothing(study?.referringPhysicianName) : order.referringPhysician
  const studyDate = study === null || !/^\d{8}$/.test(study.studyDate) ? null : writeDate(`${study.studyDate.slice(0, 4)}-${study.studyDate.slice(4, 6)}-${study.studyDate.slice(6)}`)
  return [
    { term: 'Procedure', words: clock.date(summaryOf(record).performedAtIso) }, { term: 'Study date', words: studyDate ?? 'not stated' },
    { term: 'Accession', words: accession ?? 'not stated' }, { term: 'Operator', words: order === null || order.operator === '' ? 'not stated' : order.operator },
    { term: 'Referred by', words: referrer === '' ? 'not stated' : referrer },
  ]
}

const writeNameOrNothing = (name: string | undefined): string => (name === undefined || name.replaceAll(/[\^=\s]/g, '') === '' ? '' : writeName(name))

function summary({ assessments, note }: RecordState): readonly SummaryTile[] {
  const last = assessments.at(-1)?.assessment ?? null
  const volume = note.injectate === null || note.injectate.drugs.length === 0 ? null : jointVolumeMl(note.injectate.drugs)
  const result = note.pain === null ? null : blockResult(note.pain)
  const complications = note.after?.complications ?? []
  const isFree = complications.every(({ what }) => what === 'none')
  return [
    { term: 'Contrast', words: last === null ? 'not stated' : last.patterns.length === 0 ? 'pattern not stated' : patternsInWords(last.patterns), note: last === null ? '' : `Decision: ${decisionWords[last.decision]}`, tone: last !== null && (last.vesselFilling === 'yes' || last.patterns.some((pattern) => stopPatterns.has(pattern))) ? 'attention' : 'plain' },
    { term: 'Into the joint', words: volume === null ? 'not stated' : `${writeAmount(volume)} mL`, note: volume === null ? '' : volume > JOINT_LIMIT_ML ? `above ${writeAmount(JOINT_LIMIT_ML)} mL, contrast included` : 'contrast included', tone: volume !== null && volume > JOINT_LIMIT_ML ? 'attention' : 'plain' },
    { term: 'Pain relief', words: result === null ? 'not stated' : percentWords(result.relief.percent), note: result === null ? '' : `${painTimeWords[result.relief.time]}; ${result.isPositive ? 'positive' : 'negative'} at ${String(result.thresholdPercent)} %`, tone: 'plain' },
    { term: 'Complications', words: complications.length === 0 ? 'not stated' : isFree ? 'None' : 'See below', note: '', tone: complications.length > 0 && !isFree ? 'attention' : 'plain' },
  ]
}

/** The minimum set in its order carries the names of its slots. */
function pictures(record: RecordState): readonly PaperPicture[] {
  return orderedKeyImages(record).map(({ image, number }) => {
    const slots = keyImageSlot.options.filter((slot) => record.slots.some((given) => given.slot === slot && given.keyImageId === image.keyImageId)).map((slot) => slotWords[slot])
    const where = image.frameNumber === null ? '' : `, frame ${String(image.frameNumber)}`
    return { keyImageId: image.keyImageId, number, heading: `${slots.length === 0 ? (image.title === '' ? 'Key image' : image.title) : slots.join('; ')}${where}`, caption: image.caption }
  })
}

function sections(record: RecordState, signaturesFromFile: readonly number[], clock: WallClock): readonly PaperSection[] {
  const { note } = record
  const said = (name: Exclude<NoteSectionName, 'pain' | 'injectate'>): PaperSection => {
    const content = note[name]
    return section(sectionWords[name], { rows: content === null ? [] : compactRows(noteRows(noteSection.parse({ section: name, content }), clock)) })
  }
  return [
    said('order'), planSection(record), said('technique'), ...contrastSections(record, clock), drugsSection(note.injectate), said('dose'),
    painSection(sectionWords.pain, note.pain), said('after'), said('checks'), said('timeOut'), missingPictures(record), happenings(record, clock), ...signatures(record, signaturesFromFile, clock),
  ]
}

const contrastSections = ({ assessments }: RecordState, clock: WallClock): readonly PaperSection[] =>
  assessments.map(({ assessment, atIso, actor }, at) => section(assessments.length === 1 ? 'Contrast' : `Contrast, decision ${String(at + 1)}`, {
    rows: [...assessmentRows(assessment, clock.time), { term: 'By', words: `${actor}, ${clock.time(atIso)}` }],
  }))

const places = { skin: 'skin', joint: 'joint', contrast: 'joint, contrast' } as const
const figure = (value: number | null): string => (value === null ? 'not stated' : writeAmount(value))

function drugsSection(injectate: NoteSections['injectate'] | null): PaperSection {
  if (injectate === null || injectate.drugs.length === 0) return section(sectionWords.injectate, {})
  const volume = jointVolumeMl(injectate.drugs)
  return section(sectionWords.injectate, {
    table: {
      columns: [{ words: 'Drug', isNumber: false, share: 3.2 }, { words: 'Where', isNumber: false, share: 1.5 }, { words: 'mg/mL', isNumber: true, share: 1.1 }, { words: 'mL', isNumber: true, share: 0.9 }, { words: 'mg', isNumber: true, share: 1 }],
      rows: injectate.drugs.map((drug) => {
        const { strengthMgPerMl, volumeMl, doseMg } = drugAmounts(drug)
        const kind = [drug.particulate === null ? '' : drug.particulate === 'yes' ? 'particulate' : 'not particulate', drug.lot === '' ? '' : `lot ${drug.lot}`].filter((one) => one !== '').join(', ')
        return [kind === '' ? drug.name : `${drug.name} (${kind})`, places[drug.place], figure(strengthMgPerMl), figure(volumeMl), figure(doseMg)]
      }),
    },
    paragraphs: [
      volume === null ? 'The total volume in the joint is not known: a volume is missing.' : `In the joint ${writeAmount(volume)} mL, contrast included.${volume > JOINT_LIMIT_ML ? ` This is above ${writeAmount(JOINT_LIMIT_ML)} mL.` : ''}`,
      ...(injectate.limitReason === '' ? [] : [`Reason given: ${injectate.limitReason}`]),
      ...(injectate.drugs.some(({ place }) => place === 'contrast') ? ['Strength and dose of contrast are of its iodine.'] : []),
    ],
  })
}

/** A score that arrived later, on one line. */
function scoreWords(pain: NoteSections['pain'], time: PainTime): string {
  const score = pain[time]
  if (score === null) return 'taken back'
  const relief = reliefAt(pain, time)
  return [score.atRest === null ? '' : `${writeAmount(score.atRest)} at rest`, score.turning === null ? '' : `${writeAmount(score.turning)} turning`, relief === null ? '' : `relief ${percentWords(relief.percent)}`].filter((one) => one !== '').join(', ')
}

/** Scores of pain and what came of them. */
function painSection(title: string, pain: NoteSections['pain'] | null): PaperSection {
  if (pain === null) return section(title, {})
  const scored = painTimes.flatMap((time) => { const score = pain[time]; return score === null ? [] : [{ time, score }] })
  const result = blockResult(pain)
  const score = (value: number | null): string => (value === null ? 'not asked' : writeAmount(value))
  return section(title, {
    table: {
      columns: [{ words: '0 to 10', isNumber: false, share: 1.3 }, { words: 'At rest', isNumber: true, share: 1 }, { words: 'Turning', isNumber: true, share: 1 }, { words: 'Relief', isNumber: true, share: 1.3 }],
      rows: scored.map(({ time, score: { atRest, turning } }) => { const relief = time === 'before' ? null : reliefAt(pain, time); return [painTimeWords[time], score(atRest), score(turning), relief === null ? '' : percentWords(relief.percent)] }),
    },
    rows: [
      { term: 'Result', words: result === null ? 'not stated: a score or the threshold is missing' : `${result.isPositive ? 'Positive' : 'Negative'}: relief ${percentWords(result.relief.percent)}, threshold ${String(result.thresholdPercent)} %` },
      ...(pain.concordant === null ? [] : [{ term: 'Known pain provoked', words: pain.concordant === 'yes' ? 'Yes' : 'No' }]),
      ...(pain.fitsTheDrug === null ? [] : [{ term: 'Lasted as the drug does', words: pain.fitsTheDrug === 'yes' ? 'Yes' : 'No' }]),
    ],
  })
}

const missingPictures = ({ slots }: RecordState): PaperSection =>
  section('Pictures left out', { rows: slots.filter(({ keyImageId, reason }) => keyImageId === null && reason !== '').map(({ slot, reason }) => ({ term: slotWords[slot], words: reason })) })

const happenings = (record: RecordState, clock: WallClock): PaperSection =>
  section('What happened', { rows: record.happenings.map(({ happenedAtIso, words, actor }) => ({ term: clock.time(happenedAtIso), words: `${words} (${actor})` })) })

function signatures({ signature, countersignature, addenda, note }: RecordState, signaturesFromFile: readonly number[], clock: WallClock): readonly PaperSection[] {
  const at = (atIso: string): string => `${clock.date(atIso)} ${clock.time(atIso)}`
  const signerWords = ({ name, role, organisation, atIso, seq }: NonNullable<RecordState['signature']>): string => [name, role, ...(organisation === undefined ? [] : [organisation]), at(atIso), ...(signaturesFromFile.includes(seq) ? [FROM_A_FILE] : [])].join(', ')
  return [
    section('Signature', signature === null ? { paragraphs: ['Not signed. This is a draft: what it says may still change.'] } : {
      rows: [
        { term: 'Signed by', words: signerWords(signature) },
        ...(countersignature === null ? [] : [{ term: 'Countersigned by', words: signerWords(countersignature) }]),
        { term: 'Hash of what was signed', words: signature.signedHash },
      ],
    }),
    ...addenda.map(({ words, pain, atIso, actor, isSigned }, index): PaperSection => {
      const late = pain === undefined ? [] : painTimes.filter((time) => JSON.stringify(pain[time]) !== JSON.stringify(note.pain?.[time] ?? null)).map((time) => ({ term: `Pain score, ${painTimeWords[time]}`, words: scoreWords(pain, time) }))
      return section(`Addendum ${String(index + 1)}${isSigned ? '' : ', not signed'}, ${at(atIso)}, ${actor}`, { rows: late, paragraphs: [words] })
    }),
  ]
}

