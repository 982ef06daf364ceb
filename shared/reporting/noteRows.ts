import { allergens, complications, type Allergen, type Complication, type identifiers, type NoteSection, type NoteSections } from '#shared/procedure/note/noteSections.ts'
import { doseOf, type DrugGiven } from '#shared/procedure/note/drugGiven.ts'
import { assertNever } from '#shared/result.ts'
import type { NoteRow } from './assessmentRows.ts'
import { writeAmount, writeDate, writeDecimal, type WallClock } from './words.ts'

type Answer = 'yes' | 'no' | null
/** What is said of a question: words, null where nobody has answered, an empty text where there is nothing to answer. */
type Said = { readonly term: string; readonly words: string | null }

const yesNo = (answer: Answer): string | null => (answer === null ? null : answer === 'yes' ? 'Yes' : 'No')
const withUnit = (value: number | null, unit: string): string => (value === null ? '' : `${writeAmount(value)} ${unit}`)

export const allergenWords: Readonly<Record<Allergen, string>> = { contrast: 'contrast', steroid: 'steroid', anaesthetic: 'anaesthetic', latex: 'latex', chlorhexidine: 'chlorhexidine' }
export const complicationWords: Readonly<Record<Complication, string>> = {
  none: 'None', morePain: 'More pain', vasovagal: 'Vasovagal reaction', paraesthesia: 'Paraesthesia', vascularUptake: 'Vascular uptake', haematoma: 'Haematoma', dizziness: 'Dizziness', ataxia: 'Ataxia',
  duralPuncture: 'Dural puncture', highBlock: 'High block', seizure: 'Seizure', stroke: 'Stroke', cordInjury: 'Cord injury', allergicReaction: 'Allergic reaction', infection: 'Infection', other: 'Other',
}
export const dispositionWords = { homeWithEscort: 'Home, with an escort', homeAlone: 'Home, alone', observation: 'Stays for observation', ward: 'Ward', emergency: 'Emergency department' } as const
export const identifierWords: Readonly<Record<(typeof identifiers)[number], string>> = { name: 'name', birthDate: 'birth date', patientId: 'patient ID', wristband: 'wristband', address: 'address' }
export const positionWords = { prone: 'Prone', supine: 'Supine', lateralDecubitus: 'Lateral decubitus', sitting: 'Sitting' } as const
export const approachWords = { posterior: 'Posterior', posterolateral: 'Posterolateral', lateral: 'Lateral', caudalToCranial: 'Caudal to cranial' } as const
export const guidanceWords = { fluoroscopy: 'Fluoroscopy', ct: 'CT', ctFluoroscopy: 'CT fluoroscopy', coneBeamCt: 'Cone-beam CT', ultrasound: 'Ultrasound' } as const
export const aspirationWords = { negative: 'Negative', blood: 'Blood', cerebrospinalFluid: 'Cerebrospinal fluid', other: 'Other' } as const
const supervisionWords = { none: 'none', immediate: 'immediate', direct: 'direct', indirect: 'indirect' } as const

/** A section of the note line by line: what was said, then what nobody has answered. Drugs and pain scores are tables of their own. */
export function noteRows(note: NoteSection, clock: WallClock): readonly NoteRow[] {
  switch (note.section) {
    case 'order': return asRows(orderSaid(note.content))
    case 'checks': return asRows(checksSaid(note.content, clock))
    case 'timeOut': return asRows(timeOutSaid(note.content, clock))
    case 'technique': return asRows(techniqueSaid(note.content))
    case 'injectate': return asRows([...note.content.drugs.map((drug) => ({ term: drug.name, words: drugWords(drug) })), { term: 'Above the limit because', words: note.content.limitReason }])
    case 'dose': return asRows(doseSaid(note.content))
    case 'after': return asRows(afterSaid(note.content, clock))
    case 'pain': return []
    default: return assertNever(note)
  }
}

function asRows(said: readonly Said[]): readonly NoteRow[] {
  const open = said.filter(({ words }) => words === null).map(({ term }) => term)
  const rows = said.flatMap(({ term, words }) => (words === null || words === '' ? [] : [{ term, words }]))
  return open.length === 0 ? rows : [...rows, { term: 'Not answered', words: open.join(', ') }]
}

function orderSaid(order: NoteSections['order']): readonly Said[] {
  return [
    { term: 'Side ordered', words: order.sideOrdered }, { term: 'Indication', words: order.indication }, { term: 'Referred by', words: order.referringPhysician },
    { term: 'Operator', words: order.operator }, { term: 'Assistants', words: order.assistants },
    { term: 'Trainee', words: order.traineeLevel === '' ? '' : `${order.traineeLevel}${order.supervision === null ? '' : `, supervision ${supervisionWords[order.supervision]}`}` },
    { term: 'Order number', words: order.orderNumber }, { term: 'Room', words: [order.room, order.device].filter((one) => one !== '').join(', ') },
  ]
}

