import { allergens, type NoteSections } from '#shared/procedure/note/noteSections.ts'
import { allergenWords, approachWords, aspirationWords, guidanceWords, identifierWords, positionWords } from '../noteRows.ts'
import { quantity } from './fhirCodes.ts'
import { entryOf, referTo, type FhirInput } from './fhirInput.ts'
import type { AnswerValue, BundleEntry, QuestionnaireItem, QuestionnaireResponse } from './fhirTypes.ts'
import { operatorReference } from './people.ts'

/** The questions of the note that are asked one by one, with their answers: checks, time-out and technique. What nobody answered is not there. */
export function answeredEntries(input: FhirInput): readonly BundleEntry[] {
  const { record } = input
  const { checks, timeOut, technique } = record.note
  const groups = [
    group('checks', 'Checks before', checks === null ? [] : checksAsked(checks)), group('timeOut', 'Time-out', timeOut === null ? [] : timeOutAsked(timeOut)),
    group('technique', 'Technique', technique === null ? [] : techniqueAsked(technique)),
  ].flat()
  if (groups.length === 0) return []
  const operator = operatorReference(input)
  const resource: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse', status: record.signature === null ? 'in-progress' : 'completed', subject: referTo(input, 'patient'), partOf: [referTo(input, 'procedure')],
    authored: record.updatedAtIso, ...(operator === null ? {} : { author: operator }), item: groups,
  }
  return [entryOf(input, 'answers', resource)]
}

type Asked = { readonly id: string; readonly text: string; readonly answers: readonly AnswerValue[] }

function group(linkId: string, text: string, asked: readonly Asked[]): readonly QuestionnaireItem[] {
  const item = asked.flatMap(({ id, text: question, answers }): readonly QuestionnaireItem[] => (answers.length === 0 ? [] : [{ linkId: `${linkId}.${id}`, text: question, answer: answers }]))
  return item.length === 0 ? [] : [{ linkId, text, item }]
}

const yesNo = (answer: 'yes' | 'no' | null): readonly AnswerValue[] => (answer === null ? [] : [{ valueBoolean: answer === 'yes' }])
const words = (said: string): readonly AnswerValue[] => (said.trim() === '' ? [] : [{ valueString: said.trim() }])
const amount = (value: number | null, code: string, unit = code): readonly AnswerValue[] => (value === null ? [] : [{ valueQuantity: quantity(value, code, unit) }])
const dayOf = (date: string | null): readonly AnswerValue[] => (date === null ? [] : [{ valueDate: date }])
const timeOf = (atIso: string | null): readonly AnswerValue[] => (atIso === null ? [] : [{ valueDateTime: atIso }])
const asked = (id: string, text: string, answers: readonly AnswerValue[]): Asked => ({ id, text, answers })

