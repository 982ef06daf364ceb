import type { CodedConcept } from '#shared/dicom/contentItem.ts'
import { painTimes, type NoteSections } from '#shared/procedure/note/noteSections.ts'
import { painTimeWords } from '#shared/procedure/note/noteWords.ts'
import { reliefAt } from '#shared/procedure/note/painRelief.ts'
import { measureCodes, noteCodes } from '../structuredReport/codes.ts'
import { inWords, jointSite, quantity, uriIdentifier } from './fhirCodes.ts'
import { entryOf, referTo, type FhirInput } from './fhirInput.ts'
import type { BundleEntry, Observation, Quantity } from './fhirTypes.ts'

type Found = Pick<Observation, 'effectiveDateTime' | 'note' | 'bodySite' | 'method' | 'derivedFrom'> & { readonly name: string; readonly words: string; readonly code: CodedConcept | null; readonly value: Quantity }

/** What was counted and measured; what nobody stated is not there. */
export const observationEntries = (input: FhirInput): readonly BundleEntry[] => [...planFound(input), ...doseFound(input), ...painFound(input)].map(({ name, words, code, value, ...rest }) => entryOf(input, name, {
  resourceType: 'Observation', status: input.record.signature === null ? 'preliminary' : 'final', code: inWords(words, code), subject: referTo(input, 'patient'), partOf: [referTo(input, 'procedure')], valueQuantity: value, ...rest,
}))

function planFound({ record }: FhirInput): readonly Found[] {
  if (record.acceptedPlan === null) return []
  const { figures, atIso } = record.acceptedPlan
  const rows: readonly (readonly [string, string, CodedConcept | null, number | null, string, string])[] = [
    ['lengthMm', 'Length of the planned path', measureCodes.pathLength, figures.lengthMm, 'mm', 'mm'], ['inPlaneDeg', 'Angle of the planned path in the axial plane', null, figures.inPlaneDeg, 'deg', '°'],
    ['craniocaudalDeg', 'Craniocaudal angle of the planned path', null, figures.craniocaudalDeg, 'deg', '°'], ['lengthPx', 'Length of the planned path on the image, in pixels', measureCodes.pathLength, figures.lengthPx, '{pixels}', 'pixels'],
  ]
  return rows.flatMap(([name, words, code, value, unit, shown]) => (value === null ? [] : [
    { name: `plan/${name}`, words: `${words}, ${record.side} ${record.level}`, code, value: quantity(value, unit, shown), effectiveDateTime: atIso, bodySite: jointSite(record.side, record.level) },
  ]))
}

/** In the units in which the note states them. */
function doseFound({ record }: FhirInput): readonly Found[] {
  const { dose } = record.note
  if (dose === null) return []
  const rows: readonly (readonly [string, string, CodedConcept | null, number | null, string, string])[] = [
    ['fluoroscopyTime', 'Fluoroscopy time', noteCodes.fluoroTime, dose.fluoroscopyTimeS, 's', 's'], ['airKerma', 'Air kerma at the reference point', noteCodes.kerma, dose.airKermaMGy, 'mGy', 'mGy'],
    ['doseArea', 'Dose-area product', noteCodes.doseArea, dose.doseAreaProductGyCm2, 'Gy.cm2', 'Gy·cm²'], ['ctdiVol', 'CTDIvol', noteCodes.ctdiVol, dose.ctdiVolMGy, 'mGy', 'mGy'],
    ['doseLength', 'Dose-length product', noteCodes.doseLength, dose.doseLengthProductMGyCm, 'mGy.cm', 'mGy·cm'],
  ]
  const method = dose.source === null ? {} : { method: inWords(dose.source === 'doseReport' ? 'Dose report of the machine' : 'Typed by hand') }
  const derivedFrom = dose.reportSopInstanceUid === null ? {} : { derivedFrom: [{ type: 'DocumentReference' as const, identifier: uriIdentifier(`urn:oid:${dose.reportSopInstanceUid}`), display: 'Radiation dose report of the machine' }] }
  return rows.flatMap(([name, words, code, value, unit, shown]) => (value === null ? [] : [{ name: `dose/${name}`, words, code, value: quantity(value, unit, shown), ...method, ...derivedFrom }]))
}

/** The scores of the note, then what each addendum says beyond it. */
function painFound({ record }: FhirInput): readonly Found[] {
  const told = [{ of: 'note', pain: record.note.pain, note: {} }, ...record.addenda.map(({ addendumId, pain, atIso, actor, isSigned }) => ({ of: addendumId, pain: pain ?? null, note: { note: [{ text: `Said in an addendum${isSigned ? '' : ' that is not signed,'} of ${atIso} by ${actor}.` }] } }))]
  const known = new Set<string>()
  return told.flatMap(({ of, pain, note }) => (pain === null ? [] : [...scoresOf(pain), ...reliefsOf(pain)].flatMap((found) => {
    const said = `${found.name}: ${String(found.value.value)}`
    if (known.has(said)) return []
    known.add(said)
    return [{ ...found, name: `${of}/${found.name}`, ...note }]
  })))
}

const movements = [['atRest', 'at rest'], ['turning', 'turning the head']] as const
const scoresOf = (pain: NoteSections['pain']): readonly Found[] => painTimes.flatMap((time) => movements.flatMap(([movement, words]) => {
  const score = pain[time]
  const value = score?.[movement] ?? null
  if (score === null || value === null) return []
  return [{ name: `pain/${time}/${movement}`, words: `Pain score 0 to 10, ${words}: ${whenWords(time)}`, code: noteCodes.pain, value: quantity(value, '{score}', 'of 10'), ...(score.atIso === null ? {} : { effectiveDateTime: score.atIso }) }]
}))

const whenWords = (time: (typeof painTimes)[number]): string => (time === 'before' ? 'before the injection' : `${painTimeWords[time]} after the injection`)

/** A share of scores from 0 to 10: one decimal is more than they can tell. Less than nothing is more pain, and says so. */
const reliefsOf = (pain: NoteSections['pain']): readonly Found[] => painTimes.flatMap((time) => {
  const relief = time === 'before' ? null : reliefAt(pain, time)
  if (relief === null) return []
  return [{ name: `relief/${time}`, words: `Pain relief ${whenWords(time)}, of the score before${relief.percent < 0 ? ' (negative: more pain)' : ''}`, code: null, value: quantity(Number(relief.percent.toFixed(1)), '%') }]
})