function checksSaid(checks: NoteSections['checks'], clock: WallClock): readonly Said[] {
  const { anticoagulants, allergies, steroidInTwelveMonths: steroid, consent } = checks
  const known = allergens.filter((one) => allergies[one] === 'yes').map((one) => allergenWords[one])
  const denied = allergens.filter((one) => allergies[one] === 'no').map((one) => allergenWords[one])
  const agents = anticoagulants.agents.map(({ name, lastDoseAtIso, lastDoseWords }) => `${name}, last dose ${lastDoseAtIso === null ? (lastDoseWords === '' ? 'not stated' : lastDoseWords) : `${clock.date(lastDoseAtIso)} ${clock.time(lastDoseAtIso)}`}`)
  return [
    { term: 'Anticoagulants', words: anticoagulants.taken === 'yes' ? (agents.length === 0 ? 'Yes, which is not stated' : agents.join('; ')) : yesNo(anticoagulants.taken) },
    { term: 'INR', words: anticoagulants.inr === null ? '' : writeAmount(anticoagulants.inr) }, { term: 'Platelets', words: withUnit(anticoagulants.platelets, 'per µL') },
    { term: 'Allergies', words: [known.length === 0 ? '' : `Known: ${known.join(', ')}`, allergies.others, denied.length === 0 ? '' : `Denied: ${denied.join(', ')}`].filter((one) => one !== '').join('. ') },
    ...allergens.filter((one) => allergies[one] === null).map((one) => ({ term: `allergy to ${allergenWords[one]}`, words: null })),
    { term: 'Pregnancy', words: checks.pregnancy === 'notApplicable' ? '' : checks.pregnancy === 'possible' ? 'Possible' : yesNo(checks.pregnancy) },
    { term: 'Breast-feeding', words: checks.breastFeeding === 'notApplicable' ? '' : yesNo(checks.breastFeeding) },
    { term: 'Infection', words: yesNo(checks.infection) }, { term: 'Bleeding disorder', words: yesNo(checks.bleedingDisorder) }, { term: 'Diabetes', words: yesNo(checks.diabetes) },
    { term: 'Steroid, last 12 months', words: steroid.given === 'yes' ? ['Yes', withUnit(steroid.totalMg, 'mg'), steroid.words].filter((one) => one !== '').join(', ') : yesNo(steroid.given) },
    { term: 'Sedation', words: yesNo(checks.sedationPlanned) }, { term: 'Fasting', words: withUnit(checks.fastingHours, 'h') }, { term: 'Escort', words: checks.escort === null && checks.sedationPlanned !== 'yes' ? '' : yesNo(checks.escort) },
    { term: 'Consent', words: consent.given === null ? null : [yesNo(consent.given), consent.by === '' ? '' : `taken by ${consent.by}`, consent.onDate === null ? '' : writeDate(consent.onDate)].filter((one) => one !== '').join(', ') },
    { term: 'Artery variants looked for', words: yesNo(checks.arteryVariantsLookedFor) },
    { term: 'Earlier blocks', words: checks.earlierBlocks }, { term: 'Neurology before', words: checks.neurology },
  ]
}

function timeOutSaid(timeOut: NoteSections['timeOut'], clock: WallClock): readonly Said[] {
  return [
    { term: 'Held', words: timeOut.atIso === null ? null : `${clock.date(timeOut.atIso)} ${clock.time(timeOut.atIso)}${timeOut.by === '' ? '' : `, ${timeOut.by}`}` },
    { term: 'Identified by', words: timeOut.identifiersChecked.length === 0 ? null : timeOut.identifiersChecked.map((one) => identifierWords[one]).join(' and ') },
    { term: 'Side said', words: timeOut.side }, { term: 'Skin mark', words: timeOut.skinMark },
    { term: 'Procedure agreed', words: yesNo(timeOut.procedureAgreed) }, { term: 'Position agreed', words: yesNo(timeOut.positionAgreed) },
    { term: 'Images of this patient', words: yesNo(timeOut.imagesOfThisPatient) }, { term: 'Allergies said', words: yesNo(timeOut.allergiesSaid) }, { term: 'Implants', words: timeOut.implants },
  ]
}

function techniqueSaid(technique: NoteSections['technique']): readonly Said[] {
  const { needle } = technique
  return [
    { term: 'Position', words: technique.position === null ? null : positionWords[technique.position] }, { term: 'Approach', words: technique.approach === null ? null : approachWords[technique.approach] },
    { term: 'Guidance', words: technique.guidance.length === 0 ? null : technique.guidance.map((one) => guidanceWords[one]).join(', ') },
    { term: 'Views', words: technique.views }, { term: 'Skin', words: technique.skinPreparation },
    { term: 'Needle', words: needle.gauge === null && needle.lengthMm === null ? null : [needle.gauge === null ? '' : `${String(needle.gauge)} G`, withUnit(needle.lengthMm, 'mm'), needle.tip].filter((one) => one !== '').join(', ') },
    { term: 'Target', words: technique.targetThird === null ? null : `${technique.targetThird} third of the joint` },
    { term: 'Passes', words: technique.passes === null ? null : String(technique.passes) }, { term: 'Paraesthesia', words: yesNo(technique.paraesthesia) },
    { term: 'Aspiration', words: technique.aspiration === null ? null : aspirationWords[technique.aspiration] }, { term: 'Depth seen on lateral', words: yesNo(technique.depthSeenOnLateral) },
    { term: 'Subtraction', words: yesNo(technique.digitalSubtraction) }, { term: 'Comment', words: technique.comment },
  ]
}