function checksAsked({ anticoagulants, allergies, steroidInTwelveMonths: steroid, consent, ...checks }: NoteSections['checks']): readonly Asked[] {
  return [
    asked('anticoagulants', 'Takes anticoagulants', yesNo(anticoagulants.taken)),
    ...anticoagulants.agents.flatMap(({ name, lastDoseAtIso, lastDoseWords }, at) => [
      asked(`agent${String(at + 1)}`, 'Anticoagulant', words(name)), asked(`agent${String(at + 1)}.lastDose`, `Last dose of ${name}`, lastDoseAtIso === null ? words(lastDoseWords) : timeOf(lastDoseAtIso)),
    ]),
    asked('inr', 'INR', amount(anticoagulants.inr, '1', 'INR')), asked('platelets', 'Platelets', amount(anticoagulants.platelets, '/uL', 'per µL')),
    ...allergens.map((one) => asked(`allergy.${one}`, `Allergy to ${allergenWords[one]}`, yesNo(allergies[one]))), asked('allergy.others', 'Other allergies, and what happened', words(allergies.others)),
    asked('pregnancy', 'Pregnancy', checks.pregnancy === null ? [] : words({ no: 'no', yes: 'yes', possible: 'possible', notApplicable: 'not applicable' }[checks.pregnancy])),
    asked('breastFeeding', 'Breast-feeding', checks.breastFeeding === null ? [] : words({ no: 'no', yes: 'yes', notApplicable: 'not applicable' }[checks.breastFeeding])),
    asked('infection', 'Infection', yesNo(checks.infection)), asked('bleedingDisorder', 'Bleeding disorder', yesNo(checks.bleedingDisorder)), asked('diabetes', 'Diabetes', yesNo(checks.diabetes)),
    asked('steroid', 'Steroid in the last 12 months', yesNo(steroid.given)), asked('steroid.total', 'Total of steroid in the last 12 months', amount(steroid.totalMg, 'mg')), asked('steroid.words', 'Which steroid', words(steroid.words)),
    asked('sedation', 'Sedation planned', yesNo(checks.sedationPlanned)), asked('fasting', 'Fasting', amount(checks.fastingHours, 'h')), asked('escort', 'Escort', yesNo(checks.escort)),
    asked('consent', 'Consent given', yesNo(consent.given)), asked('consent.by', 'Consent taken by', words(consent.by)), asked('consent.on', 'Consent taken on', dayOf(consent.onDate)),
    asked('arteryVariants', 'Variants of the vertebral artery looked for', yesNo(checks.arteryVariantsLookedFor)), asked('earlierBlocks', 'Earlier blocks', words(checks.earlierBlocks)), asked('neurology', 'Neurology before', words(checks.neurology)),
  ]
}

function timeOutAsked(timeOut: NoteSections['timeOut']): readonly Asked[] {
  return [
    asked('at', 'Held', timeOf(timeOut.atIso)), asked('by', 'Held by', words(timeOut.by)), asked('identifiers', 'Identified by', timeOut.identifiersChecked.flatMap((one) => words(identifierWords[one]))),
    asked('side', 'Side said', words(timeOut.side ?? '')), asked('skinMark', 'Skin mark', words(timeOut.skinMark ?? '')),
    asked('procedure', 'Procedure agreed', yesNo(timeOut.procedureAgreed)), asked('position', 'Position agreed', yesNo(timeOut.positionAgreed)),
    asked('images', 'Images are of this patient', yesNo(timeOut.imagesOfThisPatient)), asked('allergies', 'Allergies said', yesNo(timeOut.allergiesSaid)), asked('implants', 'Implants', words(timeOut.implants)),
  ]
}

function techniqueAsked({ needle, ...technique }: NoteSections['technique']): readonly Asked[] {
  return [
    asked('position', 'Position', technique.position === null ? [] : words(positionWords[technique.position])), asked('approach', 'Approach', technique.approach === null ? [] : words(approachWords[technique.approach])),
    asked('guidance', 'Guidance', technique.guidance.flatMap((one) => words(guidanceWords[one]))), asked('views', 'Views', words(technique.views)), asked('skin', 'Skin preparation', words(technique.skinPreparation)),
    asked('needle.gauge', 'Gauge of the needle', needle.gauge === null ? [] : [{ valueInteger: needle.gauge }]), asked('needle.length', 'Length of the needle', amount(needle.lengthMm, 'mm')), asked('needle.tip', 'Tip of the needle', words(needle.tip)),
    asked('target', 'Third of the joint', technique.targetThird === null ? [] : words(technique.targetThird)), asked('passes', 'Passes', technique.passes === null ? [] : [{ valueInteger: technique.passes }]),
    asked('paraesthesia', 'Paraesthesia', yesNo(technique.paraesthesia)), asked('aspiration', 'Aspiration', technique.aspiration === null ? [] : words(aspirationWords[technique.aspiration])),
    asked('depth', 'Depth seen on a lateral', yesNo(technique.depthSeenOnLateral)), asked('subtraction', 'Digital subtraction', yesNo(technique.digitalSubtraction)), asked('comment', 'Comment', words(technique.comment)),
  ]
}
