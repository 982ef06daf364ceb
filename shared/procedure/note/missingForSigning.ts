import type { SideWord } from '#shared/dicom/identity.ts'
import type { RecordState } from '#shared/procedure/recordEvents.ts'
import { ctSlots, fluoroscopySlots, type KeyImageSlot } from './keyImageSlots.ts'
import { missingDrugs } from './missingDrugs.ts'
import { isSaid, stop, todo, type MissingItem } from './missingItem.ts'
import { allergens, painTimes, type NoteSections, type ProcedureNote } from './noteSections.ts'
import { complicationWords, painTimeWords, slotWords } from './noteWords.ts'

/**
 * What stands between a record and its signature; empty when nothing does. Scores of pain after 30 minutes and 6 hours can be
 * added later. `conflicts` are the sides that disagree in the case and its images (`sideConflicts`), which the record does not hold.
 * Nothing that is still to come has happened: no time may be later than `nowIso`.
 */
export function missingForSigning(state: RecordState, nowIso: string, conflicts: readonly { readonly key: string; readonly words: string }[] = []): readonly MissingItem[] {
  const { note, assessments } = state
  return [
    ...conflicts.map(({ key, words }) => stop('side', `side.${key}`, words)),
    ...missingOfSides(state),
    ...timesToCome(state, nowIso),
    ...missingTimeOut(note.timeOut),
    ...missingChecks(note.checks),
    ...missingContrast(note, assessments.length),
    ...missingDrugs(note, assessments.at(-1)?.assessment.decision ?? null),
    ...missingKeyImages(state),
    ...missingDose(note),
    ...missingAfter(note),
  ]
}

function missingOfSides({ side, level, note, keyImages }: RecordState): readonly MissingItem[] {
  const against = (what: string, says: SideWord | null | undefined, id: string): readonly MissingItem[] => (says === null || says === undefined || says === side ? []
    : [stop('side', `side.${id}`, `${what} says ${says}. The record says ${side}. Check with the patient, then correct the one that is wrong.`)])
  const otherSide = keyImages.filter((image) => !image.removed && image.side !== null && image.side !== side)
  return [
    ...against('The order', note.order?.sideOrdered, 'order'), ...against('The time-out', note.timeOut?.side, 'timeOut'), ...against('The skin mark', note.timeOut?.skinMark, 'skinMark'),
    ...otherSide.map((image) => stop('side', `side.keyImage.${image.keyImageId}`, `Key image ${String(keyImages.indexOf(image) + 1)} says ${String(image.side)}. The record says ${side} ${level}. Delete the picture, or correct the side of the record.`)),
  ]
}

function timesToCome({ note: { timeOut, after, pain }, happenings }: RecordState, nowIso: string): readonly MissingItem[] {
  const said: readonly (readonly [MissingItem['section'], string, string, string | null])[] = [
    ['timeOut', 'timeOut.at', 'Time-out', timeOut?.atIso ?? null],
    ...(after?.complications ?? []).map(({ what, atIso }) => ['after', 'after.complications', `Complication, ${complicationWords[what]}`, atIso] as const),
    ...painTimes.map((time) => ['pain', `pain.${time}`, `Pain score, ${painTimeWords[time]}`, pain?.[time]?.atIso ?? null] as const),
    ...happenings.map(({ happeningId, happenedAtIso, words }) => ['after', `happening.${happeningId}`, `What happened, “${words}”`, happenedAtIso] as const),
  ]
  return said.flatMap(([section, id, words, atIso]) => (atIso === null || Date.parse(atIso) <= Date.parse(nowIso) ? [] : [stop(section, id, `${words}: its time is still to come. Correct the day or the time.`)]))
}

const timeOutAnswers = [['procedureAgreed', 'procedure'], ['positionAgreed', 'position'], ['imagesOfThisPatient', 'images of this patient'], ['allergiesSaid', 'allergies']] as const

function missingTimeOut(timeOut: NoteSections['timeOut'] | null): readonly MissingItem[] {
  if (timeOut === null) return [stop('timeOut', 'timeOut', 'No time-out is recorded. Record when it was, by whom, with two identifiers and the side.')]
  const answers = timeOutAnswers.flatMap(([name, words]): readonly MissingItem[] => {
    const said = timeOut[name]
    if (said === 'yes') return []
    return said === null ? [todo('timeOut', `timeOut.${name}`, `Time-out, ${words}: not answered.`)] : [stop('timeOut', `timeOut.${name}`, `Time-out, ${words}: answered No. Correct it, or do not sign.`)]
  })
  return [
    ...(timeOut.atIso === null ? [stop('timeOut', 'timeOut.at', 'The time-out has no time. Record when it was.')] : []),
    ...(isSaid(timeOut.by) ? [] : [stop('timeOut', 'timeOut.by', 'Nobody is named for the time-out. Record by whom it was.')]),
    ...(new Set(timeOut.identifiersChecked).size < 2 ? [stop('timeOut', 'timeOut.identifiers', 'Fewer than two identifiers were checked in the time-out. Record the two that were.')] : []),
    ...(timeOut.side === null ? [stop('timeOut', 'timeOut.side', 'The time-out names no side. Record the side that was said.')] : []),
    ...answers,
  ]
}