/** Radiation with its units; a figure that nobody has is not there. */
function doseSaid(dose: NoteSections['dose']): readonly Said[] {
  return [
    { term: 'Fluoroscopy time', words: withUnit(dose.fluoroscopyTimeS, 's') }, { term: 'Air kerma at the reference point', words: withUnit(dose.airKermaMGy, 'mGy') },
    { term: 'Dose-area product', words: withUnit(dose.doseAreaProductGyCm2, 'Gy·cm²') },
    { term: 'Runs', words: dose.runs === null ? '' : `${String(dose.runs)}${dose.frames === null ? '' : `, ${String(dose.frames)} frames`}` },
    { term: 'CTDIvol', words: withUnit(dose.ctdiVolMGy, 'mGy') }, { term: 'Dose-length product', words: withUnit(dose.doseLengthProductMGyCm, 'mGy·cm') }, { term: 'Scans', words: dose.scans === null ? '' : String(dose.scans) },
    { term: 'Source', words: dose.source === null ? null : dose.source === 'doseReport' ? 'dose report of the machine' : 'typed by hand' },
  ]
}

function afterSaid(after: NoteSections['after'], clock: WallClock): readonly Said[] {
  const happened = complications.flatMap((what) => after.complications.filter((one) => one.what === what))
  return [
    { term: 'Complications', words: happened.length === 0 ? null : happened.map(({ what, words, atIso }) => [complicationWords[what], words, atIso === null ? '' : clock.time(atIso)].filter((one) => one !== '').join(', ')).join('; ') },
    { term: 'Vital signs', words: after.vitalSigns },
    { term: 'Neurology', words: after.neurology === null ? null : [after.neurology === 'unchanged' ? 'Unchanged' : 'Changed', after.neurologyWords].filter((one) => one !== '').join(': ') },
    { term: 'Disposition', words: after.disposition === null ? null : dispositionWords[after.disposition] },
    { term: 'Instructions given', words: yesNo(after.instructionsGiven) }, { term: 'Follow-up', words: after.followUp },
  ]
}

/** The same on fewer lines, for paper: what is only yes or no stands together. */
export function compactRows(rows: readonly NoteRow[]): readonly NoteRow[] {
  const isBare = ({ words }: NoteRow): boolean => words === 'Yes' || words === 'No'
  const together = (answer: 'Yes' | 'No'): readonly NoteRow[] => {
    const terms = rows.filter(({ words }) => words === answer).map(({ term }, at) => (at === 0 ? term : `${term.charAt(0).toLowerCase()}${term.slice(1)}`))
    return terms.length === 0 ? [] : [{ term: answer, words: terms.join(', ') }]
  }
  const isOpen = ({ term }: NoteRow): boolean => term === 'Not answered'
  return [...rows.filter((row) => !isBare(row) && !isOpen(row)), ...together('Yes'), ...together('No'), ...rows.filter(isOpen)]
}

/** "4 mg in 1 mL (4 mg/mL), not particulate": as far as it is known. */
export function drugWords(drug: DrugGiven): string {
  const { doseMg, volumeMl, strengthMgPerMl } = drugAmounts(drug)
  const given = [doseMg === null ? 'dose not stated' : `${writeAmount(doseMg)} mg`, volumeMl === null ? '' : ` in ${writeAmount(volumeMl)} mL`, strengthMgPerMl === null ? '' : ` (${writeAmount(strengthMgPerMl)} mg/mL)`].join('')
  return [given, drug.particulate === null ? '' : drug.particulate === 'yes' ? 'particulate' : 'not particulate', drug.lot === '' ? '' : `lot ${drug.lot}`].filter((one) => one !== '').join(', ')
}

/** The figures of a drug, the one that follows from the two others included; what is not known is null. */
export function drugAmounts(drug: DrugGiven): Pick<DrugGiven, 'strengthMgPerMl' | 'volumeMl' | 'doseMg'> {
  const amounts = doseOf(drug)
  return amounts.kind === 'complete' ? { strengthMgPerMl: amounts.strengthMgPerMl, volumeMl: amounts.volumeMl, doseMg: amounts.doseMg } : drug
}

export const percentWords = (percent: number): string => (percent < 0 ? `${writeDecimal(-percent)} % more pain` : `${String(Math.round(percent))} %`)
