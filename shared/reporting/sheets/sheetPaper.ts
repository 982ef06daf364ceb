import type { RecordState } from '#shared/procedure/recordEvents.ts'
import type { DrugGiven } from '#shared/procedure/note/drugGiven.ts'
import { allergens, type PainTime } from '#shared/procedure/note/noteSections.ts'
import { allergenWords, drugAmounts } from '../noteRows.ts'
import { patientWords } from '../paper/reportPaper.ts'
import { NOT_A_DEVICE, section, type PaperSection, type PaperTree } from '../paper/paperTree.ts'
import { writeAmount, writeName, type WallClock } from '../words.ts'

/** What nobody has said is a line on which somebody can write. */
const BLANK = '____________________'

const values: Readonly<Record<string, (record: RecordState, clock: WallClock) => string>> = {
  patientName: ({ patientName }) => writeName(patientName),
  patientCalled: ({ patientName }) => called(patientName),
  patientId: ({ patientId }) => patientId,
  side: ({ side }) => side,
  level: ({ level }) => level,
  procedureDate: ({ note, createdAtIso }, clock) => clock.date(note.timeOut?.atIso ?? createdAtIso),
  operator: ({ note }) => note.order?.operator ?? '',
  fasting: ({ note }) => (note.checks?.sedationPlanned === 'yes' ? 'You will be sedated: eat nothing for six hours before.' : note.checks?.sedationPlanned === 'no' ? 'You need not fast. A light meal before is good.' : 'If you are going to be sedated: eat nothing for six hours before. Ask us whether you are.'),
  anticoagulants: ({ note }) => {
    const names = note.checks?.anticoagulants.agents.map(({ name }) => name) ?? []
    if (note.checks?.anticoagulants.taken === 'no') return 'you said that you take none. Tell us if this changes.'
    return names.length === 0 ? 'tell us if you take any, such as aspirin, clopidogrel, warfarin or apixaban. Do not stop them by yourself.' : `you take ${names.join(', ')}. Ask us when to take the last dose; do not stop by yourself.`
  },
  resume: ({ note }) => {
    const names = note.checks?.anticoagulants.agents.map(({ name }) => name) ?? []
    return note.checks?.anticoagulants.taken === 'no' ? 'you take none.' : `begin again with ${names.length === 0 ? 'them' : names.join(', ')} on ${BLANK}`
  },
  diabetes: ({ note }) => (note.checks?.diabetes === 'yes' ? 'you have diabetes. The steroid raises the blood sugar for some days; ask us about your doses.' : note.checks?.diabetes === 'no' ? 'you said that you do not have it.' : 'tell us if you have it. The steroid raises the blood sugar for some days.'),
  sugar: ({ note }) => (note.checks?.diabetes === 'yes' ? 'Your blood sugar may be higher for a week: measure it more often.' : 'If you have diabetes, your blood sugar may be higher for a week: measure it more often.'),
  allergies: ({ note }) => {
    const checks = note.checks
    const known = checks === null ? [] : allergens.filter((one) => checks.allergies[one] === 'yes').map((one) => allergenWords[one])
    const words = [known.length === 0 ? '' : `you told us of ${known.join(', ')}`, checks?.allergies.others ?? ''].filter((one) => one !== '').join('; ')
    return `${words === '' ? 'tell us' : `${words}. Tell us also`} of any reaction to contrast, cortisone, numbing medicine, latex, plasters or disinfectants.`
  },
  pregnancy: ({ sex }) => (sex === 'M' ? 'does not concern you.' : 'tell us if you are or may be pregnant, or are breast-feeding. X-rays are used.'),
  driver: ({ note }) => (note.checks?.escort === 'yes' ? 'Somebody to take you home, as you told us. You must not drive until the next day.' : 'Somebody to take you home. You must not drive until the next day.'),
  drugs: ({ note }) => (note.injectate?.drugs ?? []).filter(({ place }) => place !== 'skin').map(givenWords).join('; '),
  relief: ({ note }) => {
    const given = (note.injectate?.drugs ?? []).filter(({ place }) => place === 'joint')
    if (given.length === 0) return 'If you were given a steroid, it begins to work after 2 to 5 days. Relief may come slowly.'
    return given.some(({ isSteroid }) => isSteroid) ? 'The steroid begins to work after 2 to 5 days. Relief may come slowly.' : 'You were given no steroid. How much the numbing medicine helps, and for how many hours, tells us where your pain comes from: write it down.'
  },
  painBefore: (record) => painWords(record, 'before'),
  painAfter: (record) => painWords(record, 'at30Min'),
  followUp: ({ note }) => (note.after === null || note.after.followUp === '' ? `Your next appointment: ${BLANK}` : `Next: ${note.after.followUp}`),
}
export const knownPlaceholders: readonly string[] = Object.keys(values)

/** As one speaks to a person: given name, then family name, of the first group that has a name (PS3.5 6.2.1). */
function called(dicomName: string): string {
  const [group = ''] = dicomName.split('=').filter((one) => one.replaceAll('^', '').trim() !== '')
  const [family = '', given = ''] = group.split('^').map((part) => part.trim())
  return [given, family].filter((part) => part !== '').join(' ')
}

/** Of contrast the volume says more to a patient than its iodine. */
function givenWords(drug: DrugGiven): string {
  const { doseMg, volumeMl } = drugAmounts(drug)
  if (drug.place === 'contrast') return `${drug.name} (contrast)${volumeMl === null ? '' : `, ${writeAmount(volumeMl)} mL`}`
  return doseMg === null ? drug.name : `${drug.name}, ${writeAmount(doseMg)} mg`
}

function painWords({ note }: RecordState, time: PainTime): string {
  const score = note.pain?.[time] ?? null
  if (score === null) return ''
  const parts = [score.atRest === null ? '' : `${writeAmount(score.atRest)} at rest`, score.turning === null ? '' : `${writeAmount(score.turning)} on turning`].filter((one) => one !== '')
  return parts.join(' and ')
}

const placeholder = /\{([^{}\n]*)\}/g

/** What a template asks for that no record can say. */
export const unknownPlaceholders = (template: string): readonly string[] =>
  [...new Set([...template.matchAll(placeholder)].map(([, name]) => name ?? '').filter((name) => values[name] === undefined))]

/** A patient's sheet filled in; a placeholder that is not known is said on the sheet itself. */
export function sheetPaper(template: string, record: RecordState, clock: WallClock): PaperTree {
  const filled = template.replaceAll(placeholder, (_, name: string) => {
    const value = values[name]?.(record, clock)
    return value === undefined ? `[this template asks for “${name}”, which is not known]` : value === '' ? BLANK : value
  })
  const [title = '', ...lines] = filled.split(/\r?\n/)
  const parts = lines.reduce<PaperSection[]>((sections, line) => {
    const words = line.trim()
    if (words.startsWith('# ')) return [...sections, section(words.slice(2), {})]
    const last = sections.at(-1) ?? section('', {})
    return words === '' ? sections : [...sections.slice(0, -1), { ...last, paragraphs: [...last.paragraphs, words.startsWith('- ') ? `•\u00a0${words.slice(2)}` : words] }]
  }, [])
  return {
    title: title.trim() === '' ? 'For the patient' : title.trim(), subject: `Sheet for the patient, ${record.side} ${record.level}`,
    patient: patientWords(record, clock), side: { side: record.side, level: record.level }, facts: [], draft: null, summary: [], pictures: [], sections: parts, foot: [NOT_A_DEVICE],
  }
}
