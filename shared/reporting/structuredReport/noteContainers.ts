import type { CodedConcept, ContentItem } from '#shared/dicom/contentItem.ts'
import { doseOf, jointVolumeMl, type DrugGiven } from '#shared/procedure/note/drugGiven.ts'
import { painTimes, type NoteSections } from '#shared/procedure/note/noteSections.ts'
import { blockResult } from '#shared/procedure/note/painRelief.ts'
import { measureCodes, noteCodes, reportCodes, unitCodes } from './codes.ts'
import { container, measured, modifiedBy, says, words } from './contentItems.ts'
import { personObserver, utcDateTime } from './measurementGroup.ts'
import { complicationCode, drugPlaceCode, painTimeCode, privateCodes } from './privateCodes.ts'
import type { ReportInput } from './reportInput.ts'

/**
 * What the note counts and measures: drugs, dose, complications, pain; and the addenda. A section that nobody has written,
 * and a question that nobody has answered, is not there. The rest of the note is words for people and leaves in the note itself.
 */
export function noteContainers({ record }: ReportInput): readonly ContentItem[] {
  const { injectate, dose, after, pain } = record.note
  return [
    ...(injectate === null ? [] : filled(privateCodes.drugs, drugItems(injectate))),
    ...(dose === null ? [] : filled(privateCodes.dose, doseItems(dose))),
    ...(after === null ? [] : filled(privateCodes.complications, complicationItems(after))),
    ...(pain === null ? [] : filled(privateCodes.pain, painItems(pain))),
    ...record.addenda.map((addendum) => ({
      ...container(privateCodes.addendum, null, [...personObserver(addendum.actor), ...words(reportCodes.comment, addendum.isSigned ? '' : 'This addendum is not signed.'), ...words(reportCodes.comment, addendum.words), ...(addendum.pain === undefined ? [] : painItems(addendum.pain))]),
      observedAt: utcDateTime(addendum.atIso),
    })),
  ]
}

/** An empty container would say that there was nothing, which nobody has said. */
const filled = (name: CodedConcept, items: readonly ContentItem[]): readonly ContentItem[] => (items.length === 0 ? [] : [container(name, null, items)])

function drugItems({ drugs, limitReason }: NoteSections['injectate']): readonly ContentItem[] {
  if (drugs.length === 0) return []
  return [
    ...drugs.map((drug) => container(privateCodes.drug, null, drugItem(drug))),
    measured(privateCodes.jointVolume, jointVolumeMl(drugs), unitCodes.ml, measureCodes.indeterminate),
    ...words(privateCodes.limitReason, limitReason),
  ]
}

/** Where strength, volume and dose disagree the dose is not available: which of the three is wrong, nobody knows. */
function drugItem(drug: DrugGiven): readonly ContentItem[] {
  const amounts = doseOf(drug)
  const told = amounts.kind === 'complete' ? amounts : drug
  const doseMg = amounts.kind === 'disagree' ? null : told.doseMg
  return [
    ...words(noteCodes.drug, drug.name),
    says(privateCodes.drugPlace, drugPlaceCode(drug.place)),
    measured(privateCodes.drugStrength, told.strengthMgPerMl, unitCodes.mgPerMl, measureCodes.notAttempted),
    measured(measureCodes.volumeAdministered, told.volumeMl, unitCodes.ml, measureCodes.notAttempted),
    measured(privateCodes.drugDose, doseMg, unitCodes.mg, measureCodes.indeterminate),
    ...(amounts.kind === 'disagree' ? words(privateCodes.whyNotAvailable, `Dose: ${String(drug.doseMg)} mg was written, and strength times volume is ${String(amounts.expectedDoseMg)} mg.`) : []),
    ...(drug.particulate === null ? [] : [says(privateCodes.isParticulate, yesNo[drug.particulate])]),
    ...words(privateCodes.lot, drug.lot),
  ]
}

const yesNo: Readonly<Record<'yes' | 'no', CodedConcept>> = { yes: measureCodes.yes, no: measureCodes.no }

/** In the units in which the standard's own dose reports write these figures, so that no reader has to notice another. @source PS3.16 TID 10004, 10012; 1 Gy.m2 = 10 000 Gy.cm2 */
function doseItems(dose: NoteSections['dose']): readonly ContentItem[] {
  const figures: readonly (readonly [CodedConcept, number | null, CodedConcept])[] = [
    [noteCodes.fluoroTime, dose.fluoroscopyTimeS, unitCodes.second],
    [noteCodes.kerma, scaled(dose.airKermaMGy, 1000), unitCodes.gray],
    [noteCodes.doseArea, scaled(dose.doseAreaProductGyCm2, 10_000), unitCodes.graySquareMetre],
    [privateCodes.runs, dose.runs, unitCodes.one],
    [noteCodes.frames, dose.frames, unitCodes.one],
    [noteCodes.ctdiVol, dose.ctdiVolMGy, unitCodes.milligray],
    [noteCodes.doseLength, dose.doseLengthProductMGyCm, unitCodes.milligrayCentimetre],
    [noteCodes.events, dose.scans, unitCodes.events],
  ]
  const given = figures.flatMap(([name, value, unit]) => (value === null ? [] : [measured(name, value, unit, measureCodes.notAttempted)]))
  if (given.length === 0) return []
  return [
    ...given,
    ...(dose.source === null ? [] : [says(noteCodes.doseSource, dose.source === 'doseReport' ? noteCodes.automated : noteCodes.typed)]),
    ...(dose.reportSopInstanceUid === null ? [] : [{ relationship: 'CONTAINS', name: privateCodes.doseReport, value: { kind: 'uid', uid: dose.reportSopInstanceUid }, children: [] } satisfies ContentItem]),
  ]
}

const scaled = (value: number | null, by: number): number | null => (value === null ? null : value / by)

const complicationItems = ({ complications }: NoteSections['after']): readonly ContentItem[] => complications.flatMap(({ what, words: told, atIso }) => [
  { ...says(privateCodes.complication, complicationCode(what)), ...(atIso === null ? {} : { observedAt: utcDateTime(atIso) }) },
  ...words(reportCodes.comment, told),
])

function painItems(pain: NoteSections['pain']): readonly ContentItem[] {
  const scores = painTimes.flatMap((time) => {
    const score = pain[time]
    if (score === null) return []
    return ([['atRest', privateCodes.atRest], ['turning', privateCodes.turning]] as const).flatMap(([movement, code]) => {
      const value = score[movement]
      if (value === null) return []
      const item = measured(noteCodes.pain, value, unitCodes.score, measureCodes.notAttempted, [modifiedBy(privateCodes.painTime, painTimeCode(time)), modifiedBy(privateCodes.painMovement, code)])
      return [score.atIso === null ? item : { ...item, observedAt: utcDateTime(score.atIso) }]
    })
  })
  const result = blockResult(pain)
  return [
    ...scores,
    ...(result === null ? [] : [
      measured(privateCodes.relief, result.relief.percent, unitCodes.percent, measureCodes.notAttempted, [modifiedBy(privateCodes.painTime, painTimeCode(result.relief.time))]),
      measured(privateCodes.threshold, result.thresholdPercent, unitCodes.percent, measureCodes.notAttempted),
      says(privateCodes.isPositive, result.isPositive ? measureCodes.yes : measureCodes.no),
    ]),
    ...(pain.concordant === null ? [] : [says(privateCodes.isConcordant, yesNo[pain.concordant])]),
    ...(pain.fitsTheDrug === null ? [] : [says(privateCodes.fitsTheDrug, yesNo[pain.fitsTheDrug])]),
  ]
}