function missingChecks(checks: NoteSections['checks'] | null): readonly MissingItem[] {
  const open = allergens.filter((allergen) => (checks?.allergies[allergen] ?? null) === null)
  const { anticoagulants, consent } = checks ?? { anticoagulants: null, consent: null }
  const undated = anticoagulants?.taken === 'yes' && (anticoagulants.agents.length === 0 || anticoagulants.agents.some(({ lastDoseAtIso, lastDoseWords }) => lastDoseAtIso === null && !isSaid(lastDoseWords)))
  return [
    ...(consent?.given === 'no' ? [stop('checks', 'checks.consent', 'Consent: answered No. Correct it, or do not sign.')] : []),
    ...(consent?.given === 'yes' ? [] : consent?.given === 'no' ? [] : [todo('checks', 'checks.consent', 'Consent: not answered.')]),
    ...(open.length === 0 ? [] : [todo('checks', 'checks.allergies', `Allergies, ${open.join(', ')}: not answered.`)]),
    ...((anticoagulants?.taken ?? null) === null ? [todo('checks', 'checks.anticoagulants', 'Anticoagulants: not answered.')] : []),
    ...(undated ? [todo('checks', 'checks.anticoagulants', 'Anticoagulants: write which, and the last dose of each.')] : []),
  ]
}

function missingContrast({ injectate }: ProcedureNote, decisions: number): readonly MissingItem[] {
  const given = injectate?.drugs.some(({ place }) => place === 'contrast') === true
  const noneGiven = isSaid(injectate?.noContrastReason)
  if (noneGiven && (given || decisions > 0)) return [stop('contrast', 'contrast.none', 'No contrast was given, it says, and contrast or a decision about it is recorded. Correct the one that is wrong.')]
  return decisions > 0 || noneGiven ? [] : [todo('contrast', 'contrast.decision', 'No decision about contrast is recorded. Decide in Contrast, or write why no contrast was given.')]
}

const contrastSlots: ReadonlySet<KeyImageSlot> = new Set(['apContrast', 'lateralContrast', 'contrastRun', 'immediateContrast', 'delayedContrast'])

/** The pictures that this procedure asks for, by the guidance that was used; those of contrast are not asked for where none was given. */
export function neededSlots({ technique, injectate }: ProcedureNote): readonly KeyImageSlot[] {
  const guidance = technique?.guidance ?? []
  const byFluoroscopy = guidance.includes('fluoroscopy')
  const byCt = guidance.includes('ct') || guidance.includes('ctFluoroscopy') || (guidance.includes('coneBeamCt') && !byFluoroscopy)
  const wanted = [...(byFluoroscopy ? fluoroscopySlots : []), ...(byCt ? ctSlots : [])]
  return isSaid(injectate?.noContrastReason) ? wanted.filter((slot) => !contrastSlots.has(slot)) : wanted
}

function missingKeyImages({ note, slots, keyImages }: RecordState): readonly MissingItem[] {
  if ((note.technique?.guidance ?? []).length === 0) return [todo('technique', 'technique.guidance', 'Guidance: not answered. It says which key images are needed.')]
  const shown = new Set(keyImages.filter(({ removed }) => !removed).map(({ keyImageId }) => keyImageId))
  const filled = new Set(slots.filter(({ keyImageId, reason }) => (keyImageId === null ? isSaid(reason) : shown.has(keyImageId))).map(({ slot }) => slot))
  return neededSlots(note).filter((slot) => !filled.has(slot)).map((slot) => todo('keyImages', `slot.${slot}`, `Key image missing: ${slotWords[slot]}. Choose a picture or give a reason.`))
}

function missingDose({ dose, technique }: ProcedureNote): readonly MissingItem[] {
  if (isSaid(dose?.notStatedReason)) return []
  const guidance = technique?.guidance ?? []
  const stated = (...figures: readonly (number | null | undefined)[]): boolean => figures.some((value) => value !== null && value !== undefined)
  const fluoroscopy = (guidance.includes('fluoroscopy') || guidance.includes('coneBeamCt')) && !stated(dose?.fluoroscopyTimeS, dose?.airKermaMGy, dose?.doseAreaProductGyCm2)
  const ct = (guidance.includes('ct') || guidance.includes('ctFluoroscopy')) && !stated(dose?.ctdiVolMGy, dose?.doseLengthProductMGyCm)
  return [
    ...(fluoroscopy ? [todo('dose', 'dose.fluoroscopy', 'Dose of fluoroscopy: write time, air kerma or dose area product, or why none is stated.')] : []),
    ...(ct ? [todo('dose', 'dose.ct', 'Dose of CT: write CTDIvol or dose length product, or why none is stated.')] : []),
  ]
}

function missingAfter({ after, pain }: ProcedureNote): readonly MissingItem[] {
  const named = after?.complications ?? []
  const scored = pain?.before !== null && pain?.before !== undefined && (pain.before.atRest !== null || pain.before.turning !== null)
  return [
    ...(named.length === 0 ? [todo('after', 'after.complications', 'Complications: not answered. None is an answer.')] : []),
    ...(named.length > 1 && named.some(({ what }) => what === 'none') ? [stop('after', 'after.complications', 'Complications: None stands beside others. Correct the one that is wrong.')] : []),
    ...(scored || isSaid(pain?.notScoredReason) ? [] : [todo('pain', 'pain.before', 'Pain score before: not written. Write it, or why there is none.')]),
  ]
}
