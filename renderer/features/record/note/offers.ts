import type { ContrastInjection } from '#shared/contrast/assessment.ts'
import { approaches, guidances, positions, wordsOf } from '#shared/procedure/note/answerWords.ts'
import type { DrugGiven } from '#shared/procedure/note/drugGiven.ts'
import { emptySections } from '#shared/procedure/note/emptyNote.ts'
import type { NoteSection, NoteSectionName, NoteSections, ProcedureNote } from '#shared/procedure/note/noteSections.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { approachOf } from '#shared/planning/approach.ts'
import { writeAmount } from '#shared/reporting/words.ts'
import type { DatedDose } from './dosesOfProcedure.ts'
import { fillOpen } from './fillOpen.ts'
import { isSameSection } from './noteDrafts.ts'

/** What one press takes over into a section: shown with its values and where they come from, never taken by itself. */
export type Offer = { readonly key: string; readonly words: string; readonly source: string; readonly note: NoteSection }

/** Another record of this computer, with the day as it is written on the screen. */
export type EarlierNote = { readonly note: ProcedureNote; readonly day: string }
export type Known = { readonly state: Pick<RecordState, 'acceptedPlan' | 'assessments' | 'keyImages'>; readonly note: ProcedureNote; readonly earlier: EarlierNote | null; readonly operator: string; /** Of the studies of the procedure that have dose reports. */ readonly doses: readonly DatedDose[] }

/** What can be taken over into each section; nothing where it would fill nothing in. */
export function offersFor(section: NoteSectionName, known: Known): readonly Offer[] {
  const given = section === 'order' ? orderOffers(known) : section === 'technique' ? techniqueOffers(known) : section === 'injectate' ? drugOffers(known) : section === 'checks' ? checksOffers(known) : section === 'dose' ? doseOffers(known) : section === 'after' ? afterOffers(known) : []
  return given.filter(({ note }) => !isSameSection(note.content, known.note[note.section] ?? emptySections[note.section]))
}

const listed = (parts: readonly (string | null | undefined)[]): string => parts.filter((part) => part !== null && part !== undefined && part !== '').join(', ')
const earlierOffer = (day: string, values: string, note: NoteSection): readonly Offer[] => (values === '' ? [] : [{ key: 'earlier', words: `Use the values of ${day}: ${values}`, source: `from the record of ${day} on this computer`, note }])

function orderOffers({ note, earlier, operator }: Known): readonly Offer[] {
  const now = note.order ?? emptySections.order
  const last = earlier?.note.order ?? null
  if (earlier !== null && last !== null) {
    const { assistants, traineeLevel, supervision, room, device } = last
    const values = { operator: last.operator, assistants, traineeLevel, supervision, room, device }
    return earlierOffer(earlier.day, listed([values.operator, assistants, room, device]), { section: 'order', content: fillOpen(now, values) })
  }
  return operator === '' ? [] : [{ key: 'operator', words: `Operator: ${operator}`, source: 'the operator of this computer', note: { section: 'order', content: fillOpen(now, { operator }) } }]
}

function techniqueOffers({ state, note, earlier }: Known): readonly Offer[] {
  const now = note.technique ?? emptySections.technique
  const planned = plannedTechnique(state)
  const last = earlier?.note.technique ?? null
  const lastValues: Partial<NoteSections['technique']> = last === null ? {} : {
    position: last.position, approach: planned?.approach ?? last.approach, guidance: last.guidance, skinPreparation: last.skinPreparation, ...(planned === null ? { needle: last.needle } : {}),
  }
  return [
    ...(planned === null ? [] : [{ key: 'plan', words: `Use the accepted plan: ${listed([needleWords(planned.needle), wordsOf(approaches, planned.approach)])}`, source: PLAN_SOURCE, note: { section: 'technique', content: fillOpen(now, planned) } } satisfies Offer]),
    ...(earlier === null || last === null ? [] : earlierOffer(earlier.day, listed([wordsOf(positions, last.position), ...last.guidance.map((one) => wordsOf(guidances, one)), last.skinPreparation, planned === null ? needleWords(last.needle) : null]), { section: 'technique', content: fillOpen(now, lastValues) })),
  ]
}

export const PLAN_SOURCE = 'from the accepted plan'
type Needle = NoteSections['technique']['needle']
export const needleWords = ({ gauge, lengthMm, tip }: Needle): string => listed([gauge === null ? null : `${String(gauge)} G`, lengthMm === null ? null : `${writeAmount(lengthMm)} mm`, tip])

/** What the accepted plan says of the technique; null without a plan that says something. */
export function plannedTechnique({ acceptedPlan }: Pick<RecordState, 'acceptedPlan'>): Pick<NoteSections['technique'], 'needle' | 'approach'> | null {
  if (acceptedPlan === null) return null
  const { plan } = acceptedPlan
  const bent = plan.kind === 'volume' ? plan.needle?.bentTipDeg : undefined
  const needle = { gauge: plan.needle?.gauge ?? null, lengthMm: plan.needle?.lengthMm ?? null, tip: bent === undefined || bent === 0 ? '' : `bent ${writeAmount(bent)}°` }
  const approach = plan.kind === 'projection' ? null : plan.approach ?? (plan.entryLpsMm === null || plan.targetLpsMm === null ? null : approachOf(plan.entryLpsMm, plan.targetLpsMm))
  return plan.needle === null && approach === null ? null : { needle, approach }
}

