import { writeClock, writeDate } from '#renderer/features/case/index.ts'
import {
  allergenWords, approaches, aspirations, breastFeedings, complicationAnswers, dispositions, drugPlaceAnswers, guidances, identifierAnswers, neurologies, positions, pregnancies, supervisions, targetThirds, wordsOf, yesNo, type Answer,
} from '#shared/procedure/note/answerWords.ts'
import { allergens, painTimes, type NoteSectionName } from '#shared/procedure/note/noteSections.ts'
import { painTimeWords } from '#shared/procedure/note/noteWords.ts'
import { writeAmount } from '#shared/reporting/words.ts'

/** What a field of the note is called on the screen, and how its value is written; where nothing writes it, it is words as they are. */
export type FieldWords = { readonly label: string; readonly write?: (value: string | number | boolean) => string }

const words = (label: string): FieldWords => ({ label })
const answered = (label: string, answers: readonly Answer<string>[] = yesNo): FieldWords => ({ label, write: (value) => wordsOf(answers, String(value)) ?? String(value) })
const amount = (label: string, unit = ''): FieldWords => ({ label, write: (value) => `${typeof value === 'number' ? writeAmount(value) : String(value)}${unit === '' ? '' : ` ${unit}`}` })
const time = (label: string): FieldWords => ({ label, write: (value) => writeClock(new Date(String(value))) })

/** By section and name of the field; `*` stands for a place in a list. */
export const fieldWords: Readonly<Record<NoteSectionName, Readonly<Record<string, FieldWords>>>> = {
  order: {
    accessionNumber: words('Accession number'), orderNumber: words('Order number'), sideOrdered: words('Side ordered'), indication: words('Indication'), referringPhysician: words('Referred by'), operator: words('Operator'), assistants: words('Assistants'),
    traineeLevel: words('Trainee, level'), supervision: answered('Supervision', supervisions), room: words('Room'), device: words('Device'),
  },
  checks: {
    'anticoagulants.taken': answered('Blood thinners taken'), 'anticoagulants.agents.*.name': words('Blood thinner'), 'anticoagulants.agents.*.lastDoseWords': words('Last dose of blood thinner'), 'anticoagulants.agents.*.lastDoseAtIso': time('Last dose of blood thinner'), 'anticoagulants.inr': amount('INR'), 'anticoagulants.platelets': amount('Platelets', '/µL'),
    ...Object.fromEntries(allergens.map((allergen) => [`allergies.${allergen}`, answered(`Allergy: ${allergenWords[allergen].toLowerCase()}`)])), 'allergies.others': words('Other allergies, and what happened'),
    pregnancy: answered('Pregnancy', pregnancies), breastFeeding: answered('Breast-feeding', breastFeedings), infection: answered('Infection or fever'), bleedingDisorder: answered('Bleeding disorder'), diabetes: answered('Diabetes'),
    'steroidInTwelveMonths.given': answered('Steroid in the last 12 months'), 'steroidInTwelveMonths.totalMg': amount('Steroid in total', 'mg'), 'steroidInTwelveMonths.words': words('Which steroid, and when'),
    sedationPlanned: answered('Sedation planned'), fastingHours: amount('Fasting for', 'h'), escort: answered('Escort'),
    'consent.given': answered('Consent given'), 'consent.by': words('Consent taken by'), 'consent.onDate': { label: 'Consent on', write: (value) => writeDate(String(value)) },
    arteryVariantsLookedFor: answered('Artery variants looked for'), earlierBlocks: words('Earlier blocks and their relief'), neurology: words('Neurology before'),
  },
  timeOut: {
    atIso: time('Time of the time-out'), by: words('By'), 'identifiersChecked.*': answered('Identifiers checked', identifierAnswers), side: words('Side, as said aloud'), skinMark: words('Skin mark'),
    procedureAgreed: answered('Procedure agreed'), positionAgreed: answered('Position agreed'), imagesOfThisPatient: answered('Images are of this patient'), allergiesSaid: answered('Allergies said'), implants: words('Implants'),
  },
  technique: {
    position: answered('Position', positions), approach: answered('Approach', approaches), 'guidance.*': answered('Guidance', guidances), views: words('Views, with their angles'), skinPreparation: words('Skin preparation'),
    'needle.gauge': amount('Needle, gauge', 'G'), 'needle.lengthMm': amount('Needle, length', 'mm'), 'needle.tip': words('Needle, tip'), targetThird: answered('Third of the joint', targetThirds), passes: amount('Passes'), paraesthesia: answered('Paraesthesia'),
    aspiration: answered('Aspiration', aspirations), depthSeenOnLateral: answered('Depth seen on a lateral'), digitalSubtraction: answered('Digital subtraction'), comment: words('Comment'),
  },
  injectate: {
    'drugs.*.name': words('Name'), 'drugs.*.place': answered('Into', drugPlaceAnswers), 'drugs.*.strengthMgPerMl': amount('Strength', 'mg/mL'), 'drugs.*.volumeMl': amount('Volume', 'mL'), 'drugs.*.doseMg': amount('Dose', 'mg'),
    'drugs.*.particulate': answered('Particulate'), 'drugs.*.isSteroid': { label: 'Steroid', write: (value) => (value === true ? 'Yes' : 'No') }, 'drugs.*.lot': words('Lot'),
    limitReason: words('Above the limit because'), noContrastReason: words('No contrast was given because'), despiteAllergyReason: words('Given despite the allergy because'),
  },
  dose: {
    fluoroscopyTimeS: amount('Fluoroscopy time', 's'), airKermaMGy: amount('Air kerma', 'mGy'), doseAreaProductGyCm2: amount('Dose area product', 'Gy·cm²'), runs: amount('Runs'), frames: amount('Frames'),
    ctdiVolMGy: amount('CTDIvol', 'mGy'), doseLengthProductMGyCm: amount('CT dose length', 'mGy·cm'), scans: amount('CT scans'), notStatedReason: words('No dose is stated because'),
  },
  after: {
    'complications.*.what': answered('Complications', complicationAnswers), 'complications.*.words': words('What happened'), 'complications.*.atIso': time('Time'), vitalSigns: words('Vital signs'), neurology: answered('Neurology', neurologies), neurologyWords: words('Neurology in words'),
    disposition: answered('Goes to', dispositions), instructionsGiven: answered('Instructions given'), followUp: words('Follow-up'),
  },
  pain: {
    ...Object.fromEntries(painTimes.flatMap((at) => [[`${at}.atRest`, amount(`${painTimeWords[at]}, at rest`)], [`${at}.turning`, amount(`${painTimeWords[at]}, turning`)], [`${at}.atIso`, time(`${painTimeWords[at]}, time`)]])),
    thresholdPercent: { label: 'Block is positive from', write: (value) => `${String(value)}%` }, concordant: answered('The needle’s pain was the known one'), fitsTheDrug: answered('Relief lasted as the drug does'), notScoredReason: words('No score before because'),
  },
}
