import type { ProcedureNote } from './noteSections.ts'
import { doseOf, JOINT_LIMIT_ML, jointVolumeMl, type DrugGiven } from './drugGiven.ts'
import { isSaid, stop, todo, type MissingItem } from './missingItem.ts'

type Decision = 'inject' | 'reposition' | 'abort' | null

/** What is missing or cannot be of the drugs that were given. */
export function missingDrugs({ injectate, checks, technique }: ProcedureNote, lastDecision: Decision): readonly MissingItem[] {
  const drugs = injectate?.drugs ?? []
  const inJoint = drugs.some(({ place }) => place === 'joint')
  return [
    ...(!inJoint && lastDecision !== 'abort' ? [todo('injectate', 'drugs.none', 'No drug in the joint is written. Write what was given.')] : []),
    ...(inJoint && (lastDecision === 'abort' || lastDecision === 'reposition') ? [stop('contrast', 'contrast.decision', `The last decision about contrast is ${lastDecision === 'abort' ? 'Abort' : 'Reposition'}, and a drug was given into the joint. Record the decision that followed, or correct the drugs.`)] : []),
    ...drugs.flatMap(missingOfDrug),
    ...aboveLimit(drugs, injectate?.limitReason),
    ...givenDespiteAllergy(drugs, checks, technique, injectate?.despiteAllergyReason),
  ]
}

function missingOfDrug(drug: DrugGiven, at: number): readonly MissingItem[] {
  const amounts = doseOf(drug)
  const id = (what: string): string => `drug.${String(at)}.${what}`
  return [
    ...(amounts.kind === 'open' ? [todo('injectate', id('dose'), `${drug.name}: write two of strength, volume and dose.`)] : []),
    ...(amounts.kind === 'disagree' ? [stop('injectate', id('dose'), `${drug.name}: strength times volume is ${figure(amounts.expectedDoseMg)} mg, and ${figure(drug.doseMg)} mg is written. Correct one of the three.`)] : []),
    ...(drug.isSteroid && drug.particulate === null ? [todo('injectate', id('particulate'), `${drug.name}: say whether the steroid is particulate.`)] : []),
  ]
}

function aboveLimit(drugs: readonly DrugGiven[], reason: string | undefined): readonly MissingItem[] {
  const volumeMl = jointVolumeMl(drugs)
  if (volumeMl === null || volumeMl <= JOINT_LIMIT_ML || isSaid(reason)) return []
  return [stop('injectate', 'drugs.limit', `${figure(volumeMl)} mL in the joint is above ${figure(JOINT_LIMIT_ML)} mL set for this site. Change it or give a reason.`)]
}

/** Common stems of local anaesthetics; a name that has none of them is not held against the answer. */
const ANAESTHETIC = /caine?\b|cain\b|kain|xylocitin|carbostesin|naropin|meaverin/iu

function givenDespiteAllergy(drugs: readonly DrugGiven[], checks: ProcedureNote['checks'], technique: ProcedureNote['technique'], reason: string | undefined): readonly MissingItem[] {
  if (checks === null || isSaid(reason)) return []
  const { allergies } = checks
  const against = (allergen: string, given: string): MissingItem => stop('injectate', `allergy.${allergen}`, `An allergy to ${allergen === 'anaesthetic' ? 'local anaesthetic' : allergen} is known, and ${given} was given. Correct the one that is wrong, or give the reason.`)
  const named = (wanted: (drug: DrugGiven) => boolean): string => drugs.filter(wanted).map(({ name }) => name).join(', ')
  const given = {
    contrast: named(({ place }) => place === 'contrast'),
    steroid: named(({ isSteroid }) => isSteroid),
    anaesthetic: named(({ name }) => ANAESTHETIC.test(name)),
    chlorhexidine: /chlorhex/iu.test(technique?.skinPreparation ?? '') ? technique?.skinPreparation ?? '' : '',
  }
  return (['contrast', 'steroid', 'anaesthetic', 'chlorhexidine'] as const).flatMap((allergen) => (allergies[allergen] === 'yes' && given[allergen] !== '' ? [against(allergen, given[allergen])] : []))
}

/** Never a trailing zero: 2 mg, 0.3 mL. */
const figure = (value: number | null): string => (value === null ? 'nothing' : String(Math.round(value * 1000) / 1000))