function drugOffers({ state, note, earlier }: Known): readonly Offer[] {
  const now = note.injectate ?? emptySections.injectate
  const contrast = contrastGiven(state.assessments)
  const add = (drugs: readonly DrugGiven[]): NoteSection => ({ section: 'injectate', content: { ...now, drugs: [...now.drugs, ...drugs] } })
  const last = (earlier?.note.injectate?.drugs ?? []).filter(({ place }) => place !== 'contrast' || contrast.length === 0).map((drug) => ({ ...drug, lot: '' }))
  const open = last.filter(({ place }) => !now.drugs.some((drug) => drug.place === place))
  return [
    ...(contrast.length === 0 || now.drugs.some(({ place }) => place === 'contrast') ? [] : [{ key: 'contrast', words: `Use the contrast decision: ${contrast.map(drugWords).join('; ')}`, source: CONTRAST_SOURCE, note: add(contrast) }]),
    ...(earlier === null || open.length === 0 ? [] : earlierOffer(earlier.day, open.map(drugWords).join('; '), add(open))),
  ]
}

export const CONTRAST_SOURCE = 'from the contrast decision'
const drugWords = ({ name, volumeMl, doseMg, place }: DrugGiven): string => listed([place === 'skin' ? `${name} into the skin` : name, volumeMl === null ? null : `${writeAmount(volumeMl)} mL`, doseMg === null ? null : `${writeAmount(doseMg)} mg`])

/** The contrast of every injection that was decided on, each once; one whose agent nobody stated is left out. */
export function contrastGiven(assessments: RecordState['assessments']): readonly DrugGiven[] {
  const injections = new Map(assessments.flatMap(({ assessment: { injection } }) => (injection === undefined || injection.agent === '' ? [] : [[injection.number, injection] as const])))
  return [...injections.values()].map(asDrug)
}

function asDrug({ agent, volumeMl }: ContrastInjection): DrugGiven {
  const strength = /^(.*?)\s+(\d{2,3}(?:\.\d+)?)\s*mg\s*I?\s*\/\s*mL$/iu.exec(agent)
  return { name: strength?.[1] ?? agent, place: 'contrast', strengthMgPerMl: strength?.[2] === undefined ? null : Number(strength[2]), volumeMl, doseMg: null, particulate: null, isSteroid: false, lot: '' }
}

function checksOffers({ state, note }: Known): readonly Offer[] {
  const said = state.acceptedPlan?.arteryVariantsLookedFor
  if (said === undefined) return []
  return [{ key: 'plan', words: `Use the accepted plan: artery variants ${said === 'yes' ? 'looked for' : 'not looked for'}`, source: PLAN_SOURCE, note: { section: 'checks', content: fillOpen(note.checks ?? emptySections.checks, { arteryVariantsLookedFor: said }) } }]
}

export const DOSE_SOURCE = 'from the dose report'

const doseOffers = ({ note, doses }: Known): readonly Offer[] => doses.flatMap((dated) => doseOffer(note, dated) ?? [])

function doseOffer(note: ProcedureNote, { dose: { studyUid, projection, ct }, day }: DatedDose): Offer | null {
  const values = {
    fluoroscopyTimeS: projection?.fluoroscopyTimeS ?? null, airKermaMGy: projection?.airKermaMGy ?? null, doseAreaProductGyCm2: projection?.doseAreaGyCm2 ?? null, frames: projection?.frames ?? null,
    doseLengthProductMGyCm: ct?.doseLengthMGyCm ?? null, ctdiVolMGy: ct?.highestCtdiVolMGy ?? null, scans: ct?.scans ?? null,
  }
  const [report, ...more] = [...(projection?.sopInstanceUids ?? []), ...(ct?.sopInstanceUids ?? [])]
  const said = listed([
    values.fluoroscopyTimeS === null ? null : `${writeAmount(values.fluoroscopyTimeS)} s`, values.airKermaMGy === null ? null : `${writeAmount(values.airKermaMGy)} mGy`, values.doseAreaProductGyCm2 === null ? null : `${writeAmount(values.doseAreaProductGyCm2)} Gy·cm²`,
    values.doseLengthProductMGyCm === null ? null : `${writeAmount(values.doseLengthProductMGyCm)} mGy·cm`,
  ])
  // Figures that somebody typed are not mixed with those of a report.
  if (said === '' || (note.dose !== null && note.dose.source === 'typed')) return null
  return { key: `report ${studyUid}`, words: `Use the dose report${more.length > 0 ? 's' : ''} of ${day === '' ? 'a study without a date' : day}: ${said}`, source: DOSE_SOURCE, note: { section: 'dose', content: fillOpen(note.dose ?? emptySections.dose, { ...values, source: 'doseReport', reportSopInstanceUid: more.length > 0 ? null : report ?? null }) } }
}

function afterOffers({ note, earlier }: Known): readonly Offer[] {
  const last = earlier?.note.after ?? null
  return earlier === null || last === null ? [] : earlierOffer(earlier.day, last.followUp === '' ? '' : `follow-up “${last.followUp}”`, { section: 'after', content: fillOpen(note.after ?? emptySections.after, { followUp: last.followUp }) })
}
